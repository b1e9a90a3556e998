import { beforeEach, describe, expect, it } from 'vitest';
import { tasksOf } from '../../source/backup/picture.ts';
import type { Row } from '../../source/backup/row.ts';
import views from '../../source/simulator/views.json' with { type: 'json' };
import { remarksInEnglish } from '../fixtures/in-english.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { describeOnSimulator, ownSimulator } from './on-simulator.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import { releases } from './servers/views.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';

/** A row as the server sent it. */
const texts = (row: Row | undefined) =>
  Object.fromEntries((row ?? []).map(column => [column.name, column.raw]));
const names = (row: Row | undefined) => (row ?? []).map(column => column.name);
const without = <T extends object>(row: T, ...columns: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)));

type Listed = Record<string, Record<string, [string, string, string][]>>;

/** The columns a view has at a release, without the secret one. */
function columnsAt(view: string, mode: string, release: string): string[] {
  const order = releases as readonly string[];
  return ((views.views as unknown as Listed)[view]?.[mode] ?? [])
    .filter(([name, , since]) => name !== 'PASSWD' && order.indexOf(since) <= order.indexOf(release))
    .map(([name]) => name);
}

/** The rows the official documentation shows for a running backup. */
const sampleJob = jobRow(1, {
  INITIATOR_TENANT_ID: '1',
  INITIATOR_JOB_ID: '1',
  BACKUP_TYPE: 'D',
  START_TIMESTAMP: '2022-06-01 17:10:24.046643',
});
const sampleTask = taskRow(2, {
  STATUS: 'BEFORE_BACKUP_LOG',
  END_SCN: '1715248598352783000',
  FINISH_TABLET_COUNT: '668',
  FINISH_MACRO_BLOCK_COUNT: '82',
  DATA_PROGRESS: '100.00',
});

