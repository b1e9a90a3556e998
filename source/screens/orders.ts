import type { ColumnSpec } from '../presentation/lists/columns.ts';
import { goesUp, type SortedBy, type Sorting } from '../presentation/lists/sorting.ts';
import type { Theme } from '../presentation/theme.ts';

/** One order that a list can have: by a column, or the one that its rows have by themselves. */
export interface Order {
  /** The column's id; null: by themselves. */
  readonly id: string | null;
  readonly text: string;
}

/** The orders that a list can have. */
export interface Orders {
  /** The one that rows have by themselves comes first. */
  readonly choices: readonly Order[];
  readonly sortings: readonly Sorting<never>[];
  /** The reverse of the order that rows have by themselves. */
  readonly unsorted: SortedBy;
}

const marks = { up: '▴', down: '▾' } as const;

/** Which way rows go by an order: ▴ the least first; '' where they stand as they do by themselves. */
export function orderMark(sortings: readonly Sorting<never>[], order: SortedBy | null): string {
  return order === null ? '' : goesUp(sortings, order) ? marks.up : marks.down;
}

/** The columns, the one that rows are ordered by with a mark after its title. */
export function withOrderMark<Row>(
  specs: readonly ColumnSpec<Row>[],
  { sortings }: Orders,
  order: SortedBy | null,
): readonly ColumnSpec<Row>[] {
  if (order === null) return specs;
  return specs.map(spec =>
    spec.id === order.id ? { ...spec, title: `${spec.title}${orderMark(sortings, order)}` } : spec,
  );
}

/** The same for the breadcrumb, as that column may have had to give way; '' where rows stand as they do by themselves. */
export function orderText({ choices, sortings }: Orders, order: SortedBy | null, theme: Theme): string {
  if (order === null) return '';
  const text = choices.find(({ id }) => id === order.id)?.text ?? order.id;
  return theme.words.screens.counts.sorted(`${text}${orderMark(sortings, order)}`);
}
