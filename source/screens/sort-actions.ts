import { listStart } from '../components/list-window.ts';
import type { ColumnSpec } from '../presentation/lists/columns.ts';
import {
  goesUp,
  nextSorting,
  reversedSorting,
  type SortedBy,
  type Sorting,
} from '../presentation/lists/sorting.ts';
import type { Theme } from '../presentation/theme.ts';
import type { ListPlace } from './list-frame.ts';
import type { Action, ListRow } from './screen.ts';

/** A place whose list can be sorted. */
export interface SortedPlace extends ListPlace {
  readonly sort: SortedBy | null;
}

/**
 * What the keys for sorting do: the next column, the other way round. Both start from the first row.
 * @param unsorted the reverse of the order that rows have by themselves
 */
export function sortActions<P extends SortedPlace, R extends ListRow>(
  sortings: (place: P) => readonly Sorting<never>[],
  unsorted: SortedBy,
): { readonly sort: Action<P, R>; readonly reverse: Action<P, R> } {
  const changed = (place: P, sort: SortedBy | null) =>
    ({ kind: 'change', place: { ...place, sort, list: listStart } }) as const;
  return {
    sort: place => changed(place, nextSorting(sortings(place), place.sort)),
    reverse: place => changed(place, reversedSorting(place.sort, unsorted)),
  };
}

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
