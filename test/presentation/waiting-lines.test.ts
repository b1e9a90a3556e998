import { describe, expect, it } from 'vitest';
import type { Archive } from '../../source/backup/archive.ts';
import type { Job } from '../../source/backup/job.ts';
import type { PreviousRun } from '../../source/backup/previous-run.ts';
import type { Capabilities } from '../../source/backup/server.ts';
import { progressOf, type TaskProgress } from '../../source/backup/task-progress.ts';
import { jobProgressText } from '../../source/presentation/job-progress-text.ts';
import { logCell } from '../../source/presentation/lists/progress-cells.ts';
import { archiveLines } from '../../source/presentation/panel/archive-lines.ts';
import { logLines } from '../../source/presentation/panel/log-lines.ts';
import { previousRunLines } from '../../source/presentation/panel/previous-run-lines.ts';
import { stuckLines } from '../../source/presentation/panel/stuck-lines.ts';
import { jobEndText } from '../../source/presentation/time-left-text.ts';
import { createTaskTracker } from '../../source/watch/task-tracker.ts';
import {
  archive,
  job,
  picture,
  seconds,
  server,
  type TaskChange,
  task,
  tenFortyTwo,
} from '../fixtures/values.ts';
import { plainLook } from './plain-theme.ts';

const theme = plainLook();
const { capabilities, version } = server();
const asked = job({ plusArchivelog: true });
const said = (lines: readonly string[]) => lines.map(line => line.trim().replace(/ +/g, ' '));
const scn = (instant: bigint) => instant * 1000n;

/** An archive that is 754 s behind. */
const behind = (change: Partial<Archive> = {}) =>
  archive({ checkpointScn: scn(tenFortyTwo - seconds(754)), ...change });

interface Watched {
  readonly of?: Job;
  readonly known?: Capabilities;
  /** Those of the picture; lists read none. */
  readonly archives?: readonly Archive[];
  readonly change?: TaskChange;
}

/** A task with this STATUS that has been watched for this many seconds without a change. */
function watched(
  status: string,
  quiet: number,
  { of = asked, known = capabilities, archives, change }: Watched = {},
) {
  const seen = createTaskTracker();
  const waiting = task({ of, status, endScn: scn(tenFortyTwo - seconds(700)), ...change });
  for (const before of [quiet, 0]) {
    seen.take(picture({ readAt: tenFortyTwo - seconds(before), jobs: [of], tasks: [waiting] }), known);
  }
  return progressOf(waiting, of, { capabilities: known, seen, archives, now: tenFortyTwo });
}

