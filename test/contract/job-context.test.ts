import { expect, it } from 'vitest';
import type { Archive } from '../../source/backup/archive.ts';
import type { JobKey } from '../../source/backup/job.ts';
import type { BackupSource } from '../../source/backup/source.ts';
import { archiveRow, endedJobRow, endedTaskRow, jobRow, lagTargetRow, taskRow } from '../fixtures/rows.ts';
import { eventRow, started } from './root-service-events.ts';
import type { Row, Stage } from './servers/stage.ts';
import { timeOf } from './servers/times.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';
import { describeWithRows } from './with-rows.ts';

const key = (tenantId: bigint, jobId: bigint): JobKey => ({ tenantId, jobId });
const scn = (seconds: number) => `${1_715_248_462n + BigInt(seconds)}000000000`;

const withLog = { PLUS_ARCHIVELOG: 'ON' };

describeWithRows('What is read with a job', archives, thePast, refusals);

function archives(stage: Stage): void {
  const seen = ({ tenantId, destNo, status, checkpointScn, path }: Archive) => [
    tenantId,
    destNo,
    status,
    checkpointScn,
    path,
  ];

  async function runningWithLog(task: Row = {}): Promise<void> {
    await stage.put('ARCHIVELOG', 1002n, archiveRow());
    await stage.put('PARAMETERS', 1002n, lagTargetRow(1002n, '120s'));
    await stage.put('ARCHIVELOG', 1004n, archiveRow({ STATUS: 'INTERRUPTED', COMMENT: 'no space' }));
    await stage.put('JOBS', 1002n, jobRow(5, withLog));
    await stage.put('TASKS', 1002n, taskRow(5, task));
  }

  it.each(['sys', 'mysql'] as const)('includes how far its log is archived, in %s', async as => {
    await runningWithLog({ STATUS: 'BEFORE_BACKUP_LOG', END_SCN: scn(90) });
    await stage.build({ as, release: '4.3.3' });
    const source = sourceOn(stage);
    const first = await source.read({ kind: 'job', key: key(1002n, 5n) });
    const expected = [[1002n, 0n, 'DOING', BigInt(scn(60)), 'file:///data/nfs/archive']];
    expect(first.archives?.map(seen)).toEqual(expected);
    await stage.put('ARCHIVELOG', 1002n, archiveRow({ CHECKPOINT_SCN: scn(95) }));
    const second = await source.read({ kind: 'job', key: key(1002n, 5n) });
    expect(second.archives?.map(archive => archive.checkpointScn)).toEqual([BigInt(scn(95))]);
    expect(second.remarks).toBeUndefined();
  });

  it.each([
    ['nobody asked for its log', { PLUS_ARCHIVELOG: 'OFF' }, {}],
    ['its log is being copied', withLog, { STATUS: 'BACKUP_LOG', LOG_FILE_COUNT: '9' }],
  ])('includes the archive when %s, as without it the backup fails', async (_, job, task) => {
    await runningWithLog(task);
    await stage.put('JOBS', 1002n, jobRow(5, job));
    expect((await sourceOn(stage).read({ kind: 'job', key: key(1002n, 5n) })).archives).toHaveLength(1);
  });

  it('includes nothing of the archive when it is being canceled', async () => {
    await runningWithLog({ STATUS: 'CANCELING' });
    await stage.put('JOBS', 1002n, jobRow(5, { ...withLog, STATUS: 'CANCELING' }));
    expect((await sourceOn(stage).read({ kind: 'job', key: key(1002n, 5n) })).archives).toBeUndefined();
  });

  it('includes the archive in BACKUP_LOG of a release that has no status for the wait', async () => {
    await runningWithLog({ STATUS: 'BACKUP_LOG' });
    await stage.build({ as: 'sys', release: '4.2.3' });
    expect((await sourceOn(stage).read({ kind: 'job', key: key(1002n, 5n) })).archives).toHaveLength(1);
  });

  it('includes for a cluster job the archives of the children that need them', async () => {
    await runningWithLog();
    const child = { ...withLog, INITIATOR_TENANT_ID: '1', INITIATOR_JOB_ID: '3' };
    await stage.put('JOBS', 1n, jobRow(3, { ...withLog, INITIATOR_TENANT_ID: '1', INITIATOR_JOB_ID: '3' }));
    await stage.put('JOBS', 1002n, jobRow(5, child));
    await stage.put('JOBS', 1004n, jobRow(7, child));
    const { archives: found } = await sourceOn(stage).read({ kind: 'job', key: key(1n, 3n) });
    expect(found?.map(({ tenantId, status }) => [tenantId, status])).toEqual([
      [1002n, 'DOING'],
      [1004n, 'INTERRUPTED'],
    ]);
  });

  it('has no archive for a tenant that does not archive', async () => {
    await stage.put('JOBS', 1002n, jobRow(5, withLog));
    await stage.put('TASKS', 1002n, taskRow(5));
    expect((await sourceOn(stage).read({ kind: 'job', key: key(1002n, 5n) })).archives).toEqual([]);
  });
}

