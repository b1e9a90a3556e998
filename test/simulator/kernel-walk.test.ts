import { describe, expect, it } from 'vitest';
import { nightPace } from '../../source/simulator/kernel/backup.ts';
import type { Release } from '../../source/simulator/releases.ts';
import { events, liveTasks, moments, number, planned, second, startedAt, statuses } from './backups.ts';

const meta = ['BACKUP_SYS_META', 'BACKUP_USER_META'];
const measured = [...meta, 'BACKUP_META_FINISH'];
const twice = ['BACKUP_DATA_MINOR', 'BACKUP_DATA_MAJOR'];
const once = ['BACKUP_USER_DATA', 'BACKUP_FUSE_TABLET_META'];

/** What a task walks through between INIT and COMPLETED. */
const walks: Readonly<Partial<Record<Release, readonly string[]>>> = {
  '4.0.0': [...meta, 'BACKUP_DATA_SYS', ...twice, 'BACKUP_LOG'],
  '4.1.0': [...meta, 'BACKUP_DATA_SYS', ...twice, 'BACKUP_LOG'],
  '4.2.0': [...meta, ...twice, 'BACKUP_LOG'],
  '4.2.1': [...meta, ...twice, 'BACKUP_LOG'],
  '4.2.1.3': [...measured, ...twice, 'BACKUP_LOG'],
  '4.2.3': [...measured, ...twice, 'BACKUP_LOG'],
  '4.3.0': [...measured, ...twice, 'BACKUP_LOG'],
  '4.3.1': [...measured, ...twice, 'BEFORE_BACKUP_LOG', 'BACKUP_LOG'],
  '4.3.2': [...measured, ...twice, 'BEFORE_BACKUP_LOG', 'BACKUP_LOG'],
  '4.3.3': [...measured, ...once, 'BEFORE_BACKUP_LOG', 'BACKUP_LOG'],
  '4.3.5': [...measured, ...once, 'PREPARE_BACKUP_LOG', 'BEFORE_BACKUP_LOG', 'BACKUP_LOG'],
  '4.6.0': [
    'DISABLE_SS_GC',
    'WAIT_SS_CLOG_CHECKPOINT',
    ...measured,
    'BACKUP_USER_DATA',
    'ENABLE_SS_GC',
    'BACKUP_FUSE_TABLET_META',
    'PREPARE_BACKUP_LOG',
    'BEFORE_BACKUP_LOG',
    'BACKUP_LOG',
  ],
};
const walked = Object.entries(walks) as [Release, readonly string[]][];

/** How long a backup stays in a phase, in seconds. */
function secondsIn(status: string, release: Release, plusArchivelog: boolean): number {
  const pace = { ...nightPace, archiveWait: 600 };
  const all = moments(planned({ plusArchivelog, pace }, release));
  const from = all.findIndex(({ task }) => task?.STATUS === status);
  const until = all.findIndex(({ task }, i) => i > from && task?.STATUS !== status);
  return ((all[until]?.at ?? 0) - (all[from]?.at ?? 0)) / second;
}

