import { cellWidth, cut, fit } from '../../text/width.ts';
import type { Role, Theme } from '../theme.ts';

/** A part of a cell with a colour of its own. */
export interface Piece {
  readonly text: string;
  readonly role?: Role | null;
}

/** One cell of a table: its text, and what it is. */
export interface Cell {
  readonly text: string;
  /** The same drawn for the cells its column has got, where a bar takes what room there is, or parts differ in colour. */
  readonly pieces?: (cells: number) => readonly Piece[];
  /** The same in fewer words, longest first, for a column that had to give way. */
  readonly shorter?: readonly string[];
  readonly role?: Role | null;
  /** May run over the cells to its right while these are empty; its column does not become wider for it. */
  readonly spills?: boolean;
}

/** A column of a list. */
export interface ColumnSpec<Row> {
  readonly id: string;
  readonly title: string;
  /** The title where the column had to give way. */
  readonly shortTitle?: string;
  readonly align?: 'left' | 'right';
  /** Columns of higher numbers go first when the terminal is narrow; 0 always stays. */
  readonly priority: number;
  /** Bounds of the width in cells; content beyond `most` is cut. */
  readonly least: number;
  readonly most: number;
  /** Below its least: to where it is cut when no other column is left to give way; the last column first. */
  readonly cutTo?: number;
  /** Its width where the columns that have this do not all fit with their `least`: the others have left before. */
  readonly tight?: number;
  /** Gives its width up to its least before any other column loses a cell. */
  readonly yields?: boolean;
  /** Is left out before any other column gives up a cell for it. */
  readonly spare?: boolean;
  /** Takes the room that is left, up to its `most`. */
  readonly grows?: boolean;
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
      const { text, spills } = spec.cell(row);
      if (spills !== true) widest = Math.max(widest, cellWidth(text));
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
 * Which columns fit into this many cells, and how wide each is. Spare columns are left out until the rest has the width
 * it wants, then those of low priority until it has its least; before one leaves that can be tight, all of these are. What
 * is missing then is taken from the columns that yield, then from the widest, most from the widest. What is left over goes
 * to tight columns that yield, and to those that grow.
 */
export function fitColumns<Row>(
  specs: readonly ColumnSpec<Row>[],
  widths: ColumnWidths,
  cells: number,
): FittedColumn<Row>[] {
  const wants = (spec: ColumnSpec<Row>) => wanted(spec as ColumnSpec<never>, widths);
  const kept = tightOf(specs);
  const isTight = kept.length > 0 && total(kept.map(spec => Math.min(spec.least, wants(spec)))) > cells;
  let chosen = isTight ? kept : withoutSpare(specs, wants, cells);
  const mostNow = (spec: ColumnSpec<Row>) =>
    isTight && spec.tight !== undefined ? Math.min(spec.tight, wants(spec)) : wants(spec);
  const least = (spec: ColumnSpec<Row>) => Math.min(spec.least, mostNow(spec));
  while (chosen.length > 1 && total(chosen.map(least)) > cells) {
    const lowest = Math.max(...chosen.map(spec => spec.priority));
    if (lowest === 0) break;
    chosen = chosen.filter(spec => spec.priority !== lowest);
  }
  const given = chosen.map(mostNow);
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
  for (const [index, { cutTo }] of [...chosen.entries()].reverse()) {
    const less =
      cutTo === undefined ? 0 : Math.min(Math.max(0, over), Math.max(0, (given[index] ?? 0) - cutTo));
    given[index] = (given[index] ?? 0) - less;
    over -= less;
  }
  for (const [index, spec] of chosen.entries()) {
    const widened = isTight && spec.yields === true ? spec.least : (given[index] ?? 0);
    const upTo = spec.grows === true ? spec.most : widened;
    const more = Math.min(Math.max(0, -over), upTo - (given[index] ?? 0));
    given[index] = (given[index] ?? 0) + Math.max(0, more);
    over += Math.max(0, more);
  }
  return chosen.map((spec, index) => ({ spec, cells: given[index] ?? 0 }));
}

/** The columns that stay as long as those that can be tight do; none where none can. */
function tightOf<Row>(specs: readonly ColumnSpec<Row>[]): ColumnSpec<Row>[] {
  const last = Math.max(...specs.map(({ tight, priority }) => (tight === undefined ? -1 : priority)));
  return specs.filter(({ priority }) => priority <= last);
}

function withoutSpare<Row>(
  specs: readonly ColumnSpec<Row>[],
  wants: (spec: ColumnSpec<Row>) => number,
  cells: number,
): ColumnSpec<Row>[] {
  let chosen = [...specs];
  while (total(chosen.map(wants)) > cells && chosen.some(({ spare }) => spare === true)) {
    const first = Math.max(...chosen.flatMap(({ spare, priority }) => (spare === true ? [priority] : [])));
    chosen = chosen.filter(({ spare, priority }) => spare !== true || priority !== first);
  }
  return chosen;
}

/** The line of column titles. */
export function titleLine<Row>(fitted: readonly FittedColumn<Row>[], theme: Theme): string {
  const titles = fitted.map(({ spec: { title, shortTitle, align = 'left' }, cells }) =>
    fit(cellWidth(title) > cells ? (shortTitle ?? title) : title, cells, { align }),
  );
  return theme.style('faint', titles.join(gap).trimEnd());
}

/** The longest wording that fits; where none does the shortest, which is then cut. */
function wordingFor({ text, shorter = [] }: Cell, cells: number): string {
  const wordings = [text, ...shorter];
  return wordings.find(wording => cellWidth(wording) <= cells) ?? wordings.at(-1) ?? '';
}

/** A cell in exactly the cells of its column. */
function drawnCell(
  cell: Cell,
  role: Role | null,
  cells: number,
  align: 'left' | 'right',
  theme: Theme,
): string {
  if (cell.pieces === undefined) return theme.style(role, fit(wordingFor(cell, cells), cells, { align }));
  let left = cells;
  const drawn = cell.pieces(cells).map(piece => {
    const shown = cut(piece.text, left);
    left -= cellWidth(shown);
    return theme.style(piece.role ?? null, shown);
  });
  const padding = ' '.repeat(left);
  return align === 'left' ? drawn.join('') + padding : padding + drawn.join('');
}

/** The look of the cells of a row: the name of the selected one is bold, or its first cell where it has none. */
function looksOf(row: readonly Cell[], selected: boolean): (Role | null)[] {
  const hasName = row.some(({ role }) => role === 'strong');
  return row.map(({ role = null }, index) => {
    const isName = hasName ? role === 'strong' : index === 0;
    if (isName && selected) return 'strong';
    return role === 'strong' ? null : role;
  });
}

/** A row that stands for others: its first columns, then one cell across all that are right of them. */
export function acrossLine<Row>(
  row: Row,
  across: Cell,
  fitted: readonly FittedColumn<Row>[],
  theme: Theme,
  { cells: width, head }: { readonly cells: number; readonly head: number },
): string {
  const first = fitted.slice(0, head).map(({ spec, cells }) => ({ cell: spec.cell(row), cells }));
  const used = first.reduce((sum, { cells }) => sum + cells + gap.length, 0);
  return [...first, { cell: across, cells: Math.max(1, width - used) }]
    .map(({ cell, cells }) => drawnCell(cell, cell.role ?? null, cells, 'left', theme))
    .join(gap)
    .trimEnd();
}

/** One row. The selected one keeps its colours; its name is bold, or its first cell where it has none. */
export function rowLine<Row>(
  row: Row,
  fitted: readonly FittedColumn<Row>[],
  theme: Theme,
  { selected }: { readonly selected: boolean },
): string {
  const all = fitted.map(({ spec }) => spec.cell(row));
  const looks = looksOf(all, selected);
  const drawn: string[] = [];
  for (let index = 0; index < all.length; ) {
    const { spec, cells } = fitted[index] as FittedColumn<Row>;
    const cell = all[index] as Cell;
    let next = index + 1;
    let room = cells;
    while (cell.spills === true && next < all.length && all[next]?.text === '') {
      room += gap.length + (fitted[next]?.cells ?? 0);
      next += 1;
    }
    drawn.push(drawnCell(cell, looks[index] ?? null, room, spec.align ?? 'left', theme));
    index = next;
  }
  return drawn.join(gap).trimEnd();
}
