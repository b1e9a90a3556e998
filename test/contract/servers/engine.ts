// Starts and stops one OceanBase SQL engine in a private folder on a free port.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { type Certificates, makeCertificates } from './certificates.ts';
import { engineOrReason } from './package.ts';
import { until } from './until.ts';

/** Small enough for a shared machine. Less than 2G of log disk is refused (-4736). Only for an empty folder. */
const sizes = ['datafile_size=128M', 'log_disk_size=2G', 'memory_budget=1G'];
const startLimit = 120_000;
const portAttempts = 5;

/** A running engine. `root` has no password; the engine listens on every address of the machine. */
export interface Engine {
  readonly host: string;
  readonly port: number;
  readonly folder: string;
  /** Of the present process; another one after `restart`. */
  readonly pid: number;
  /** What a client needs to check the engine's certificate; only with `tls`. */
  readonly certificates: Certificates | null;
  /** SIGKILL, and waits until the process has gone. */
  kill(): Promise<void>;
  /** Starts again on the same folder and port; ends the running process first. Returns the new process id. */
  restart(): Promise<number>;
  /** The last lines of the engine's log. */
  log(): Promise<string>;
  /** Ends the process and removes the folder. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** Offer TLS. */
  tls?: boolean;
  /** The port to try before a free one is looked for. */
  firstPort?: number;
  /** Instead of small sizes for memory and disk. */
  parameters?: string[];
}

/** Thrown when another program took the port between looking for a free one and listening on it. */
class PortTaken extends Error {}

/**
 * A port that nobody listens on, below those that systems give to clients and to port 0 (32768 and up on Linux): an engine
 * takes a second to its first listening, and again when it is restarted, in which a client of other tests could get it.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_768);
    if (!(await taken(port))) return port;
  }
}

/** Whether somebody listens on the port: what tells a taken port from an engine that failed by itself. */
async function taken(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return false;
  } catch {
    return true;
  }
}

async function tail(file: string, bytes = 4000): Promise<string> {
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(bytes),
      position: Math.max(0, size - bytes),
    });
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '(no log was written)';
  }
}

/** Whether the engine of this folder answers on this port: another server there would name another socket. */
async function answers(port: number, folder: string): Promise<boolean> {
  const connection = await createConnection({
    host: '127.0.0.1',
    port,
    user: 'root',
    connectTimeout: 5000,
  }).catch(() => null);
  if (connection === null) return false;
  try {
    const [rows] = await connection.query("SHOW VARIABLES LIKE 'socket'");
    return (rows as { Value: string }[])[0]?.Value.startsWith(folder) ?? false;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}

/**
 * Waits, in a process of its own, for the end of this one, and then kills the engine and removes its folder:
 * so nothing is left behind even when the tests are killed. Its standard input is the line it watches.
 */
function watch(pid: number | undefined, folder: string): ChildProcess | null {
  if (pid === undefined) return null; // it could not be started, and kill would take 0 for our own group
  const script = 'read -r word || { kill -9 "$1" 2>/dev/null; sleep 1; rm -rf -- "$2"; }';
  const watcher = spawn('sh', ['-c', script, 'sh', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.stdin?.on('error', () => {});
  watcher.unref();
  (watcher.stdin as unknown as { unref?(): void } | null)?.unref?.();
  return watcher;
}

interface Running {
  child: ChildProcess;
  watcher: ChildProcess | null;
  ended: Promise<void>;
}

/** Starts the program and waits until it answers. Throws PortTaken, or an Error with the tail of the log. */
async function run(program: string, folder: string, port: number, parameters: string[]): Promise<Running> {
  const options = ['--nodaemon', '--base-dir', folder, '--port', String(port), '--log-level', 'ERROR'];
  const given = parameters.flatMap(parameter => ['--parameter', parameter]);
  const child = spawn(program, [...options, ...given], {
    cwd: dirname(program),
    env: { ...process.env, TELEMETRY_ENABLED: 'false' },
    stdio: 'ignore',
    detached: true,
  });
  let failure: Error | null = null;
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
    child.once('error', error => {
      failure = error;
      resolve();
    });
  });
  const hasEnded = () => failure !== null || child.exitCode !== null || child.signalCode !== null;
  const watcher = watch(child.pid, folder);
  const answered = await until(async () => hasEnded() || (await answers(port, folder)), startLimit);
  if (answered && !hasEnded()) return { child, watcher, ended };
  child.kill('SIGKILL');
  watcher?.stdin?.end('stopped\n');
  if (await taken(port)) throw new PortTaken();
  const how =
    failure ?? (answered ? `ended with ${child.exitCode ?? child.signalCode}` : 'did not answer in time');
  throw new Error(`The engine ${how}. The end of its log:\n${await tail(join(folder, 'log/seekdb.log'))}`);
}

async function end({ child, watcher, ended }: Running): Promise<void> {
  child.kill('SIGKILL');
  await ended;
  watcher?.stdin?.end('stopped\n');
}

/** A new folder with a running engine in it, on a free port; another port when the first was taken in between. */
async function runOnFreePort(
  program: string,
  { firstPort, parameters = sizes }: EngineOptions,
): Promise<{ folder: string; port: number; running: Running }> {
  for (let tryQuery = 1; ; tryQuery++) {
    const folder = await mkdtemp(join(tmpdir(), 'ob-engine-'));
    const port = tryQuery === 1 && firstPort !== undefined ? firstPort : await freePort();
    try {
      return { folder, port, running: await run(program, folder, port, parameters) };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      if (!(error instanceof PortTaken) || tryQuery === portAttempts) throw error;
    }
  }
}

/**
 * Starts an engine of the caller's own. Throws where `engineOrReason` has a reason, and when the engine does
 * not come up. With `tls` it offers TLS with a certificate made for 127.0.0.1 and localhost.
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const found = await engineOrReason();
  if ('reason' in found) throw new Error(`No engine: ${found.reason}.`);
  const started = await runOnFreePort(found.program, options);
  const { folder, port } = started;
  let running = started.running;
  const restart = async () => {
    await end(running);
    running = await run(found.program, folder, port, []);
    return running.child.pid ?? 0;
  };
  const stop = async () => {
    await end(running);
    await rm(folder, { recursive: true, force: true });
  };
  let certificates: Certificates | null = null;
  if (options.tls === true) {
    try {
      certificates = await makeCertificates(join(folder, 'wallet'));
      const root = await createConnection({ host: '127.0.0.1', port, user: 'root' });
      await root.query('ALTER SYSTEM SET ssl_client_authentication = true');
      await root.end();
      await restart(); // the engine reads the certificates when it starts
    } catch (error) {
      await stop();
      throw error;
    }
  }
  return {
    host: '127.0.0.1',
    port,
    folder,
    certificates,
    get pid() {
      return running.child.pid ?? 0;
    },
    kill: async () => {
      running.child.kill('SIGKILL');
      await running.ended;
    },
    restart,
    log: () => tail(join(folder, 'log/seekdb.log')),
    stop,
  };
}
