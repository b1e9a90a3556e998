import { describe, expect, it } from 'vitest';
import type { LogStreamTask } from '../../../source/backup/log-stream.ts';
import type { PreviousRun } from '../../../source/backup/previous-run.ts';
import { progressOf } from '../../../source/backup/task-progress.ts';
import { createTaskTracker } from '../../../source/watch/task-tracker.ts';
import { job, logStream, picture, seconds, server, task, tenFortyTwo } from '../../fixtures/values.ts';

const { capabilities } = server();
const started = tenFortyTwo - seconds(100);
const running = job({ plusArchivelog: true, startedAt: started });
const past: PreviousRun = {
  jobId: 11n,
  type: 'full',
  seconds: 1500,
  inputBytes: 1n,
  outputBytes: 1n,
  macroBlocks: 10_000n,
  plusArchivelog: true,
  parts: { data: 1300, later: 200 },
};

/** A task of 10 000 blocks, watched every two seconds from the begin of its data on, which finishes 100 each 10 seconds. */
function watchedTask() {
  const tracker = createTaskTracker(() => 2);
  const of = (status: string, at: number, change = {}) =>
    task({
      of: running,
      status,
      startedAt: started,
      outputBytes: BigInt(Math.floor(at / 10)) * 1000n,
      macroBlocks: { finished: BigInt(Math.floor(at / 10)) * 100n, total: 10_000n },
      ...change,
    });
  const see = (
    status: string,
    at: number,
    read: { readonly logStreams?: LogStreamTask[]; readonly previousRun?: PreviousRun | null } = {},
    change = {},
  ) => {
    const seen = of(status, at, change);
    const readAt = tenFortyTwo + seconds(at);
    tracker.take(picture({ readAt, jobs: [running], tasks: [seen], ...read }), capabilities);
    return progressOf(seen, running, { capabilities, seen: tracker, now: readAt });
  };
  const seeUntil = (until: number, readOf: (at: number) => Parameters<typeof see>[2] = () => ({})) => {
    see('INIT', -4);
    see('BACKUP_USER_META', -2);
    let last = see('BACKUP_USER_DATA', 0, readOf(0));
    for (let at = 2; at <= until; at += 2) last = see('BACKUP_USER_DATA', at, readOf(at));
    return last;
  };
  return { see, seeUntil };
}

/** One log stream of users, or two of which the second has half of the blocks and is half as fast. */
const rows = (at: number, count: 1 | 2) => {
  const finished = Math.floor(at / 10) * (count === 1 ? 100 : 50);
  return Array.from({ length: count }, (_, n) =>
    logStream(BigInt(1001 + n), {
      macroBlocks: { finished: BigInt(finished), total: count === 1 ? 10_000n : 5000n },
    }),
  );
};

