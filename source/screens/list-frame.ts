import { keysOfRows, type ListState, settle } from '../components/list-window.ts';
import {
  acrossLine,
  type Cell,
  type ColumnSpec,
  type ColumnWidths,
  type FittedColumn,
  fitColumns,
  gap,
  rowLine,
  titleLine,
  widened,
} from '../presentation/lists/columns.ts';
import { cut } from '../text/width.ts';
import type { Frame, ListRow, Model, Place, Size, TitleSpot } from './screen.ts';

/** A place with a list. */
export interface ListPlace extends Place {
  readonly list: ListState;
  readonly widths: ColumnWidths;
}

/** Rows that stand above a list. */
export interface Pinned {
  readonly count: number;
  /** The line of the frame that shows the first of those that are shown. */
  readonly line: number;
  /** Which one that is, and how many are shown. */
  readonly from: number;
  readonly shown: number;
}

const noneIsPinned: Pinned = { count: 0, line: 0, from: 0, shown: 0 };

/** A list as it is to be drawn. */
export interface ListParts<Row> {
  readonly rows: readonly Row[];
  readonly specs: readonly ColumnSpec<Row>[];
  /** Shown when there are no rows, or only summary rows. */
  readonly empty: string;
  /** First rows that are drawn by `above`, and from where on it shows how many of them; none by default. */
  readonly pinned?: Pinned;
  /** First rows of the list that stand for all the others; 0 by default. */
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

/** Where the titles stand in their line. */
function titleSpots(placed: readonly FittedColumn<never>[]): TitleSpot[] {
  let next = margin;
  return placed.map(({ spec: { id }, cells }) => {
    const from = next;
    next += cells + gap.length;
    return { id, from, to: from + cells };
  });
}

/** Which line shows which row. */
function rowLines(pinned: Pinned, titles: number, top: number, shown: number): ReadonlyMap<number, number> {
  return new Map([
    ...Array.from({ length: pinned.shown }, (_, at) => [pinned.line + at, pinned.from + at] as const),
    ...Array.from({ length: shown }, (_, at) => [titles + 1 + at, pinned.count + top + at] as const),
  ]);
}

/** A screen with a list, of whose rows only those that are seen are drawn. */
export function listFrame<P extends ListPlace, Row extends ListRow>(
  place: P,
  parts: ListParts<Row>,
  { theme }: Model,
  { columns, height }: Size,
): Frame<P> {
  const { specs, empty, summaries = 0, above, linesAbove, below = null, across, kept = 0 } = parts;
  const { pinned = noneIsPinned } = parts;
  const rows = pinned.count === 0 ? parts.rows : parts.rows.slice(pinned.count);
  const cells = columns - margin - 1;
  const room = Math.max(1, height - linesAbove - 1 - (below === null ? 0 : 1) - kept);
  const keys = keysOfRows(parts.rows);
  const list = settle(place.list, keys, room, pinned.count);
  const { top } = list;
  const index = list.index - pinned.count;
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
    place: { ...place, list: keys.length === 0 ? place.list : list, widths },
    isTrouble: parts.isTrouble,
    extent: { height: room, count: keys.length, pinned: pinned.count },
    spots: {
      rows: rowLines(pinned, linesAbove, top, Math.min(drawn.length, height - linesAbove - 1)),
      titles: { line: linesAbove, columns: titleSpots(placed as readonly FittedColumn<never>[]) },
    },
  };
}
