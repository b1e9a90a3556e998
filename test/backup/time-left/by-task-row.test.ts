import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observe, type Throughput } from '../../../source/backup/throughput.ts';
import { guessByTaskRow, habitOf, type Watched } from '../../../source/backup/time-left/by-task-row.ts';

const second = 1_000_000n;
const watched: Watched = { sawBegin: true, streams: null, interval: 2 };

/** Steps of a task watched from its begin on: seconds and blocks finished by then. */
function throughputOf(steps: readonly (readonly [number, number])[]): Throughput {
  const begin = observe(null, { at: 0n, bytes: 0n, units: 0n });
  return steps.reduce<Throughput>(
    (known, [at, units]) =>
      observe(known, { at: BigInt(at) * second, bytes: BigInt(units), units: BigInt(units) }),
    begin,
  );
}

const evenly = (count: number, gap = 30, size = 100) =>
  throughputOf(Array.from({ length: count }, (_, n) => [(n + 1) * gap, (n + 1) * size] as const));
const guess = (throughput: Throughput, total: number, at: number, how = watched) =>
  guessByTaskRow(throughput, habitOf(throughput, how), BigInt(total), BigInt(at) * second);

describe('The guess from the row of a task', () => {
  it('is none before four steps', () => {
    expect(guess(evenly(3), 1000, 90)).toBeNull();
    expect(guess(evenly(4), 1000, 120)).not.toBeNull();
  });

  it('is none before two and a half times what the first file took', () => {
    const slowFirst = throughputOf([
      [300, 100],
      [310, 200],
      [320, 300],
      [330, 400],
    ]);
    expect(guess(slowFirst, 1000, 749)).toBeNull();
    expect(guess(slowFirst, 1000, 750)).not.toBeNull();
  });

  it('takes the few blocks of the system log stream for no file', () => {
    const withSystem = throughputOf([
      [2, 5],
      [300, 105],
      [310, 205],
      [320, 305],
    ]);
    expect(guess(withSystem, 1000, 400)).toBeNull();
  });

  it('is what is left at the speed seen and a hundredth of the time so far, with one log stream', () => {
    const { seconds = 0, spread = 0 } = guess(evenly(10), 2000, 300, { ...watched, streams: 1 }) ?? {};
    // 1000 blocks at 100 in 30 seconds, and 3 s.
    expect(seconds).toBeCloseTo(303, 0);
    // The root of 0.16 · 0.15 + 11^-1.5.
    expect(spread).toBeCloseTo(0.2266, 3);
  });

  it('counts the part of a file under way, half of what is left at most', () => {
    const one = { ...watched, streams: 1 };
    expect(guess(evenly(10), 2000, 315, one)?.seconds).toBeCloseTo(288.2, 0);
    expect(guess(evenly(10), 1040, 330, one)?.seconds).toBeCloseTo(9.3, 0);
  });

  it('is longer with several log streams: the slowest ends last', () => {
    const several = guess(evenly(10), 2000, 300, { ...watched, streams: 4 });
    // 1.2 · 0.5^-0.27 times as long.
    expect(several?.seconds).toBeCloseTo(300 * 1.2 * 1.2058 + 3, 0);
    expect(several?.spread).toBeCloseTo(0.4329, 3);
  });

  it('grows while the next step is overdue', () => {
    const one = { ...watched, streams: 1 };
    const at = (time: number) => guess(evenly(10), 2000, time, one)?.seconds ?? 0;
    expect(at(360)).toBeLessThan(at(300));
    expect(at(600)).toBeGreaterThan(at(400));
  });

  it('is never sure where pictures merge the steps', () => {
    expect(habitOf(evenly(10, 4), watched).uneven).toBe(1);
    expect(habitOf(evenly(10, 30), watched).uneven).toBe(0);
    expect(habitOf(evenly(10, 30), { ...watched, interval: 20 }).uneven).toBe(1);
    expect(habitOf(evenly(5, 30), watched).uneven).toBe(0.6);
  });

  it('needs no step from the begin on where the task was opened later', () => {
    const later = { ...watched, sawBegin: false };
    // Seven and a half gaps of 30 seconds.
    expect(guess(evenly(8), 2000, 224, later)).toBeNull();
    expect(guess(evenly(8), 2000, 240, later)).not.toBeNull();
  });

  it('is a length of time, whatever the steps', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 10_000 }));
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 500 }),
        fc.nat(1_000_000),
        fc.nat(100_000),
        fc.boolean(),
        (deltas, total, wait, sawBegin) => {
          let [at, units] = [0, 0];
          const steps = deltas.map(([time, size]) => {
            at += time;
            units += size;
            return [at, units] as const;
          });
          const found = guess(throughputOf(steps), total, at + wait, { ...watched, sawBegin });
          if (found === null) return;
          expect(found.seconds).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(found.seconds)).toBe(true);
          expect(found.spread).toBeGreaterThan(0);
        },
      ),
    );
  });
});
