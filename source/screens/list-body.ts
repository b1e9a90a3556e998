import { type ListState, settle } from '../components/list-window.ts';
import {
  type ColumnSpec,
  type Pinned,
  pin,
  place,
  rowLine,
  titleLine,
} from '../presentation/lists/columns.ts';
import type { Theme } from '../presentation/theme.ts';
import { count } from '../text/number.ts';
import { cut } from '../text/width.ts';

/** A list as it is to be drawn. */
export interface ListBody<Row> {
  readonly rows: readonly Row[];
  readonly specs: readonly ColumnSpec<Row>[];
  readonly list: ListState;
  readonly pinned: Pinned;
  /** Said where there is no row, or none but those that stand for others. */
  readonly empty: string;
  /** First rows that stand for all the others: 0 unless told otherwise. */
  readonly summaries?: number;
  readonly columns: number;
  /** Lines for titles and rows together. */
  readonly height: number;
  readonly theme: Theme;
}

/** Which rows are seen, where not all are. */
export function whereText(
  { top, shown }: { readonly top: number; readonly shown: number },
  all: number,
  theme: Theme,
): string {
  if (shown >= all) return '';
  return theme.words.screens.counts.rowsOf(String(top + 1), String(top + shown), count(BigInt(all)));
}

/** Cells left of each row: where the chosen row has its mark. */
const margin = 3;

/** The lines of a list, with only the rows that are seen drawn, and which of those that are counted these are. */
export function listLines<Row extends { readonly key: string }>(
  body: ListBody<Row>,
): { readonly lines: readonly string[]; readonly top: number; readonly shown: number } {
  const { rows, specs, list, pinned, empty, summaries = 0, columns, height, theme } = body;
  const cells = columns - margin - 1;
  const room = Math.max(1, height - 1);
  const { top, index } = settle(
    list,
    rows.map(row => row.key),
    room,
  );
  const seen = rows.slice(top, top + room);
  pin(specs, seen, pinned);
  const placed = place(specs, pinned, cells);
  const titles = `${' '.repeat(margin)}${titleLine(placed, theme)}`;
  const drawn = seen.map((row, offset) => {
    const selected = top + offset === index;
    return ` ${selected ? '▸' : ' '} ${rowLine(row, placed, theme, { selected, cells })}`;
  });
  const nothing = rows.length <= summaries ? [`   ${cut(empty, cells)}`] : [];
  const seenSummaries = Math.max(0, Math.min(summaries, rows.length) - top);
  return {
    lines: [titles, ...drawn, ...nothing],
    top: Math.max(0, top - summaries),
    shown: seen.length - seenSummaries,
  };
}
