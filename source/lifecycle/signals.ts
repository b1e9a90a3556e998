import type { EventEmitter } from 'node:events';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** The part of `process` that is watched. */
export type ProcessLike = EventEmitter & {
  readonly stdout: EventEmitter;
  readonly stderr: EventEmitter;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * Ends the process. `message` is for standard error, without a line end, and to be written once the
 * terminal is restored (in the alternate screen it would vanish); null where there is nothing to say.
 */
export type End = (code: ExitCode, message: string | null) => void;

const signalEndings = {
  SIGINT: exitCodes.interrupted.code,
  SIGTERM: exitCodes.terminated.code,
  SIGHUP: exitCodes.hangup.code,
} as const;

const debugVariable = 'OB_BACKUP_TOP_DEBUG';

/** One line without control characters: the message of a fault can hold anything. */
const oneLine = (text: string): string => text.replace(/\p{C}+/gu, ' ').trim();

/** What is said of a fault of ours: one sentence, with the stack only where that was asked for. */
export const faultMessage = (fault: unknown, env: ProcessLike['env']): string => {
  if (env[debugVariable]) return fault instanceof Error ? (fault.stack ?? String(fault)) : String(fault);
  const said = oneLine(fault instanceof Error ? fault.message : String(fault)).replace(/\.$/, '');
  return (
    `ob-backup-top ended because of a fault of its own${said === '' ? '' : `: ${said}`}. ` +
    `Start it with ${debugVariable}=1 to see where, and report that.`
  );
};

type OutputEnding = { readonly code: ExitCode; readonly message: string | null };

/**
 * What a failed write to standard output means. A closed pipe is 0, as with the mysql client, which ignores
 * SIGPIPE: in `--once | head -1` the reader has all it wanted, and under `set -o pipefail` a 141 would make
 * a script fail for it. EIO is a terminal that is gone.
 */
const outputEndings: Readonly<Record<string, OutputEnding>> = {
  EPIPE: { code: exitCodes.fine.code, message: null },
  EIO: { code: exitCodes.hangup.code, message: null },
  ENOSPC: {
    code: exitCodes.fault.code,
    message:
      'Standard output cannot be written because the disk is full: free some space, or write elsewhere.',
  },
};

const outputEnding = (error: unknown): OutputEnding => {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return (
    outputEndings[code] ?? {
      code: exitCodes.fault.code,
      message: `Standard output cannot be written (${oneLine(code)}): check where it goes.`,
    }
  );
};

/**
 * Calls `end` once, for the first of: INT, TERM, HUP, a fault nobody caught, a standard output that cannot
 * be written. What comes after that, while the process is ending, changes nothing. A standard error that
 * cannot be written is no reason to end. Returns how to stop watching.
 */
export const watchSignals = (watched: ProcessLike, end: End): (() => void) => {
  let ending = false;
  const endOnce: End = (code, message) => {
    if (ending) return;
    ending = true;
    end(code, message);
  };
  const onFault = (fault: unknown): void => endOnce(exitCodes.fault.code, faultMessage(fault, watched.env));
  const onOutputError = (error: unknown): void => {
    const { code, message } = outputEnding(error);
    endOnce(code, message);
  };
  const ignore = (): void => {};

  const listeners: readonly (readonly [string, (value: unknown) => void])[] = [
    ...Object.entries(signalEndings).map(([signal, code]) => [signal, () => endOnce(code, null)] as const),
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
};
