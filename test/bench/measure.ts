// Starts programs and measures them: wall time, CPU time of all threads, memory, bytes to the terminal. Linux only.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { promisify } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { terminalEnvironment } from '../terminal/driver/environment.ts';

const run = promisify(execFile);

export const pause = (millis: number): Promise<void> => new Promise(resolve => setTimeout(resolve, millis));

/** A command with its words. */
export type Command = readonly [string, ...string[]];

export interface OneShot {
  readonly wall: number;
  readonly cpu: number;
}

/** Runs a command to its end; milliseconds. `time` of bash alone tells the CPU time of a child in milliseconds. */
export async function oneShot(command: Command, env: Record<string, string> = {}): Promise<OneShot> {
  const script = 'TIMEFORMAT="%R %U %S"; { time "$@" >/dev/null 2>/dev/null </dev/null; } 2>&1';
  const { stdout } = await run('bash', ['-c', script, 'bash', ...command], { env: terminalEnvironment(env) });
  const [wall = 0, user = 0, system = 0] = stdout.trim().split(' ').map(Number);
  return { wall: wall * 1000, cpu: (user + system) * 1000 };
}

/** CPU time that the threads of a process have used, in milliseconds. */
export function cpuOf(pid: number): number {
  const nanos = readdirSync(`/proc/${pid}/task`).map(thread => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      return 0; // it has just ended
    }
  });
  return nanos.reduce((sum, each) => sum + each, 0) / 1e6;
}

/** Resident memory in megabytes. */
export function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** A program in a pseudo terminal of 120x40; what it writes is looked at as bytes, without an emulator. */
export interface Watched {
  readonly pid: number;
  readonly bytes: () => number;
  /** Milliseconds since the start when the bytes first held each text. Rejects after half a minute. */
  when(...texts: readonly string[]): Promise<readonly number[]>;
  /** Types keys and gives the milliseconds until more than that many bytes came back. */
  answers(keys: string, moreThan: number): Promise<number>;
  end(): Promise<void>;
}

export function watch([command, ...words]: Command, env: Record<string, string> = {}): Watched {
  const began = performance.now();
  const options = { cols: 120, rows: 40, env: terminalEnvironment(env), encoding: null };
  const pty = spawn(command, words, options);
  let text = '';
  let bytes = 0;
  const listeners = new Set<() => void>();
  pty.onData(piece => {
    const buffer = Buffer.from(piece as string | Buffer);
    bytes += buffer.length;
    if (text.length < 200_000) text += buffer.toString();
    if (buffer.includes('\x1b[5n')) pty.write('\x1b[0n');
    for (const listener of listeners) listener();
  });
  let ended = false;
  const gone = new Promise<void>(resolve => {
    pty.onExit(() => {
      ended = true;
      resolve();
    });
  });
  const until = (isMet: () => boolean) =>
    new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`In vain: ${text.slice(-500)}`)), 30_000);
      const look = () => {
        if (!isMet()) return;
        clearTimeout(timer);
        listeners.delete(look);
        resolve(performance.now());
      };
      listeners.add(look);
      look();
    });
  return {
    pid: pty.pid,
    bytes: () => bytes,
    when: (...texts) =>
      Promise.all(texts.map(async each => (await until(() => text.includes(each))) - began)),
    async answers(keys, moreThan) {
      const [before, typed] = [bytes, performance.now()];
      pty.write(keys);
      return (await until(() => bytes > before + moreThan)) - typed;
    },
    async end() {
      if (!ended) pty.kill('SIGTERM');
      await gone;
    },
  };
}

/** What went over a way so far: packets from clients, of a protocol in which each waits for its answer, and bytes. */
export interface Counts {
  readonly messages: number;
  readonly sent: number;
  readonly received: number;
}

/** A way to a server that counts what goes over it. */
export interface Way {
  readonly port: number;
  readonly counts: () => Counts;
  close(): void;
}

export function countedWay(target: number): Promise<Way> {
  return slowWay(target, 0);
}

/** A way on which each direction takes half of a round trip. */
export async function slowWay(target: number, roundTripMillis: number): Promise<Way> {
  let [messages, sent, received] = [0, 0, 0];
  const late = (work: () => void) => (roundTripMillis === 0 ? work() : setTimeout(work, roundTripMillis / 2));
  const server: Server = createServer({ noDelay: true }, client => {
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, far]) socket.on('error', () => undefined);
    client.on('data', data => {
      messages += 1;
      sent += data.length;
      late(() => far.write(data));
    });
    far.on('data', data => {
      received += data.length;
      late(() => client.write(data));
    });
    client.on('close', () => far.destroy());
    far.on('close', () => late(() => client.destroy()));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    counts: () => ({ messages, sent, received }),
    close: () => server.close(),
  };
}
