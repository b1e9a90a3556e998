import { describe, expect, it } from 'vitest';
import type { Archive } from '../../source/backup/archive.ts';
import {
  archiveFailure,
  archiveHolding,
  archiveNeed,
  archiveWait,
  tenantsInNeedOfArchive,
  tenantsWaitingForArchive,
} from '../../source/backup/archive-wait.ts';
import {
  archive,
  clusterJob,
  type JobChange,
  job,
  jobKey,
  picture,
  type TaskChange,
  task,
} from '../fixtures/values.ts';

const key = jobKey(5);
const second = 1_000_000n;
const now = 1_715_248_472_000_000n;
const scnBefore = (seconds: bigint) => (now - seconds * second) * 1000n;
const archiveUpTo = (secondsAgo: bigint, tenantId: bigint | null = 1002n) =>
  archive({ tenantId, checkpointScn: scnBefore(secondsAgo) });
const withLog = job({ ...key, plusArchivelog: true });
/** A task whose data ended 100 s ago. */
const taskIn = (status: string, given: TaskChange = {}) =>
  task({ of: job(key), status, endScn: scnBefore(100n), ...given });
const before431 = { logFiles: null };

describe('A backup needs the archive', () => {
  const key = jobKey(5);
  const pictureOf = (asked: JobChange, running: TaskChange | null) =>
    picture({
      jobs: [job({ ...key, ...asked })],
      tasks: running === null ? [] : [task({ of: job(key), ...running })],
    });
  const needs = (asked: JobChange, running: TaskChange | null) =>
    tenantsWaitingForArchive(pictureOf(asked, running));
  const mayFail = (asked: JobChange, running: TaskChange | null) =>
    tenantsInNeedOfArchive(pictureOf(asked, running));

  it('to be DOING from its start to its end, whether it takes the log along or not, unless it is being cancelled', () => {
    for (const asked of [{}, { plusArchivelog: true }]) {
      expect(mayFail(asked, null)).toEqual([1002n]);
      for (const status of ['INIT', 'BACKUP_DATA_MAJOR', 'BACKUP_LOG'])
        expect(mayFail(asked, { status })).toEqual([1002n]);
      expect(mayFail({ ...asked, status: 'CANCELING' }, {})).toEqual([]);
      expect(mayFail(asked, { status: 'CANCELING' })).toEqual([]);
      expect(mayFail(asked, { status: 'COMPLETED' })).toEqual([]);
      expect(mayFail({ ...asked, status: 'FAILED' }, null)).toEqual([]);
    }
  });

  it('to advance from its start until its log is being copied', () => {
    const withLog = { plusArchivelog: true };
    expect(needs(withLog, null)).toEqual([1002n]);
    expect(needs(withLog, { status: 'BACKUP_DATA_MAJOR' })).toEqual([1002n]);
    expect(needs(withLog, { status: 'BEFORE_BACKUP_LOG' })).toEqual([1002n]);
    expect(needs(withLog, { status: 'A_STATUS_OF_TOMORROW' })).toEqual([1002n]);
    expect(needs(withLog, { status: 'BACKUP_LOG' })).toEqual([]);
    expect(needs(withLog, { status: 'BACKUP_LOG', logFiles: null })).toEqual([1002n]);
  });

  it('not where nobody asked for its log, it is being cancelled, or has ended', () => {
    expect(needs({}, {})).toEqual([]);
    expect(needs({ plusArchivelog: null }, {})).toEqual([]);
    expect(needs({ plusArchivelog: true, status: 'CANCELING' }, {})).toEqual([]);
    expect(needs({ plusArchivelog: true }, { status: 'CANCELING' })).toEqual([]);
    expect(needs({ plusArchivelog: true, status: 'COMPLETED' }, {})).toEqual([]);
  });

  it('in each tenant of a cluster job once', () => {
    const log = { plusArchivelog: true };
    const jobs = [
      clusterJob(1, [1002, 1004], log),
      job({ ...jobKey(5, 1002), ...log }),
      job({ ...jobKey(6, 1002), ...log }),
      job({ ...jobKey(5, 1004), ...log }),
    ];
    expect(tenantsInNeedOfArchive(picture({ jobs: jobs }))).toEqual([1002n, 1004n]);
  });
});

describe('The need of the archive', () => {
  it.each([
    ['INIT', 'later'],
    ['BACKUP_DATA_MAJOR', 'later'],
    ['A_STATUS_OF_TOMORROW', 'later'],
    ['PREPARE_BACKUP_LOG', 'now'],
    ['BEFORE_BACKUP_LOG', 'now'],
    ['BACKUP_LOG', 'never'],
    ['CANCELING', 'never'],
    ['COMPLETED', 'never'],
  ])('of a task in %s is: %s', (status, need) => {
    expect(archiveNeed(taskIn(status), withLog)).toBe(need);
  });

  it('of a task in BACKUP_LOG before 4.3.1 is until the archive has passed the end of the data', () => {
    expect(archiveNeed(taskIn('BACKUP_LOG', before431), withLog)).toBe('until_passed');
  });

  it('is none where no log was asked for: the task passes through BEFORE_BACKUP_LOG', () => {
    expect(archiveNeed(taskIn('BEFORE_BACKUP_LOG'), job({ ...key, plusArchivelog: false }))).toBe('never');
    expect(archiveNeed(taskIn('BEFORE_BACKUP_LOG'), null)).toBe('now');
    expect(archiveNeed(taskIn('BACKUP_DATA_MAJOR'), null)).toBe('never');
  });
});

