// Builds the program into dist/:
//   cli.js         what `bin` names: turns on the compile cache and loads about.cjs or program.cjs
//   about.cjs      of the program what --help and --version take, which otherwise would wait for the rest to be read
//   program.cjs    the program, but for what it does not need at once:
//   ink.cjs        Ink, React and what comes with them
//   mysql2.cjs     the driver
//   chinese.cjs    the words in Chinese
//   simulator.cjs  the simulated cluster, for --demo
// One file is loaded by another when it is first needed. What libraries do at their load is in scripts/build/.
import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { leanLibraries } from './scripts/build/lean-libraries.js';
import { librariesApart, librarySource } from './scripts/build/libraries.js';
import { bundledLicences } from './scripts/bundled-licences.js';
import { commitOf } from './scripts/commit.js';

const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));

/** Rooms of the program that are files of their own: what is loaded late by the import of a folder's index. */
const apart = { simulator: 'source/simulator/index.ts', chinese: 'source/text/zh/index.ts' };

/** Leaves those rooms out of the program: their index becomes the file that is built from it. */
const roomsApart = {
  name: 'rooms-apart',
  setup(esbuild) {
    for (const [file, index] of Object.entries(apart)) {
      const folder = index.split('/').at(-2);
      esbuild.onResolve({ filter: new RegExp(`/${folder}/`) }, ({ path, importer, kind }) =>
        kind === 'dynamic-import' && path.endsWith(`/${folder}/index.ts`)
          ? { path: file, namespace: 'apart' }
          : { errors: [{ text: `${importer} must load it by import('…/${folder}/index.ts').` }] },
      );
    }
    esbuild.onLoad({ filter: /.*/, namespace: 'apart' }, ({ path }) => ({
      contents: `module.exports = require("./${path}.cjs");`,
    }));
    esbuild.onResolve({ filter: /\.cjs$/, namespace: 'apart' }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * Writes all that is not ASCII as `\\uXXXX`: a file of ASCII is read as it is, and one character beyond it makes Node decode
 * 700 KB as UTF-8 at every start, and V8 keep them in two bytes each. esbuild does so, but not in regular expressions.
 */
async function inAscii(path) {
  const text = await readFile(path, 'utf8');
  if (/\\[^\x00-\x7F]/.test(text))
    throw new Error(`${path} has a backslash before a character beyond ASCII.`);
  const escaped = text.replace(
    /[^\x00-\x7F]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (escaped !== text) await writeFile(path, escaped);
}

const checkout = import.meta.dirname ?? new URL('.', import.meta.url).pathname;

const options = {
  absWorkingDir: checkout,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node16', // parsed by older Nodes too, so that they can say what is wrong
  supported: { 'dynamic-import': false }, // what is loaded late is loaded by the starter, too
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none', // they are in dist/LICENSES.txt
  metafile: true,
  define: {
    'process.env.NODE_ENV': '"production"',
    __VERSION__: JSON.stringify(version),
    __COMMIT__: JSON.stringify(commitOf(checkout)),
  },
  logLevel: 'warning',
};
/** CommonJS has no `import.meta`. `__filename` is replaced in the executable (scripts/package/executable.ts). */
const metaDefined = { ...options.define, 'import.meta': '__importMeta' };
const importMeta =
  'const __importMeta={get url(){return require("node:url").pathToFileURL(__filename).href}};';

const lean = leanLibraries();
const libraries = ['ink', 'mysql2'];
const files = await Promise.all([
  ...Object.entries({ program: 'false', about: 'true' }).map(([name, isAbout]) =>
    build({
      ...options,
      define: { ...metaDefined, __ABOUT__: isAbout },
      banner: { js: importMeta },
      entryPoints: ['cli.tsx'],
      outfile: `dist/${name}.cjs`,
      plugins: [lean.plugin, librariesApart, roomsApart],
    }),
  ),
  ...libraries.map(name =>
    build({
      ...options,
      define: metaDefined,
      banner: { js: 'const __importMeta={};' },
      minifyIdentifiers: true,
      stdin: { contents: librarySource(name), resolveDir: checkout },
      outfile: `dist/${name}.cjs`,
      plugins: [lean.plugin],
    }),
  ),
  ...Object.entries(apart).map(([name, index]) =>
    // Chinese as it is written is half as many bytes as in escapes.
    build({ ...options, charset: 'utf8', entryPoints: [index], outfile: `dist/${name}.cjs` }),
  ),
]);
if (lean.unused().length > 0) {
  throw new Error(`scripts/build/lean-libraries.js has what no file needs: ${lean.unused().join(', ')}`);
}

for (const name of await readdir(`${checkout}/dist`)) {
  if (name.endsWith('.cjs')) await inAscii(`${checkout}/dist/${name}`);
}

/**
 * `cli.js` is an ES module by its name, and takes Node's own modules through `require`: for an `import` of one Node looks at
 * all that it exports, which loads some more, and an older Node that lacks a name could not say that it is too old.
 */
const requireInModule =
  'import{createRequire}from"node:module";const __url=import.meta.url,require=createRequire(__url);';

/** What compiled code is kept for: these bytes, and no others of the same length. */
const hash = createHash('sha256');
for (const name of ['program', 'about', ...libraries, ...Object.keys(apart)])
  hash.update(await readFile(`${checkout}/dist/${name}.cjs`));
await build({
  ...options,
  define: { __BUILD__: JSON.stringify(hash.digest('hex').slice(0, 16)), 'import.meta.url': '__url' },
  entryPoints: ['starter.ts'],
  outfile: 'dist/cli.js',
  banner: { js: `#!/usr/bin/env node\n${requireInModule}` },
});
await writeFile('dist/LICENSES.txt', bundledLicences(files.map(({ metafile }) => metafile)));
await chmod('dist/cli.js', 0o755);
