import { describe, expect, it } from 'vitest';
import { freshness } from '../../source/watch/freshness.ts';

const of = (ageSeconds: number, change: { reading?: boolean; failing?: boolean } = {}) =>
  freshness({ ageSeconds, intervalSeconds: 2, reading: false, failing: false, ...change });

describe('the freshness of a picture', () => {
  it.each([
    [0, 'fresh'],
    [5.9, 'fresh'],
    [6, 'old'],
    [19.9, 'old'],
    [20, 'stale'],
    [3600, 'stale'],
  ] as const)('at %s s with an interval of 2 s is %s', (age, expected) => {
    expect(of(age)).toBe(expected);
  });

  it('is not stale while its first read after a visit elsewhere is under way', () => {
    expect(of(3600, { reading: true })).toBe('old');
    expect(of(3600, { reading: true, failing: true })).toBe('stale');
  });
});
