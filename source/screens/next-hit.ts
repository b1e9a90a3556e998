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
