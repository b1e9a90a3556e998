import { beforeEach, describe, expect, it } from 'vitest';
import { activityOf } from '../../source/backup/activity.ts';
import { childNodesOf, countChildren, jobTree } from '../../source/backup/cluster-job.ts';
import { findJob, type Picture, tasksOf } from '../../source/backup/picture.ts';
import { historyPage } from '../../source/backup/view.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import type { Stage } from './servers/stage.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';

const key = { tenantId: 1002n, jobId: 7n };
const list = { pages: 1, columns: 'list' } as const;

/** Seconds after the first job of a test, as a time in the view. */
const startOf = (seconds: number) =>
  new Date(Date.UTC(2024, 4, 9) + seconds * 1000).toISOString().replace('T', ' ').replace('Z', '000');

async function moveTask(stage: Stage, tenantId: bigint, id: number, status: string): Promise<void> {
  await stage.put('TASK_HISTORY', tenantId, endedTaskRow(id, { STATUS: status }));
  await stage.remove('TASKS', tenantId, { TASK_ID: String(id) });
}

async function moveJob(stage: Stage, tenantId: bigint, id: number, given = {}): Promise<void> {
  await stage.put('JOB_HISTORY', tenantId, endedJobRow(id, given));
  await stage.remove('JOBS', tenantId, { JOB_ID: String(id) });
}

describeOnEveryStage('A job that ends', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('TENANTS', 1002n, tenantRow('mysql_tenant'));
      await stage.put('JOBS', 1002n, jobRow(7));
      await stage.put('TASKS', 1002n, taskRow(7));
    });

    it('is followed from live to history, first its task, then itself', async () => {
      const source = sourceOn(stage);
      const places = async () => {
        const picture = await source.read({ kind: 'job', key });
        const task = tasksOf(picture, key)[0];
        return [findJob(picture, key)?.origin, task?.origin, task?.status.text];
      };
      expect(await places()).toEqual(['live', 'live', 'BACKUP_DATA_MAJOR']);
      await stage.put('TASKS', 1002n, taskRow(7, { STATUS: 'COMPLETED' }));
      expect(await places()).toEqual(['live', 'live', 'COMPLETED']);
      await moveTask(stage, 1002n, 7, 'COMPLETED');
      expect(await places()).toEqual(['live', 'history', 'COMPLETED']);
      await moveJob(stage, 1002n, 7);
      expect(await places()).toEqual(['history', 'history', 'COMPLETED']);
      expect(await places()).toEqual(['history', 'history', 'COMPLETED']);
    });

    it('is in the list all the time, once, and the history wins where it is in both', async () => {
      const source = sourceOn(stage);
      const read = async () => {
        const { jobs, tasks } = await source.read({ kind: 'jobs', scope: all, ...list });
        return [jobs.map(job => job.origin), tasks.map(task => task.origin)];
      };
      expect(await read()).toEqual([['live'], ['live']]);
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(7));
      await moveTask(stage, 1002n, 7, 'COMPLETED');
      expect(await read()).toEqual([['history'], ['history']]);
      await stage.remove('JOBS', 1002n, { JOB_ID: '7' });
      expect(await read()).toEqual([['history'], ['history']]);
    });

    it('is its tenant’s last backup as soon as it has left', async () => {
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(6, { STATUS: 'FAILED', RESULT: '-4012' }));
      const source = sourceOn(stage);
      const activity = async () => activityOf(await source.read({ kind: 'tenants' }), 1002n);
      expect((await activity()).running.map(job => job.key.jobId)).toEqual([7n]);
      expect((await activity()).last).toMatchObject({ key: { jobId: 6n }, result: -4012n });
      await moveTask(stage, 1002n, 7, 'COMPLETED');
      await moveJob(stage, 1002n, 7);
      expect(await activity()).toMatchObject({ running: [], last: { key: { jobId: 7n } } });
    });

    it('may have neither task nor trace: INIT, failed in INIT, and a tenant that was dropped', async () => {
      await stage.put('JOBS', 1002n, jobRow(8, { STATUS: 'INIT' }));
      const source = sourceOn(stage);
      const one = { tenantId: 1002n, jobId: 8n };
      expect((await source.read({ kind: 'job', key: one })).tasks).toEqual([]);
      await moveJob(stage, 1002n, 8, { STATUS: 'FAILED', RESULT: '-9040' });
      const failed = await source.read({ kind: 'job', key: one });
      expect(failed.jobs).toMatchObject([
        { origin: 'history', status: { outcome: 'failed' }, result: -9040n },
      ]);
      expect(failed.tasks).toEqual([]);
      await source.read({ kind: 'job', key });
      await stage.clear();
      for (let look = 0; look < 8; look++) {
        expect(await source.read({ kind: 'job', key })).toMatchObject({ jobs: [], tasks: [] });
      }
    });

    it('is found though it began long before the newest page of history', async () => {
      for (let id = 100; id < 100 + historyPage + 5; id++) {
        await stage.put('JOB_HISTORY', 1006n, endedJobRow(id, { START_TIMESTAMP: startOf(100_000 + id) }));
      }
      const source = sourceOn(stage);
      expect(findJob(await source.read({ kind: 'jobs', scope: all, ...list }), key)?.origin).toBe('live');
      await moveTask(stage, 1002n, 7, 'COMPLETED');
      await moveJob(stage, 1002n, 7, { START_TIMESTAMP: startOf(0) });
      const picture = await source.read({ kind: 'jobs', scope: all, ...list });
      expect(findJob(picture, key)?.origin).toBe('history');
      expect(tasksOf(picture, key)[0]?.origin).toBe('history');
      expect(picture.jobs).toHaveLength(historyPage + 1);
      expect(picture.olderJobs).toBe(true);
    });

    it('may run at the same time as another of the same tenant', async () => {
      await stage.put('JOBS', 1002n, jobRow(8, { INITIATOR_TENANT_ID: '1', INITIATOR_JOB_ID: '3' }));
      await stage.put('TASKS', 1002n, taskRow(8, { STATUS: 'BACKUP_SYS_META' }));
      const source = sourceOn(stage);
      const { running } = activityOf(await source.read({ kind: 'tenants' }), 1002n);
      expect(running.map(job => job.key.jobId)).toEqual([8n, 7n]);
      expect((await source.read({ kind: 'job', key })).tasks.map(task => task.taskId)).toEqual([7n]);
      await moveTask(stage, 1002n, 7, 'COMPLETED');
      await moveJob(stage, 1002n, 7);
      const after = activityOf(await source.read({ kind: 'tenants' }), 1002n);
      expect([after.running[0]?.key.jobId, after.last?.key.jobId]).toEqual([8n, 7n]);
    });
  });
});