describe('a task that waits for the archive', () => {
  const archiveOf = (progress: TaskProgress) =>
    said(archiveLines(progress, version, tenFortyTwo, tenFortyTwo, 120, theme));
  const logOf = (progress: TaskProgress) => said(logLines(progress, 120, theme)).join(' ');
  const waiting = (archives?: readonly Archive[], change: TaskChange = {}) =>
    watched('BEFORE_BACKUP_LOG', 60, { change, ...(archives === undefined ? {} : { archives }) });

  it('says how far archiving is, how far behind, and how much is still to go', () => {
    const near = behind({ checkpointScn: scn(tenFortyTwo - seconds(90)) });
    expect(archiveOf(waiting([near], { endScn: scn(tenFortyTwo) }))).toEqual([
      'Archive DOING · archived up to 11-22 10:40:47, lag 1m · 1m short of END_SCN',
    ]);
    expect(logOf(waiting([behind()]))).toMatch(
      /^Log waits until archiving reaches END_SCN \d\d:\d\d:\d\d; files are counted then/,
    );
    expect(archiveOf(waiting([behind({ checkpointScn: 0n })]))).toEqual([
      'Archive DOING · no checkpoint yet',
    ]);
  });

  it('says that it waits no more once archiving has passed END_SCN, though its STATUS is still that of the wait', () => {
    const passed = waiting([behind({ checkpointScn: scn(tenFortyTwo) })]);
    expect(archiveOf(passed)[0]).toMatch(/has reached END_SCN$/);
    expect(logOf(passed)).toMatch(
      /^Log archiving has reached END_SCN \d\d:\d\d:\d\d: log files are counted next$/,
    );
    expect(passed.archive).toMatchObject({ waits: false, hasPassed: true });
    expect(logCell(passed, theme).text).toBe('counting');
    const { of, tenants } = { of: asked, tenants: [] };
    const shown = picture({ jobs: [of], tasks: [passed.task] });
    const archives = [behind({ checkpointScn: scn(tenFortyTwo) })];
    const line = jobProgressText(of, shown, tenants, {
      capabilities,
      seen: createTaskTracker(),
      archives,
      now: tenFortyTwo,
      theme,
    });
    expect(line).toMatch(/: counts log files$/);
  });

  it('says first its lag where that is more than twice archive_lag_target, and what is normal', () => {
    const archives = [behind()];
    expect(archiveOf(waiting(archives))).toEqual([
      'Archive DOING · lag 12m, normal is up to 4m: archived up to 11-22 10:29:43 · 54s short of END_SCN',
    ]);
    expect(archiveOf(waiting([behind({ lagTarget: 600 })]))[0]).toMatch(
      /^Archive DOING · archived up to 11-22 10:29:43, lag 12m · 54s short of END_SCN/,
    );
    const seen = createTaskTracker();
    const { task: shown } = waiting();
    seen.take(picture({ jobs: [asked], tasks: [shown], archives }), capabilities);
    const stalled = progressOf(shown, asked, { capabilities, seen, archives, now: tenFortyTwo });
    // Since the end of its data: before that it did not wait.
    expect(stalled.stuck).toEqual({ seconds: 700, lookAt: 'archive', archiveSeconds: 754 });
  });

  it('says that it fails where the archive is not DOING, with which code, how soon, and what to do', () => {
    const stopped = archiveOf(waiting([behind({ status: 'INTERRUPTED', comment: 'disk full' })])).join(' ');
    expect(stopped).toMatch(/^Archive INTERRUPTED · .* disk full/);
    expect(stopped).toContain(
      'does not wait for archiving: within 30s it fails with -9027 OB_LOG_ARCHIVE_INTERRUPTED',
    );
    expect(stopped).toMatch(/ALTER SYSTEM ARCHIVELOG\), then start the backup again$/);
    const none = archiveOf(waiting([])).join(' ');
    expect(none).toMatch(
      /^Archive no log is being archived for this tenant .* -9029 OB_LOG_ARCHIVE_NOT_RUNNING/,
    );
    const old = archiveLines(waiting([]), [4, 1, 0, 0], tenFortyTwo, tenFortyTwo, 120, theme).join(' ');
    expect(old).toContain('within 5m it fails');
  });

  it('says nothing of an archive nobody could read, nor of another tenant', () => {
    expect(archiveOf(waiting())).toEqual([]);
    expect(archiveOf(waiting([behind({ tenantId: 1004n })]))).not.toContain('lag');
  });

  it('warns of an archive that is not DOING while data is copied, whether log was asked for or not', () => {
    const stopped = [behind({ status: 'STOP' })];
    const reading = (archives: readonly Archive[], of = asked) =>
      archiveOf(watched('BACKUP_DATA_MAJOR', 0, { of, archives }));
    for (const of of [asked, job()]) expect(reading(stopped, of).join(' ')).toContain('fails with -9029');
  });

  it('has its lag within bounds while nobody waits for it, and in minutes where that is more than normal', () => {
    const lagOf = (lag: number) =>
      archiveOf(
        watched('BACKUP_DATA_MAJOR', 0, {
          archives: [behind({ checkpointScn: scn(tenFortyTwo - seconds(lag)) })],
        }),
      );
    expect(lagOf(3)).toEqual(['Archive DOING · lag <10s']);
    expect(lagOf(12)).toEqual(['Archive DOING · lag <30s']);
    expect(lagOf(61)).toEqual(['Archive DOING · lag <4m']);
    expect(lagOf(754)).toEqual(['Archive DOING · lag 12m']);
  });

  it('waits in BACKUP_LOG where the release counts no log files, until the archive has passed', () => {
    const old = (upTo: Archive) =>
      watched('BACKUP_LOG', 60, { archives: [upTo], change: { logFiles: null } });
    expect(archiveOf(old(behind()))[0]).toMatch(
      /lag 12m, normal is up to 4m: archived up to 11-22 10:29:43 · 54s short of END_SCN$/,
    );
    const passed = old(behind({ checkpointScn: scn(tenFortyTwo) }));
    expect(archiveOf(passed)).toEqual(['Archive DOING · lag <10s']);
  });

  it('is waited for in lists, too, as a warning once nothing has moved for too long', () => {
    expect(logCell(waiting(), theme)).toMatchObject({ text: 'archive', role: null });
    expect(logCell(watched('BEFORE_BACKUP_LOG', 845), theme)).toMatchObject({
      text: 'archive',
      role: 'warning',
    });
  });
});

