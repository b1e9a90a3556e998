import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityOf, tenantCount } from '../../source/backup/activity.ts';
import { findJob, mergeJobs, mergeTasks, newestFirst, tasksOf } from '../../source/backup/picture.ts';
import { job, jobKey, picture, task, tenant } from '../fixtures/values.ts';

const child = (jobId: number, tenantId: number, parent: number, status = 'DOING') =>
  job({ ...jobKey(jobId, tenantId), initiatorTenantId: 1n, initiatorJobId: BigInt(parent), status });

describe('Live and history rows', () => {
  it('become one list in which history wins, in whatever order they come', () => {
    const live = job({ ...jobKey(7), status: 'DOING' });
    const ended = job({ ...jobKey(7), status: 'COMPLETED', origin: 'history' });
    expect(mergeJobs([live, ended])).toEqual([ended]);
    expect(mergeJobs([ended, live])).toEqual([ended]);
    const liveTask = task({ of: job(jobKey(7)) });
    const endedTask = task({ of: job(jobKey(7)), status: 'FAILED', origin: 'history' });
    expect(mergeTasks([liveTask, endedTask])).toEqual([endedTask]);
  });

  it('keep apart jobs of different tenants with the same number', () => {
    const jobs = [job(jobKey(7, 1002)), job(jobKey(7, 1004))];
    expect(mergeJobs(jobs)).toHaveLength(2);
    const seen = picture({ jobs, tasks: [task({ of: job(jobKey(7, 1004)) })] });
    expect(tasksOf(seen, jobKey(7, 1002))).toEqual([]);
    expect(tasksOf(seen, jobKey(7, 1004))).toHaveLength(1);
    expect(findJob(seen, jobKey(7, 1004))).toBe(jobs[1]);
  });

  it('are looked through once for all copies of a picture, as a report makes one for each job', () => {
    let looks = 0;
    const one = job(jobKey(7));
    const counted = {
      ...one,
      get key() {
        looks += 1;
        return one.key;
      },
    };
    const seen = picture({ jobs: [counted] });
    for (let copy = 0; copy < 10; copy++) {
      expect(findJob({ ...seen, archives: [] }, jobKey(7))).toBe(counted);
      expect(tasksOf({ ...seen, archives: [] }, jobKey(7))).toEqual([]);
    }
    expect(looks).toBe(1);
  });

  it('keep both live jobs of a tenant: its own and one from sys', () => {
    const jobs = mergeJobs([job(jobKey(7)), child(8, 1002, 3)]);
    expect(activityOf(picture({ jobs }), 1002n).running.map(job => job.key.jobId)).toEqual([8n, 7n]);
  });

  it('stand running first, then newest first, in one order only', () => {
    const anyJob = fc
      .record({ id: fc.integer({ min: 1, max: 9 }), start: fc.nat(5), ended: fc.boolean() })
      .map(({ id, start, ended }) =>
        job({ ...jobKey(id, 1000 + id), startedAt: BigInt(start), status: ended ? 'COMPLETED' : 'DOING' }),
      );
    fc.assert(
      fc.property(anyJob, anyJob, anyJob, (a, b, c) => {
        expect(Math.sign(newestFirst(a, b))).toBe(-Math.sign(newestFirst(b, a)) + 0);
        if (newestFirst(a, b) <= 0 && newestFirst(b, c) <= 0)
          expect(newestFirst(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('The activity of a tenant', () => {
  it('is empty where there are no jobs', () => {
    expect(activityOf(picture(), 1002n)).toEqual({ running: [], last: null });
    expect(activityOf(picture(), null)).toEqual({ running: [], last: null });
  });

  it('names the job that ended last, not the one with the highest number', () => {
    const own = job({ ...jobKey(7), status: 'COMPLETED', endedAt: 20n });
    const fromSys = job({ ...jobKey(8), status: 'FAILED', endedAt: 10n });
    expect(activityOf(picture({ jobs: [fromSys, own] }), 1002n).last).toBe(own);
  });

  it('leaves sys out of the number of tenants', () => {
    expect(tenantCount({ tenants: [tenant(1n, 'sys'), tenant(1002n, 'orders')] })).toBe(1);
  });
});
