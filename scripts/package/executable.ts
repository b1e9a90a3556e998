// The program in one file, for hosts without Node: Bun with the files of dist/ in it, but for the starter: that loads code
// which V8 has compiled, and Bun has its own in the executable.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mit } from '../bundled-licences.js';
import { bunFor, bunVersion } from './bun.ts';
import { bunLicence } from './bun-licence.ts';
import { ownPlatform, type Platform } from './platforms.ts';

const run = promisify(execFile);
const dist = new URL('../../dist', import.meta.url).pathname;

/** Its name is in the bytes of the executable, so all are made under the same one. */
export const executableName = 'ob-backup-top';

const entry = 'program.cjs';
const files = [entry, 'ink.cjs', 'mysql2.cjs', 'chinese.cjs', 'simulator.cjs'];

const compile = ['build', '--compile', '--minify', '--bytecode', '--format=esm', '--asset=LICENSES.txt'];
/** Otherwise the executable would take settings, and code to run, from files in the folder that it is started in. */
const nothingFromTheFolder = ['dotenv', 'bunfig', 'tsconfig', 'package-json'].map(
  what => `--no-compile-autoload-${what}`,
);

/** Bun would put in where the file was when the executable was made. */
function withPlaceAtRunTime(program: string): string {
  const parts = program.split('__filename');
  if (parts.length !== 2) throw new Error(`${entry} asks for its place ${parts.length - 1} times, not once.`);
  return parts.join('Bun.main');
}

/** What the executable prints for --licenses. */
export async function executableLicences(platform: Platform): Promise<string> {
  const packages = await readFile(join(dist, 'LICENSES.txt'), 'utf8');
  return packages + bunLicence(await bunVersion(platform), mit);
}

/**
 * Makes the executable of a platform in that folder from what is in dist/, and returns its path. Any machine that has a
 * Bun makes those of all platforms. The same dist/ gives the same bytes.
 */
export async function makeExecutable(platform: Platform, folder: string): Promise<string> {
  const own = ownPlatform();
  if (own === null) throw new Error('The executables are made on Linux, on x64 or arm64.');
  const stage = await mkdtemp(join(tmpdir(), 'executable-'));
  try {
    for (const file of files) await copyFile(join(dist, file), join(stage, file));
    await writeFile(join(stage, entry), withPlaceAtRunTime(await readFile(join(dist, entry), 'utf8')));
    await writeFile(join(stage, 'LICENSES.txt'), await executableLicences(platform));
    await mkdir(folder, { recursive: true });
    const path = join(folder, executableName);
    const other = [`--target=bun-${platform.name}`, `--compile-executable-path=${await bunFor(platform)}`];
    const words = [...compile, ...nothingFromTheFolder, ...(platform === own ? [] : other), entry];
    await run(await bunFor(own), [...words, '--outfile', path], { cwd: stage });
    return path;
  } finally {
    await rm(stage, { recursive: true });
  }
}
