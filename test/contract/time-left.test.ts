import { describe, expect, it } from 'vitest';
import type { JobKey } from '../../source/backup/job.ts';
import { progressOf, type TaskProgress } from '../../source/backup/task-progress.ts';
import { createTaskTracker } from '../../source/watch/task-tracker.ts';
import { ownSimulator } from './on-simulator.ts';
import { ofTenant, sourceOn } from './source-on.ts';

interface Said {
  /** Milliseconds. */
  readonly at: number;
  readonly progress: TaskProgress;
}

/** What the panel says of a tenant's backup in the simulated night, looked at every ten seconds until its job has ended. */
async function followed(tenantId: number) {
  const clock = { at: Date.UTC(2026, 10, 22, 10, 38, 0), now: () => clock.at };
  const { as } = await ownSimulator({ scenario: 'night', clock });
  const source = sourceOn(as('root@sys'));
  const { capabilities } = await source.identify();
  const tracker = createTaskTracker(() => 10);
  const said: Said[] = [];
  let key: JobKey | null = null;
  for (let n = 0; n < 1000; n++) {
    clock.at += 10_000;
    if (key === null) {
      const list = await source.read({ kind: 'jobs', scope: ofTenant(tenantId), pages: 1, columns: 'list' });
      key = list.jobs.find(job => job.status.kind === 'running')?.key ?? null;
      continue;
    }
    const picture = await source.read({ kind: 'job', key });
    tracker.take(picture, capabilities);
    const [job, task] = [picture.jobs[0], picture.tasks[0]];
    if (job?.status.kind === 'ended' && job.endedAt !== null && task !== undefined) {
      return { said, dataEnd: Number(task.endScn / 1_000_000n), jobEnd: Number(job.endedAt / 1000n) };
    }
    if (job === undefined || task === undefined) continue;
    const progress = progressOf(task, job, { capabilities, seen: tracker, now: picture.readAt });
    said.push({ at: clock.at, progress });
  }
  throw new Error('it has not ended');
}

const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

describe('The end that a panel in sys tells', () => {
  it.each([
    ['one log stream', 1002],
    ['several log streams, one of which retries', 1006],
  ])('of the data and of the job is what comes, with %s', async (_, tenantId) => {
    const { said, dataEnd, jobEnd } = await followed(tenantId);
    const points = said.flatMap(({ at, progress: { dataLeft } }) =>
      dataLeft?.kind === 'point' && dataEnd - at > 60_000 ? [(dataLeft.seconds * 1000) / (dataEnd - at)] : [],
    );
    expect(points.length).toBeGreaterThan(60);
    expect(middle(points)).toBeGreaterThan(0.8);
    expect(middle(points)).toBeLessThan(1.25);
    const jobs = said.flatMap(({ at, progress: { jobLeft, dataLeft } }) =>
      jobLeft?.left.kind === 'point' && dataLeft?.kind === 'point'
        ? [(jobLeft.left.seconds * 1000) / (jobEnd - at)]
        : [],
    );
    expect(middle(jobs)).toBeGreaterThan(0.75);
    expect(middle(jobs)).toBeLessThan(1.35);
    expect(said.some(({ progress }) => progress.dataLeft?.kind === 'soon')).toBe(true);
  });
});
