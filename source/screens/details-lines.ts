import type { Column, Row } from '../backup/row.ts';
import type { TextPair } from '../components/table-size.ts';
import type { Theme } from '../presentation/theme.ts';
import { cellWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

/** Rows of views with a title each, one below the other. */
export interface RowSection {
  readonly title: string;
  readonly row: Row;
}

/** A value as the server sent it; times in the chosen zone with all digits, SCNs with the time they mean. */
function valueText(column: Column, theme: Theme): string {
  if (column.text === null) return theme.words.screens.details.isNull;
  if (column.kind === 'time' && column.instant !== undefined) return theme.zone.full(column.instant, 6);
  return column.text;
}

/** Cells of the names: the longest, within half of the room. */
export function nameCells(sections: readonly RowSection[], room: number): number {
  const names = sections.flatMap(({ row }) => row.map(column => cellWidth(column.name)));
  // Not as arguments of one call: their number is limited.
  const longest = names.reduce((most, cells) => Math.max(most, cells), 6);
  return Math.min(longest, Math.max(6, Math.floor(room / 2)));
}

/** One pair a column, its value over several pairs where it is longer than `cells`. Titles stand between rows. */
export function pairsOf(sections: readonly RowSection[], cells: number, theme: Theme): readonly TextPair[] {
  return sections.flatMap(({ title, row }, index) => [
    ...(index === 0 ? [] : [['', ''] as const]),
    ['──', title] as const,
    ...row.flatMap(column =>
      wrap(valueText(column, theme), cells).map((line, at) => [at === 0 ? column.name : '', line] as const),
    ),
  ]);
}
