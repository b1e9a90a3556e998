import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eta,
  isRough,
  observe,
  type Step,
  sinceLastStep,
  speed,
  type Throughput,
  throughputSeries,
} from '../../source/backup/throughput.ts';
import { random } from '../../source/simulator/kernel/random.ts';
import { type Run, runsOf, seenAt, shapes } from './simulated-run.ts';

const second = 1_000_000n;
/** No estimate goes beyond this, in seconds. */
const threeDays = 259_200;

function paceOf(steps: readonly Step[]): Throughput {
  const throughput = steps.reduce<Throughput | null>(observe, null);
  if (throughput === null) throw new Error('no steps');
  return throughput;
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
    const throughput = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2)]);
    expect(speed(throughput, 30n * second)?.bytesPerSecond).toBe(10);
    expect(speed(throughput, 40n * second)?.bytesPerSecond).toBe(5);
  });

  it('begins anew when counters or the clock go back', () => {
    const throughput = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2), at(22, 50, 1)]);
    expect(throughput.steps).toEqual([]);
    expect(observe(paceOf([at(10, 1, 1)]), at(5, 1, 1)).firstSeen).toBe(5n * second);
  });

  it('gives an estimate of the time left, bounded', () => {
    const throughput = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2)]);
    expect(eta(10n, throughput, 20n * second)).toBeCloseTo(100);
    expect(eta(10n, throughput, 24n * second)).toBeCloseTo(96);
    expect(eta(10n ** 12n, throughput, 20n * second)).toBe(threeDays);
    expect(eta(0n, throughput, 20n * second)).toBeNull();
  });

  it('is rough before six steps, and before a tenth of what was left at first is done', () => {
    const steps = (count: number) =>
      paceOf(Array.from({ length: count + 1 }, (_, n) => at(n * 10, n, 50 + n)));
    expect(isRough(40n, steps(5))).toBe(true);
    expect(isRough(40n, steps(6))).toBe(false);
    expect(isRough(55n, steps(6))).toBe(true);
  });

  it('tells the time since the last step', () => {
    expect(sinceLastStep(paceOf([at(0, 0, 0), at(10, 1, 1)]), 13n * second)).toBe(3);
    expect(sinceLastStep(paceOf([at(0, 0, 0)]), 13n * second)).toBeNull();
  });

  it('spreads the bytes of a file over the time it took', () => {
    const throughput = paceOf([at(0, 0, 0), at(10, 100, 1), at(20, 200, 2)]);
    expect(throughputSeries(throughput, 20n * second, 2, 20)).toEqual([expect.closeTo(10)]);
    expect(throughputSeries(throughput, 30n * second, 2, 20)).toEqual([expect.closeTo(10), 0]);
    expect(throughputSeries(paceOf([at(0, 0, 0)]), 20n * second, 2, 20)).toBeNull();
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
          const throughput = paceOf(all);
          const now = throughput.last.at + 5n * second;
          const known = speed(throughput, now);
          if (known !== null) {
            expect(known.bytesPerSecond).toBeGreaterThanOrEqual(0);
            expect(Number.isFinite(known.bytesPerSecond)).toBe(true);
          }
          const time = eta(left, throughput, now);
          if (time !== null) {
            expect(time).toBeGreaterThanOrEqual(0);
            expect(time).toBeLessThanOrEqual(threeDays);
          }
          const sums = throughputSeries(throughput, now, 10, 60) ?? [];
          expect(sums.every(sum => sum >= 0 && Number.isFinite(sum))).toBe(true);
        },
      ),
    );
  });
});

describe('The estimate of the time left, over simulated runs of uneven files', () => {
  /** What a poll every two seconds tells, from the first quarter of the run on. */
  function told(run: Run, until = 0.97): { at: number; left: number | null; truth: number; steps: number }[] {
    let throughput: Throughput | null = null;
    const estimates = [];
    for (let at = 0; at < run.seconds * until; at += 2) {
      const seen = seenAt(run, at);
      const now = BigInt(at) * second;
      throughput = observe(throughput, { at: now, bytes: BigInt(seen.bytes), units: BigInt(seen.units) });
      if (at < run.seconds / 4) continue;
      const left = eta(BigInt(run.total(at) - seen.units), throughput, now);
      estimates.push({ at, left, truth: run.seconds - at, steps: throughput.steps.length });
    }
    return estimates;
  }

  const middle = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const errorsOf = (run: Run) =>
    told(run).flatMap(({ left, truth }) => (left === null ? [] : [Math.abs(left - truth) / truth]));
  const runs = fc.record({
    shape: fc.constantFrom(...shapes),
    seed: fc.nat(),
  });

  it.each([
    ['one log stream', 0.08],
    ['the kernel model, one log stream', 0.15],
    ['six log streams of different speed', 0.35],
    ['the kernel model, four log streams', 0.4],
    ['a slow patch', 0.4],
    ['a second turn', 0.4],
  ])('is off by little in the middle of all pictures of %s', (name, most) => {
    expect(middle(runsOf(name, 30).flatMap(errorsOf))).toBeLessThan(most);
  });

  it('is there in every picture from the second step on while blocks are left, positive and bounded', () => {
    fc.assert(
      fc.property(runs, ({ shape, seed }) => {
        const run = shape.make(random(String(seed)));
        for (const { at, left, steps } of told(run)) {
          // A run of few big files may have had one step only when its first quarter is over.
          if (steps < 2 || run.total(at) === seenAt(run, at).units) expect(left).toBeNull();
          else expect(left).toBeGreaterThan(0);
          expect(left ?? 0).toBeLessThanOrEqual(threeDays);
        }
      }),
      { numRuns: 40 },
    );
  });

  /** How far each estimate is from where the one before it was heading, as a part of it; the last minute left out. */
  function moves(run: Run): { readonly part: number; readonly stepped: boolean }[] {
    const pictures = told(run);
    return pictures.flatMap(({ at, left }, index) => {
      const before = pictures[index - 1]?.left ?? null;
      if (left === null || before === null || before < 60) return [];
      const stepped = seenAt(run, at).units !== seenAt(run, at - 2).units;
      return [{ part: Math.abs(left - (before - 2)) / before, stepped }];
    });
  }

  it('falls with the clock while no file is finished', () => {
    fc.assert(
      fc.property(runs, ({ shape, seed }) => {
        for (const { part, stepped } of moves(shape.make(random(String(seed))))) {
          if (!stepped) expect(part).toBeLessThan(0.15);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each(shapes)(
    'does not jump: 99 of 100 pictures move it by a sixteenth at most, with $name',
    ({ name }) => {
      const parts = runsOf(name, 30)
        .flatMap(moves)
        .map(({ part }) => part)
        .sort((a, b) => a - b);
      expect(parts[Math.floor(parts.length * 0.99)]).toBeLessThan(1 / 16);
    },
  );
});
