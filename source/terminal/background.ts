import type { Background } from '../presentation/colours.ts';

/** Asks a terminal for its background (OSC 11). It draws nothing; a terminal that does not know it says nothing. */
export const backgroundQuery = '\x1b]11;?\x1b\\';

/** Whether a terminal is asked: not the kinds that have no such answer, or would print the question. */
export function mayAnswer(term: string | undefined): boolean {
  return term !== undefined && !/^(dumb|linux|vt\d|ansi|cons|sun|wyse|unknown)|^$/.test(term);
}

/** `11;rgb:ffff/ffff/ffff`, with one to four hexadecimal digits a colour. */
const answer = /^11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i;

/** What the answer to `backgroundQuery` means; null for any other string of the terminal. */
export function backgroundOf(text: string): Background | null {
  const found = answer.exec(text);
  if (found === null) return null;
  const [red = 0, green = 0, blue = 0] = found
    .slice(1)
    .map(digits => Number.parseInt(digits, 16) / (16 ** digits.length - 1));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? 'light' : 'dark';
}
