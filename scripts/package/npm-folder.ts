// The npm package: a folder made for it, with the built program alone. The packages that the program is made from are in
// the bundle already; as dependencies they would be installed and never loaded, and could not be had without a network.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { writeDocuments } from './documents.ts';

const run = promisify(execFile);
const checkout = new URL('../..', import.meta.url).pathname;

/** What is taken over from package.json. No `scripts`: npm warns of those that run while installing. */
const kept = ['name', 'version', 'description', 'keywords', 'license', 'type', 'bin', 'engines'] as const;

const program = [
  'cli.js',
  'program.cjs',
  'about.cjs',
  'ink.cjs',
  'mysql2.cjs',
  'chinese.cjs',
  'simulator.cjs',
  'LICENSES.txt',
].map(name => `dist/${name}`);
const manPage = 'dist/man/ob-backup-top.1';
/** npm has no place for pages of other languages: this one is read by its path. */
const chinesePage = 'dist/man/zh_CN/ob-backup-top.1';

async function manifest(): Promise<string> {
  const own = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8'));
  const fields = Object.fromEntries(kept.map(name => [name, own[name]]));
  return `${JSON.stringify({ ...fields, man: [manPage] }, null, 2)}\n`;
}

/** Makes the package in that folder, which is emptied first. */
export async function makeNpmFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeDocuments(folder);
  for (const file of [...program, manPage, chinesePage]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(checkout, file), join(folder, file));
  }
  await writeFile(join(folder, 'package.json'), await manifest());
}

/** Packs that folder into an archive in another one, and returns the archive's path. */
export async function packNpm(folder: string, target: string): Promise<string> {
  await mkdir(target, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', target], { cwd: folder });
  return join(target, stdout.trim());
}