describeOnEveryStage('The values of the views', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
    });

    it('are the official sample’s, to the last digit', async () => {
      await stage.put('JOBS', 1002n, sampleJob);
      await stage.put('TASKS', 1002n, sampleTask);
      const picture = await sourceOn(stage).read({ kind: 'jobs', scope: all, pages: 1, columns: 'full' });
      const job = picture.jobs[0];
      expect(texts(job?.row)).toEqual({ TENANT_ID: '1002', ...without(sampleJob, 'PASSWD') });
      expect(texts(picture.tasks[0]?.row)).toEqual({ TENANT_ID: '1002', ...without(sampleTask, 'PASSWD') });
      expect(job?.type).toEqual({ kind: 'full', text: 'D' });
      expect(job?.startedAt).toBe(1_654_103_424_046_643n);
      expect(job?.endedAt).toBeNull();
      expect(picture.tasks[0]).toMatchObject({
        startScn: 1_715_248_462_749_288_000n,
        endScn: 1_715_248_598_352_783_000n,
        inputBytes: 173_261_302n,
        outputBytes: 18_706_154n,
        dataProgress: 10_000,
        logProgress: 0,
      });
    });

    it('keep 64 bits, signed and unsigned, and every digit of a decimal', async () => {
      const given = {
        START_SCN: '18446744073709551615',
        INPUT_BYTES: '9223372036854775807',
        RESULT: '-9223372036854775808',
        OUTPUT_RATE_BYTES: '1234567890123456789012345678.9999',
        DATA_PROGRESS: '99.99',
      };
      await stage.put('TASKS', 1002n, taskRow(7, given));
      const { tasks } = await sourceOn(stage).read({ kind: 'jobs', scope: all, pages: 1, columns: 'full' });
      expect(texts(tasks[0]?.row)).toMatchObject(given);
      expect(tasks[0]).toMatchObject({
        startScn: 2n ** 64n - 1n,
        inputBytes: 2n ** 63n - 1n,
        result: -(2n ** 63n),
        dataProgress: 9999,
      });
    });

    it('are times in UTC with all six digits, whatever the server’s own zone', async () => {
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(7));
      const { jobs } = await sourceOn(stage).read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' });
      expect(jobs[0]?.startedAt).toBe(1_715_248_447_718_856n);
      expect(jobs[0]?.endedAt).toBe(1_715_248_507_718_856n);
    });

    it('keep text as it was stored, and have what is safe to draw next to it', async () => {
      const comment = 'a\u001b[31m“b”\nc 中文 \u202e';
      await stage.put('JOBS', 1002n, jobRow(7, { COMMENT: comment, DESCRIPTION: '每日备份', PATH: '' }));
      const picture = await sourceOn(stage).read({ kind: 'job', key: { tenantId: 1002n, jobId: 7n } });
      const job = picture.jobs[0];
      expect(texts(job?.row)).toMatchObject({ COMMENT: comment, DESCRIPTION: '每日备份', PATH: '' });
      expect(job?.comment).toBe('a␛[31m“b”␊c 中文 �');
      expect(job?.description).toBe('每日备份');
    });

    it('of a job has its note and its comment in a list too, where they are drawn and searched', async () => {
      await stage.put(
        'JOB_HISTORY',
        1002n,
        jobRow(7, { STATUS: 'FAILED', COMMENT: 'why', DESCRIPTION: 'nightly' }),
      );
      const { jobs } = await sourceOn(stage).read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' });
      expect(jobs[0]).toMatchObject({ comment: 'why', description: 'nightly' });
    });

    it('are NULL where the server has none', async () => {
      const none = {
        BACKUP_SET_ID: null,
        COMMENT: null,
        ENCRYPTION_MODE: null,
        DESCRIPTION: null,
        PATH: null,
      };
      await stage.put('JOBS', 1002n, jobRow(7, none));
      const { jobs } = await sourceOn(stage).read({ kind: 'jobs', scope: all, pages: 1, columns: 'full' });
      expect(texts(jobs[0]?.row)).toMatchObject(none);
      expect(jobs[0]).toMatchObject({ backupSetId: null, comment: '', path: '' });
    });

    it('never include the secret column, in lists or in full', async () => {
      for (const view of ['JOBS', 'JOB_HISTORY'] as const) await stage.put(view, 1002n, jobRow(7));
      for (const view of ['TASKS', 'TASK_HISTORY'] as const) await stage.put(view, 1002n, endedTaskRow(7));
      const source = sourceOn(stage);
      for (const columns of ['list', 'full'] as const) {
        const picture = await source.read({ kind: 'jobs', scope: all, pages: 1, columns });
        for (const { row } of [...picture.jobs, ...picture.tasks]) expect(names(row)).not.toContain('PASSWD');
      }
    });

    describe.each(releases)('at %s', release => {
      it.each([
        ['sys', 'CDB_OB_BACKUP_'],
        ['mysql', 'DBA_OB_BACKUP_'],
      ] as const)('have in %s the columns of the release, in the order of the view', async (as, prefix) => {
        await stage.build({ as, release });
        await stage.put('JOBS', 1002n, jobRow(7));
        await stage.put('TASKS', 1002n, taskRow(7));
        await stage.put('JOB_HISTORY', 1002n, endedJobRow(6));
        await stage.put('TASK_HISTORY', 1002n, endedTaskRow(6));
        const picture = await sourceOn(stage).read({ kind: 'jobs', scope: all, pages: 1, columns: 'full' });
        const found = [picture.jobs[0], picture.jobs[1], picture.tasks[0], picture.tasks[1]];
        expect(found.map(one => one?.origin)).toEqual(['live', 'history', 'live', 'history']);
        expect(found.map(one => names(one?.row))).toEqual(
          ['JOBS', 'JOB_HISTORY', 'TASKS', 'TASK_HISTORY'].map(view =>
            columnsAt(`${prefix}${view}`, as, release),
          ),
        );
        expect(found.map(one => one?.endedAt === null)).toEqual([true, false, true, false]);
        for (const job of picture.jobs) expect(job.key.tenantId).toBe(1002n);
        for (const task of picture.tasks) expect(task.job.tenantId).toBe(1002n);
      });
    });

    it('are an empty END_TIMESTAMP of a running job at 4.0.0', async () => {
      await stage.build({ as: 'sys', release: '4.0.0' });
      await stage.put('JOBS', 1002n, jobRow(7));
      const { jobs } = await sourceOn(stage).read({ kind: 'jobs', scope: all, pages: 1, columns: 'full' });
      expect(texts(jobs[0]?.row).END_TIMESTAMP).toBe('');
      expect(jobs[0]?.endedAt).toBeNull();
    });

    it('keep tenants with the same JOB_ID apart', async () => {
      for (const tenantId of [1002n, 1006n]) {
        await stage.put('JOBS', tenantId, jobRow(7));
        await stage.put('TASKS', tenantId, taskRow(7));
      }
      const source = sourceOn(stage);
      const picture = await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' });
      expect(picture.jobs.map(job => job.key.tenantId).sort()).toEqual([1002n, 1006n]);
      expect(tasksOf(picture, { tenantId: 1006n, jobId: 7n })).toHaveLength(1);
      const one = await source.read({ kind: 'job', key: { tenantId: 1006n, jobId: 7n } });
      expect([...one.jobs, ...one.tasks]).toHaveLength(2);
      const ofOne = await source.read({ kind: 'jobs', scope: ofTenant(1006), pages: 1, columns: 'list' });
      expect(ofOne.jobs.map(job => job.key.tenantId)).toEqual([1006n]);
    });
  });

  it('that are read twice are the same', async () => {
    const source = sourceOn(stage);
    const { jobs } = await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'full' });
    const ended = jobs.filter(job => job.origin === 'history');
    const again = await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'full' });
    expect(again.jobs.filter(job => job.origin === 'history')).toEqual(ended);
  });
});