function thePast(stage: Stage): void {
  async function history(jobId: number, job: Row = {}): Promise<void> {
    await stage.put('JOB_HISTORY', 1002n, endedJobRow(jobId, job));
    // The end of its data, 40 seconds after its start.
    const given = { STATUS: job.STATUS ?? 'COMPLETED', END_SCN: '1715248487718856000' };
    await stage.put('TASK_HISTORY', 1002n, endedTaskRow(jobId, given));
  }

  it.each(['sys', 'mysql'] as const)('includes how the previous backup of its type went, in %s', async as => {
    await history(1, { END_TIMESTAMP: '2024-05-09 10:54:07.718856' });
    await history(2);
    await history(3, { BACKUP_TYPE: 'INC' });
    await history(4, { STATUS: 'FAILED' });
    await stage.put('JOB_HISTORY', 1004n, endedJobRow(4));
    await stage.put('JOBS', 1002n, jobRow(5));
    await stage.put('TASKS', 1002n, taskRow(5));
    await history(6, { END_TIMESTAMP: '2024-05-09 11:54:07.718856' });
    await stage.build({ as, release: '4.3.3' });
    expect((await sourceOn(stage).read({ kind: 'job', key: key(1002n, 5n) })).previousRun).toEqual({
      jobId: 2n,
      type: 'full',
      seconds: 60,
      inputBytes: 173_261_302n,
      outputBytes: 18_706_154n,
      macroBlocks: 41n,
      plusArchivelog: false,
      parts: { data: 40, later: 20 },
    });
  });

  it('includes for an ended job the one before it, and nothing for the first', async () => {
    await history(1);
    await history(2);
    const source = sourceOn(stage);
    expect((await source.read({ kind: 'job', key: key(1002n, 2n) })).previousRun?.jobId).toBe(1n);
    expect((await source.read({ kind: 'job', key: key(1002n, 1n) })).previousRun).toBeNull();
  });
}

function refusals(stage: Stage): void {
  const refusalsRead = async (source: BackupSource, scope = all) => {
    const { refusals: found } =
      scope.kind === 'all'
        ? await source.read({ kind: 'tenants' })
        : await source.read({ kind: 'jobs', scope, pages: 1, columns: 'list' });
    return found?.map(({ tenantId, result }) => [tenantId, result]);
  };

  it('are the starts that failed, until a later one succeeds', async () => {
    await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, started(1002, -9040, 300));
    await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, started(1004, -9040, 310));
    await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, started(1006, 0, 320));
    await stage.put('JOB_HISTORY', 1002n, endedJobRow(1, { START_TIMESTAMP: timeOf(-400) }));
    await stage.put('JOB_HISTORY', 1004n, endedJobRow(1, { START_TIMESTAMP: timeOf(-200) }));
    const source = sourceOn(stage);
    expect(await refusalsRead(source)).toEqual([[1002n, -9040n]]);
    expect(await refusalsRead(source, ofTenant(1002))).toEqual([[1002n, -9040n]]);
    expect(await refusalsRead(source, ofTenant(1004))).toEqual([]);
  });

  it('are read with a job, too, where changes of the whole cluster are found', async () => {
    await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, started(1004, -9040, 310));
    const source = sourceOn(stage);
    const { elsewhere } = await source.read({ kind: 'job', key: key(1002n, 1n) });
    expect(elsewhere?.refusals).toMatchObject([{ tenantId: 1004n, result: -9040n }]);
    expect((await source.read({ kind: 'events', scope: all })).elsewhere?.refusals).toBeUndefined();
    const { events, elsewhere: ofEvents } = await sourceOn(stage).read({ kind: 'events', scope: all });
    expect([events.length, ofEvents?.refusals?.length]).toEqual([1, 1]);
  });

  it('are no longer reported after a day', async () => {
    await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, started(1002, -9040, 25 * 3600));
    expect(await refusalsRead(sourceOn(stage))).toEqual([]);
  });

  it('of a cluster job’s tenant may be known from the cluster job alone', async () => {
    const pairs = [
      ['user_tenant_id', '1004'],
      ['ret', '-4012'],
      ['trace_id', 'Y1-2'],
    ] as const;
    await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, eventRow('handle_user_tenant_backup_failed', pairs, 60));
    expect(await refusalsRead(sourceOn(stage))).toEqual([[1004n, -4012n]]);
  });

  it('are not looked for in a user tenant', async () => {
    await stage.put('JOBS', 1002n, jobRow(5));
    await stage.build({ as: 'mysql', release: '4.3.3' });
    const { refusals: found, remarks } = await sourceOn(stage).read({ kind: 'tenants' });
    expect([found, remarks]).toEqual([undefined, undefined]);
  });
}
