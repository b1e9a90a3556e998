import { describe, expect, it } from 'vitest';
import { progressOf } from '../../source/backup/task-progress.ts';
import { createTaskTracker } from '../../source/watch/task-tracker.ts';
import { archive, job, picture, seconds, server, task, tenFortyTwo } from '../fixtures/values.ts';

const { capabilities } = server();
const running = job();
const at = (after: number, finished: bigint, change: Parameters<typeof task>[0] = {}) =>
  picture({
    readAt: tenFortyTwo + seconds(after),
    jobs: [running],
    tasks: [
      task({
        of: running,
        outputBytes: finished * 1000n,
        macroBlocks: { finished, total: 1000n },
        ...change,
      }),
    ],
  });

describe('The task tracker', () => {
  it('learns the steps of a task from successive pictures', () => {
    const tracker = createTaskTracker();
    for (const [after, finished] of [
      [0, 100n],
      [10, 200n],
      [20, 300n],
    ] as const) {
      tracker.take(at(after, finished), capabilities);
    }
    expect(tracker.of(task({ of: running }))?.throughput?.steps).toHaveLength(2);
  });

  it('begins a new measure with the log phase: files are no blocks', () => {
    const tracker = createTaskTracker();
    tracker.take(at(0, 1n), capabilities);
    tracker.take(at(10, 2n), capabilities);
    tracker.take(at(20, 2n, { status: 'BACKUP_LOG', logFiles: { finished: 5n, total: 90n } }), capabilities);
    const seen = tracker.of(task({ of: running }));
    expect(seen?.unit).toBe('files');
    expect(seen?.throughput?.steps).toEqual([]);
  });

  it('measures nothing while totals are still counted', () => {
    const tracker = createTaskTracker();
    tracker.take(at(0, 1n, { status: 'BACKUP_USER_META' }), capabilities);
    expect(tracker.of(task({ of: running }))?.throughput).toBeNull();
  });

  it('remembers the last percentage and status of a task that has ended since', () => {
    const tracker = createTaskTracker();
    tracker.take(at(0, 631n), capabilities);
    tracker.take(at(2, 631n, { status: 'CANCELING' }), capabilities);
    tracker.take(
      at(4, 631n, { status: 'FAILED', macroBlocks: { finished: 631n, total: 631n } }),
      capabilities,
    );
    expect(tracker.of(task({ of: running, status: 'FAILED' }))).toMatchObject({
      percent: { hundredths: 6310 },
      statusText: 'CANCELING',
    });
  });

  it('knows nothing of a task it never saw running', () => {
    const tracker = createTaskTracker();
    tracker.take(at(0, 631n, { status: 'FAILED' }), capabilities);
    expect(tracker.of(task({ of: running }))).toBeNull();
  });

  it('forgets the tasks not seen for longest when there are too many', () => {
    const tracker = createTaskTracker();
    for (let id = 1n; id <= 2000n; id++) {
      const of = job({ jobId: id });
      tracker.take(picture({ jobs: [of], tasks: [task({ of })] }), capabilities);
    }
    expect(tracker.of(task({ of: job({ jobId: 1n }) }))).toBeNull();
    expect(tracker.of(task({ of: job({ jobId: 2000n }) }))).not.toBeNull();
  });
});

