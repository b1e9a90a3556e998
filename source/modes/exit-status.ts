import { SourceError, type SourceErrorKind } from '../backup/source.ts';
import { type ExitCode, exitCodes } from '../lifecycle/exit-codes.ts';
import { faultMessage } from '../lifecycle/signals.ts';
import { NotFoundError } from '../report/snapshot.ts';

/** How the program is to end: the code for the shell, and what is left to say on standard error. */
export interface ProgramEnding {
  readonly code: ExitCode;
  readonly message: string | null;
}

/** A wish of the user that cannot be met; a sentence for standard error. */
export class SettingsError extends Error {}

/** The user broke off at the password prompt. */
export class InterruptedError extends Error {}

/** Codes by what went wrong: a server that cannot be worked with is 3, views that cannot be read are 4. */
const codes: Readonly<Record<SourceErrorKind, ExitCode>> = {
  cannot_connect: exitCodes.connection.code,
  login_refused: exitCodes.connection.code,
  connection_lost: exitCodes.connection.code,
  timed_out: exitCodes.connection.code,
  server_busy: exitCodes.connection.code,
  server_error: exitCodes.views.code,
  views_missing: exitCodes.views.code,
  views_unreadable: exitCodes.views.code,
};

/** The ending that any failure leads to; what nobody foresaw is a fault of ours. */
export function endingOf(fault: unknown): ProgramEnding {
  if (fault instanceof SourceError) return { code: codes[fault.kind], message: fault.message };
  if (fault instanceof SettingsError || fault instanceof NotFoundError) {
    return { code: exitCodes.usage.code, message: fault.message };
  }
  if (fault instanceof InterruptedError) return { code: exitCodes.interrupted.code, message: null };
  return { code: exitCodes.fault.code, message: faultMessage(fault, process.env) };
}
