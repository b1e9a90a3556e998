import { type ChildProcess, spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { passwordVariables } from '../settings/settings.ts';

/** How much of the machine the user's commands may take. */
export interface CommandLimits {
  /** Commands running at the same time. */
  readonly atOnce: number;
  /** Changes that wait for one of them to end; of more the oldest are dropped. */
  readonly waiting: number;
  /** Milliseconds a command may take before it is sent TERM. */
  readonly runMillis: number;
  /** Milliseconds it has for that before it is ended (KILL). */
  readonly graceMillis: number;
}

/** The limits of --on-change. */
export const usualLimits: CommandLimits = {
  atOnce: 4,
  waiting: 100,
  runMillis: 60_000,
  graceMillis: 2000,
};

/** Why the command did not do its work; `text/en/on-change.ts` words it. */
export type CommandFault = { readonly command: string } & CommandFailure;

type CommandFailure =
  | { readonly id: 'not_found' | 'not_executable' | 'arguments_too_long' }
  /** `reason`: the system's code, or its message. */
  | { readonly id: 'not_started'; readonly reason: string }
  /** `complaint`: the first line of its standard error, or ''. */
  | { readonly id: 'exited'; readonly code: number; readonly complaint: string }
  | { readonly id: 'killed'; readonly signal: string; readonly complaint: string }
  | { readonly id: 'timed_out'; readonly seconds: number }
  | { readonly id: 'too_slow'; readonly waiting: number };

export interface CommandRunnerOptions {
  /** The command and its arguments, as they are: no shell sees them. */
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly limits?: CommandLimits;
  /** Called when a command has failed: once, and again only after one has worked in between. */
  readonly onFault: (fault: CommandFault) => void;
}

/** Runs the command of --on-change, once for each change. */
export interface CommandRunner {
  /** Runs the command with this text as its standard input, as soon as there is room. Never throws. */
  run(input: string): void;
  /** Resolves when no command runs and none waits, or when the first of them may run no longer. */
  idle(): Promise<void>;
  /** Ends what runs and forgets what waits; resolves when nothing is left. */
  close(): Promise<void>;
}

const longestComplaint = 300;
/** What a command has written before it ended arrives within this. */
const lastWordsMillis = 500;

/** The environment of the command: the change comes on its standard input; passwords are removed. */
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
  return () => (text.split('\n')[0] ?? '').trimEnd().slice(0, longestComplaint);
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

const idsByCode = { ENOENT: 'not_found', EACCES: 'not_executable', E2BIG: 'arguments_too_long' } as const;

function notStarted(error: unknown): CommandFailure {
  const { code, message = String(error) } = error as NodeJS.ErrnoException;
  const id = idsByCode[code as keyof typeof idsByCode];
  return id === undefined ? { id: 'not_started', reason: code ?? message } : { id };
}

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
  const running = new Map<ChildProcess, Promise<void>>();
  let waiting: string[] = [];
  let closed = false;
  const reported = new Set<'failed' | 'slow'>();

  const report = (failure: CommandFailure) => {
    const kind = failure.id === 'too_slow' ? 'slow' : 'failed';
    if (closed || reported.has(kind)) return;
    reported.add(kind);
    onFault({ command: file, ...failure });
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
    const failureOf = (code: number | null, signal: string | null): CommandFailure | null => {
      if (tooLong) return { id: 'timed_out', seconds: limits.runMillis / 1000 };
      if (code === 0) return null;
      if (code !== null) return { id: 'exited', code, complaint: complaint() };
      return { id: 'killed', signal: signal ?? '', complaint: complaint() };
    };
    const ended = new Promise<void>(resolve => {
      const settle = (failure: CommandFailure | null) => {
        if (!running.delete(child)) return;
        for (const timer of timers) clearTimeout(timer);
        child.stderr.destroy();
        if (failure === null) reported.clear();
        else report(failure);
        resolve();
        next();
      };
      child.on('error', error => settle(notStarted(error)));
      child.on('close', (code, by) => settle(failureOf(code, by)));
      // What the command left behind may hold its standard error open forever.
      child.on('exit', (code, by) => {
        timers.push(setTimeout(() => settle(failureOf(code, by)), lastWordsMillis));
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
        report({ id: 'not_started', reason: error instanceof Error ? error.message : String(error) });
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
      report({ id: 'too_slow', waiting: limits.waiting });
    },
    async idle() {
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise<'too long'>(resolve => {
        timer = setTimeout(() => resolve('too long'), limits.runMillis + limits.graceMillis);
      });
      // What has ended makes room for what waits.
      while (running.size > 0) {
        if ((await Promise.race([tooLong, Promise.all(running.values())])) === 'too long') break;
      }
      clearTimeout(timer);
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
