// Makes all that a release consists of, in dist/release/, from what the build puts into dist/: `npm run package`.
// With --built the build is not repeated, with --quick archives are larger and made in half the time.
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { hasNfpm, makeArchive, makeSystemPackages, type Release } from './package/archive.ts';
import { makeExecutable } from './package/executable.ts';
import { makeNpmFolder, packNpm } from './package/npm-folder.ts';
import { writePages } from './package/pages.ts';
import { platforms } from './package/platforms.ts';

const run = promisify(execFile);
const checkout = new URL('..', import.meta.url).pathname;
const target = join(checkout, 'dist/release');

/** When the commit was made; without git a fixed moment, the first that a ZIP archive can have. */
function commitTime(): number {
  try {
    const words = ['log', '-1', '--format=%ct'];
    return Number(execFileSync('git', words, { cwd: checkout, stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return Date.UTC(1980, 0, 1) / 1000;
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function report(path: string): Promise<string> {
  const name = relative(target, path);
  const megabytes = (await stat(path)).size / 1e6;
  process.stdout.write(`${name.padEnd(48)} ${megabytes.toFixed(1).padStart(7)} MB\n`);
  return `${await digest(path)}  ${name}\n`;
}

if (!process.argv.includes('--built')) await run(process.execPath, [join(checkout, 'build.js')]);
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });

const { version, description, license } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8'));
const quick = process.argv.includes('--quick');
const release: Release = { version, description, license, time: commitTime(), quick };
const day = new Date(release.time * 1000).toISOString().slice(0, 10);
await writePages(join(checkout, 'dist'), { version, day });
const sums: string[] = [];

const npmFolder = join(checkout, 'dist/npm');
await makeNpmFolder(npmFolder);
sums.push(await report(await packNpm(npmFolder, target)));

const withSystemPackages = await hasNfpm();
for (const platform of platforms) {
  const executable = await makeExecutable(platform, join(target, platform.name));
  sums.push(await report(executable));
  sums.push(await report(await makeArchive(platform, executable, release, target)));
  if (!withSystemPackages) continue;
  for (const path of await makeSystemPackages(platform, executable, release, target)) {
    sums.push(await report(path));
  }
}
await writeFile(join(target, 'SHA256SUMS'), sums.join(''));
if (!withSystemPackages) process.stdout.write('No rpm and no deb were made: nfpm is not in PATH.\n');
