import { SourceError, type SourceErrorKind } from '../backup/source.ts';
import { type ExitCode, exitCodes } from '../lifecycle/exit-codes.ts';
import { faultReason } from '../lifecycle/signals.ts';
import { errorText } from '../presentation/error-text.ts';
import { NotFoundError } from '../report/scope.ts';
import { UsageError } from '../settings/usage-error.ts';
import { sanitise } from '../text/sanitise.ts';
import { sentence, type Words } from '../text/words.ts';
import { faultText } from './exit-text.ts';

/** How the program is to end: the code for the shell, and what is left to say on standard error. */
export interface ProgramEnding {
  readonly code: ExitCode;
  readonly message: string | null;
}

/** A scenario that the simulated cluster does not have; a sentence of its own for standard error. */
export class WrongScenarioError extends Error {}

/** The user broke off at the password prompt. */
export class InterruptedError extends Error {}

/** Codes by what went wrong: a server that cannot be worked with is 3, views that cannot be read are 4. */
const codes: Readonly<Record<SourceErrorKind, ExitCode>> = {
  cannot_connect: exitCodes.connection,
  login_refused: exitCodes.connection,
  connection_lost: exitCodes.connection,
  timed_out: exitCodes.connection,
  server_busy: exitCodes.connection,
  server_error: exitCodes.views,
  views_missing: exitCodes.views,
  views_unreadable: exitCodes.views,
};

/** The sentence for settings that cannot be used, with its place where they stand in a file. */
function usageText({ reason, place }: UsageError, words: Words): string {
  const problem = sentence(words.usage, reason);
  return place === null ? problem : words.atPlace({ ...place, path: sanitise(place.path), problem });
}

/** The exit code and sentence of any failure; one that is not foreseen is a fault of ours. */
export function endingOf(fault: unknown, words: Words): ProgramEnding {
  if (fault instanceof SourceError) return { code: codes[fault.kind], message: errorText(fault, words) };
  if (fault instanceof UsageError) {
    return { code: exitCodes.usage, message: usageText(fault, words) };
  }
  if (fault instanceof NotFoundError) {
    return { code: exitCodes.usage, message: sentence(words.notFound, fault.reason) };
  }
  if (fault instanceof WrongScenarioError) return { code: exitCodes.usage, message: fault.message };
  if (fault instanceof InterruptedError) return { code: exitCodes.interrupted, message: null };
  return { code: exitCodes.fault, message: faultText(faultReason(fault, process.env), words) };
}
