/** What rows are ordered by; null stands for "not known" and comes last, whichever way they are ordered. */
export type SortValue = bigint | number | string | null;

/** A column that rows can be sorted by. Texts ascend; numbers and times descend, the largest first. */
export interface Sorting<Row> {
  /** The id of the column. */
  readonly id: string;
  readonly by: (row: Row) => SortValue;
  /** Which way it goes first; 'down' by default. */
  readonly first?: 'up' | 'down';
}

/** The column rows are sorted by; `reversed`: the other way than it goes first. */
export interface SortedBy {
  readonly id: string;
  readonly reversed: boolean;
}

function compare(a: SortValue, b: SortValue): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b);
  if (a === b || a === null || b === null) return 0;
  return a < b ? -1 : 1;
}

/** Whether rows go up by this column: the least first. */
export function goesUp(sortings: readonly Sorting<never>[], { id, reversed }: SortedBy): boolean {
  return (sortings.find(sorting => sorting.id === id)?.first === 'up') !== reversed;
}

/** The rows in the order of this column, rows that are equal in it as they were; as they came without a column. */
export function sorted<Row>(
  rows: readonly Row[],
  sortings: readonly Sorting<Row>[],
  order: SortedBy | null,
): readonly Row[] {
  const sorting = sortings.find(candidate => candidate.id === order?.id);
  if (sorting === undefined || order === null) return rows;
  const way = goesUp(sortings, order) ? 1 : -1;
  return rows
    .map(row => ({ row, value: sorting.by(row) }))
    .sort((a, b) => {
      const unknown = Number(a.value === null) - Number(b.value === null);
      return unknown === 0 ? way * compare(a.value, b.value) : unknown;
    })
    .map(({ row }) => row);
}

/** The same column the other way; where rows come as the server has them, `unsorted` is the reverse of that. */
export function reversedSorting(order: SortedBy | null, unsorted: SortedBy): SortedBy {
  return order === null ? unsorted : { ...order, reversed: !order.reversed };
}