describeOnEveryStage('A cluster job', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    const parent = jobRow(3, {
      BACKUP_SET_ID: '0',
      INITIATOR_TENANT_ID: '1',
      INITIATOR_JOB_ID: '3',
      EXECUTOR_TENANT_ID: '1002,1004,1006',
      JOB_LEVEL: 'CLUSTER',
    });
    const child = { INITIATOR_TENANT_ID: '1', INITIATOR_JOB_ID: '3' };
    const parentKey = { tenantId: 1n, jobId: 3n };
    const counted = (picture: Picture) =>
      countChildren(findJob(picture, parentKey)!, childNodesOf(picture, parentKey));

    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('JOBS', 1n, parent);
      await stage.put('JOBS', 1002n, jobRow(7, child));
      await stage.put('TASKS', 1002n, taskRow(7));
      await stage.put('JOB_HISTORY', 1004n, endedJobRow(7, child));
      await stage.put('TASK_HISTORY', 1004n, endedTaskRow(7));
      await stage.put('JOB_HISTORY', 1006n, endedJobRow(9, { ...child, INITIATOR_JOB_ID: '2' }));
    });

    it('has children, live and ended, with their tasks, and none of its own', async () => {
      const picture = await sourceOn(stage).read({ kind: 'job', key: parentKey });
      const [root] = jobTree(picture);
      expect(root?.job).toMatchObject({ key: parentKey, executorTenantIds: [1002n, 1004n, 1006n] });
      expect(root?.tasks).toEqual([]);
      expect(root?.children.map(node => [node.job.key.tenantId, node.job.origin, node.tasks.length])).toEqual(
        [
          [1002n, 'live', 1],
          [1004n, 'history', 1],
        ],
      );
      expect(counted(picture)).toEqual({ tenants: 3, ended: 1, failed: 0, running: 1 });
    });

    it('shows its ended children in every list while it runs', async () => {
      const source = sourceOn(stage);
      const [tenants, jobs] = [
        await source.read({ kind: 'tenants' }),
        await source.read({ kind: 'jobs', scope: all, ...list }),
      ];
      for (const picture of [tenants, jobs]) {
        expect(counted(picture)).toMatchObject({ ended: 1, running: 1 });
      }
    });

    it('counts more children than a page of history holds', async () => {
      const many = historyPage + 10;
      const executors = Array.from({ length: many }, (_, index) => 2002 + 2 * index);
      await stage.put('JOBS', 1n, { ...parent, EXECUTOR_TENANT_ID: executors.join(',') });
      for (const tenantId of executors)
        await stage.put('JOB_HISTORY', BigInt(tenantId), endedJobRow(1, child));
      const picture = await sourceOn(stage).read({ kind: 'jobs', scope: all, ...list });
      const ended = counted(picture).ended;
      expect(ended).toBe(many + 1);
    });

    it('ends after its children, for a moment in both views', async () => {
      const source = sourceOn(stage);
      await source.read({ kind: 'job', key: parentKey });
      await moveTask(stage, 1002n, 7, 'FAILED');
      await moveJob(stage, 1002n, 7, { ...child, STATUS: 'FAILED', RESULT: '-4016' });
      await stage.put('JOB_HISTORY', 1n, { ...parent, STATUS: 'FAILED', END_TIMESTAMP: startOf(0) });
      const picture = await source.read({ kind: 'job', key: parentKey });
      expect(findJob(picture, parentKey)).toMatchObject({ origin: 'history', status: { outcome: 'failed' } });
      expect(counted(picture)).toMatchObject({
        ended: null,
        failed: 1,
        running: 0,
      });
    });

    it('is not in a user tenant, whose child of it is read by itself', async () => {
      await stage.build({ as: 'mysql', release: '4.3.3' });
      const source = sourceOn(stage);
      const { jobs, tasks } = await source.read({ kind: 'jobs', scope: ofTenant(1002), ...list });
      expect(jobs.map(job => job.key)).toEqual([key]);
      expect(tasks).toHaveLength(1);
      expect((await source.read({ kind: 'job', key })).jobs[0]).toMatchObject({
        initiatorTenantId: 1n,
        initiatorJobId: 3n,
      });
    });
  });
});

