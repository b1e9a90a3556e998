// Builds the program into dist/:
//   cli.js         what `bin` names: turns on the compile cache and loads program.cjs
//   program.cjs    the program, but for what it does not need at once:
//   ink.cjs        Ink, React and what comes with them
//   mysql2.cjs     the driver
//   simulator.cjs  the simulated cluster, for --demo
// One file is loaded by another when it is first needed. What libraries do at their load is in scripts/build/.
import { createHash } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { leanLibraries } from './scripts/build/lean-libraries.js';
import { librariesApart, librarySource } from './scripts/build/libraries.js';
import { bundledLicences } from './scripts/bundled-licences.js';
import { commitOf } from './scripts/commit.js';

const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));

/** Leaves the simulator out of the program: `source/simulator/index.ts` becomes the file built from it. */
const simulatorApart = {
  name: 'simulator-apart',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/simulator\// }, ({ path, importer, kind }) =>
      kind === 'dynamic-import' && path.endsWith('/simulator/index.ts')
        ? { path, namespace: 'simulator' }
        : { errors: [{ text: `${importer} must load the simulator by import('…/simulator/index.ts').` }] },
    );
    esbuild.onLoad({ filter: /.*/, namespace: 'simulator' }, () => ({
      contents: 'module.exports = require("./simulator.cjs");',
    }));
    esbuild.onResolve({ filter: /\.cjs$/, namespace: 'simulator' }, ({ path }) => ({ path, external: true }));
  },
};

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
  build({
    ...options,
    define: metaDefined,
    banner: { js: importMeta },
    entryPoints: ['cli.tsx'],
    outfile: 'dist/program.cjs',
    plugins: [lean.plugin, librariesApart, simulatorApart],
  }),
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
  build({ ...options, entryPoints: ['source/simulator/index.ts'], outfile: 'dist/simulator.cjs' }),
]);
if (lean.unused().length > 0) {
  throw new Error(`scripts/build/lean-libraries.js has what no file needs: ${lean.unused().join(', ')}`);
}

/** What compiled code is kept for: these bytes, and no others of the same length. */
const hash = createHash('sha256');
for (const name of ['program', ...libraries]) hash.update(await readFile(`${checkout}/dist/${name}.cjs`));
await build({
  ...options,
  format: 'esm',
  define: { __BUILD__: JSON.stringify(hash.digest('hex').slice(0, 16)) },
  entryPoints: ['starter.ts'],
  outfile: 'dist/cli.js',
  banner: { js: '#!/usr/bin/env node' },
});
await writeFile('dist/LICENSES.txt', bundledLicences(files.map(({ metafile }) => metafile)));
await chmod('dist/cli.js', 0o755);
