import { describe, expect, it } from 'vitest';
import { stuckAfter, stuckSeconds } from '../../source/backup/stuck.ts';
import { observe, type Throughput } from '../../source/backup/throughput.ts';

const second = 1_000_000n;
const throughput = (stepsEvery: number, count: number): Throughput => {
  let known: Throughput | null = null;
  for (let n = 0; n <= count; n++) {
    known = observe(known, { at: BigInt(n * stepsEvery) * second, bytes: BigInt(n), units: BigInt(n) });
  }
  return known as Throughput;
};

describe('A task counts as stuck', () => {
  it('after the ten minutes of the kernel’s keep-alive before its habit is known', () => {
    expect(stuckAfter(null)).toBe(600);
    expect(stuckAfter(throughput(10, 4))).toBe(600);
  });

  it('after four times its longest gap once its habit is known, and two minutes at least', () => {
    expect(stuckAfter(throughput(10, 8))).toBe(120);
    expect(stuckAfter(throughput(90, 8))).toBe(360);
  });

  const quiet = { throughput: null, quietSince: 0n, waitsForArchive: false, archiveMovedAt: null };

  it('from the last thing of it that moved', () => {
    expect(stuckSeconds(quiet, 600n * second)).toBeNull();
    expect(stuckSeconds(quiet, 601n * second)).toBe(601);
    expect(stuckSeconds({ ...quiet, throughput: throughput(10, 8) }, 121n * second)).toBe(121);
  });

  it('while it waits for the archive from the last move of that, whenever the wait began and whoever watched', () => {
    const at = 700n * second;
    const waiting = { ...quiet, waitsForArchive: true };
    expect(stuckSeconds({ ...waiting, quietSince: 650n * second, archiveMovedAt: 10n * second }, at)).toBe(
      690,
    );
    expect(stuckSeconds({ ...waiting, archiveMovedAt: 690n * second }, at)).toBeNull();
    expect(stuckSeconds(waiting, at)).toBe(700);
    const reading = { ...quiet, quietSince: 650n * second, archiveMovedAt: 10n * second };
    expect(stuckSeconds(reading, at)).toBeNull();
  });
});