describeOnEveryStage('The history', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    const rows = 2 * historyPage + 7;

    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      for (let id = 1; id <= rows; id++) {
        // All tenants' jobs of a night may begin at the same moment, and numbers repeat between tenants.
        const start = { START_TIMESTAMP: startOf(id < 70 ? 0 : id) };
        await stage.put('JOB_HISTORY', id % 2 === 0 ? 1002n : 1004n, endedJobRow(Math.ceil(id / 2), start));
        await stage.put('TASK_HISTORY', id % 2 === 0 ? 1002n : 1004n, endedTaskRow(Math.ceil(id / 2)));
      }
    });

    it.each([
      ['all tenants', 'sys', all, rows],
      ['one tenant', 'sys', ofTenant(1002), Math.floor(rows / 2)],
      ['the own tenant', 'mysql', ofTenant(1002), Math.floor(rows / 2)],
    ] as const)('of %s is read page by page to its end, each job once', async (_, as, scope, count) => {
      await stage.build({ as, release: '4.3.3' });
      const source = sourceOn(stage);
      const first = await source.read({ kind: 'jobs', scope, ...list });
      expect(first.jobs).toHaveLength(historyPage);
      expect(first.olderJobs).toBe(true);
      const whole = await source.read({ kind: 'jobs', scope, pages: 9, columns: 'list' });
      expect(whole.olderJobs).toBe(false);
      expect(whole.jobs).toHaveLength(count);
      expect(whole.tasks).toHaveLength(count);
      expect(whole.jobs.slice(0, historyPage)).toEqual(first.jobs);
      expect(new Set(whole.jobs.map(job => `${job.key.tenantId}/${job.key.jobId}`)).size).toBe(count);
    });

    it('that cannot be counted in pages is empty without one', async () => {
      const picture = await sourceOn(stage).read({ kind: 'jobs', scope: ofTenant(1008), ...list });
      expect(picture).toMatchObject({ jobs: [], tasks: [], olderJobs: false });
    });
  });
});
