// OceanBase's own JDBC driver, as a witness that nobody here wrote: the only real client of Oracle tenants to be had.
import { execFile } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const artifact = 'com.oceanbase:oceanbase-client:2.4.9';
/** Java takes the user's folder from the system, whatever HOME says. */
const repository = join(userInfo().homedir, '.m2/repository');
const jar = join(repository, 'com/oceanbase/oceanbase-client/2.4.9/oceanbase-client-2.4.9.jar');
const program = new URL('jdbc/AskAll.java', import.meta.url).pathname;

let classes: Promise<string> | null = null;

/** The folder with the program that asks, compiled once: running its source would compile it each time. */
function compiled(): Promise<string> {
  classes ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ask-by-driver-'));
    await run('javac', ['-d', folder, program]);
    return folder;
  })();
  return classes;
}

/** Removes what was compiled. */
export async function removeCompiled(): Promise<void> {
  if (classes !== null) await rm(await classes, { recursive: true, force: true });
}

/** Where the driver is, or a clause saying why it cannot be had on this machine. */
export type DriverOrReason = { readonly jar: string } | { readonly reason: string };

function lastLine(error: unknown): string {
  const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message: string };
  return (stderr || stdout || message).trim().split('\n').at(-1) ?? message;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Finds the driver in Maven's repository of this user, or fetches it into it. Never throws. */
export async function driverOrReason(): Promise<DriverOrReason> {
  try {
    // A JDK, not only what runs compiled programs.
    await run('javac', ['-version']);
  } catch {
    return { reason: 'no JDK was found' };
  }
  if (await isThere(jar)) return { jar };
  try {
    const get = ['-q', '-B', 'dependency:get', `-Dartifact=${artifact}`, '-Dtransitive=false'];
    await run('mvn', [...get, `-Dmaven.repo.local=${repository}`], { timeout: 100_000 });
  } catch (error) {
    return { reason: `mvn could not fetch ${artifact}: ${lastLine(error)}` };
  }
  return (await isThere(jar)) ? { jar } : { reason: `mvn put ${artifact} somewhere else` };
}

/** What the driver made of the answer to one statement. */
export interface DriverAnswer {
  readonly columns: readonly string[];
  /** The driver's names of the types. */
  readonly types: readonly string[];
  /** Times are `2026-11-22T10:00:00.5`, all else as `getString` gives it. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Where to log in by the driver. */
export interface DriverLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/**
 * Runs statements by the driver, a `?` in one being the text DOING. Rejects with what the driver says.
 * @param properties of the driver, as in its URL: `useServerPrepStmts=true`
 */
export async function askByDriver(
  driver: string,
  { host, port, user, password }: DriverLogin,
  statements: readonly string[],
  properties = '',
): Promise<readonly DriverAnswer[]> {
  const words = [`jdbc:oceanbase://${host}:${port}/?${properties}`, user, password, ...statements];
  // Started often and for a short time: the quicker one of its compilers will do.
  const options = [
    '-XX:TieredStopAtLevel=1',
    '-Duser.timezone=UTC',
    '-cp',
    `${driver}${delimiter}${await compiled()}`,
  ];
  const { stdout } = await run('java', [...options, 'AskAll', ...words], { maxBuffer: 50_000_000 });
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as DriverAnswer);
}
