import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steadyClock } from '../../source/watch/steady-clock.ts';

describe('the steady clock', () => {
  it('never goes back, and lets at least as much pass as either clock of the machine', () => {
    const step = fc.record({
      wall: fc.integer({ min: -40_000_000, max: 40_000_000 }),
      monotonic: fc.nat(60_000),
    });
    fc.assert(
      fc.property(fc.array(step), steps => {
        let [wall, monotonic] = [1_795_344_137_000, 5];
        const now = steadyClock({ wall: () => wall, monotonic: () => monotonic });
        let before = now();
        expect(before).toBe(wall);
        for (const by of steps) {
          wall += by.wall;
          monotonic += by.monotonic;
          const after = now();
          expect(after - before).toBe(Math.max(by.wall, by.monotonic));
          before = after;
        }
      }),
    );
  });
});
