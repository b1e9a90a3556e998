// Where the Bun of a platform is. npm installs the one of this machine; that of the other processor is fetched by its
// name and has to have the hash in the lock file.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Platform } from './platforms.ts';

const run = promisify(execFile);
const checkout = new URL('../..', import.meta.url).pathname;

interface Locked {
  readonly version: string;
  readonly integrity: string;
}

async function locked({ bun }: Platform): Promise<Locked> {
  const lock = JSON.parse(await readFile(join(checkout, 'package-lock.json'), 'utf8'));
  const entry = lock.packages[`node_modules/${bun}`];
  if (entry === undefined) throw new Error(`${bun} is not in package-lock.json: run npm run lock.`);
  return entry;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function isInstalled(folder: string, version: string): Promise<boolean> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text).version === version && (await isThere(join(folder, 'bin/bun')));
}

/** The version of Bun in the executables. */
export async function bunVersion(platform: Platform): Promise<string> {
  return (await locked(platform)).version;
}

/** npm tries again where no connection can be had, but not where one breaks in the middle of an archive. */
const mostTries = 3;

/** Returns the name of the archive in the folder. Throws npm's own words where the last try fails. */
async function fetchArchive(folder: string, name: string, tries = 1): Promise<string> {
  try {
    const { stdout } = await run('npm', ['pack', '--loglevel=error', name], { cwd: folder });
    return stdout.trim();
  } catch (error) {
    if (tries === mostTries) throw error;
    return fetchArchive(folder, name, tries + 1);
  }
}

/** Unpacks in a folder of its own, then renames it: of two runs at once, the later finds it done. */
async function fetchInto(home: string, cache: string, { bun }: Platform, { version, integrity }: Locked) {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetching-'));
  try {
    const archive = join(folder, await fetchArchive(folder, `${bun}@${version}`));
    const hash = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (`sha512-${hash}` !== integrity)
      throw new Error(`${bun} ${version} has another hash than the lock file.`);
    await run('tar', ['-xzf', archive, '-C', folder]);
    await rename(join(folder, 'package'), home).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The path of the Bun for a platform, of the version in the lock file. Throws where it cannot be had. */
export async function bunFor(platform: Platform): Promise<string> {
  const wanted = await locked(platform);
  const installed = join(checkout, 'node_modules', platform.bun);
  if (await isInstalled(installed, wanted.version)) return join(installed, 'bin/bun');
  const cache = join(checkout, '.cache');
  const home = join(cache, `${platform.bun.replace('@oven/', '')}-${wanted.version}`);
  if (!(await isInstalled(home, wanted.version))) await fetchInto(home, cache, platform, wanted);
  return join(home, 'bin/bun');
}