describe('What the task tracker remembers of a task', () => {
  const dataTimes = (tracker: ReturnType<typeof createTaskTracker>) => tracker.of(task({ of: running }));

  it('is since when nothing of it has changed: no counter, no total, no STATUS', () => {
    const tracker = createTaskTracker();
    const quietAfter = (picture: ReturnType<typeof at>) => {
      tracker.take(picture, capabilities);
      return Number((dataTimes(tracker)?.quietSince ?? 0n) - tenFortyTwo) / 1e6;
    };
    expect(quietAfter(at(0, 1n))).toBe(0);
    expect(quietAfter(at(60, 1n))).toBe(0);
    expect(quietAfter(at(120, 2n))).toBe(120);
    expect(quietAfter(at(180, 2n, { macroBlocks: { finished: 2n, total: 1200n } }))).toBe(180);
    expect(quietAfter(at(240, 2n, { status: 'BACKUP_LOG' }))).toBe(240);
    expect(quietAfter(at(300, 2n, { status: 'BACKUP_LOG' }))).toBe(240);
  });

  it('is when each phase began, and that the first had begun before anybody looked', () => {
    const tracker = createTaskTracker(() => 10);
    tracker.take(at(0, 0n, { status: 'BACKUP_USER_META' }), capabilities);
    tracker.take(at(30, 0n, { status: 'BACKUP_DATA_MINOR' }), capabilities);
    tracker.take(at(60, 1n, { status: 'BACKUP_DATA_MAJOR' }), capabilities);
    expect(dataTimes(tracker)?.phases).toMatchObject([
      { phase: 'user_meta', from: tenFortyTwo, sawBegin: false, until: tenFortyTwo + seconds(30) },
      { phase: 'data', from: tenFortyTwo + seconds(30), sawBegin: true, until: null },
    ]);
  });

  it.each([
    ['bytes read', { inputBytes: 5n }],
    ['bytes written', { outputBytes: 5n }],
    ['log files', { logFiles: { finished: 0n, total: 9n } }],
    ['tablets finished', { tablets: { finished: 2n, total: 9n } }],
    ['tablets counted', { tablets: { finished: 1n, total: 10n } }],
  ])('takes %s as a sign of life', (_, change) => {
    const tracker = createTaskTracker();
    tracker.take(at(0, 1n, { tablets: { finished: 1n, total: 9n } }), capabilities);
    tracker.take(at(60, 1n, { tablets: { finished: 1n, total: 9n }, ...change }), capabilities);
    expect(dataTimes(tracker)?.quietSince).toBe(tenFortyTwo + seconds(60));
  });

  it.each([
    ['BEFORE_BACKUP_LOG', {}],
    ['BACKUP_LOG', { logFiles: null }],
  ])(
    'in %s knows from the first picture how long the archive has been stalled, and keeps it in lists',
    (status, release) => {
      const tracker = createTaskTracker();
      const withLog = job({ plusArchivelog: true });
      const change = { status, endScn: (tenFortyTwo - seconds(840)) * 1000n, ...release };
      const stuckAt = (after: number, behind: number | null) => {
        const now = tenFortyTwo + seconds(after);
        const checkpointScn = (tenFortyTwo - seconds(behind ?? 0)) * 1000n;
        const archives = behind === null ? undefined : [archive({ checkpointScn })];
        const shown = at(after, 1n, change);
        tracker.take(
          { ...shown, jobs: [withLog], ...(archives === undefined ? {} : { archives }) },
          capabilities,
        );
        const [seen = task()] = shown.tasks;
        return (
          progressOf(seen, withLog, { capabilities, seen: tracker, archives, now }).stuck?.seconds ?? null
        );
      };
      expect(stuckAt(0, 900)).toBe(840);
      expect(stuckAt(10, null)).toBe(850);
      expect(stuckAt(20, 850)).toBeNull();
      expect(stuckAt(30, null)).toBeNull();
      expect(stuckAt(40, 700)).toBeNull();
    },
  );

  it('knows from the first list of tenants how long an archive has been stalled that a task waits for', () => {
    let tracker = createTaskTracker();
    const withLog = job({ plusArchivelog: true });
    const change = { status: 'BEFORE_BACKUP_LOG', endScn: 0n };
    const stuckAt = (after: number, behind: number, readBefore: number) => {
      const now = tenFortyTwo + seconds(after);
      const shown = at(after, 1n, change);
      const { tenantId } = withLog.key;
      const ofTenant = {
        tenantId,
        status: 'DOING',
        checkpointScn: (tenFortyTwo - seconds(behind)) * 1000n,
        lagTarget: 120,
        readAt: now - seconds(readBefore),
      };
      tracker.take({ ...shown, jobs: [withLog], tenantArchives: [ofTenant] }, capabilities);
      const [seen = task()] = shown.tasks;
      const evidence = { capabilities, seen: tracker, archives: undefined, now };
      return progressOf(seen, withLog, evidence).stuck?.seconds ?? null;
    };
    expect(stuckAt(0, 900, 0)).toBe(900);
    expect(stuckAt(2, 900, 2)).toBe(902);
    expect(stuckAt(30, 900, 0)).toBe(930);
    // It moves again.
    expect(stuckAt(60, 850, 0)).toBeNull();
    expect(stuckAt(90, 700, 0)).toBeNull();
    // What was read long ago says nothing of now.
    tracker = createTaskTracker();
    expect(stuckAt(100, 900, 300)).toBeNull();
  });
});