describe('a stuck task says where to look', () => {
  const lines = (status: string, sees: 'all_tenants' | 'own_tenant') =>
    said(stuckLines(watched(status, 845), server({ sees }), 140, theme)).join(' ');

  it('at the archive, at the log streams, or in sys', () => {
    expect(lines('BEFORE_BACKUP_LOG', 'all_tenants')).toMatch(/^Check the archive it waits for: .*CDB_OB_/);
    expect(lines('BEFORE_BACKUP_LOG', 'own_tenant')).toMatch(/DBA_OB_ARCHIVELOG$/);
    expect(lines('BACKUP_DATA_MAJOR', 'all_tenants')).toMatch(/^Check log streams \(key L\)/);
    expect(lines('BACKUP_DATA_MAJOR', 'own_tenant')).toMatch(/visible only in the sys tenant/);
  });

  it('and nothing before it does, or where nobody watched', () => {
    expect(stuckLines(watched('BACKUP_DATA_MAJOR', 300), server(), 120, theme)).toEqual([]);
    const unwatched = progressOf(task(), asked, {
      capabilities,
      seen: { of: () => null },
      now: tenFortyTwo,
    });
    expect(unwatched.stuck).toBeNull();
  });
});

describe('measured against the past', () => {
  const past: PreviousRun = {
    jobId: 11n,
    type: 'full',
    seconds: 2480,
    inputBytes: 1n,
    outputBytes: 6_549_825_126n,
    macroBlocks: 1n,
    plusArchivelog: null,
    parts: { data: 2000, later: 480 },
  };
  const line = (progress: ReturnType<typeof watched>, run: PreviousRun | null | undefined = past) =>
    said(previousRunLines(progress, run, tenFortyTwo, 120, theme)).join(' ');

  it('the data takes so long in all where its end is known, and took so long in the last one', () => {
    const course = { ...watched('BACKUP_DATA_MAJOR', 0), eta: 540 };
    expect(line(course)).toBe(
      'History the data takes ~39m in total, in job 11 it took 33m; last FULL took 41m, 6.0 GB (job 11)',
    );
    expect(line(course, { ...past, parts: null })).toBe('History last FULL took 41m, 6.0 GB (job 11)');
  });

  it('says only how the last one went while the end is no single figure', () => {
    const rough = { ...watched('BACKUP_DATA_MAJOR', 0), eta: null };
    expect(line(rough)).toBe('History last FULL took 41m, 6.0 GB (job 11)');
  });

  it('tells the end of the job with the job it is known from', () => {
    const left = { kind: 'point', seconds: 1080, low: 900, high: 1300 } as const;
    const known = { eta: null, jobLeft: { left, asInJob: 11n } };
    const end = (progress: TaskProgress) => jobEndText({ ...progress, ...known }, tenFortyTwo, theme);
    expect(end(watched('BACKUP_DATA_MAJOR', 0))).toBe(
      'job ends ~11:00 (~18m) if archive and log go as in job 11',
    );
    expect(end(watched('BACKUP_DATA_MAJOR', 0, { of: job() }))).toBe(
      'job ends ~11:00 (~18m) if the rest goes as in job 11',
    );
  });

  it('one without a percentage has an estimate, called one, until it takes longer', () => {
    const uncounted: Capabilities = {
      totalsAreReal: false,
      logFilesAreCounted: false,
      dataProgressIs: 'unknowable',
    };
    const unknown = watched('BACKUP_DATA_MAJOR', 0, { known: uncounted });
    expect(line(unknown)).toBe(
      'History estimate: ~11m left if it takes as long as the last FULL (41m, job 11)',
    );
    expect(line(unknown, { ...past, seconds: 900 })).toBe('History last FULL took 15m, 6.0 GB (job 11)');
  });

  it('says of a run with its log that it had it, next to one without, and makes no estimate of that', () => {
    const without = watched('BACKUP_DATA_MAJOR', 0, { of: job() });
    expect(line(without, { ...past, plusArchivelog: true })).toMatch(
      /last FULL took 41m with its log, 6\.0 GB \+ log/,
    );
    const withLog = watched('BACKUP_DATA_MAJOR', 0);
    expect(line(withLog, { ...past, plusArchivelog: false })).toMatch(
      /last FULL took 41m without its log, 6\.0 GB \(/,
    );
    expect(line(withLog, { ...past, plusArchivelog: true })).toMatch(/last FULL took 41m, 6\.0 GB \+ log/);
    const uncounted = {
      totalsAreReal: false,
      logFilesAreCounted: false,
      dataProgressIs: 'unknowable',
    } as const;
    const unlike = watched('BACKUP_DATA_MAJOR', 0, { known: uncounted, of: job() });
    expect(line(unlike, { ...past, plusArchivelog: true })).not.toContain('estimate');
    const canceling = watched('CANCELING', 0, { known: uncounted });
    expect(line(canceling)).not.toContain('estimate');
  });

  it('has no line where there is no past, or none was read', () => {
    expect(line(watched('BACKUP_DATA_MAJOR', 0), null)).toBe('');
    expect(previousRunLines(watched('BACKUP_DATA_MAJOR', 0), undefined, tenFortyTwo, 120, theme)).toEqual([]);
  });
});
