import { type ChildProcess, spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { passwordVariables } from '../settings/settings.ts';
import { sanitise } from '../text/sanitise.ts';

/** How much of the machine the user's commands may take. */
export interface CommandLimits {
  /** Commands running at the same time. */
  readonly atOnce: number;
  /** Changes that wait for one of them to end; of more the oldest are dropped. */
  readonly waiting: number;
  /** Milliseconds a command may take before it is told to end (TERM). */
  readonly runMillis: number;
  /** Milliseconds it has for that before it is ended (KILL). */
  readonly graceMillis: number;
}

export const usualLimits: CommandLimits = {
  atOnce: 4,
  waiting: 100,
  runMillis: 60_000,
  graceMillis: 2000,
};

export interface CommandRunnerOptions {
  /** The command and its arguments, as they are: no shell sees them. */
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly limits?: CommandLimits;
  /** Told in a sentence that a command failed: once, and again when one has worked in between. */
  readonly onFault: (sentence: string) => void;
}

export interface CommandRunner {
  /** Runs the command with this text as its standard input, as soon as there is room. Never throws. */
  run(input: string): void;
  /** Ends what runs and forgets what waits; resolves when nothing is left. */
  close(): Promise<void>;
}

const longestComplaint = 300;
/** What a command has written before it ended arrives within this. */
const lastWordsMillis = 500;

/** The environment of the command: what it is told is on its standard input, passwords are not for it. */
function withoutPasswords(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !passwordVariables.some(secret => secret === name)),
  );
}

/** Collects the first line that is not empty, and reads the rest away so that the command does not wait. */
function firstLineOf(stream: NodeJS.ReadableStream): () => string {
  const decoder = new StringDecoder('utf8');
  let text = '';
  stream.on('data', (piece: Buffer) => {
    if (text.trimStart().length < longestComplaint) text = (text + decoder.write(piece)).trimStart();
  });
  stream.on('error', () => {});
  return () => sanitise((text.split('\n')[0] ?? '').trimEnd().slice(0, longestComplaint));
}

/** The whole group it leads: what the command started itself must not stay behind. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    child.kill(name);
  }
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such command',
  EACCES: 'it may not be executed',
  E2BIG: 'its arguments are too long',
};

/**
 * Runs the user's command once for each change. It leads a process group without a terminal, so that it
 * cannot draw over the screens and a Ctrl-C is not for it; its output is discarded.
 */
export function createCommandRunner({
  words,
  env,
  limits = usualLimits,
  onFault,
}: CommandRunnerOptions): CommandRunner {
  const [file = '', ...args] = words;
  const name = sanitise(file);
  const running = new Map<ChildProcess, Promise<void>>();
  let waiting: string[] = [];
  let closed = false;
  const told = new Set<'failed' | 'slow'>();

  const fault = (kind: 'failed' | 'slow', reason: string) => {
    if (closed || told.has(kind)) return;
    told.add(kind);
    onFault(`The --on-change command ${name} failed: ${reason}.`);
  };

  const started = (input: string): ChildProcess => {
    const child = spawn(file, args, {
      stdio: ['pipe', 'ignore', 'pipe'],
      detached: true,
      shell: false,
      env: withoutPasswords(env),
    });
    // A command that does not read its input, or is not there at all, breaks the pipe: no fault of ours.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const complaint = firstLineOf(child.stderr);
    let tooLong = false;
    const timers: NodeJS.Timeout[] = [];
    timers.push(
      setTimeout(() => {
        tooLong = true;
        signal(child, 'SIGTERM');
        timers.push(setTimeout(() => signal(child, 'SIGKILL'), limits.graceMillis));
      }, limits.runMillis),
    );
    const reasonFor = (code: number | null, by: string | null): string | null => {
      if (tooLong) return `it was ended, as it took longer than ${limits.runMillis / 1000} s`;
      if (code === 0) return null;
      const said = complaint();
      const how = by === null ? `exit code ${code}` : `ended by ${by}`;
      return said === '' ? how : `${how}, ${said}`;
    };
    const ended = new Promise<void>(resolve => {
      const settle = (reason: string | null) => {
        if (!running.delete(child)) return;
        for (const timer of timers) clearTimeout(timer);
        child.stderr.destroy();
        if (reason === null) told.clear();
        else fault('failed', reason);
        resolve();
        next();
      };
      child.on('error', (error: NodeJS.ErrnoException) =>
        settle(systemReasons[error.code ?? ''] ?? sanitise(error.code ?? error.message)),
      );
      child.on('close', (code, by) => settle(reasonFor(code, by)));
      // What the command left behind may hold its standard error open for ever.
      child.on('exit', (code, by) => {
        timers.push(setTimeout(() => settle(reasonFor(code, by)), lastWordsMillis));
      });
    });
    running.set(child, ended);
    return child;
  };

  const next = () => {
    while (!closed && running.size < limits.atOnce) {
      const input = waiting.shift();
      if (input === undefined) return;
      try {
        started(input);
      } catch (error) {
        // spawn itself throws for arguments that no system takes.
        fault('failed', sanitise(error instanceof Error ? error.message : String(error)));
      }
    }
  };

  return {
    run(input) {
      if (closed) return;
      waiting.push(input);
      next();
      if (waiting.length <= limits.waiting) return;
      waiting = waiting.slice(-limits.waiting);
      fault('slow', `it is too slow, so that changes were dropped: ${limits.waiting} are waiting for it`);
    },
    async close() {
      closed = true;
      waiting = [];
      const all = [...running];
      for (const [child] of all) signal(child, 'SIGTERM');
      const gone = Promise.all(all.map(([, ended]) => ended));
      const grace = new Promise<void>(resolve => setTimeout(resolve, Math.min(500, limits.graceMillis)));
      await Promise.race([gone, grace]);
      for (const [child] of all) if (running.has(child)) signal(child, 'SIGKILL');
      await gone;
    },
  };
}
