import { expect, it } from 'vitest';
import { nextHit } from '../../source/screens/next-hit.ts';

const rows = ['fine', 'failed', 'fine', 'stuck'];
const isTrouble = (row: string) => row !== 'fine';

it.each([
  [0, 1, 1],
  [1, 1, 3],
  [3, 1, 1],
  [3, -1, 1],
  [0, -1, 3],
] as const)('from row %i by %i the next row that needs a look is %i, round the end', (from, by, next) => {
  expect(nextHit(rows, from, by, isTrouble)).toBe(next);
});

it('finds the row it stands on where that is the only one, and none where there is none', () => {
  expect(nextHit(['failed', 'fine'], 0, 1, isTrouble)).toBe(0);
  expect(nextHit(['fine'], 0, 1, isTrouble)).toBeNull();
  expect(nextHit([], 0, -1, isTrouble)).toBeNull();
});