describe('A task', () => {
  it.each(walked)('walks at %s through the phases of that kernel', (release, phases) => {
    expect(statuses(moments(planned({}, release)))).toEqual(['INIT', ...phases, 'COMPLETED']);
  });

  it.each([
    ['4.2.3', 'BACKUP_LOG'],
    ['4.3.1', 'BEFORE_BACKUP_LOG'],
    ['4.3.3', 'BEFORE_BACKUP_LOG'],
    ['4.3.5', 'PREPARE_BACKUP_LOG'],
    ['4.6.0', 'PREPARE_BACKUP_LOG'],
  ] as const)('waits for the archive at %s in %s, and only PLUS ARCHIVELOG', (release, status) => {
    expect(secondsIn(status, release, true)).toBeGreaterThan(500);
    expect(secondsIn(status, release, false)).toBeLessThan(10);
  });

  it('has no END_TIMESTAMP before it ends at 4.3.2', () => {
    const running = liveTasks(moments(planned({}, '4.3.2'))).filter(row => row.STATUS !== 'COMPLETED');
    expect(running.every(row => row.END_TIMESTAMP === null)).toBe(true);
  });

  it.each(['4.3.3', '4.3.5', '4.6.0'] as const)(
    'has at %s END_TIMESTAMP and a rate from the end of BACKUP_FUSE_TABLET_META on, while it runs',
    release => {
      const rows = liveTasks(moments(planned({ plusArchivelog: true }, release)));
      const fused = rows.findIndex(row => row.END_TIMESTAMP !== null);
      expect(String(rows[fused]?.STATUS)).toMatch(/^(PREPARE|BEFORE)_BACKUP_LOG$/);
      const running = rows.slice(fused).filter(row => row.STATUS !== 'COMPLETED');
      expect(new Set(running.map(row => row.END_TIMESTAMP)).size).toBe(1);
      expect(running.every(row => Number(row.OUTPUT_RATE_BYTES) > 0)).toBe(true);
      expect(rows.slice(0, fused).every(row => Number(row.OUTPUT_RATE_BYTES) === 0)).toBe(true);
    },
  );

  it('starts when its job does, a moment before its START_SCN', () => {
    const all = moments(planned({}));
    const [first] = liveTasks(all);
    expect(all[0]?.job?.START_TIMESTAMP).toBe(startedAt);
    expect(first?.START_TIMESTAMP).toBe(startedAt);
    expect(all.at(-1)?.set?.START_TIMESTAMP).toBe(startedAt);
    expect(BigInt(String(first?.START_SCN))).toBeGreaterThan(BigInt(startedAt) * 1000n);
  });

  it('may have another START_SCN at 4.6.0 once it has waited for the checkpoint', () => {
    const scns = liveTasks(moments(planned({}, '4.6.0'))).map(row => String(row.START_SCN));
    expect(new Set(scns).size).toBe(2);
  });

  it('has a job that knows its backup set from INIT on', () => {
    const all = moments(planned({}));
    expect(all[0]?.job).toMatchObject({ STATUS: 'INIT', BACKUP_SET_ID: 9 });
  });

  it('has OUTPUT_BYTES without the log that it copies', () => {
    const tasks = liveTasks(moments(planned({ plusArchivelog: true, logFiles: 40 })));
    const log = tasks.filter(row => row.STATUS === 'BACKUP_LOG');
    expect(number(log.at(-1), 'FINISH_LOG_FILE_COUNT')).toBe(40);
    expect(new Set(log.map(row => row.OUTPUT_BYTES)).size).toBe(1);
  });
});

describe('The root service', () => {
  it.each(walked.filter(([release]) => !/^4\.(0|1|2\.0|2\.1$)/.test(release)))(
    'writes at %s every change of STATUS, with the one before and the next',
    (release, phases) => {
      const written = events(planned({}, release)).filter(({ event }) => event === 'advance_status');
      const all = ['INIT', ...phases, 'COMPLETED'];
      expect(written.map(({ values }) => values)).toEqual(
        all.slice(1).map((next, i) => ['1002', '7', '9', all[i], next, '0']),
      );
      const seen = moments(planned({}, release));
      for (const { at, values } of written) {
        expect(seen.find(moment => moment.at === at)?.task?.STATUS).toBe(values[4]);
      }
    },
  );

  it.each(['4.0.0', '4.2.0', '4.2.1'] as const)('writes none of them at %s', release => {
    expect(events(planned({}, release)).map(({ event }) => event)).not.toContain('advance_status');
  });

  it('writes at 4.6.0 an event for each phase that succeeded', () => {
    const names = events(planned({ plusArchivelog: true }, '4.6.0')).map(({ event }) => event);
    expect(names.filter(name => name !== 'advance_status')).toEqual([
      'persist_set_task',
      'persist sys ls task succeed',
      'backup sys ls meta succeed',
      'backup user ls meta succeed',
      'backup data succeed',
      'backup fuse tablet meta succeed',
      'prepare backup completing log succeed',
      'before backup completing log succeed',
      'backup completing log succeed',
    ]);
  });

  it('writes at 4.2.3 no event of a phase that is not there', () => {
    const names = events(planned({ plusArchivelog: true }, '4.2.3')).map(({ event }) => event);
    expect(names.filter(name => /before|prepare|fuse/.test(name))).toEqual([]);
  });
});
