import { cellWidth, fit } from '../../text/width.ts';
import type { Role, Theme } from '../theme.ts';

/** One cell of a table: its text, and what it is. */
export interface Cell {
  readonly text: string;
  /** The same in fewer words, longest first, for a column that had to give way. */
  readonly shorter?: readonly string[];
  readonly role?: Role | null;
}

/** A column of a list. */
export interface ColumnSpec<Row> {
  readonly id: string;
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Columns of higher numbers go first when the terminal is narrow; 0 always stays. */
  readonly priority: number;
  /** Bounds of the width in cells; content beyond `most` is cut. */
  readonly least: number;
  readonly most: number;
  /** Gives its width up to its least before any other column loses a cell. */
  readonly yields?: boolean;
  readonly cell: (row: Row) => Cell;
}

/** The widest content each column has had, by id; only grows, so that columns keep their place between refreshes. */
export type ColumnWidths = ReadonlyMap<string, number>;

/** A column with its place on the screen. */
export interface FittedColumn<Row> {
  readonly spec: ColumnSpec<Row>;
  readonly cells: number;
}

/** Two cells between columns. */
export const gap = '  ';

/** The widths with the content of these rows taken in; the same value where none grew. */
export function widened<Row>(
  specs: readonly ColumnSpec<Row>[],
  rows: readonly Row[],
  widths: ColumnWidths,
): ColumnWidths {
  const next = new Map(widths);
  for (const spec of specs) {
    let widest = Math.max(spec.least, cellWidth(spec.title), widths.get(spec.id) ?? 0);
    for (const row of rows) {
      if (widest >= spec.most) break;
      widest = Math.max(widest, cellWidth(spec.cell(row).text));
    }
    next.set(spec.id, Math.min(spec.most, Math.max(widest, cellWidth(spec.title))));
  }
  const isSame = next.size === widths.size && [...next].every(([id, cells]) => widths.get(id) === cells);
  return isSame ? widths : next;
}

function wanted(spec: ColumnSpec<never>, widths: ColumnWidths): number {
  return widths.get(spec.id) ?? Math.max(spec.least, cellWidth(spec.title));
}

function total(cells: readonly number[]): number {
  return cells.reduce((sum, width) => sum + width, 0) + gap.length * Math.max(0, cells.length - 1);
}

/**
 * Which columns fit into this many cells, and how wide each is. Columns of low priority are left out until the
 * rest has its least width; what is missing then is taken from the columns that yield, then from the widest,
 * most from the widest.
 */
export function fitColumns<Row>(
  specs: readonly ColumnSpec<Row>[],
  widths: ColumnWidths,
  cells: number,
): FittedColumn<Row>[] {
  let chosen = [...specs];
  const least = (spec: ColumnSpec<Row>) => Math.min(spec.least, wanted(spec as ColumnSpec<never>, widths));
  while (chosen.length > 1 && total(chosen.map(least)) > cells) {
    const lowest = Math.max(...chosen.map(spec => spec.priority));
    if (lowest === 0) break;
    chosen = chosen.filter(spec => spec.priority !== lowest);
  }
  const given = chosen.map(spec => wanted(spec as ColumnSpec<never>, widths));
  let over = total(given) - cells;
  while (over > 0) {
    const slack = chosen.map((spec, index) => (given[index] ?? 0) - least(spec));
    const yielding = slack.map((each, index) => (chosen[index]?.yields === true ? each : 0));
    const from = Math.max(...yielding) > 0 ? yielding : slack;
    const most = Math.max(...from);
    if (most <= 0) break;
    const index = from.indexOf(most);
    given[index] = (given[index] ?? 0) - 1;
    over -= 1;
  }
  return chosen.map((spec, index) => ({ spec, cells: given[index] ?? 0 }));
}

/** The line of column titles. */
export function titleLine<Row>(fitted: readonly FittedColumn<Row>[], theme: Theme): string {
  const titles = fitted.map(({ spec, cells }) => fit(spec.title, cells, { align: spec.align ?? 'left' }));
  return theme.style('faint', titles.join(gap).trimEnd());
}

/** The longest wording that fits; where none does the shortest, which is then cut. */
function wordingFor({ text, shorter = [] }: Cell, cells: number): string {
  const wordings = [text, ...shorter];
  return wordings.find(wording => cellWidth(wording) <= cells) ?? wordings.at(-1) ?? '';
}

/** One row. The selected one keeps its colours; its name is bold, or its first cell where it has none. */
export function rowLine<Row>(
  row: Row,
  fitted: readonly FittedColumn<Row>[],
  theme: Theme,
  { selected }: { readonly selected: boolean },
): string {
  const all = fitted.map(({ spec }) => spec.cell(row));
  const hasName = all.some(({ role }) => role === 'strong');
  const lookOf = ({ role = null }: Cell, index: number): Role | null => {
    const isName = hasName ? role === 'strong' : index === 0;
    if (isName && selected) return 'strong';
    return role === 'strong' ? null : role;
  };
  return all
    .map((cell, index) => {
      const { spec, cells } = fitted[index] as FittedColumn<Row>;
      const text = fit(wordingFor(cell, cells), cells, { align: spec.align ?? 'left' });
      return theme.style(lookOf(cell, index), text);
    })
    .join(gap)
    .trimEnd();
}
