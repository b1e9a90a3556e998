import type { EventEmitter } from 'node:events';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** The part of `process` that is watched. */
export interface ProcessLike extends EventEmitter {
  readonly stdout: EventEmitter;
  readonly stderr: EventEmitter;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Why the program ends without having been asked to. Its sentence is looked up by the id where it is printed. */
export type FaultReason =
  /** A bug. `message` is the error's text in one line, `variable` the one to set for a stack trace. */
  | { readonly id: 'internal'; readonly message: string; readonly variable: string }
  | { readonly id: 'disk_full' }
  /** `code` is the system's, such as EFBIG. */
  | { readonly id: 'output_failed'; readonly code: string };

/** Instead of a reason, if the user asked for stack traces: several lines, to be printed unchanged. */
export interface StackTrace {
  readonly stack: string;
}

/**
 * Ends the process. The reason is for standard error, to be written after the terminal is restored (on the alternate
 * screen it would vanish); null if there is nothing to print.
 */
export type End = (code: ExitCode, reason: FaultReason | StackTrace | null) => void;

const signalEndings = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hangup,
} as const;

const debugVariable = 'OB_BACKUP_TOP_DEBUG';

/** One line without control characters: an error's message can contain anything. */
function oneLine(text: string): string {
  return text.replace(/\p{C}+/gu, ' ').trim();
}

/** The reason for an unexpected error: its message, or its stack if OB_BACKUP_TOP_DEBUG is set. */
export function faultReason(fault: unknown, env: ProcessLike['env']): FaultReason | StackTrace {
  const isError = fault instanceof Error;
  if (env[debugVariable]) return { stack: isError ? (fault.stack ?? String(fault)) : String(fault) };
  const message = oneLine(isError ? fault.message : String(fault)).replace(/\.$/, '');
  return { id: 'internal', message, variable: debugVariable };
}

interface OutputEnding {
  readonly code: ExitCode;
  readonly reason: FaultReason | null;
}

/**
 * What a failed write to standard output means. A closed pipe is 0, as with the mysql client, which ignores
 * SIGPIPE: in `--once | head -1` the reader has all it wanted, and under `set -o pipefail` a 141 would make
 * a script fail for it. EIO is a terminal that is gone.
 */
const outputEndings: Readonly<Record<string, OutputEnding>> = {
  EPIPE: { code: exitCodes.fine, reason: null },
  EIO: { code: exitCodes.hangup, reason: null },
  ENOSPC: { code: exitCodes.fault, reason: { id: 'disk_full' } },
};

function outputEnding(error: unknown): OutputEnding {
  const code = oneLine((error as NodeJS.ErrnoException).code ?? String(error));
  return outputEndings[code] ?? { code: exitCodes.fault, reason: { id: 'output_failed', code } };
}

/**
 * Calls `end` once, for the first of: SIGINT, SIGTERM, SIGHUP, an uncaught error, a standard output that cannot
 * be written. What comes after that, while the process is ending, changes nothing. A standard error that
 * cannot be written is no reason to end. Returns how to stop watching.
 */
export function watchSignals(watched: ProcessLike, end: End): () => void {
  let ending = false;
  const endOnce: End = (code, reason) => {
    if (ending) return;
    ending = true;
    end(code, reason);
  };
  const onFault = (fault: unknown): void => endOnce(exitCodes.fault, faultReason(fault, watched.env));
  const onOutputError = (error: unknown): void => {
    const { code, reason } = outputEnding(error);
    endOnce(code, reason);
  };
  const ignore = (): void => {};

  const listeners: readonly (readonly [string, (value: unknown) => void])[] = [
    ...Object.entries(signalEndings).map(([signal, code]) => [signal, () => endOnce(code, null)] as const),
    // Without a listener Node opens its debugger, a port through which any user of this host runs code here.
    ['SIGUSR1', ignore],
    ['uncaughtException', onFault],
    ['unhandledRejection', onFault],
  ];
  for (const [event, listener] of listeners) watched.on(event, listener);
  watched.stdout.on('error', onOutputError);
  watched.stderr.on('error', ignore);
  return () => {
    for (const [event, listener] of listeners) watched.off(event, listener);
    watched.stdout.off('error', onOutputError);
    watched.stderr.off('error', ignore);
  };
}
