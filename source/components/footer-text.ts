import type { Theme } from '../presentation/theme.ts';
import { cellWidth } from '../text/width.ts';

/** A key and what it does, for the footer. */
export interface KeyHint {
  readonly label: string;
  readonly word: string;
  /** The press that does the same; absent where the label is of several keys. */
  readonly press?: string;
}

/** A key in the footer: its cells from `from` up to, not including, `to`. */
export interface HintSpot {
  readonly hint: KeyHint;
  /** The label as it is drawn: a mark may be longer in ASCII. */
  readonly shown: string;
  readonly from: number;
  readonly to: number;
}

/** Where the keys stand: as many as fit into `cells`, the most important first. */
export function hintSpots(hints: readonly KeyHint[], cells: number, theme: Theme): readonly HintSpot[] {
  const spots: HintSpot[] = [];
  let used = 0;
  for (const hint of hints) {
    const shown = theme.toTerminal(hint.label);
    const from = used === 0 ? 0 : used + 2;
    const to = from + cellWidth(shown) + 1 + cellWidth(hint.word);
    if (to > cells) continue;
    spots.push({ hint, shown, from, to });
    used = to;
  }
  return spots;
}

/** As many keys as fit into `cells`, the most important first. */
export function keysLine(hints: readonly KeyHint[], cells: number, theme: Theme): string {
  return hintSpots(hints, cells, theme)
    .map(({ hint, shown }) => `${theme.style('key', shown)} ${theme.style('faint', hint.word)}`)
    .join('  ');
}

/** The last line of every screen: its keys, whatever else happens. */
export function footerLine(hints: readonly KeyHint[], columns: number, theme: Theme): string {
  return theme.toTerminal(` ${keysLine(hints, columns - 2, theme)}`);
}
