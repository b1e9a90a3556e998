import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityOf, tenantCount } from '../../source/backup/activity.ts';
import { findJob, mergeJobs, mergeTasks, newestFirst, tasksOf } from '../../source/backup/picture.ts';
import { jobKey, makeJob, makePicture, makeTask } from './make.ts';

const child = (jobId: number, tenantId: number, parent: number, status = 'DOING') =>
  makeJob(jobKey(jobId, tenantId), { initiatorTenantId: 1n, initiatorJobId: BigInt(parent), status });

describe('Live and history rows', () => {
  it('become one list in which history wins, in whatever order they come', () => {
    const live = makeJob(jobKey(7), { status: 'DOING' });
    const ended = makeJob(jobKey(7), { status: 'COMPLETED', origin: 'history' });
    expect(mergeJobs([live, ended])).toEqual([ended]);
    expect(mergeJobs([ended, live])).toEqual([ended]);
    const task = makeTask(jobKey(7));
    const endedTask = makeTask(jobKey(7), { status: 'FAILED', origin: 'history' });
    expect(mergeTasks([task, endedTask])).toEqual([endedTask]);
  });

  it('keep apart jobs of different tenants with the same number', () => {
    const jobs = [makeJob(jobKey(7, 1002)), makeJob(jobKey(7, 1004))];
    expect(mergeJobs(jobs)).toHaveLength(2);
    const picture = makePicture(jobs, [makeTask(jobKey(7, 1004))]);
    expect(tasksOf(picture, jobKey(7, 1002))).toEqual([]);
    expect(tasksOf(picture, jobKey(7, 1004))).toHaveLength(1);
    expect(findJob(picture, jobKey(7, 1004))).toBe(jobs[1]);
  });

  it('keep both live jobs of a tenant: its own and one from sys', () => {
    const jobs = mergeJobs([makeJob(jobKey(7)), child(8, 1002, 3)]);
    expect(activityOf(makePicture(jobs), 1002n).running.map(job => job.key.jobId)).toEqual([8n, 7n]);
  });

  it('stand running first, then newest first, in one order only', () => {
    const job = fc
      .record({ id: fc.integer({ min: 1, max: 9 }), start: fc.nat(5), ended: fc.boolean() })
      .map(({ id, start, ended }) =>
        makeJob(jobKey(id, 1000 + id), { startedAt: BigInt(start), status: ended ? 'COMPLETED' : 'DOING' }),
      );
    fc.assert(
      fc.property(job, job, job, (a, b, c) => {
        expect(Math.sign(newestFirst(a, b))).toBe(-Math.sign(newestFirst(b, a)) + 0);
        if (newestFirst(a, b) <= 0 && newestFirst(b, c) <= 0)
          expect(newestFirst(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('What goes on in a tenant', () => {
  it('is nothing where there are no jobs', () => {
    expect(activityOf(makePicture([]), 1002n)).toEqual({ running: [], last: null });
    expect(activityOf(makePicture([]), null)).toEqual({ running: [], last: null });
  });

  it('names the job that ended last, not the one with the highest number', () => {
    const own = makeJob(jobKey(7), { status: 'COMPLETED', endedAt: 20n });
    const fromSys = makeJob(jobKey(8), { status: 'FAILED', endedAt: 10n });
    expect(activityOf(makePicture([fromSys, own]), 1002n).last).toBe(own);
  });

  it('counts tenants without sys', () => {
    const tenant = (id: bigint) => ({ id, name: String(id), mode: null, archivesLog: null, row: [] });
    expect(tenantCount({ tenants: [tenant(1n), tenant(1002n)] })).toBe(1);
  });
});
