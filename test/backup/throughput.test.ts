import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CounterStep,
  calmSpeed,
  observe,
  sinceLastStep,
  speed,
  type Throughput,
} from '../../source/backup/throughput.ts';
import { throughputCourse } from '../../source/backup/throughput-course.ts';

const second = 1_000_000n;

function paceOf(steps: readonly CounterStep[]): Throughput {
  const throughput = steps.reduce<Throughput | null>(observe, null);
  if (throughput === null) throw new Error('no steps');
  return throughput;
}

const at = (seconds: number, bytes: number, units: number): CounterStep => ({
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

  it('falls while the next step is overdue', () => {
    const throughput = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2)]);
    expect(speed(throughput, 30n * second)?.bytesPerSecond).toBe(10);
    expect(speed(throughput, 40n * second)?.bytesPerSecond).toBe(5);
  });

  it('falls once a gap where it is shown, and is the same where the step is not overdue', () => {
    const throughput = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2)]);
    const calm = (seconds: number) => calmSpeed(throughput, BigInt(seconds) * second)?.bytesPerSecond;
    expect([20, 30, 39].map(calm)).toEqual([10, 10, 10]);
    expect([40, 45, 49].map(calm)).toEqual([5, 5, 5]);
    expect(calm(50)).toBeCloseTo(3.33, 2);
  });

  it('is shown once it is known over three gaps or ten seconds, as files of two log streams may end at almost the same time', () => {
    const shown = (...at: number[]) => {
      const steps = at.map((at_, n) => ({
        at: BigInt(at_) * second,
        bytes: BigInt(n * 100),
        units: BigInt(n),
      }));
      const throughput = steps.reduce<Throughput | null>(observe, null);
      return throughput === null ? null : calmSpeed(throughput, BigInt(at.at(-1) ?? 0) * second);
    };
    // The first sight is no step.
    expect(shown(0, 4, 6)).toBeNull();
    expect(shown(0, 4, 14)).toMatchObject({ bytesPerSecond: 10 });
    expect(shown(0, 4, 6, 8)).toBeNull();
    expect(shown(0, 4, 6, 8, 10)).toMatchObject({ bytesPerSecond: 50 });
  });

  it('starts over when counters or the clock go back', () => {
    const throughput = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2), at(22, 50, 1)]);
    expect(throughput.steps).toEqual([]);
    expect(observe(paceOf([at(10, 1, 1)]), at(5, 1, 1)).firstSeen).toBe(5n * second);
  });

  it('comes with the time since the last step', () => {
    expect(sinceLastStep(paceOf([at(0, 0, 0), at(10, 1, 1)]), 13n * second)).toBe(3);
    expect(sinceLastStep(paceOf([at(0, 0, 0)]), 13n * second)).toBeNull();
  });

  it('is never negative or endless, whatever the pictures', () => {
    const picture = fc.record({
      at: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      bytes: fc.bigInt({ min: 0n, max: 10n ** 15n }),
      units: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    });
    fc.assert(
      fc.property(fc.array(picture, { minLength: 1, maxLength: 40 }), all => {
        const throughput = paceOf(all);
        const now = throughput.last.at + 5n * second;
        const known = speed(throughput, now);
        if (known !== null) {
          expect(known.bytesPerSecond).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(known.bytesPerSecond)).toBe(true);
        }
        const slices = throughputCourse(throughput, now, 10)?.slices ?? [];
        expect(slices.every(slice => slice === null || (slice >= 0 && Number.isFinite(slice)))).toBe(true);
      }),
    );
  });
});
