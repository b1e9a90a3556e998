import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eta,
  longestEta,
  observe,
  type Pace,
  type Step,
  sinceLastStep,
  speed,
  throughput,
} from '../../source/backup/pace.ts';

const second = 1_000_000n;

function paceOf(steps: readonly Step[]): Pace {
  const pace = steps.reduce<Pace | null>(observe, null);
  if (pace === null) throw new Error('no steps');
  return pace;
}

const at = (seconds: number, bytes: number, units: number): Step => ({
  at: BigInt(seconds) * second,
  bytes: BigInt(bytes),
  units: BigInt(units),
});

describe('The pace of a task', () => {
  it('is not known from one picture, nor from one step', () => {
    expect(speed(paceOf([at(0, 0, 0)]), 5n * second)).toBeNull();
    expect(speed(paceOf([at(0, 0, 0), at(10, 100, 1)]), 12n * second)).toBeNull();
  });

  it('is measured from step to step, not from picture to picture', () => {
    const pictures = [at(0, 0, 0), at(10, 100, 1), at(12, 100, 1), at(14, 100, 1), at(20, 200, 2)];
    expect(speed(paceOf(pictures), 20n * second)).toEqual({ bytesPerSecond: 10, unitsPerSecond: 0.1 });
  });

  it('sinks while the next step is overdue', () => {
    const pace = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2)]);
    expect(speed(pace, 30n * second)?.bytesPerSecond).toBe(10);
    expect(speed(pace, 40n * second)?.bytesPerSecond).toBe(5);
  });

  it('begins anew when counters or the clock go back', () => {
    const pace = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2), at(22, 50, 1)]);
    expect(pace.steps).toEqual([]);
    expect(observe(paceOf([at(10, 1, 1)]), at(5, 1, 1)).firstSeen).toBe(5n * second);
  });

  it('gives an estimate of the time left, bounded', () => {
    const pace = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2)]);
    expect(eta(10n, pace, 20n * second)).toBe(100);
    expect(eta(10n, pace, 24n * second)).toBe(96);
    expect(eta(10n ** 12n, pace, 20n * second)).toBe(longestEta);
    expect(eta(0n, pace, 20n * second)).toBeNull();
  });

  it('tells the time since the last step', () => {
    expect(sinceLastStep(paceOf([at(0, 0, 0), at(10, 1, 1)]), 13n * second)).toBe(3);
    expect(sinceLastStep(paceOf([at(0, 0, 0)]), 13n * second)).toBeNull();
  });

  it('spreads the bytes of a file over the time it took', () => {
    const pace = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2)]);
    expect(throughput(pace, 20n * second, 2, 20)).toEqual([0, expect.closeTo(10)]);
    expect(throughput(paceOf([at(0, 0, 0)]), 20n * second, 2, 20)).toBeNull();
  });

  it('is never negative or endless, whatever the pictures', () => {
    const picture = fc.record({
      at: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      bytes: fc.bigInt({ min: 0n, max: 10n ** 15n }),
      units: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    });
    fc.assert(
      fc.property(
        fc.array(picture, { minLength: 1, maxLength: 40 }),
        fc.bigInt(0n, 10n ** 12n),
        (all, left) => {
          const pace = paceOf(all);
          const now = pace.last.at + 5n * second;
          const known = speed(pace, now);
          if (known !== null) {
            expect(known.bytesPerSecond).toBeGreaterThanOrEqual(0);
            expect(Number.isFinite(known.bytesPerSecond)).toBe(true);
          }
          const time = eta(left, pace, now);
          if (time !== null) {
            expect(time).toBeGreaterThanOrEqual(0);
            expect(time).toBeLessThanOrEqual(longestEta);
          }
          const sums = throughput(pace, now, 10, 60) ?? [];
          expect(sums.every(sum => sum >= 0 && Number.isFinite(sum))).toBe(true);
        },
      ),
    );
  });
});
