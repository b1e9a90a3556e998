import { describe, expect, it } from 'vitest';
import { progressOf } from '../../source/backup/task-progress.ts';
import { createStore } from '../../source/watch/store.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { job, picture, task, tenFortyTwo } from '../fixtures/values.ts';
import { manualClock } from './manual-clock.ts';

const running = job();

/** A store that watches one task; `finish` sets how many of its thousand blocks are finished. */
function stage() {
  const clock = manualClock(Number(tenFortyTwo / 1000n));
  const source = fakeSource(picture({ jobs: [running] }));
  source.clock = () => BigInt(clock.now()) * 1000n;
  const finish = (finished: bigint) => {
    source.world = picture({
      jobs: [running],
      tasks: [task({ of: running, outputBytes: finished, macroBlocks: { finished, total: 1000n } })],
    });
  };
  finish(1n);
  const store = createStore({
    source,
    clock,
    random: () => 0,
    intervalSeconds: 10,
    firstView: { kind: 'jobs', scope: { kind: 'all' }, pages: 1, columns: 'list' },
    onFatal: error => expect.unreachable(error.message),
  });
  const stuck = () => store.changes().find(({ kind }) => kind === 'stuck') ?? null;
  /** What screens draw of the task. */
  const shown = () => {
    const { answer, evidence } = store.state();
    const [of = task()] = answer !== null && 'tasks' in answer ? answer.tasks : [];
    return evidence === null ? null : progressOf(of, running, evidence).stuck;
  };
  return { clock, store, finish, stuck, shown };
}

describe('The alert of a stuck task', () => {
  it('comes by the habit of the task, as the screens say it: a step every ten seconds, then none for two minutes', async () => {
    const { clock, store, finish, stuck, shown } = stage();
    store.start();
    for (let steps = 2n; steps <= 10n; steps++) {
      await clock.advance(10_000);
      finish(steps);
    }
    await clock.advance(10_000);
    await clock.advance(120_000);
    expect([stuck(), shown()]).toEqual([null, null]);
    await clock.advance(10_000);
    expect(stuck()).toMatchObject({ job: running.key, seconds: 130 });
    expect(shown()).toEqual({ seconds: 130, lookAt: 'log_streams' });
  });

  it('comes after the ten minutes of the kernel where nothing is known of its habit', async () => {
    const { clock, store, stuck, shown } = stage();
    store.start();
    await clock.advance(600_000);
    expect([stuck(), shown()]).toEqual([null, null]);
    await clock.advance(10_000);
    expect(stuck()).toMatchObject({ job: running.key, seconds: 610 });
    expect(shown()).toEqual({ seconds: 610, lookAt: 'log_streams' });
  });
});
