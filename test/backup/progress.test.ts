import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dataProgress,
  hundredthsOf,
  knownDataPercent,
  knownLogPercent,
  logProgress,
} from '../../source/backup/progress.ts';
import { everything, job, noTotals, task } from '../fixtures/values.ts';

const blocks = { finished: 714n, total: 1000n };

describe('Data progress', () => {
  it('has not started in INIT', () => {
    expect(dataProgress(task({ status: 'INIT' }), everything)).toEqual({ state: 'not_begun' });
  });

  it.each(['BACKUP_SYS_META', 'BACKUP_USER_META', 'BACKUP_META_FINISH'])(
    'is a count and no percentage in %s',
    status => {
      const progress = dataProgress(task({ status, macroBlocks: blocks }), everything);
      expect(progress).toEqual({ state: 'counting', blocks });
      expect(knownDataPercent(progress)).toBeNull();
    },
  );

  it.each(['BACKUP_DATA_SYS', 'BACKUP_DATA_MINOR', 'BACKUP_DATA_MAJOR', 'BACKUP_USER_DATA'])(
    'is computed from the blocks in %s where the view has no column for it',
    status => {
      expect(dataProgress(task({ status, macroBlocks: blocks }), everything)).toEqual({
        state: 'running',
        hundredths: 7140,
        blocks,
      });
    },
  );

  it('is what the view says where it has the column', () => {
    const one = task({ macroBlocks: blocks, dataProgress: 7469 });
    expect(knownDataPercent(dataProgress(one, everything))).toBe(7469);
  });

  it('stays below 100 % while the data is copied, though the view may round up', () => {
    const one = task({ macroBlocks: { finished: 10n, total: 10n }, dataProgress: 10_000 });
    expect(knownDataPercent(dataProgress(one, everything))).toBe(9999);
  });

  it('cannot be known where the totals follow the finished counters', () => {
    const one = task({ macroBlocks: { finished: 714n, total: 714n } });
    expect(dataProgress(one, noTotals)).toEqual({
      state: 'unknowable',
      why: 'totals_follow_finished',
      finished: 714n,
    });
  });

  it.each(['BACKUP_FUSE_TABLET_META', 'PREPARE_BACKUP_LOG', 'BEFORE_BACKUP_LOG', 'BACKUP_LOG'])(
    'is over in %s, and may have stopped short',
    status => {
      const one = task({ status, macroBlocks: blocks });
      expect(dataProgress(one, everything)).toEqual({ state: 'finished', hundredths: 7140, blocks });
      expect(dataProgress(one, noTotals)).toEqual({ state: 'finished', hundredths: null, blocks });
    },
  );

  it.each([
    ['CANCELING', 'canceling'],
    ['BACKUP_QUANTUM_META', 'unknown_status'],
  ])('cannot be known in %s', (status, why) => {
    const one = task({ status, macroBlocks: blocks });
    expect(dataProgress(one, everything)).toEqual({ state: 'unknowable', why, finished: 714n });
  });

  it.each(['FAILED', 'CANCELED', 'COMPLETED'])('tells no ratio of a task that is %s', status => {
    const one = task({ status, macroBlocks: { finished: 5n, total: 5n }, origin: 'history' });
    const progress = dataProgress(one, everything);
    expect(progress.state).toBe('ended');
    expect(knownDataPercent(progress)).toBeNull();
  });
});

describe('Log progress', () => {
  const withLog = job({ plusArchivelog: true });

  it.each([
    ['was not asked for', { plusArchivelog: false }, 'not_requested'],
    ['is not known to be asked for', { plusArchivelog: null }, 'unknown_request'],
  ])('%s', (_, given, state) => {
    expect(logProgress(task(), job(given))).toEqual({ state });
  });

  it('is not known without the job', () => {
    expect(logProgress(task(), null)).toEqual({ state: 'unknown_request' });
  });

  it.each(['INIT', 'BACKUP_USER_DATA', 'BEFORE_BACKUP_LOG'])('waits in %s', status => {
    expect(logProgress(task({ status }), withLog)).toEqual({ state: 'waiting' });
  });

  it('is a percentage once files are counted', () => {
    const files = { finished: 1n, total: 3n };
    const one = task({ status: 'BACKUP_LOG', logFiles: files });
    expect(logProgress(one, withLog)).toEqual({ state: 'running', hundredths: 3333, files });
    expect(knownLogPercent(logProgress(one, withLog))).toBe(3333);
  });

  it('has nothing to copy where no file was counted', () => {
    expect(logProgress(task({ status: 'BACKUP_LOG' }), withLog)).toEqual({
      state: 'nothing_to_copy',
    });
  });

  it('is uncounted where the view has no columns for it', () => {
    const one = task({ status: 'BACKUP_LOG', logFiles: null });
    expect(logProgress(one, withLog)).toEqual({ state: 'uncounted' });
  });

  it.each(['CANCELING', 'BACKUP_LOG_QUANTUM'])('keeps its count in %s', status => {
    const files = { finished: 1n, total: 4n };
    expect(logProgress(task({ status, logFiles: files }), withLog)).toEqual({
      state: 'running',
      hundredths: 2500,
      files,
    });
    expect(logProgress(task({ status }), withLog)).toEqual({ state: 'waiting' });
  });

  it.each([
    ['COMPLETED', { state: 'done' }],
    ['FAILED', { state: 'ended', outcome: 'failed' }],
    ['CANCELED', { state: 'ended', outcome: 'canceled' }],
  ])('of a task that is %s is %j', (status, progress) => {
    expect(logProgress(task({ status }), withLog)).toEqual(progress);
  });
});

describe("The views' formula", () => {
  const count = fc.bigInt({ min: -5n, max: 2n ** 63n - 1n });

  it('is between 0 and 100 %, whatever the counters', () => {
    fc.assert(
      fc.property(count, count, (finished, total) => {
        const hundredths = hundredthsOf({ finished, total });
        expect(Number.isInteger(hundredths)).toBe(true);
        expect(hundredths).toBeGreaterThanOrEqual(0);
        expect(hundredths).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it('is 100 % only where all is done, and 99.99 where more is done than was counted', () => {
    expect(hundredthsOf({ finished: 9_999_999n, total: 10_000_000n })).toBe(9999);
    expect(hundredthsOf({ finished: 10n, total: 10n })).toBe(10_000);
    expect(hundredthsOf({ finished: 11n, total: 10n })).toBe(9999);
    expect(hundredthsOf({ finished: 0n, total: 0n })).toBe(0);
  });
});
