import type { Theme } from '../presentation/theme.ts';
import { cellWidth } from '../text/width.ts';

/** A key and what it does, for the footer. */
export interface KeyHint {
  readonly label: string;
  readonly word: string;
}

/** As many keys as fit into `cells`, the most important first. */
export function keysLine(hints: readonly KeyHint[], cells: number, theme: Theme): string {
  let line = '';
  let used = 0;
  for (const { label, word } of hints) {
    // A mark may be longer in ASCII, so it is turned before it is measured.
    const shown = theme.toTerminal(label);
    const width = cellWidth(shown) + 1 + cellWidth(word) + (used === 0 ? 0 : 2);
    if (used + width > cells) continue;
    line += `${used === 0 ? '' : '  '}${theme.style('key', shown)} ${theme.style('faint', word)}`;
    used += width;
  }
  return line;
}

/** The last line of every screen: its keys, whatever else happens. */
export function footerLine(hints: readonly KeyHint[], columns: number, theme: Theme): string {
  return theme.toTerminal(` ${keysLine(hints, columns - 2, theme)}`);
}
