// Runs the built program without a terminal, as a script would.
import { spawn } from 'node:child_process';
import { terminalEnvironment } from './driver/environment.ts';
import { programWords } from './program.ts';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run that is under way. */
export interface Running {
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends it a signal. */
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Run>;
}

/**
 * Starts it. `env` is on top of an environment without passwords; `output`: a file in place of a pipe; `charset`: how its
 * output is read.
 */
export function start(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  output: number | 'pipe' = 'pipe',
  charset = 'utf-8',
): Running {
  const [command, ...first] = programWords;
  const child = spawn(command, [...first, ...words], {
    env: terminalEnvironment({ OB_PASSWORD: undefined, MYSQL_PWD: undefined, ...env }),
    stdio: ['ignore', output, 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  const [decodeOut, decodeError] = [new TextDecoder(charset), new TextDecoder(charset)];
  child.stdout?.on('data', piece => {
    stdout += decodeOut.decode(piece, { stream: true });
  });
  child.stderr?.on('data', piece => {
    stderr += decodeError.decode(piece, { stream: true });
  });
  const ended = new Promise<Run>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
  return { stdout: () => stdout, stderr: () => stderr, kill: signal => void child.kill(signal), ended };
}

/** The same, to its end. */
export function run(...how: Parameters<typeof start>): Promise<Run> {
  return start(...how).ended;
}