describeOnSimulator('The values of an Oracle tenant', stage => {
  beforeEach(() => stage.clear());

  it.each(releases)('at %s have the columns of the release and mean the same as in sys', async release => {
    await stage.build({ as: 'oracle', release });
    await stage.put('JOBS', 1004n, jobRow(7, { COMMENT: 'waits', DESCRIPTION: '' }));
    await stage.put('TASKS', 1004n, taskRow(7));
    await stage.put('JOB_HISTORY', 1004n, endedJobRow(6));
    const source = sourceOn(stage);
    expect(await source.identify()).toMatchObject({ mode: 'ORACLE', sees: 'own_tenant' });
    const picture = await source.read({ kind: 'jobs', scope: ofTenant(null), pages: 1, columns: 'full' });
    const [job, ended] = picture.jobs;
    expect(names(job?.row)).toEqual(columnsAt('DBA_OB_BACKUP_JOBS', 'oracle', release));
    expect(names(picture.tasks[0]?.row)).toEqual(columnsAt('DBA_OB_BACKUP_TASKS', 'oracle', release));
    // Text in UTC+8 without a fraction; '' is NULL.
    expect(texts(job?.row)).toMatchObject({
      START_TIMESTAMP: '2024-05-09 17:54:07',
      END_TIMESTAMP: null,
      COMMENT: 'waits',
      DESCRIPTION: null,
    });
    expect(job?.startedAt).toBe(1_715_248_447_000_000n);
    expect(ended?.endedAt).toBe(1_715_248_507_000_000n);
    expect(job?.description).toBe('');
    expect(picture.tasks[0]).toMatchObject({
      startScn: 1_715_248_462_749_288_000n,
      macroBlocks: { finished: 41n, total: 82n },
    });
  });

  it('tell its name and number since 4.1, and nothing but the login before', async () => {
    await stage.build({ as: 'oracle', release: '4.1.0' });
    await stage.put('TENANTS', 1004n, tenantRow('oracle_tenant', { COMPATIBILITY_MODE: 'ORACLE' }));
    expect(await sourceOn(stage).identify()).toMatchObject({ tenantId: 1004n, tenantName: 'oracle_tenant' });
    await stage.build({ as: 'oracle', release: '4.0.0' });
    await stage.put('JOBS', 1004n, jobRow(7));
    const source = sourceOn(stage);
    const server = await source.identify();
    expect(server).toMatchObject({ tenantId: null, tenantName: 'oracle_tenant' });
    expect(remarksInEnglish(server.remarks)).toEqual([
      'SYS.DBA_OB_TENANTS cannot be read (server error 942). Tenant names are not known.',
    ]);
    const { tenants, jobs } = await source.read({ kind: 'tenants' });
    expect(tenants).toMatchObject([{ id: null, name: 'oracle_tenant', mode: 'ORACLE' }]);
    expect((await source.read({ kind: 'job', key: jobs[0]!.key })).jobs).toHaveLength(1);
  });

  it('are refused without rights as if the views were not there', async () => {
    await stage.build({ as: 'oracle', release: '4.3.3' });
    await expect(sourceOn(stage, 'nobody').identify()).rejects.toMatchObject({
      kind: 'views_unreadable',
      serverNumber: 942,
    });
  });

  it('keep 38 digits', async () => {
    await stage.build({ as: 'oracle', release: '4.3.3' });
    await stage.put(
      'TASKS',
      1004n,
      taskRow(7, { START_SCN: '18446744073709551615', DATA_PROGRESS: '71.40' }),
    );
    const { tasks } = await sourceOn(stage).read({
      kind: 'jobs',
      scope: ofTenant(null),
      pages: 1,
      columns: 'full',
    });
    expect(tasks[0]).toMatchObject({ startScn: 2n ** 64n - 1n, dataProgress: 7140 });
  });
});

describe('A release that is not out yet', () => {
  it.each(['root@sys', 'root@mysql_tenant', 'SYS@oracle_tenant'])(
    'has its new columns read by their type, in %s',
    async user => {
      const { simulator, as } = await ownSimulator({ scenario: 'empty@next' });
      simulator.clear();
      const tenantId = user.startsWith('SYS') ? 1004 : 1002;
      const at = 1_715_248_447_718_856;
      const time = { START_TIMESTAMP: at, END_TIMESTAMP: null };
      simulator.put(tenantId, 'JOBS', { ...jobRow(7), ...time, QUANTUM_MODE: 'on' });
      simulator.put(tenantId, 'TASKS', {
        ...taskRow(7),
        ...time,
        STATUS: 'BACKUP_QUANTUM_META',
        QUANTUM_BYTES: 42,
      });
      const source = sourceOn(as(user));
      expect((await source.identify()).versionText).toBe('OceanBase 4.9.0.0');
      const { jobs, tasks } = await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'full' });
      expect(jobs[0]?.row.find(column => column.name === 'QUANTUM_MODE')).toMatchObject({
        kind: 'text',
        raw: 'on',
      });
      const bytes = tasks[0]?.row.find(column => column.name === 'QUANTUM_BYTES');
      expect(bytes).toMatchObject({ kind: 'integer', raw: '42' });
      expect(tasks[0]?.status).toEqual({ kind: 'running', text: 'BACKUP_QUANTUM_META', known: false });
    },
  );
});
