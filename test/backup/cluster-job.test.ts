import { describe, expect, it } from 'vitest';
import { tenantsBackingUp } from '../../source/backup/activity.ts';
import {
  childNodesOf,
  childrenOf,
  countChildren,
  jobTree,
  resultIsOfChild,
  withoutJob,
} from '../../source/backup/cluster-job.ts';
import { parentOf } from '../../source/backup/job.ts';
import { parseJobStatus } from '../../source/backup/status.ts';
import { clusterJob, job, jobKey, picture, task } from '../fixtures/values.ts';

const child = (jobId: number, tenantId: number, parent: number, status = 'DOING') =>
  job({ ...jobKey(jobId, tenantId), initiatorTenantId: 1n, initiatorJobId: BigInt(parent), status });

describe('A cluster job', () => {
  const parent = clusterJob(3, [1002, 1004, 1006]);
  const seen = picture({
    jobs: [parent, child(7, 1002, 3, 'COMPLETED'), child(7, 1004, 3, 'FAILED'), child(9, 1006, 2)],
  });

  it('is not its own child, though it names itself as the one that started it', () => {
    expect(parentOf(parent)).toBeNull();
  });

  it('has the jobs that name it', () => {
    expect(childrenOf(seen, parent.key).map(job => job.key.tenantId)).toEqual([1002n, 1004n]);
  });

  it('counts the tenants it was started for: one that could not start has no job', () => {
    expect(countChildren(parent, childNodesOf(seen, parent.key))).toEqual({
      tenants: 3,
      ended: 2,
      failed: 1,
      running: 0,
    });
  });

  it('counts a job whose task has ended, before its own row follows', () => {
    const running = child(7, 1002, 3);
    const node = (status: string) => ({ job: running, tasks: [task({ of: running, status })] });
    expect(countChildren(parent, [node('FAILED')])).toMatchObject({ ended: 1, failed: 1, running: 0 });
    expect(countChildren(parent, [node('BACKUP_LOG')])).toMatchObject({ ended: 0, failed: 0, running: 1 });
  });

  it('has the RESULT of the first job of it that ended without a backup, while it is still DOING', () => {
    const canceled = { ...child(7, 1002, 3, 'CANCELED'), result: -4072n };
    const with4072 = { ...parent, result: -4072n };
    expect(resultIsOfChild(parent, [canceled])).toBe(false);
    expect(resultIsOfChild(with4072, [canceled])).toBe(true);
    const failed = { ...with4072, status: parseJobStatus('FAILED') };
    expect(resultIsOfChild(failed, [canceled])).toBe(true);
    // Its jobs are on another page of history, or it failed by itself.
    expect(resultIsOfChild(failed, [child(7, 1002, 3, 'COMPLETED')])).toBe(false);
  });

  it('that has ended has no count of ended jobs: some of them may be on another page of history', () => {
    const ended = { ...parent, status: parseJobStatus('COMPLETED') };
    expect(countChildren(ended, [])).toEqual({ tenants: 3, ended: null, failed: 0, running: 0 });
  });

  it('awaits the tenants without a job while it runs, and takes them for refused by their event, or once it has ended', () => {
    const children = childrenOf(seen, parent.key);
    const refusal = { tenantId: 1006n, at: parent.startedAt ?? 0n, result: -9040n };
    const ended = { ...parent, status: parseJobStatus('FAILED') };
    expect(withoutJob(parent, children, [])).toEqual({ refused: [], awaited: [1006n] });
    expect(withoutJob(parent, children, [refusal])).toEqual({ refused: [1006n], awaited: [] });
    expect(withoutJob(ended, children, [])).toEqual({ refused: [1006n], awaited: [] });
  });

  it('has its children below it; a child whose parent is not to be seen stands by itself', () => {
    const roots = jobTree(seen);
    expect(roots.map(node => node.job.key)).toEqual([jobKey(9, 1006), parent.key]);
    expect(roots[1]?.children.map(node => node.job.key)).toEqual([jobKey(7, 1002), jobKey(7, 1004)]);
  });

  it('is no tenant that backs up', () => {
    expect(tenantsBackingUp(seen)).toBe(1);
  });
});
