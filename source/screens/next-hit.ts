import type { Framed } from './framer.ts';

/**
 * The index of the next row from here on that is one, round the end of the list; null where there is none.
 * @param by 1 forward, -1 backward
 */
export function nextHit<Row>(
  rows: readonly Row[],
  from: number,
  by: 1 | -1,
  isHit: (row: Row) => boolean,
): number | null {
  const { length } = rows;
  for (let step = 1; step <= length; step += 1) {
    const index = (((from + by * step) % length) + length) % length;
    if (isHit(rows[index] as Row)) return index;
  }
  return null;
}

/** Where n, N and ! lead: to a row, perhaps past an end of the list; `none`: no row is one; `no_other`: the chosen one alone is. */
export type Hit = { readonly index: number; readonly passed: 'end' | 'top' | null } | 'none' | 'no_other';

/**
 * The next row of the list from the chosen one on that needs a look; rows that stand above the list are in it once more.
 * @param by 1 forward, -1 backward
 * @param filterCounts whether every row of a filtered list is a hit
 */
export function hitFrom({ frame, rows }: Framed, by: 1 | -1, filterCounts: boolean): Hit {
  const { place, isTrouble, extent } = frame;
  const { pinned = 0 } = extent;
  const allAreHits = filterCounts && (place.filter ?? '') !== '';
  const isHit = (row: unknown) => allAreHits || isTrouble?.(row) === true;
  const from = Math.max(by === 1 ? -1 : 0, (place.list?.index ?? 0) - pinned);
  const index = nextHit(rows.slice(pinned), from, by, isHit);
  if (index === null) return 'none';
  if (index + pinned === place.list?.index) return 'no_other';
  const hasPassedEnd = by === 1 ? index < from : index > from;
  return { index: index + pinned, passed: !hasPassedEnd ? null : by === 1 ? 'end' : 'top' };
}
