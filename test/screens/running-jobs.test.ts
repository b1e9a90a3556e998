import { describe, expect, it } from 'vitest';
import type { JobKey } from '../../source/backup/job.ts';
import { nextRunning } from '../../source/screens/running-jobs.ts';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { job, picture, task, tenant } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

const keyOf = (tenantId: bigint, jobId: bigint): JobKey => ({ tenantId, jobId });
const three = [keyOf(1002n, 12n), keyOf(1004n, 3n), keyOf(1006n, 1n)];

describe('the next running job', () => {
  it('comes by tenant, and the first one after the last one', () => {
    expect(nextRunning(three, keyOf(1002n, 12n), 1)).toEqual(keyOf(1004n, 3n));
    expect(nextRunning(three, keyOf(1006n, 1n), 1)).toEqual(keyOf(1002n, 12n));
    expect(nextRunning(three, keyOf(1002n, 12n), -1)).toEqual(keyOf(1006n, 1n));
    expect(nextRunning(three, keyOf(1006n, 1n), -1)).toEqual(keyOf(1004n, 3n));
  });

  it('is the one next to where a job was that has ended meanwhile', () => {
    expect(nextRunning(three, keyOf(1005n, 9n), 1)).toEqual(keyOf(1006n, 1n));
    expect(nextRunning(three, keyOf(1005n, 9n), -1)).toEqual(keyOf(1004n, 3n));
    expect(nextRunning(three, keyOf(1009n, 9n), 1)).toEqual(keyOf(1002n, 12n));
    expect(nextRunning(three, keyOf(1009n, 9n), -1)).toEqual(keyOf(1006n, 1n));
  });

  it('is none where no other job runs', () => {
    expect(nextRunning([], keyOf(1002n, 12n), 1)).toBeNull();
    expect(nextRunning([keyOf(1002n, 12n)], keyOf(1002n, 12n), -1)).toBeNull();
  });
});

describe('[ and ] in the panel of a job', () => {
  it('go through the running jobs of all tenants, cluster jobs left out; back is where one came from', async () => {
    const terminal = openTerminal({ columns: 120, rows: 40 });
    await terminal.shows('mysql_tenant');
    terminal.type(key.down, key.enter);
    await terminal.shows('› Jobs');
    terminal.type(key.enter);
    await terminal.shows(/mysql_tenant \(1002\) › Job 12 .*1 of 2 running: \[ \]/);
    terminal.type(']');
    await terminal.shows(/oracle_tenant \(1004\) › Job 3 .*2 of 2 running: \[ \]/);
    await terminal.shows('BEFORE_BACKUP_LOG');
    terminal.type(']');
    await terminal.shows(/mysql_tenant \(1002\) › Job 12 .*1 of 2 running/);
    terminal.type('[');
    await terminal.shows(/oracle_tenant \(1004\) › Job 3 /);
    terminal.type(key.escape);
    await terminal.shows(/mysql_tenant \(1002\) › Jobs/);
  });

  it('leave a job behind that has ended, and say so where no other one is left', async () => {
    const fake = fakeSource(usualDay());
    const terminal = openTerminal({ fake, columns: 120, rows: 40 });
    await terminal.shows('mysql_tenant');
    terminal.type(key.down, key.enter);
    await terminal.shows('› Jobs');
    terminal.type(key.enter);
    await terminal.shows('1 of 2 running');
    const ended = job({ jobId: 12n, status: 'COMPLETED' });
    fake.world = picture({
      tenants: [tenant(1002n, 'mysql_tenant')],
      jobs: [ended],
      tasks: [task({ of: ended, status: 'COMPLETED' })],
    });
    await terminal.passes(3);
    await terminal.shows('COMPLETED');
    await terminal.showsNot('running: [ ]');
    terminal.type(']');
    await terminal.shows('oracle_tenant (1004) › Job 3');
    terminal.type(']');
    await terminal.shows('No other job is running.');
  });

  it('say it in fewer words on 80 columns', async () => {
    const terminal = openTerminal({ columns: 80, rows: 24 });
    await terminal.shows('mysql_tenant');
    terminal.type(key.down, key.enter);
    await terminal.shows('› Jobs');
    terminal.type(key.enter);
    await terminal.shows(/mysql_tenant \(1002\) › Job 12 › .*FULL +1 of 2 \[ \]/);
  });
});
