/** What is linked into Bun with a licence that is not a permissive one, and what this asks for. */
const relinking = `Bun links JavaScriptCore and parts of WebKit (LGPL 2, https://github.com/oven-sh/webkit) and TinyCC (LGPL 2.1)
statically. Whoever wants to run this program with a changed version of them builds a Bun of their own and gives it the
program's own part, which is in the npm package of the same version and commit:

  bun build --compile --minify --bytecode --format=esm --asset=LICENSES.txt cli.js --outfile ob-backup-top

Bun also links BoringSSL, brotli, c-ares, libarchive, libdeflate, lol-html, ls-hpack, mimalloc, picohttpparser, simdutf,
SQLite, uSockets, uWebSockets, ICU, zlib and zstd, each under a permissive licence of its own.`;

/** The part on Bun in the licences that the executable prints. `mit` makes the MIT License for a holder of the rights. */
export function bunLicence(version: string, mit: (holder: string) => string): string {
  const rule = '-'.repeat(80);
  const source = `Bun's own list of all of them, with their licences: https://github.com/oven-sh/bun/blob/bun-v${version}/LICENSE.md`;
  const holder = 'Oven and the contributors to Bun';
  return `\n${rule}\nBun ${version} (MIT), which this executable runs on\n${rule}\n\n${mit(holder)}\n${relinking}\n${source}\n`;
}
