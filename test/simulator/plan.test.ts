import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gigabyte } from '../../source/simulator/kernel/backup.ts';
import { withProgress } from '../../source/simulator/kernel/rows.ts';
import { type Release, releases, traitsOf } from '../../source/simulator/releases.ts';
import {
  type Moment,
  moments,
  number,
  planned as plan,
  second,
  statuses,
  liveTasks as tasks,
} from './backups.ts';

const anySpec = fc.record({
  type: fc.constantFrom('FULL' as const, 'INC' as const),
  plusArchivelog: fc.boolean(),
  bytes: fc.integer({ min: 1, max: 900 }).map(n => n * gigabyte),
  ratio: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
  streams: fc.integer({ min: 1, max: 12 }),
  tablets: fc.integer({ min: 12, max: 50_000 }),
  logFiles: fc.integer({ min: 0, max: 40 }),
  turnChange: fc.boolean(),
  metaTurn: fc.boolean(),
  retry: fc.constantFrom(null, { atShare: 0.3, seconds: 6, every: 2 }),
  ending: fc.oneof(
    fc.constant({ how: 'completed' as const }),
    fc.record({
      how: fc.constant('failed' as const),
      at: fc.double({ min: 0, max: 0.99, noNaN: true }),
      result: fc.constantFrom(-4012, -4016),
      module: fc.constant('BACKUP_DATA'),
    }),
    fc.record({
      how: fc.constant('canceled' as const),
      after: fc.double({ min: 0.1, max: 30, noNaN: true }),
      winding: fc.constant(3),
    }),
  ),
});
const anyRelease = fc.constantFrom(...releases);

