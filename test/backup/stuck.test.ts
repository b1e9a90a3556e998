import { describe, expect, it } from 'vitest';
import { patienceWith } from '../../source/backup/patience.ts';
import { stuckAfter, stuckSeconds } from '../../source/backup/stuck.ts';
import { observe, type Throughput } from '../../source/backup/throughput.ts';
import { task } from '../fixtures/values.ts';

const second = 1_000_000n;
const throughput = (stepsEvery: number, count: number): Throughput => {
  let known: Throughput | null = null;
  for (let n = 0; n <= count; n++) {
    known = observe(known, { at: BigInt(n * stepsEvery) * second, bytes: BigInt(n), units: BigInt(n) });
  }
  return known as Throughput;
};

const begin = 1_000_000n * second;
/** A data phase: ten minutes before its habit is known, two minutes at least. */
const patience = { atFirst: 600, least: 120 };

describe('A task counts as stuck', () => {
  it('after what is normal in its phase before its habit is known: ten minutes while data is copied', () => {
    expect(stuckAfter(null, patience)).toBe(600);
    expect(stuckAfter(throughput(10, 4), patience)).toBe(600);
  });

  it.each([
    ['INIT', {}, 1800],
    ['WAIT_SS_CLOG_CHECKPOINT', {}, 1800],
    ['BACKUP_SYS_META', {}, 1800],
    ['BACKUP_USER_META', {}, 1800],
    ['BACKUP_META_FINISH', {}, 600],
    ['BACKUP_USER_DATA', {}, 600],
    ['BACKUP_USER_DATA', { macroBlocks: { finished: 9n, total: 9n } }, 720],
    ['BACKUP_USER_DATA', { macroBlocks: { finished: 90n, total: 100n } }, 720],
    ['BACKUP_USER_DATA', { macroBlocks: { finished: 89n, total: 100n } }, 600],
    ['BEFORE_BACKUP_LOG', { macroBlocks: { finished: 9n, total: 9n } }, 600],
    ['BACKUP_FUSE_TABLET_META', { macroBlocks: { finished: 9n, total: 9n } }, 1800],
    ['BACKUP_LOG', { logFiles: { finished: 1n, total: 9n } }, 600],
    ['BACKUP_LOG', { logFiles: null }, Number.POSITIVE_INFINITY],
    ['A_STATUS_OF_TOMORROW', {}, 1800],
    ['CANCELING', {}, 600],
  ] as const)(
    'in %s %o by the patience of that phase: a checkpoint may take half an hour',
    (status, given, after) => {
      expect(stuckAfter(null, patienceWith(task({ status, ...given, startedAt: begin }), true, begin))).toBe(
        after,
      );
    },
  );

  it('at the end of the data not before the ten minutes that a standby may wait for END_SCN, whatever its habit', () => {
    // Data ends below 100 % where a meta turn was repeated.
    for (const finished of [100n, 92n]) {
      const macroBlocks = { finished, total: 100n };
      const copied = task({ status: 'BACKUP_USER_DATA', macroBlocks, startedAt: begin });
      expect(stuckAfter(throughput(10, 8), patienceWith(copied, false, begin))).toBe(720);
      // After ten hours the index takes its time, too.
      expect(stuckAfter(null, patienceWith(copied, false, begin + 36_000n * second))).toBe(1440);
    }
  });

  it('after four times its longest gap once its habit is known, and two minutes at least', () => {
    expect(stuckAfter(throughput(10, 8), patience)).toBe(120);
    expect(stuckAfter(throughput(90, 8), patience)).toBe(360);
  });

  const quiet = {
    throughput: null,
    patience,
    quietSince: 0n,
    waitsForArchive: false,
    dataEnd: null,
    archive: null,
  };
  const movedAt = (seconds: bigint, patience = 600) => ({ movedAt: seconds * second, patience });

  it('from the last thing of it that moved', () => {
    expect(stuckSeconds(quiet, 600n * second)).toBeNull();
    expect(stuckSeconds(quiet, 601n * second)).toBe(601);
    expect(stuckSeconds({ ...quiet, throughput: throughput(10, 8) }, 121n * second)).toBe(121);
  });

  it('while it waits for the archive from the last move of that, whoever watched, and no longer than it waits', () => {
    const at = 700n * second;
    const waiting = { ...quiet, waitsForArchive: true };
    expect(stuckSeconds({ ...waiting, quietSince: 650n * second, archive: movedAt(10n) }, at)).toBe(690);
    expect(stuckSeconds({ ...waiting, archive: movedAt(690n) }, at)).toBeNull();
    expect(stuckSeconds({ ...waiting, archive: movedAt(10n, 14_400) }, at)).toBeNull();
    expect(stuckSeconds(waiting, at)).toBe(700);
    const since = (dataEnd: bigint) =>
      stuckSeconds({ ...waiting, archive: movedAt(10n), dataEnd: dataEnd * second }, at);
    expect(since(5n)).toBe(690);
    expect(since(400n)).toBe(300);
    expect(since(580n)).toBeNull();
    const reading = { ...quiet, quietSince: 650n * second, archive: movedAt(10n) };
    expect(stuckSeconds(reading, at)).toBeNull();
  });
});
