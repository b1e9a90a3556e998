import { describe, expect, it } from 'vitest';
import type { LogStreamTask } from '../../source/backup/log-stream.ts';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { remarkSaying } from '../fixtures/in-english.ts';
import { logStream } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

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
  return openTerminal({ fake, columns, tenant: '1002', job: 12n });
}

describe('the log streams of a job', () => {
  it('are reached with L, those that need a look first, each with server, retries, blocks and trace id', async () => {
    const terminal = stageWith(streams);
    await terminal.shows('71.40 %');
    terminal.type('L');
    await terminal.shows('mysql_tenant (1002) › Job 12 › Log streams');
    await terminal.shows('1 of 4 finished');
    const rows = terminal.lines().slice(3, 7);
    expect(rows.map(row => row.replace(/ +/g, ' ').trim())).toEqual([
      '▸ 1003 10.0.0.6:2882 BACKUP_USER_DATA DOING ↻ 3 1 1.0 GB 1 500 of 3 000 0 YB420A000005-0001003',
      '1002 10.0.0.5:2882 BACKUP_USER_DATA DOING 0 1 1.0 GB 1 500 of 3 000 0 YB420A000005-0001002',
      '1004 – BACKUP_USER_DATA INIT · queued 0 1 1.0 GB 1 500 of 3 000 0 –',
      '1001 10.0.0.5:2882 BACKUP_USER_DATA FINISH 0 1 1.0 GB 900 of 900 0 YB420A000005-0001001',
    ]);
  });

  it('count apart those that have failed an attempt, which stand first in red', async () => {
    const failed = logStream(1005n, { status: 'FINISH', result: -4012n, retryId: 1n, schedule: null });
    const terminal = stageWith([...streams, failed]);
    await terminal.shows('71.40 %');
    terminal.type('L');
    await terminal.shows('1 of 5 finished · 1 attempt failed');
    expect(terminal.lines()[3]).toMatch(/▸ 1005 .*⚠ attempt failed .*↻ 1 .*-4012 OB_TIMEOUT/);
    for (const columns of [120, 80, 60]) {
      const narrower = stageWith([...streams, failed], columns);
      await narrower.shows('71.40 %');
      narrower.type('L');
      await narrower.shows(
        columns < 80 ? /1005 .*⚠ failed .*↻ 1/ : /1005 .*⚠ (attempt )?failed .*↻ 1 .*-4012/,
      );
    }
  });

  it('say that none can be shown as queued where the scheduler’s queue may not be read', async () => {
    const terminal = stageWith(streams);
    terminal.source.lacks = [
      {
        id: 'view_unreadable',
        view: 'oceanbase.__all_virtual_backup_schedule_task',
        number: 1142,
        loss: 'schedule',
      },
    ];
    await terminal.shows('71.40 %');
    terminal.type('L');
    await terminal.shows('1 of 4 finished');
    expect(terminal.lines()[2]?.trim()).toBe(
      '⚠ ' +
        'oceanbase.__all_virtual_backup_schedule_task cannot be read (server error 1142). The queue of log streams is not shown.',
    );
    expect(terminal.lines()[4]).toContain('▸ 1003');
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('are not counted where there are more of them than are read', async () => {
    const terminal = stageWith(streams);
    const view = 'oceanbase.__all_virtual_backup_ls_task';
    terminal.source.hasMoreLogStreams = true;
    terminal.source.lacks = [{ id: 'rows_left_out', view, rows: 1000 }];
    await terminal.shows('71.40 %');
    terminal.type('L');
    await terminal.shows(`Only 1 000 rows of ${view} are shown; there are more.`);
    expect(terminal.text()).not.toContain('finished');
  });

  it('show every column of the chosen one, and lead back', async () => {
    const terminal = stageWith(streams);
    await terminal.shows('71.40 %');
    terminal.type('L');
    await terminal.shows('1003');
    terminal.type('j', 'd');
    await terminal.shows('Log stream 1002');
    terminal.type(key.escape);
    await terminal.shows('› Log streams');
    expect(terminal.lines().find(line => line.startsWith(' ▸'))).toContain('1002');
    terminal.type(key.escape);
    await terminal.shows('71.40 %');
  });

  it('keep the columns that matter on a narrow terminal', async () => {
    const terminal = stageWith(streams, 60);
    await terminal.shows('71.40 %');
    terminal.type('L');
    await terminal.shows('1003');
    expect(terminal.lines()[2]?.trim().split(/ {2,}/)).toEqual([
      'LS',
      'SERVER',
      'STATUS',
      'RETRIES',
      'BLOCKS',
    ]);
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('say why there are none to be seen', async () => {
    const terminal = stageWith([]);
    terminal.source.unavailable = remarkSaying('Log streams can be seen in the sys tenant only.');
    await terminal.shows('71.40 %');
    terminal.type('L');
    await terminal.shows('Log streams can be seen in the sys tenant only.');
    terminal.source.unavailable = null;
    await terminal.passes(20);
    await terminal.shows('No log stream is working on this job.');
  });
});