describe('A task that may wait for its archive', () => {
  const waitOf = (status: string, given: TaskChange, archives?: readonly Archive[]) =>
    archiveWait(taskIn(status, given), withLog, archives, null, now);

  it('has one verdict: whether it waits, the lag, what is still to go, and whether that is normal', () => {
    const wait = waitOf('BEFORE_BACKUP_LOG', {}, [
      archiveUpTo(130n),
      archiveUpTo(10n),
      archiveUpTo(900n, 1004n),
    ]);
    expect(wait).toMatchObject({ need: 'now', waits: true, hasPassed: false, lag: 130 });
    expect(wait.archives).toMatchObject([
      { waits: true, lag: 130, stillToGo: 30, isBehind: false, holdsUp: false },
      { waits: false, hasPassed: true, lag: 10, stillToGo: 0, isBehind: false, holdsUp: false },
    ]);
    expect(wait.failsWith).toBeNull();
  });

  it('does not wait for one that is not DOING: its job fails', () => {
    const interrupted = { ...archiveUpTo(130n), status: 'INTERRUPTED' };
    const wait = waitOf('BEFORE_BACKUP_LOG', {}, [interrupted]);
    expect(wait).toMatchObject({ need: 'now', waits: false, failsWith: -9027n });
    expect(waitOf('BACKUP_DATA_MAJOR', {}, [])).toMatchObject({ failsWith: -9029n });
    expect(waitOf('CANCELING', {}, [interrupted])).toMatchObject({ failsWith: null });
    expect(waitOf('BEFORE_BACKUP_LOG', {})).toMatchObject({ waits: true, failsWith: null });
    expect(archiveHolding(taskIn('BEFORE_BACKUP_LOG'), withLog, [interrupted])).toBeNull();
    expect(archiveFailure(job(key), [interrupted])).toBe(-9027n);
    expect(archiveFailure(job({ ...key, status: 'CANCELING' }), [interrupted])).toBeNull();
    expect(archiveFailure(clusterJob(1, [1002]), [])).toBeNull();
  });

  it('waits before 4.3.1 in BACKUP_LOG only until the archive has passed the end of the data', () => {
    expect(waitOf('BACKUP_LOG', before431, [archiveUpTo(130n)])).toMatchObject({ waits: true, lag: 130 });
    expect(waitOf('BACKUP_LOG', before431, [archiveUpTo(90n)])).toMatchObject({ waits: false, lag: null });
    expect(waitOf('BACKUP_LOG', before431)).toMatchObject({ waits: false, archives: null });
    expect(waitOf('BACKUP_LOG', {}, [archiveUpTo(130n)])).toMatchObject({ need: 'never', waits: false });
  });

  it('waits by its STATUS from 4.3.1 on, also where the archive cannot be read', () => {
    expect(waitOf('BEFORE_BACKUP_LOG', {})).toMatchObject({ waits: true, lag: null, archives: null });
    expect(waitOf('BACKUP_DATA_MAJOR', {}, [archiveUpTo(130n)])).toMatchObject({
      need: 'later',
      waits: false,
    });
  });

  it('finds its archive behind once its lag is more than twice archive_lag_target', () => {
    const late = archiveUpTo(900n);
    const [behind, notWaited] = ['BEFORE_BACKUP_LOG', 'BACKUP_USER_DATA'].map(status =>
      waitOf(status, {}, [late]),
    );
    expect(behind?.archives).toMatchObject([{ isBehind: true, holdsUp: true }]);
    expect(notWaited?.archives).toMatchObject([{ isBehind: true, holdsUp: false }]);
    const slow = { ...late, lagTarget: 600 };
    expect(waitOf('BEFORE_BACKUP_LOG', {}, [slow]).archives).toMatchObject([
      { isBehind: false, holdsUp: false },
    ]);
    const unknown = { ...late, lagTarget: null };
    expect(waitOf('BEFORE_BACKUP_LOG', {}, [unknown]).archives).toMatchObject([
      { isBehind: null, holdsUp: false },
    ]);
  });

  it('waits for the archive that is furthest behind', () => {
    const archives = [archiveUpTo(110n), archiveUpTo(130n)];
    expect(archiveHolding(taskIn('BEFORE_BACKUP_LOG'), withLog, archives)).toBe(archives[1]);
    expect(archiveHolding(taskIn('BACKUP_LOG', before431), withLog, archives)).toBe(archives[1]);
    expect(archiveHolding(taskIn('BACKUP_LOG'), withLog, archives)).toBeNull();
    expect(archiveHolding(taskIn('BEFORE_BACKUP_LOG'), withLog, [archiveUpTo(90n)])).toBeNull();
  });
});
