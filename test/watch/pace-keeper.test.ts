import { describe, expect, it } from 'vitest';
import { createPaceKeeper } from '../../source/watch/pace-keeper.ts';
import { job, picture, seconds, server, task, tenFortyTwo } from '../screens/fake-source.ts';

const { knowledge } = server();
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

describe('the pace keeper', () => {
  it('learns the steps of a task from successive pictures', () => {
    const keeper = createPaceKeeper();
    for (const [after, finished] of [
      [0, 100n],
      [10, 200n],
      [20, 300n],
    ] as const) {
      keeper.take(at(after, finished), knowledge);
    }
    expect(keeper.of(task({ of: running }))?.pace?.steps).toHaveLength(2);
  });

  it('begins a new measure with the log phase: files are no blocks', () => {
    const keeper = createPaceKeeper();
    keeper.take(at(0, 1n), knowledge);
    keeper.take(at(10, 2n), knowledge);
    keeper.take(at(20, 2n, { status: 'BACKUP_LOG', logFiles: { finished: 5n, total: 90n } }), knowledge);
    const seen = keeper.of(task({ of: running }));
    expect(seen?.unit).toBe('files');
    expect(seen?.pace?.steps).toEqual([]);
  });

  it('measures nothing while totals are still counted', () => {
    const keeper = createPaceKeeper();
    keeper.take(at(0, 1n, { status: 'BACKUP_USER_META' }), knowledge);
    expect(keeper.of(task({ of: running }))?.pace).toBeNull();
  });

  it('remembers the last percentage and status of a task that has ended since', () => {
    const keeper = createPaceKeeper();
    keeper.take(at(0, 631n), knowledge);
    keeper.take(at(2, 631n, { status: 'CANCELING' }), knowledge);
    keeper.take(at(4, 631n, { status: 'FAILED', macroBlocks: { finished: 631n, total: 631n } }), knowledge);
    expect(keeper.of(task({ of: running, status: 'FAILED' }))).toMatchObject({
      hundredths: 6310,
      statusText: 'CANCELING',
    });
  });

  it('knows nothing of a task it never saw running', () => {
    const keeper = createPaceKeeper();
    keeper.take(at(0, 631n, { status: 'FAILED' }), knowledge);
    expect(keeper.of(task({ of: running }))).toBeNull();
  });

  it('forgets the tasks not seen for longest when there are too many', () => {
    const keeper = createPaceKeeper();
    for (let id = 1n; id <= 1200n; id++) {
      const of = job({ jobId: id });
      keeper.take(picture({ jobs: [of], tasks: [task({ of })] }), knowledge);
    }
    expect(keeper.of(task({ of: job({ jobId: 1n }) }))).toBeNull();
    expect(keeper.of(task({ of: job({ jobId: 1200n }) }))).not.toBeNull();
  });
});
