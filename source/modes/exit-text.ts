import type { CapturedText } from '../lifecycle/captured-output.ts';
import { type ExitName, exitCodes } from '../lifecycle/exit-codes.ts';
import type { FaultReason, StackTrace } from '../lifecycle/signals.ts';
import type { ExitCodeRow } from '../settings/help.ts';
import { sanitise } from '../text/sanitise.ts';
import { sentence, type Words } from '../text/words.ts';

/** What is written to standard error when the program ends unasked; null where there is nothing to say. */
export function faultText(reason: FaultReason | StackTrace | null, words: Words): string | null {
  if (reason === null) return null;
  return 'stack' in reason ? reason.stack : sentence(words.faults, reason);
}

/** What Node and libraries printed while the screens were shown, for standard error; '' where it was nothing. */
export function capturedText({ lines, leftOut }: CapturedText, { capturedOutput }: Words): string {
  if (lines.length === 0) return '';
  const shown = lines.map(line => `  ${sanitise(line)}`);
  const more = leftOut === 0 ? [] : [`  ${capturedOutput.leftOut(String(leftOut))}`];
  return [capturedOutput.title, ...shown, ...more, ''].join('\n');
}

/** The table of exit codes, for `--help` and the README. */
export function exitCodeRows({ exitMeanings }: Words): readonly ExitCodeRow[] {
  const names = Object.keys(exitCodes) as ExitName[];
  return names.map(name => ({ code: exitCodes[name], meaning: exitMeanings[name] }));
}
