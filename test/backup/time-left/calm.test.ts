import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalmFigure, calmed } from '../../../source/backup/time-left/calm.ts';

const second = 1_000_000n;
const pace = { riseFactor: 1.6, fall: 2 };
const figure = (seconds: number, at = 0): CalmFigure => ({
  seconds,
  at: BigInt(at) * second,
  higherSince: null,
  lowerSince: null,
});
const next = (before: CalmFigure, guess: number, at: number) =>
  calmed(before, guess, BigInt(at) * second, pace);

describe('A calm figure', () => {
  it('begins with the first guess', () => {
    expect(calmed(null, 600, 0n, pace).seconds).toBe(600);
  });

  it('stays where it is while guesses are up to 1.6 times as high', () => {
    expect(next(figure(100), 160, 60).seconds).toBe(100);
  });

  it('goes up only once guesses were higher than that for 20 seconds without a break', () => {
    const first = next(figure(100), 170, 10);
    expect(first.seconds).toBe(100);
    expect(next(first, 170, 29).seconds).toBe(100);
    expect(next(first, 175, 30).seconds).toBe(175);
    const broken = next(first, 150, 20);
    expect(next(broken, 170, 31).seconds).toBe(100);
  });

  it('falls by two seconds a second, and by four where it is far too high', () => {
    expect(next(figure(100), 80, 2).seconds).toBe(96);
    expect(next(figure(100), 99, 2).seconds).toBe(99);
    expect(next(figure(100), 50, 2).seconds).toBe(92);
  });

  it('falls at once to guesses that were less than half of it for 20 seconds without a break', () => {
    const first = next(figure(1000), 400, 10);
    expect(first.seconds).toBe(960);
    const later = next(first, 400, 29);
    expect(later.seconds).toBe(884);
    expect(next(later, 390, 30).seconds).toBe(390);
    const broken = next(first, 600, 20);
    expect(next(broken, 300, 31).seconds).toBeGreaterThan(800);
  });

  it('begins again where the clock went back', () => {
    expect(next(figure(100, 50), 900, 40).seconds).toBe(900);
  });

  it('does not go up twice within twenty seconds, whatever is guessed', () => {
    const guesses = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 200 });
    fc.assert(
      fc.property(guesses, all => {
        let known: CalmFigure | null = null;
        const ups: number[] = [];
        for (const [index, guess] of all.entries()) {
          const now: CalmFigure = calmed(known, guess, BigInt(index * 2) * second, pace);
          if (known !== null && now.seconds > known.seconds) ups.push(index * 2);
          expect(now.seconds).toBeGreaterThanOrEqual(0);
          known = now;
        }
        for (const [index, at] of ups.slice(1).entries()) {
          expect(at - (ups[index] ?? 0)).toBeGreaterThanOrEqual(20);
        }
      }),
    );
  });
});
