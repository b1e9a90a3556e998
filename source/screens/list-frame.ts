import { type ListState, settle } from '../components/list-window.ts';
import {
  acrossLine,
  type Cell,
  type ColumnSpec,
  type ColumnWidths,
  fitColumns,
  rowLine,
  titleLine,
  widened,
} from '../presentation/lists/columns.ts';
import { cut } from '../text/width.ts';
import type { Frame, ListRow, Model, Place, Size } from './screen.ts';

/** A place with a list. */
export interface ListPlace extends Place {
  readonly list: ListState;
  readonly widths: ColumnWidths;
}

/** A list as it is to be drawn. */
export interface ListParts<Row> {
  readonly rows: readonly Row[];
  readonly specs: readonly ColumnSpec<Row>[];
  /** Shown when there are no rows, or only summary rows. */
  readonly empty: string;
  /** First rows that stand for all the others; 0 by default. */
  readonly summaries?: number;
  /** The lines above the list, given which of the rows are seen. */
  readonly above: (seen: { readonly top: number; readonly shown: number }) => readonly string[];
  /** How many lines `above` has. */
  readonly linesAbove: number;
  /** A line below the last row that is seen. */
  readonly below?: string | null;
  /** Of a row that stands for others: what is said right of its first `head` columns; null for any other row. */
  readonly across?: { readonly head: number; readonly cell: (row: Row) => Cell | null };
  /** Whether someone should look at a row, by the verdict on what it shows. */
  readonly isTrouble: (row: Row) => boolean;
  /** Lines kept free below the list, for what is to be said of the chosen row; 0 by default. */
  readonly kept?: number;
  /** That, given how many lines are free. */
  readonly beneath?: (lines: number) => readonly string[];
}

/** Cells left of each row: where the chosen row has its mark. */
const margin = 3;

/** A screen with a list, of whose rows only those that are seen are drawn. */
export function listFrame<P extends ListPlace, Row extends ListRow>(
  place: P,
  parts: ListParts<Row>,
  { theme }: Model,
  { columns, height }: Size,
): Frame<P> {
  const { rows, specs, empty, summaries = 0, above, linesAbove, below = null, across, kept = 0 } = parts;
  const cells = columns - margin - 1;
  const room = Math.max(1, height - linesAbove - 1 - (below === null ? 0 : 1) - kept);
  const keys = rows.map(row => row.key);
  const list = settle(place.list, keys, room);
  const { top, index } = list;
  const seen = rows.slice(top, top + room);
  const widths = widened(specs, seen, place.widths);
  const placed = fitColumns(specs, widths, cells);
  const drawn = seen.map((row, offset) => {
    const selected = top + offset === index;
    const mark = selected ? theme.style('strong', '▸') : ' ';
    const wide = across?.cell(row) ?? null;
    const line =
      across === undefined || wide === null
        ? rowLine(row, placed, theme, { selected })
        : acrossLine(row, wide, placed, theme, { cells, head: across.head });
    return ` ${mark} ${line}`;
  });
  const nothing = rows.length <= summaries ? [`   ${cut(empty, cells)}`] : [];
  const seenSummaries = Math.max(0, Math.min(summaries, rows.length) - top);
  const lines = [
    ...above({ top: Math.max(0, top - summaries), shown: seen.length - seenSummaries }),
    `${' '.repeat(margin)}${titleLine(placed, theme)}`,
    ...drawn,
    ...nothing,
    ...(below === null ? [] : [`   ${theme.style('faint', cut(below, cells))}`]),
  ];
  lines.push(...(parts.beneath?.(height - lines.length) ?? []));
  return {
    lines: lines.slice(0, height),
    // Without rows the chosen one keeps its place until they are back.
    place: { ...place, list: rows.length === 0 ? place.list : list, widths },
    isTrouble: parts.isTrouble,
    extent: { height: room, count: rows.length },
  };
}
