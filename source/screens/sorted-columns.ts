import type { ColumnSpec } from '../presentation/lists/columns.ts';
import { goesUp, type SortedBy, type Sorting } from '../presentation/lists/sorting.ts';
import type { Theme } from '../presentation/theme.ts';

const marks = { up: '▴', down: '▾' } as const;

function markOf(sortings: readonly Sorting<never>[], order: SortedBy): string {
  return goesUp(sortings, order) ? marks.up : marks.down;
}

/** The columns, the one that rows are sorted by with a mark after its title. */
export function withSortMark<Row>(
  specs: readonly ColumnSpec<Row>[],
  sortings: readonly Sorting<Row>[],
  order: SortedBy | null,
): readonly ColumnSpec<Row>[] {
  if (order === null) return specs;
  return specs.map(spec =>
    spec.id === order.id ? { ...spec, title: `${spec.title}${markOf(sortings, order)}` } : spec,
  );
}

/** The same for the breadcrumb, as that column may have had to give way; '' where nothing is sorted. */
export function sortText(sortings: readonly Sorting<never>[], order: SortedBy | null, theme: Theme): string {
  const { columns, counts } = theme.words.screens;
  if (order === null) return '';
  const title = Object.entries(columns).find(([id]) => id === order.id)?.[1] ?? order.id;
  return counts.sorted(`${title}${markOf(sortings, order)}`);
}
