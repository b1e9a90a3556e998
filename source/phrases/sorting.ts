/** What rows are ordered by; null stands for "not known" and comes last. */
export type SortValue = bigint | number | string | null;

/** A column that rows can be sorted by. Texts go up, numbers and times go down: the greatest is what one looks for. */
export interface Sorting<Row> {
  readonly id: string;
  readonly by: (row: Row) => SortValue;
}

function compare(a: SortValue, b: SortValue): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b);
  if (a === b) return 0;
  return a < b ? 1 : -1;
}

/** The rows in the order of this column, rows that are equal in it as they were; as they came without a column. */
export function sorted<Row>(
  rows: readonly Row[],
  sortings: readonly Sorting<Row>[],
  id: string | null,
): readonly Row[] {
  const sorting = sortings.find(candidate => candidate.id === id);
  if (sorting === undefined) return rows;
  return rows
    .map(row => ({ row, value: sorting.by(row) }))
    .sort((a, b) => compare(a.value, b.value))
    .map(({ row }) => row);
}

/** The column to sort by after this one: through all of them, then back to the order the server's rows have. */
export function nextSorting(sortings: readonly Sorting<never>[], id: string | null): string | null {
  const at = sortings.findIndex(sorting => sorting.id === id);
  return sortings[at + 1]?.id ?? null;
}

/** Whether one of the texts holds what was typed, in any letter case. */
export function matches(filter: string, texts: readonly (string | null)[]): boolean {
  const wanted = filter.trim().toLocaleLowerCase();
  return wanted === '' || texts.some(text => text?.toLocaleLowerCase().includes(wanted) === true);
}
