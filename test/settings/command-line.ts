import type { Environment } from '../../source/settings/environment.ts';
import { parseArguments } from '../../source/settings/parse.ts';
import type { Settings } from '../../source/settings/settings.ts';
import { sentence, wordsOf } from '../../source/text/words.ts';

/** Where standard output goes to. */
export interface Output {
  readonly isTTY?: boolean;
}
export const terminal: Output = { isTTY: true };
export const pipe: Output = {};

/** The words of a command line without quotes. */
export const line = (text: string): string[] => (text === '' ? [] : text.split(' '));

/** The settings of a command line, in a UTF-8 locale unless `env` has another. Throws where it is refused. */
export function settings(argv: readonly string[], env: Environment = {}, stdout = terminal): Settings {
  const parsed = parseArguments(argv, { LANG: 'C.UTF-8', ...env }, stdout);
  if ('usageError' in parsed) throw new Error(parsed.usageError.id);
  return parsed.settings;
}

/** The sentence that refuses a command line, or "accepted". */
export function refusal(text: string, stdout = terminal): string {
  const parsed = parseArguments(line(text), {}, stdout);
  return 'usageError' in parsed ? sentence(wordsOf('en').usage, parsed.usageError) : 'accepted';
}
