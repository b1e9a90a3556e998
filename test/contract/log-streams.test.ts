import { beforeEach, expect, it } from 'vitest';
import type { JobKey } from '../../source/backup/job.ts';
import {
  logStreamsOf,
  logStreams as logStreamTasks,
  schedule,
} from '../../source/oceanbase/views/log-streams.ts';
import { jobRow } from '../fixtures/rows.ts';
import { readableWith } from '../oceanbase/views/readable.ts';
import { ask } from './servers/ask.ts';
import type { Row, Stage } from './servers/stage.ts';
import { sourceOn } from './source-on.ts';
import { describeWithRows } from './with-rows.ts';

const key = (tenantId: bigint, jobId: bigint): JobKey => ({ tenantId, jobId });

describeWithRows('The log streams of a job', logStreams);

function logStreams(stage: Stage): void {
  const lsRow = (lsId: number, given: Row = {}): Row => ({
    task_id: '5',
    ls_id: String(lsId),
    job_id: '5',
    task_type: 'BACKUP_USER_DATA',
    status: 'DOING',
    start_ts: '1715248462749288',
    svr_ip: '10.0.0.6',
    svr_port: '2882',
    task_trace_id: 'YB42-1',
    input_bytes: '2097152',
    output_bytes: '1048576',
    tablet_count: '10',
    finish_tablet_count: '4',
    macro_block_count: '100',
    finish_macro_block_count: '50',
    turn_id: '1',
    retry_id: '0',
    result: '0',
    comment: '',
    ...given,
  });

  beforeEach(async () => {
    await stage.put('JOBS', 1002n, jobRow(5, { INITIATOR_TENANT_ID: '1', INITIATOR_JOB_ID: '3' }));
    await stage.put('LS_TASKS', 1002n, lsRow(1001));
    await stage.put('LS_TASKS', 1002n, lsRow(1002, { retry_id: '7', svr_ip: '', svr_port: '0' }));
    await stage.put('LS_TASKS', 1002n, lsRow(1, { status: 'FINISH' }));
    await stage.put('LS_TASKS', 1002n, lsRow(1003, { job_id: '4', task_id: '4' }));
    await stage.put('SCHEDULE_TASKS', 1002n, {
      task_id: '5',
      ls_id: '1001',
      job_id: '5',
      destination: '10.0.0.6:2882',
      is_schedule: 'True',
    });
  });

  it('are those of the task, what needs a look first, with their place in the queue', async () => {
    const { logStreams: found, unavailable } = await sourceOn(stage).read({
      kind: 'log_streams',
      key: key(1002n, 5n),
    });
    expect(unavailable).toBeNull();
    expect(found.map(({ lsId, retryId, server }) => [lsId, retryId, server])).toEqual([
      [1002n, 7n, ''],
      [1001n, 0n, '10.0.0.6:2882'],
      [1n, 0n, '10.0.0.6:2882'],
    ]);
    expect(found[1]).toMatchObject({
      tenantId: 1002n,
      taskId: 5n,
      type: 'BACKUP_USER_DATA',
      status: 'DOING',
      inputBytes: 2_097_152n,
      macroBlocks: { finished: 50n, total: 100n },
      tablets: { finished: 4n, total: 10n },
      startedAt: 1_715_248_462_749_288n,
      traceId: 'YB42-1',
      schedule: { isScheduled: true, destination: '10.0.0.6:2882' },
    });
    expect(found[0]?.schedule).toBeNull();
  });

  it('that failed an attempt come first, and are never cut off where there are more than fit', async () => {
    await stage.put('LS_TASKS', 1002n, lsRow(1, { status: 'FINISH', result: '-9095' }));
    for (const [lsId, result] of [
      [2001, '-4012'],
      [2002, '-4719'],
    ] as const) {
      await stage.put('LS_TASKS', 1002n, lsRow(lsId, { status: 'FINISH', result, retry_id: '2' }));
    }
    // A status of 4.6.0.
    await stage.put('LS_TASKS', 1002n, lsRow(2003, { status: 'FAILED', result: '-9003' }));
    const { logStreams: found } = await sourceOn(stage).read({ kind: 'log_streams', key: key(1002n, 5n) });
    expect(found.map(({ lsId }) => Number(lsId)).slice(0, 4)).toEqual([2001, 2003, 1002, 1001]);
    const [branch] = logStreamsOf(key(1002n, 5n), readableWith(logStreamTasks, schedule));
    const order = branch?.from?.match(/ORDER BY .* END/)?.[0];
    const view = 'oceanbase.__all_virtual_backup_ls_task';
    const rows = await ask(stage, `SELECT v.LS_ID AS id FROM ${view} v WHERE v.JOB_ID = 5 ${order} LIMIT 2`);
    expect(rows.map(({ id }) => Number(id)).sort()).toEqual([2001, 2003]);
  });

  it('of a cluster job are those of all its running children', async () => {
    await stage.put('JOBS', 1n, jobRow(3, { INITIATOR_TENANT_ID: '1', INITIATOR_JOB_ID: '3' }));
    await stage.put('JOBS', 1004n, jobRow(8, { INITIATOR_TENANT_ID: '1', INITIATOR_JOB_ID: '3' }));
    await stage.put('LS_TASKS', 1004n, lsRow(1001, { job_id: '8', task_id: '8' }));
    const { logStreams: found } = await sourceOn(stage).read({ kind: 'log_streams', key: key(1n, 3n) });
    expect(found.map(({ tenantId, lsId }) => `${tenantId}/${lsId}`).sort()).toEqual([
      '1002/1',
      '1002/1001',
      '1002/1002',
      '1004/1001',
    ]);
  });

  it('are reported as being in sys only by a user tenant', async () => {
    await stage.build({ as: 'mysql', release: '4.3.3' });
    const {
      logStreams: found,
      unavailable,
      readAt,
    } = await sourceOn(stage).read({ kind: 'log_streams', key: key(1002n, 5n) });
    expect(found).toEqual([]);
    expect(unavailable).toMatchObject({ id: 'only_in_sys', loss: null });
    expect(readAt).toBeNull();
  });
}
