/** How many cells a terminal gives to characters of ambiguous width, such as `●`, `–` and `━`. */
export type AmbiguousWidth = 1 | 2;

/**
 * Draws such a character in the second line, asks where the cursor is (DSR 6), and erases the line: there stands nothing
 * while the program connects.
 */
export const widthQuery = '\x1b[2;1H\x1b[m●\x1b[6n\r\x1b[2K';

/** What a cursor position report says of the character that `widthQuery` drew; null for any other answer. */
export function ambiguousWidthOf(answer: string): AmbiguousWidth | null {
  const column = /^\x1b\[2;(\d+)R$/.exec(answer)?.[1];
  if (column === '2') return 1;
  return column === '3' ? 2 : null;
}
