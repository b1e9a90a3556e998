// Builds what `bin` names: one ES module with everything in it. mysql2 and the simulator stay
// unevaluated until a dynamic import asks for them, so the first frame does not wait for them.
import { chmod, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { build } from 'esbuild';

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

await build({
  absWorkingDir: import.meta.dirname ?? new URL('.', import.meta.url).pathname,
  entryPoints: ['cli.tsx'],
  outfile: 'dist/cli.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node16', // parsed by older Nodes too, so that they can say what is wrong
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"', __VERSION__: JSON.stringify(version) },
  plugins: [withoutDevtools, builtinsWhenUsed],
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire as __createRequire } from "node:module";const require = __createRequire(import.meta.url);',
  },
  logLevel: 'warning',
});
await chmod('dist/cli.js', 0o755);