describe('A planned backup', () => {
  it.each(releases)('walks through the phases of %s in order', release => {
    const walked = statuses(moments(plan({ plusArchivelog: true }, release)));
    expect(walked).toEqual(['INIT', ...traitsOf(release).phases, 'COMPLETED']);
  });

  it('never lets a counter fall, nor a measured total be passed by what is finished', () => {
    fc.assert(
      fc.property(anySpec, anyRelease, fc.string(), (spec, release, seed) => {
        const seen = tasks(moments(plan(spec, release, seed)));
        const counters = [
          'INPUT_BYTES',
          'OUTPUT_BYTES',
          'TABLET_COUNT',
          'FINISH_TABLET_COUNT',
          'MACRO_BLOCK_COUNT',
          'FINISH_MACRO_BLOCK_COUNT',
          'LOG_FILE_COUNT',
          'FINISH_LOG_FILE_COUNT',
          'META_TURN_ID',
          'MINOR_TURN_ID',
          'MAJOR_TURN_ID',
        ];
        for (const [i, row] of seen.entries()) {
          const before = seen[i - 1];
          for (const counter of counters) {
            expect(number(row, counter)).toBeGreaterThanOrEqual(number(before, counter));
          }
          for (const what of ['TABLET_COUNT', 'MACRO_BLOCK_COUNT', 'LOG_FILE_COUNT']) {
            expect(number(row, what)).toBeGreaterThanOrEqual(number(row, `FINISH_${what}`));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('ends in history, and nowhere else, with totals overwritten by what was finished', () => {
    fc.assert(
      fc.property(anySpec, anyRelease, fc.string(), (spec, release, seed) => {
        const all = moments(plan(spec, release, seed));
        const last = all.at(-1);
        expect(last?.job).toBeUndefined();
        expect(last?.task).toBeUndefined();
        expect(last?.pastJob?.STATUS).toMatch(/^(COMPLETED|FAILED|CANCELED)$/);
        const past = last?.pastTask;
        if (past === undefined) return;
        expect(past.STATUS).toBe(last?.pastJob?.STATUS);
        expect(past.MACRO_BLOCK_COUNT).toBe(past.FINISH_MACRO_BLOCK_COUNT);
        expect(past.TABLET_COUNT).toBe(past.FINISH_TABLET_COUNT);
        expect(last?.set?.STATUS).toBe(past.STATUS === 'COMPLETED' ? 'SUCCESS' : 'FAILED');
      }),
      { numRuns: 60 },
    );
  });

  it('is always somewhere: live, in history, or for a moment in neither view but never lost', () => {
    fc.assert(
      fc.property(anySpec, anyRelease, (spec, release) => {
        for (const { job, pastJob } of moments(plan(spec, release))) {
          expect(job ?? pastJob).toBeDefined();
          expect(job !== undefined && pastJob !== undefined).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('goes the same way twice with the same chance', () => {
    expect(plan({ plusArchivelog: true }, '4.3.3', 'a')).toEqual(
      plan({ plusArchivelog: true }, '4.3.3', 'a'),
    );
  });

  it('measures totals log stream by log stream while the meta is copied', () => {
    const meta = tasks(moments(plan({ streams: 4 }))).filter(row => row.STATUS === 'BACKUP_USER_META');
    const totals = [...new Set(meta.map(row => number(row, 'MACRO_BLOCK_COUNT')))];
    expect(totals[0]).toBe(0);
    expect(totals.length).toBe(1 + 5);
    expect(meta.every(row => number(row, 'FINISH_MACRO_BLOCK_COUNT') === 0)).toBe(true);
  });

  it('has totals that follow the finished counters before 4.2.1 BP3', () => {
    for (const row of tasks(moments(plan({}, '4.2.1')))) {
      expect(row.MACRO_BLOCK_COUNT).toBe(row.FINISH_MACRO_BLOCK_COUNT);
      expect(row.TABLET_COUNT).toBe(row.FINISH_TABLET_COUNT);
    }
  });

  it('ends its data phase below 100 % when a meta turn was repeated', () => {
    const data = tasks(moments(plan({ metaTurn: true }))).filter(row => row.STATUS === 'BACKUP_USER_DATA');
    expect(number(data.at(-1), 'META_TURN_ID')).toBe(2);
    expect(Number(withProgress(data.at(-1) ?? {}).DATA_PROGRESS)).toBeLessThan(100);
  });

  it('raises totals and turn ids when tablets moved while data was copied', () => {
    const data = tasks(moments(plan({ turnChange: true }))).filter(row => row.STATUS === 'BACKUP_USER_DATA');
    const [first, last] = [data[0], data.at(-1)];
    expect(number(first, 'MAJOR_TURN_ID')).toBe(1);
    expect(number(last, 'MAJOR_TURN_ID')).toBe(2);
    expect(number(last, 'MACRO_BLOCK_COUNT')).toBeGreaterThan(number(first, 'MACRO_BLOCK_COUNT'));
  });

  it('finishes tablets with the major data only', () => {
    const minor = tasks(moments(plan({}, '4.3.1'))).filter(row => row.STATUS === 'BACKUP_DATA_MINOR');
    expect(number(minor.at(-1), 'FINISH_MACRO_BLOCK_COUNT')).toBeGreaterThan(0);
    expect(number(minor.at(-1), 'FINISH_TABLET_COUNT')).toBe(0);
  });

  it('knows END_SCN once the data is copied, and the rate once all is over, before 4.3.3', () => {
    const seen = tasks(moments(plan({}, '4.3.2')));
    const during = seen.filter(row => row.STATUS === 'BACKUP_DATA_MAJOR').slice(0, -1);
    expect(during.every(row => row.END_SCN === 0)).toBe(true);
    expect(seen.find(row => row.STATUS === 'BACKUP_LOG')?.END_SCN).toBeTypeOf('bigint');
    expect(
      seen.filter(row => row.STATUS !== 'COMPLETED').every(row => row.OUTPUT_RATE_BYTES === '0.0000'),
    ).toBe(true);
    expect(seen.at(-1)?.OUTPUT_RATE_BYTES).toMatch(/^\d+\.\d{4}$/);
    expect(Number(seen.at(-1)?.OUTPUT_RATE_BYTES)).toBeGreaterThan(0);
  });

  it('counts log files when the wait for the archive is over, and copies them one by one', () => {
    const seen = tasks(moments(plan({ plusArchivelog: true, logFiles: 5 })));
    const waiting = seen.filter(row => row.STATUS === 'BEFORE_BACKUP_LOG');
    expect(number(waiting[0], 'LOG_FILE_COUNT')).toBe(0);
    const logs = seen.filter(row => row.STATUS === 'BACKUP_LOG');
    expect([...new Set(logs.map(row => number(row, 'FINISH_LOG_FILE_COUNT')))]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(logs.every(row => row.LOG_FILE_COUNT === 5)).toBe(true);
  });

  it('counts no log files when none were asked for', () => {
    const seen = tasks(moments(plan({ plusArchivelog: false })));
    expect(seen.every(row => row.LOG_FILE_COUNT === 0 && withProgress(row).LOG_PROGRESS === '0.00')).toBe(
      true,
    );
  });

  it('moves task and job together before 4.2.1, one after the other since', () => {
    const between = (release: Release): Moment[] =>
      moments(plan({}, release)).filter(({ job, pastTask }) => job !== undefined && pastTask !== undefined);
    expect(between('4.1.0')).toEqual([]);
    expect(between('4.3.3').map(({ job }) => job?.STATUS)).toEqual(['COMPLETED']);
  });

  it('is cancelled through CANCELING, with the code of a cancelled task', () => {
    const all = moments(plan({ ending: { how: 'canceled', after: 12, winding: 3 } }));
    expect(statuses(all).slice(-2)).toEqual(['CANCELING', 'CANCELED']);
    expect(all.at(-1)?.pastJob).toMatchObject({ STATUS: 'CANCELED', RESULT: -4072 });
    const canceling = all.filter(({ task }) => task?.STATUS === 'CANCELING');
    expect(all.find(({ task }) => task?.STATUS === 'CANCELED')?.at).toBe(
      (canceling[0]?.at ?? 0) + 3 * second,
    );
  });

  it('leaves END_TIMESTAMP empty text while it runs at 4.0.0, and NULL later', () => {
    const running = (release: Release): unknown => tasks(moments(plan({}, release)))[0]?.END_TIMESTAMP;
    expect(running('4.0.0')).toBe('');
    expect(running('4.1.0')).toBeNull();
  });
});

describe('The progress of a task row', () => {
  it('is 0.00 without a total, 99.99 beyond it, else the ratio with two digits', () => {
    const progress = (finished: number, total: number): unknown =>
      withProgress({ FINISH_MACRO_BLOCK_COUNT: finished, MACRO_BLOCK_COUNT: total }).DATA_PROGRESS;
    expect([progress(0, 0), progress(5, 0), progress(5, 4), progress(4, 4), progress(1, 3)]).toEqual([
      '0.00',
      '0.00',
      '99.99',
      '100.00',
      '33.33',
    ]);
  });
});
