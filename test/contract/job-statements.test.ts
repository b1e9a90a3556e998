import { describe, expect, it } from 'vitest';
import { remarksInEnglish } from '../fixtures/in-english.ts';
import { ownSimulator } from './on-simulator.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';

const users = ['root@sys', 'root@mysql_tenant', 'SYS@oracle_tenant'];

import { handClock } from './hand-clock.ts';

describe('What is read with a job', () => {
  const waitingJob = { JOB_ID: 7, STATUS: 'DOING', PLUS_ARCHIVELOG: 'ON', BACKUP_TYPE: 'FULL' };
  const waitingTask = { TASK_ID: 7, JOB_ID: 7, STATUS: 'BEFORE_BACKUP_LOG' };
  const endedJob = { JOB_ID: 6, STATUS: 'COMPLETED', BACKUP_TYPE: 'FULL' };

  async function waiting(user: string) {
    const clock = handClock();
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    const tenantId = user.includes('oracle') ? 1004 : 1002;
    const [from, until] = [clock.at * 1000 - 60_000_000, clock.at * 1000];
    simulator.put(tenantId, 'JOBS', { ...waitingJob, START_TIMESTAMP: until });
    simulator.put(tenantId, 'TASKS', { ...waitingTask, START_TIMESTAMP: until });
    simulator.put(tenantId, 'JOB_HISTORY', { ...endedJob, START_TIMESTAMP: from, END_TIMESTAMP: until });
    return { clock, simulator, as, key: { tenantId: BigInt(tenantId), jobId: 7n } };
  }

  it.each(users)('is read by %s with the job, in the same statement, but for the first time', async user => {
    const { clock, simulator, as, key } = await waiting(user);
    const source = sourceOn(as(user));
    const first = await source.read({ kind: 'job', key });
    expect(first.archives?.map(archive => [archive.tenantId, archive.status])).toEqual([
      [key.tenantId, 'DOING'],
    ]);
    expect(first.previousRun).toMatchObject({ jobId: 6n, type: 'full', seconds: 60 });
    for (let refresh = 0; refresh < 3; refresh++) {
      clock.at += 2000;
      const before = simulator.statements().length;
      const next = await source.read({ kind: 'job', key });
      expect(simulator.statements().length - before).toBe(1);
      expect(next.archives).toHaveLength(1);
      expect(next.previousRun).toEqual(first.previousRun);
    }
  });

  it.each(users)('has for %s archive_lag_target, read once and again after five minutes', async user => {
    const { clock, simulator, as, key } = await waiting(user);
    const source = sourceOn(as(user));
    const targets = async () =>
      (await source.read({ kind: 'job', key })).archives?.map(({ lagTarget }) => lagTarget);
    const asked = () => simulator.statements().filter(({ sql }) => /archive_lag_target/.test(sql)).length;
    expect([await targets(), asked()]).toEqual([[120], 1]);
    for (const SVR_IP of ['10.0.0.5', '10.0.0.6', '10.0.0.7']) {
      const row = { SVR_IP, SVR_PORT: 2882, NAME: 'archive_lag_target', VALUE: '2h' };
      simulator.put(Number(key.tenantId), 'PARAMETERS', { TENANT_ID: Number(key.tenantId), ...row });
    }
    clock.at += 299_000;
    expect([await targets(), asked()]).toEqual([[120], 1]);
    clock.at += 2000;
    await targets();
    expect([await targets(), asked()]).toEqual([[7200], 2]);
  });

  it('is asked of the archive, without its lag, also while the log is being copied', async () => {
    const { simulator, as, key } = await waiting('root@sys');
    const source = sourceOn(as('root@sys'));
    await source.read({ kind: 'job', key });
    simulator.put(1002, 'TASKS', { ...waitingTask, STATUS: 'BACKUP_LOG' });
    expect((await source.read({ kind: 'job', key })).archives).toHaveLength(1);
    await source.read({ kind: 'job', key });
    expect(simulator.statements().at(-1)?.sql).toMatch(/ARCHIVELOG v/);
    expect(simulator.statements().at(-1)?.sql).not.toMatch(/PARAMETERS/);
  });

  const copyingTask = { ...waitingTask, STATUS: 'BACKUP_USER_DATA' };
  const logStream = {
    job_id: 7,
    task_id: 7,
    ls_id: 1001,
    task_type: 'BACKUP_USER_DATA',
    status: 'DOING',
    macro_block_count: 900,
    finish_macro_block_count: 300,
  };

  it('is in sys, while it copies data, how far its log streams are, and in no list', async () => {
    const { clock, simulator, as, key } = await waiting('root@sys');
    simulator.put(1002, 'TASKS', copyingTask);
    simulator.put(1002, 'LS_TASKS', logStream);
    simulator.put(1002, 'LS_TASKS', { ...logStream, job_id: 6, task_id: 6 });
    const source = sourceOn(as('root@sys'));
    await source.read({ kind: 'job', key });
    clock.at += 2000;
    const before = simulator.statements().length;
    const { logStreams } = await source.read({ kind: 'job', key });
    expect(simulator.statements().length - before).toBe(1);
    expect(logStreams).toMatchObject([
      { tenantId: 1002n, taskId: 7n, lsId: 1001n, macroBlocks: { finished: 300n, total: 900n } },
    ]);
    await source.read({ kind: 'tenants' });
    await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' });
    const lists = simulator.statements().slice(before + 1);
    expect(lists.filter(({ sql }) => /ls_task/.test(sql))).toEqual([]);
    simulator.put(1002, 'TASKS', waitingTask);
    await source.read({ kind: 'job', key });
    expect((await source.read({ kind: 'job', key })).logStreams).toBeUndefined();
  });

  it('does without its log streams for five minutes where it could not be read with them', async () => {
    const { clock, simulator, as, key } = await waiting('root@sys');
    simulator.put(1002, 'TASKS', copyingTask);
    simulator.put(1002, 'LS_TASKS', logStream);
    const source = sourceOn(as('root@sys'));
    const read = async () => {
      clock.at += 2000;
      return (await source.read({ kind: 'job', key })).logStreams?.length;
    };
    await read();
    expect(await read()).toBe(1);
    simulator.fault({ kind: 'error', errno: 4012, match: /ls_task/, message: 'Timeout' });
    await expect(read()).rejects.toMatchObject({ kind: 'timed_out' });
    expect(await read()).toBeUndefined();
    clock.at += 300_000;
    expect(await read()).toBeUndefined();
    expect(await read()).toBe(1);
  });

  it('is left out with a sentence where it may not be read, and not asked for again on this connection', async () => {
    const { clock, simulator, as, key } = await waiting('root@sys');
    const source = sourceOn(as('tasks_reader@sys'));
    const asked = (pattern: RegExp) => simulator.statements().filter(({ sql }) => pattern.test(sql)).length;
    for (let refresh = 0; refresh < 3; refresh++) {
      clock.at += 40_000;
      const tenants = await source.read({ kind: 'tenants' });
      expect(tenants.refusals).toBeUndefined();
      expect(remarksInEnglish(tenants.remarks ?? [])).toEqual([
        'oceanbase.DBA_OB_ROOTSERVICE_EVENT_HISTORY cannot be read (server error 1142). Events, and backups that could not start, are not shown.',
        'oceanbase.CDB_OB_ARCHIVELOG cannot be read (server error 1142). How far the log is archived is not shown.',
      ]);
      const panel = await source.read({ kind: 'job', key });
      expect([panel.archives, remarksInEnglish(panel.remarks ?? [])]).toEqual([
        undefined,
        [
          'oceanbase.CDB_OB_ARCHIVELOG cannot be read (server error 1142). How far the log is archived is not shown.',
        ],
      ]);
      expect((await source.read({ kind: 'log_streams', key })).unavailable).toEqual({
        id: 'view_unreadable',
        view: 'oceanbase.__all_virtual_backup_ls_task',
        number: 1142,
        loss: null,
      });
      expect((await source.read({ kind: 'events', scope: all })).unavailable).toMatchObject({
        id: 'view_unreadable',
        number: 1142,
      });
    }
    // With the others at login, and then alone.
    expect(asked(/ROOTSERVICE_EVENT_HISTORY/)).toBe(2);
    expect(asked(/ARCHIVELOG archivelog/)).toBe(2);
    expect(asked(/ARCHIVELOG v/)).toBe(0);
    expect(asked(/ls_task/)).toBe(1);
    expect(asked(/schedule_task/)).toBe(0);
    simulator.fault({ kind: 'drop' });
    await source.read({ kind: 'tenants' }).catch(() => undefined);
    await source.read({ kind: 'tenants' });
    expect(asked(/ROOTSERVICE_EVENT_HISTORY/)).toBe(4);
  });

  it('is asked of refused starts every half minute at most', async () => {
    const clock = handClock();
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    const source = sourceOn(as('root@sys'));
    const asked = () => simulator.statements().filter(({ sql }) => /start_backup_data/.test(sql)).length;
    for (let refresh = 0; refresh < 31; refresh++) {
      await source.read({ kind: 'tenants' });
      await source.read({ kind: 'jobs', scope: ofTenant(1002), pages: 1, columns: 'list' });
      clock.at += 2000;
    }
    expect(asked()).toBe(3);
  });

  it('is one statement a refresh of the log streams and of the events', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'night', clock: handClock() });
    const source = sourceOn(as('root@sys'));
    const { jobs } = await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' });
    const parent = jobs.find(job => job.key.tenantId === 1n)!;
    for (const ask of [
      () => source.read({ kind: 'log_streams', key: parent.key }),
      () => source.read({ kind: 'events', scope: all }),
    ]) {
      await ask();
      const before = simulator.statements().length;
      await ask();
      expect(simulator.statements().length - before).toBe(1);
    }
  });
});
