// Builds what `bin` names, dist/cli.js: one ES module with everything in it but the simulator, which is a module of its
// own, dist/simulator.js, loaded for --demo alone. mysql2 is in dist/cli.js, but a dynamic import evaluates it only when it
// is needed, so the first frame does not wait for it.
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { build } from 'esbuild';
import { bundledLicences } from './scripts/bundled-licences.js';
import { commitOf } from './scripts/commit.js';

const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));

/** Ink asks for react-devtools-core only under DEV=true; it is not a dependency of ours. */
const withoutDevtools = {
  name: 'without-devtools',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'none', namespace: 'stub' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'export default {};' }));
  },
};

/**
 * Node's own modules through `require`, each when it is first used. An `import` of a name that an older Node
 * does not have would fail before the program could say that the Node is too old.
 */
const builtinsWhenUsed = {
  name: 'builtins-when-used',
  setup(esbuild) {
    const isBuiltin = name => builtinModules.includes(name.replace(/^node:/, ''));
    esbuild.onResolve({ filter: /^[\w:/]+$/ }, ({ path, namespace, kind }) =>
      namespace === 'builtin' || kind === 'require-call' || !isBuiltin(path)
        ? undefined
        : { path, namespace: 'builtin' },
    );
    esbuild.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

/** Leaves the simulator out of the program: `source/simulator/index.ts` becomes the file built from it. */
const simulatorApart = {
  name: 'simulator-apart',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/simulator\// }, ({ path, importer, kind }) =>
      kind === 'dynamic-import' && path.endsWith('/simulator/index.ts')
        ? { path: './simulator.js', external: true }
        : { errors: [{ text: `${importer} must load the simulator by import('…/simulator/index.ts').` }] },
    );
  },
};

const checkout = import.meta.dirname ?? new URL('.', import.meta.url).pathname;

const options = {
  absWorkingDir: checkout,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node16', // parsed by older Nodes too, so that they can say what is wrong
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none', // they are in dist/LICENSES.txt
  metafile: true,
  define: {
    'process.env.NODE_ENV': '"production"',
    __VERSION__: JSON.stringify(version),
    __COMMIT__: JSON.stringify(commitOf(checkout)),
  },
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module";const require = __createRequire(import.meta.url);',
  },
  logLevel: 'warning',
};

const program = await build({
  ...options,
  entryPoints: ['cli.tsx'],
  outfile: 'dist/cli.js',
  plugins: [withoutDevtools, builtinsWhenUsed, simulatorApart],
  banner: { js: `#!/usr/bin/env node\n${options.banner.js}` },
});
const simulator = await build({
  ...options,
  entryPoints: ['source/simulator/index.ts'],
  outfile: 'dist/simulator.js',
  plugins: [builtinsWhenUsed],
});
await writeFile('dist/LICENSES.txt', bundledLicences([program.metafile, simulator.metafile]));
await chmod('dist/cli.js', 0o755);
