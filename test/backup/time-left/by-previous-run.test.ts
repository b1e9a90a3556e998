import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreviousRun } from '../../../source/backup/previous-run.ts';
import {
  blended,
  guessByPreviousRun,
  guessJob,
  guessJobAfterData,
} from '../../../source/backup/time-left/by-previous-run.ts';

const second = 1_000_000n;
const past: PreviousRun = {
  jobId: 58n,
  type: 'full',
  seconds: 1300,
  inputBytes: 1n,
  outputBytes: 1n,
  macroBlocks: 1000n,
  plusArchivelog: true,
  parts: { data: 1000, later: 300 },
};
const at = (time: number, blocks: bigint | null = 1000n, run: PreviousRun | null = past) =>
  guessByPreviousRun(run, 0n, blocks, BigInt(time) * second);

describe('The guess from the last backup', () => {
  it('is what is left of the time its data took, as long as a twentieth of it is', () => {
    expect(at(400)).toMatchObject({ seconds: 600, whole: 1000 });
    expect(at(949)?.seconds).toBe(51);
    expect(at(950)).toBeNull();
    expect(at(2000)).toBeNull();
  });

  it('is longer with more blocks, once they are counted', () => {
    expect(at(400, 2000n)).toMatchObject({ seconds: 1600, whole: 2000 });
    expect(at(400, null)?.whole).toBe(1000);
    expect(at(400, 0n)?.whole).toBe(1000);
  });

  it('is the less sure the less is left, and less of an incremental one', () => {
    expect(at(0)?.spread).toBe(0.25);
    expect(at(500)?.spread).toBe(0.5);
    expect(at(0, 1000n, { ...past, type: 'inc' })?.spread).toBe(0.3);
  });

  it('is none without a past, or where the end of its data has no date', () => {
    expect(at(0, 1000n, null)).toBeNull();
    expect(at(0, 1000n, { ...past, parts: null })).toBeNull();
    expect(guessByPreviousRun(past, null, 1000n, 0n)).toBeNull();
  });

  it('and the one from this run lie on either side of what is shown', () => {
    const promised = at(400);
    if (promised === null) throw new Error('no guess');
    const both = blended({ seconds: 900, spread: 0.3 }, promised, 400, { whenShorter: 0.25, whenLonger: 1 });
    expect(both.seconds).toBeGreaterThan(600);
    expect(both.seconds).toBeLessThan(900);
  });

  it('counts less the further it is from what this run shows', () => {
    const promised = at(100);
    if (promised === null) throw new Error('no guess');
    const distrust = { whenShorter: 4, whenLonger: 4 };
    const shown = (seconds: number) => blended({ seconds, spread: 0.3 }, promised, 100, distrust).seconds;
    expect(shown(900)).toBeCloseTo(900);
    expect(shown(3600) / 3600).toBeGreaterThan(0.85);
  });

  it('lies between the two, whatever they are', () => {
    const positive = (max: number) => fc.double({ min: 1, max, noNaN: true });
    fc.assert(
      fc.property(positive(1e5), positive(1), fc.nat(900), (seconds, spread, elapsed) => {
        const promised = at(elapsed);
        if (promised === null) return;
        const both = blended({ seconds, spread }, promised, elapsed, { whenShorter: 0.25, whenLonger: 1 });
        expect(both.seconds).toBeGreaterThanOrEqual(Math.min(seconds, promised.seconds) * 0.999);
        expect(both.seconds).toBeLessThanOrEqual(Math.max(seconds, promised.seconds) * 1.001);
        expect(both.spread).toBeGreaterThan(0);
      }),
    );
  });
});

describe('The guess of the end of the job', () => {
  it('is the end of the data and what followed it last time', () => {
    expect(guessJob({ seconds: 600, spread: 0.2 }, 300)).toEqual({
      seconds: 900,
      spread: Math.hypot(0.2 * 600, 0.35 * 300) / 900,
    });
  });

  it('counts from the end of the data once that is reached, and never to nothing', () => {
    expect(guessJobAfterData(300, 0n, 100n * second).seconds).toBe(200);
    expect(guessJobAfterData(300, 0n, 900n * second).seconds).toBe(30);
  });
});
