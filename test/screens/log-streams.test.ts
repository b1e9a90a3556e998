import { describe, expect, it } from 'vitest';
import type { LogStreamTask } from '../../source/backup/log-stream.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { remarkSaying } from '../fixtures/in-english.ts';
import { column } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { frameFaults, key, startStage } from './stage.ts';

const logStream = (lsId: bigint, change: Partial<LogStreamTask> = {}): LogStreamTask => ({
  tenantId: 1002n,
  taskId: 12n,
  lsId,
  server: '10.0.0.5:2882',
  type: 'BACKUP_USER_DATA',
  status: 'DOING',
  turnId: 1n,
  retryId: 0n,
  inputBytes: 4_294_967_296n,
  outputBytes: 1_073_741_824n,
  macroBlocks: { finished: 1500n, total: 3000n },
  tablets: { finished: 0n, total: 100n },
  startedAt: null,
  result: 0n,
  comment: '',
  traceId: `YB420A000005-000${lsId}`,
  schedule: { isScheduled: true, destination: '' },
  row: [column('ls_id', lsId.toString(), 'integer'), column('status', 'DOING')],
  ...change,
});

const streams = [
  logStream(1001n, { status: 'FINISH', macroBlocks: { finished: 900n, total: 900n }, schedule: null }),
  logStream(1002n),
  logStream(1003n, { retryId: 3n, server: '10.0.0.6:2882' }),
  logStream(1004n, {
    status: 'INIT',
    server: '',
    traceId: '',
    schedule: { isScheduled: false, destination: '' },
  }),
];

function stageWith(logStreams: readonly LogStreamTask[], columns = 150) {
  const fake = fakeSource(usualDay());
  fake.logStreamTasks = logStreams;
  return startStage({ fake, columns, tenant: '1002', job: 12n });
}

describe('the log streams of a job', () => {
  it('are reached with L, those that need a look first, each with server, retries, blocks and trace id', async () => {
    const stage = stageWith(streams);
    await stage.shows('71.40 %');
    stage.type('L');
    await stage.shows('mysql_tenant (1002) › Job 12 › Log streams');
    await stage.shows('1 of 4 finished');
    const rows = stage.lines().slice(3, 7);
    expect(rows.map(row => row.replace(/ +/g, ' ').trim())).toEqual([
      '▸ 1003 10.0.0.6:2882 BACKUP_USER_DATA DOING 3 1 1.0 GB 1 500 of 3 000 0 YB420A000005-0001003',
      '1002 10.0.0.5:2882 BACKUP_USER_DATA DOING 0 1 1.0 GB 1 500 of 3 000 0 YB420A000005-0001002',
      '1004 – BACKUP_USER_DATA INIT · queued 0 1 1.0 GB 1 500 of 3 000 0 –',
      '1001 10.0.0.5:2882 BACKUP_USER_DATA FINISH 0 1 1.0 GB 900 of 900 0 YB420A000005-0001001',
    ]);
  });

  it('show every column of the chosen one, and lead back', async () => {
    const stage = stageWith(streams);
    await stage.shows('71.40 %');
    stage.type('L');
    await stage.shows('1003');
    stage.type('j', 'd');
    await stage.shows('Log stream 1002');
    stage.type(key.escape);
    await stage.shows('› Log streams');
    expect(stage.lines().find(line => line.startsWith(' ▸'))).toContain('1002');
    stage.type(key.escape);
    await stage.shows('71.40 %');
  });

  it('keep the columns that matter on a narrow terminal', async () => {
    const stage = stageWith(streams, 60);
    await stage.shows('71.40 %');
    stage.type('L');
    await stage.shows('1003');
    expect(stage.lines()[2]?.trim().split(/ {2,}/)).toEqual(['LS', 'SERVER', 'STATUS', 'RETRIES', 'BLOCKS']);
    expect(frameFaults(stage)).toEqual([]);
  });

  it('say why there are none to be seen', async () => {
    const stage = stageWith([]);
    stage.source.unavailable = remarkSaying('Log streams can be seen in the sys tenant only.');
    await stage.shows('71.40 %');
    stage.type('L');
    await stage.shows('Log streams can be seen in the sys tenant only.');
    stage.source.unavailable = null;
    await stage.passes(20);
    await stage.shows('No log stream is working on this job.');
  });
});
