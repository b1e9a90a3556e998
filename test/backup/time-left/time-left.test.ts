import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Basis,
  type ShownTimeLeft,
  showTimeLeft,
  timeLeftAt,
} from '../../../source/backup/time-left/time-left.ts';

const second = 1_000_000n;
/** No time left is shown beyond this, in seconds. */
const threeDays = 259_200;
const basis: Basis = {
  asLastTime: false,
  pace: { riseFactor: 1.6, fall: 2 },
  elapsed: 600,
  mayBeSoon: true,
};
const shown = (
  seconds: number,
  spread: number,
  change: Partial<Basis> = {},
  before: ShownTimeLeft | null = null,
) => showTimeLeft(before, { seconds, spread }, 0n, { ...basis, ...change });

function rangeOf(of: ShownTimeLeft | null): { readonly low?: number; readonly high?: number } {
  return of?.left?.kind === 'range' ? of.left : {};
}

describe('What is shown of a time left', () => {
  it('is a point up to a spread of 0.3, a range up to 0.6, and nothing beyond', () => {
    expect(shown(900, 0.3)?.left).toMatchObject({ kind: 'point', seconds: 900 });
    expect(shown(900, 0.31)?.left?.kind).toBe('range');
    expect(shown(900, 0.6)?.left?.kind).toBe('range');
    expect(shown(900, 0.61)?.left).toBeNull();
  });

  it('is no range from a minute to half an hour: where guesses differ so, its later end says nothing', () => {
    const before = shown(2700, 0.5);
    expect(before?.left?.kind).toBe('range');
    // The low end falls at once, the high one slowly.
    expect(shown(120, 0.5, {}, before)?.left).toBeNull();
    expect(shown(1800, 0.5, {}, before)?.left?.kind).toBe('range');
  });

  it('stays a point up to 0.36 and a range up to 0.66 once it is one', () => {
    expect(shown(900, 0.36, {}, shown(900, 0.3))?.left?.kind).toBe('point');
    expect(shown(900, 0.37, {}, shown(900, 0.3))?.left?.kind).toBe('range');
    expect(shown(900, 0.66, {}, shown(900, 0.5))?.left?.kind).toBe('range');
  });

  it('by the row of a task is a point no longer than its spread allows one, and a range that reaches further to the later side', () => {
    const byTaskRow = { keepsNoPoint: true, mayBeLate: true };
    const point = shown(900, 0.3, byTaskRow);
    expect(point?.left?.kind).toBe('point');
    expect(shown(900, 0.31, byTaskRow, point)?.left?.kind).toBe('range');
    const width = Math.exp(1.8 * 0.4);
    const { low = 0, high = 0 } = rangeOf(shown(900, 0.4, byTaskRow));
    expect(low).toBeCloseTo(900 / width, 6);
    expect(high).toBeCloseTo(900 * width * 1.2, 6);
    expect(rangeOf(shown(900, 0.4, { ...byTaskRow, asLastTime: true })).high).toBeCloseTo(900 * width, 6);
  });

  it('is in its first point the guess of that moment, whatever guesses of few steps said behind a range', () => {
    const ranges = [2700, 100].map(early => shown(early, 0.4));
    for (const before of ranges) {
      expect(before?.left?.kind).toBe('range');
      expect(shown(600, 0.3, {}, before)?.left).toMatchObject({ kind: 'point', seconds: 600 });
    }
    const point = shown(900, 0.3);
    expect(shown(1000, 0.3, {}, point)?.left).toMatchObject({ kind: 'point', seconds: 900 });
  });

  it('reaches 1.8 spreads to each side', () => {
    const left = shown(900, 0.5)?.left;
    expect(left).toMatchObject({ kind: 'range', low: 900 / Math.exp(0.9), high: 900 * Math.exp(0.9) });
  });

  it('is "soon" below half a minute, or three hundredths of the time so far', () => {
    expect(shown(29, 0.2)?.left).toEqual({ kind: 'soon' });
    expect(shown(30, 0.2)?.left?.kind).toBe('point');
    expect(shown(100, 0.2, { elapsed: 3600 })?.left).toEqual({ kind: 'soon' });
    expect(shown(29, 0.2, { mayBeSoon: false })?.left?.kind).toBe('point');
  });

  it('is never a point where only the last backup promises it', () => {
    expect(shown(900, 0.2, { asLastTime: true })?.left).toMatchObject({ kind: 'range', asLastTime: true });
  });

  it('takes what this run shows at once in place of that promise', () => {
    const promised = shown(900, 0.2, { asLastTime: true });
    expect(shown(300, 0.2, {}, promised)?.left).toMatchObject({ kind: 'point', seconds: 300 });
  });

  it('stands for a minute after its picture, then falls with the clock, and ends', () => {
    const point = shown(300, 0.1);
    expect(timeLeftAt(point, 60n * second)).toMatchObject({ seconds: 300 });
    expect(timeLeftAt(point, 100n * second)).toMatchObject({ seconds: 260 });
    expect(timeLeftAt(point, 1000n * second)).toBeNull();
  });

  it('is no length below nothing or beyond three days, and a range holds its point', () => {
    const guess = fc.record({
      seconds: fc.double({ min: 0, max: 1e12, noNaN: true }),
      spread: fc.double({ min: 0, max: 0.7, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(guess, { minLength: 1, maxLength: 60 }), fc.nat(500), (guesses, wait) => {
        let known: ShownTimeLeft | null = null;
        for (const [index, one] of guesses.entries()) {
          const at = BigInt(index * 2) * second;
          known = showTimeLeft(known, one, at, basis);
          const left = timeLeftAt(known, at + BigInt(wait) * second);
          if (left === null || !('low' in left)) continue;
          expect(left.low).toBeGreaterThanOrEqual(0);
          expect(left.high).toBeLessThanOrEqual(threeDays);
          expect(left.low).toBeLessThanOrEqual(left.high);
          if (left.kind !== 'point') continue;
          expect(left.seconds).toBeGreaterThanOrEqual(left.low);
          expect(left.seconds).toBeLessThanOrEqual(left.high);
        }
      }),
    );
  });

  it('is nothing of a guess that is no number', () => {
    expect(shown(Number.NaN, 0.1)).toBeNull();
    expect(shown(Number.POSITIVE_INFINITY, 0.1)).toBeNull();
  });
});
