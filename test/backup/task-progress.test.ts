import { describe, expect, it } from 'vitest';
import { type Archive, noteArchive } from '../../source/backup/archive.ts';
import { progressOf, type TaskEvidence } from '../../source/backup/task-progress.ts';
import { observe } from '../../source/backup/throughput.ts';
import { showTimeLeft } from '../../source/backup/time-left/time-left.ts';
import { nothingSeen, type TrackedTask } from '../../source/backup/tracked-task.ts';
import { archive, everything, job, jobKey, type TaskChange, task } from '../fixtures/values.ts';

const second = 1_000_000n;
const now = 1_715_248_472_000_000n;
const ago = (seconds: number) => now - BigInt(seconds) * second;
const key = jobKey(5);
const withLog = job({ ...key, plusArchivelog: true });
const taskIn = (status: string, given: TaskChange = {}) =>
  task({ of: job(key), status, endScn: ago(700) * 1000n, ...given });

const seen = (given: Partial<TrackedTask> = {}): TrackedTask => ({
  throughput: null,
  unit: 'blocks',
  statusText: '',
  seenAt: now,
  watchedGap: 15n * second,
  percent: null,
  quietSince: ago(700),
  signs: '',
  phases: [],
  archive: null,
  timeLeft: null,
  ...given,
});
const behind = archive({ checkpointScn: ago(800) * 1000n });
const evidence = (of: TrackedTask | null, archives?: readonly Archive[]): TaskEvidence => ({
  capabilities: everything,
  seen: { of: () => of },
  archives,
  now,
});

/** Steps of one block every ten seconds, the last one this long ago. */
function steps(lastAgo: number, count = 8) {
  let known: ReturnType<typeof observe> | null = null;
  for (let n = 0; n <= count; n++) {
    const at = ago(lastAgo + 10 * (count - n));
    known = observe(known, { at, bytes: BigInt(n), units: BigInt(n) });
  }
  return known;
}

describe('The verdict on a task', () => {
  it('is made once for the same picture and moment', () => {
    const task = taskIn('BACKUP_DATA_MAJOR');
    const one = evidence(null);
    expect(progressOf(task, withLog, one)).toBe(progressOf(task, withLog, one));
    expect(progressOf(task, withLog, evidence(null))).not.toBe(progressOf(task, withLog, one));
    expect(progressOf(task, withLog, { ...one })).toBe(progressOf(task, withLog, one));
    const later = { ...one, now: (one.now ?? 0n) + 1n };
    expect(progressOf(task, withLog, later)).not.toBe(progressOf(task, withLog, one));
  });

  it('has no time left and no trouble where nobody watched, or it has ended', () => {
    const running = taskIn('BACKUP_DATA_MAJOR', { macroBlocks: { finished: 1n, total: 100n } });
    const nobody = { ...evidence(null), seen: nothingSeen };
    expect(progressOf(running, withLog, nobody)).toMatchObject({ eta: null, dataLeft: null, stuck: null });
    const ended = progressOf(taskIn('FAILED'), withLog, evidence(seen({ throughput: steps(700) })));
    expect(ended).toMatchObject({ eta: null, dataLeft: null, stuck: null });
  });

  it('has no time left where it is about to fail, as its archive is not DOING', () => {
    const basis = { asLastTime: false, pace: { riseFactor: 1.5, fall: 6 }, elapsed: 900, mayBeSoon: true };
    const end = showTimeLeft(null, { seconds: 600, spread: 0.1 }, now, basis);
    const timeLeft = { data: end, dataBy: 'log_streams', log: end, job: null, past: null } as const;
    const watched = seen({ timeLeft: { ...timeLeft, runs: null, streams: null, habit: null } });
    const left = (status: string) =>
      progressOf(taskIn('BACKUP_DATA_MAJOR'), withLog, evidence(watched, [archive({ status })]));
    expect(left('DOING')).toMatchObject({
      eta: 600,
      dataLeft: { kind: 'point' },
      logLeft: { kind: 'point' },
    });
    expect(left('SUSPEND')).toMatchObject({
      archive: { failsWith: -9029n },
      eta: null,
      dataLeft: null,
      logLeft: null,
      jobLeft: null,
    });
  });

  it('is stuck by the habit of the task: eight steps in ten seconds each, then none for two minutes', () => {
    const task = taskIn('BACKUP_DATA_MAJOR');
    const stuckOnceQuietFor = (quiet: number) =>
      progressOf(task, withLog, evidence(seen({ throughput: steps(quiet), quietSince: ago(quiet) }))).stuck;
    expect(stuckOnceQuietFor(120)).toBeNull();
    expect(stuckOnceQuietFor(121)).toEqual({ seconds: 121, lookAt: 'log_streams' });
  });

  it.each([
    ['BACKUP_DATA_MAJOR', {}, 'log_streams'],
    ['BEFORE_BACKUP_LOG', {}, 'archive'],
    ['BACKUP_LOG', {}, 'log_streams'],
  ] as const)('in %s %o says what to check of one that is stuck: %s', (status, given, lookAt) => {
    expect(progressOf(taskIn(status, given), withLog, evidence(seen())).stuck).toEqual({
      seconds: 700,
      lookAt,
    });
  });

  it('is not stuck while a release before 4.3.1 copies log: nothing in its row moves, however long that takes', () => {
    const copying = taskIn('BACKUP_LOG', { logFiles: null });
    const quiet = seen({ quietSince: ago(36_000) });
    expect(progressOf(copying, withLog, evidence(quiet)).stuck).toBeNull();
    const passed = archive({ checkpointScn: now * 1000n });
    expect(progressOf(copying, withLog, evidence(quiet, [passed])).stuck).toBeNull();
    const withoutLog = job({ plusArchivelog: false });
    expect(progressOf(copying, withoutLog, evidence(quiet)).stuck).toMatchObject({ lookAt: 'log_streams' });
  });

  it('is stuck in a status of a later release not by the habit of the phase before it', () => {
    const unknown = taskIn('A_STATUS_OF_TOMORROW');
    const stuckOnceQuietFor = (quiet: number) =>
      progressOf(unknown, withLog, evidence(seen({ throughput: steps(quiet), quietSince: ago(quiet) })))
        .stuck;
    expect(stuckOnceQuietFor(1800)).toBeNull();
    expect(stuckOnceQuietFor(1801)).toEqual({ seconds: 1801, lookAt: 'log_streams' });
  });

  it('before 4.3.1 is stuck in BACKUP_LOG by the clock of the archive it waits for, as from 4.3.1 on', () => {
    const justWatched = seen({ quietSince: ago(10), archive: noteArchive(null, behind, now) });
    for (const task of [taskIn('BACKUP_LOG', { logFiles: null }), taskIn('BEFORE_BACKUP_LOG')]) {
      const { stuck } = progressOf(task, withLog, evidence(justWatched, [behind]));
      // It has waited since the end of its data, and the archive has not moved for 800 s.
      expect(stuck).toEqual({ seconds: 700, lookAt: 'archive', archiveSeconds: 800 });
    }
  });

  it('before 4.3.1 does not blame an archive that has passed the end of the data', () => {
    const passed = archive({ checkpointScn: now * 1000n });
    const task = taskIn('BACKUP_LOG', { logFiles: null });
    const progress = progressOf(task, withLog, evidence(seen(), [passed]));
    expect(progress).toMatchObject({ archive: { waits: false }, stuck: null });
  });
});