describe('The time left of a task', () => {
  it('is a point by its row where one log stream is at work, and a range where rows show more', () => {
    expect(watchedTask().seeUntil(120).dataLeft).toMatchObject({ kind: 'point' });
    const many = watchedTask();
    // Rows of two were read once, and not again for more than a minute.
    expect(many.seeUntil(300, at => (at === 200 ? { logStreams: rows(at, 2) } : {})).dataLeft).toMatchObject({
      kind: 'range',
    });
  });

  it('is a point by the rows of its log streams, which lists show for another minute', () => {
    const { see, seeUntil } = watchedTask();
    expect(seeUntil(120, at => ({ logStreams: rows(at, 2) })).dataLeft).toMatchObject({ kind: 'point' });
    expect(see('BACKUP_USER_DATA', 180).dataLeft).toMatchObject({ kind: 'point' });
    expect(see('BACKUP_USER_DATA', 182).dataLeft).toMatchObject({ kind: 'range' });
  });

  it('does not rest on rows that do not add up to the task', () => {
    const { seeUntil } = watchedTask();
    const half = (at: number) => ({ logStreams: rows(at, 2).slice(1) });
    const { seen } = seeUntil(120, half);
    expect(seen?.timeLeft?.runs?.streams).toHaveLength(1);
    expect(seeUntil(120, half).dataLeft?.kind).not.toBe('second_turn');
  });

  it('has no figure while a log stream is in its second turn', () => {
    const { see, seeUntil } = watchedTask();
    seeUntil(120, at => ({ logStreams: rows(at, 2) }));
    const again = rows(122, 2).map(row => ({ ...row, turnId: 2n }));
    const first = { ...(rows(122, 2)[0] as LogStreamTask) };
    const progress = see('BACKUP_USER_DATA', 122, { logStreams: [first, again[1] as LogStreamTask] });
    expect(progress).toMatchObject({ dataLeft: { kind: 'second_turn' }, eta: null, jobLeft: null });
  });

  it('is a range as last time before its data says anything, with the end of the job', () => {
    const { see } = watchedTask();
    const progress = see('BACKUP_USER_META', 0, { previousRun: past });
    // 1300 s less the 100 that have passed.
    expect(progress.dataLeft).toMatchObject({ kind: 'range', asLastTime: true });
    expect(progress).toMatchObject({ jobLeft: { asInJob: 11n, left: { kind: 'range' } }, eta: null });
  });

  it('has an end of the job only where the earlier one took the log along as it does', () => {
    const { seeUntil } = watchedTask();
    const with200 = seeUntil(120, () => ({ previousRun: past }));
    expect(with200.jobLeft).toMatchObject({ asInJob: 11n, left: { kind: 'point' } });
    const other = seeUntil(120, () => ({ previousRun: { ...past, plusArchivelog: false } }));
    expect(other.jobLeft).toBeNull();
    expect(watchedTask().seeUntil(120).jobLeft).toBeNull();
  });

  it('has no end of the job where the end of the data is not known', () => {
    // By the last backup two minutes of ten are left, which may as well be none.
    const previousRun = { ...past, parts: { data: 600, later: 200 } };
    const progress = watchedTask().see('BACKUP_USER_DATA', 380, { previousRun });
    expect(progress).toMatchObject({ dataLeft: null, jobLeft: null });
  });

  it('is given for the log by its files, and for the job no longer', () => {
    const { see, seeUntil } = watchedTask();
    seeUntil(120, at => ({ logStreams: rows(at, 1), previousRun: past }));
    const endScn = (tenFortyTwo + seconds(122)) * 1000n;
    const waits = see('BEFORE_BACKUP_LOG', 124, {}, { endScn });
    expect(waits).toMatchObject({ dataLeft: null, logLeft: null, jobLeft: { asInJob: 11n } });
    let last = waits;
    for (let at = 126; at <= 300; at += 2) {
      const finished = BigInt(Math.floor((at - 126) / 10));
      last = see('BACKUP_LOG', at, {}, { endScn, logFiles: { finished, total: 60n } });
    }
    // One log stream, seen while it copied data: 43 files left at one in ten seconds.
    expect(last.logLeft).toMatchObject({ kind: 'point' });
    expect(last.logLeft?.kind === 'point' ? last.logLeft.seconds : 0).toBeCloseTo(430, -2);
    expect(last).toMatchObject({ dataLeft: null, jobLeft: null });
  });

  it('is not known while it is canceled, in a status nobody knows, and without totals', () => {
    const { see, seeUntil } = watchedTask();
    seeUntil(120, () => ({ previousRun: past }));
    const none = { dataLeft: null, logLeft: null, jobLeft: null, eta: null };
    expect(see('CANCELING', 122)).toMatchObject(none);
    expect(see('BACKUP_SOMETHING_NEW', 124)).toMatchObject(none);
    const noTotals = {
      totalsAreReal: false,
      logFilesAreCounted: false,
      dataProgressIs: 'unknowable',
    } as const;
    const seen = task({ of: running });
    const tracker = createTaskTracker();
    tracker.take(picture({ jobs: [running], tasks: [seen], previousRun: past }), noTotals);
    const evidence = { capabilities: noTotals, seen: tracker, now: tenFortyTwo };
    expect(progressOf(seen, running, evidence)).toMatchObject(none);
  });
});
