// --check, --metrics, --csv and --tsv as monitoring and scripts use them: the built program, on the simulator and on
// OceanBase's own SQL engine with rows put by hand.
import { beforeEach, expect, it } from 'vitest';
import { describeOnEveryStage } from '../contract/servers/every-stage.ts';
import { archiveRow, endedJobRow, endedTaskRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { run } from './run.ts';

/** That many hours before now, as the views write times. */
function hoursAgo(hours: number): string {
  const text = new Date(Date.now() - hours * 3_600_000).toISOString();
  return text.replace('T', ' ').replace('Z', '000');
}

describeOnEveryStage('monitoring', stage => {
  beforeEach(async () => {
    await stage.clear();
    await stage.build({ as: 'sys', release: '4.3.3' });
    await stage.put('TENANTS', 1002n, tenantRow('crm'));
    await stage.put('TENANTS', 1004n, tenantRow('erp'));
  });
  const endedAgo = (tenantId: bigint, id: number, hours: number, given = {}) =>
    stage.put(
      'JOB_HISTORY',
      tenantId,
      endedJobRow(id, { START_TIMESTAMP: hoursAgo(hours + 1), END_TIMESTAMP: hoursAgo(hours), ...given }),
    );
  const call = (...words: string[]) => {
    const { host, port, user, password } = stage.connection('reader');
    const connect = ['-h', host, '-P', String(port), '-u', user];
    return run([...connect, ...words], { OB_PASSWORD: password });
  };

  it('ends with 0 where every tenant has a good backup, and with 2 where one has none young enough', async () => {
    await endedAgo(1002n, 1, 20);
    await endedAgo(1004n, 1, 3);
    const fine = await call('--check');
    expect(fine).toMatchObject({ code: 0, stderr: '' });
    expect(fine.stdout).toMatch(
      /^BACKUP OK - 2 tenants fine; oldest good backup 20h ago \(crm\) \| tenants=2;;;0 /,
    );
    const late = await call('--check', '--max-age', '10h');
    expect(late.code).toBe(2);
    expect(late.stdout).toMatch(/^BACKUP CRITICAL - crm: last good backup 20h ago, limit 10h; 1 tenant fine/);
    expect((await call('--check', '--max-age', '10h', '--exclude', 'c*')).code).toBe(0);
    expect((await call('--check', '--max-age', '10h', '-t', 'erp')).code).toBe(0);
  });

  it('ends with 1 after a failure, as long as there is a good one', async () => {
    await endedAgo(1002n, 1, 20);
    await endedAgo(1002n, 2, 1, { STATUS: 'FAILED', RESULT: '-4012' });
    await endedAgo(1004n, 1, 3);
    const { code, stdout } = await call('--check');
    expect(code).toBe(1);
    expect(stdout).toContain('BACKUP WARNING - crm: job 2 failed: -4012 OB_TIMEOUT; 1 tenant fine');
  });

  it('ends with 1 while a backup takes three times as long as the last one', async () => {
    await endedAgo(1004n, 1, 3);
    await endedAgo(1002n, 1, 20);
    await stage.put('TASK_HISTORY', 1002n, endedTaskRow(1));
    await stage.put('JOBS', 1002n, jobRow(2, { START_TIMESTAMP: hoursAgo(3.5) }));
    await stage.put('TASKS', 1002n, taskRow(2, { START_TIMESTAMP: hoursAgo(3.5) }));
    const { code, stdout } = await call('--check');
    expect(code).toBe(1);
    expect(stdout).toContain('crm: job 2 has been running for 3h30m, the last one took 1h;');
    expect((await call('--check', '--max-run', '4h')).code).toBe(0);
    expect((await call('--check', '--max-run', '3h')).stdout).toContain('has been running for 3h30m;');
  });

  it('ends with 1 where a backup waits for an archive that has stood for long', async () => {
    await endedAgo(1004n, 1, 3);
    await endedAgo(1002n, 1, 20);
    const started = { START_TIMESTAMP: hoursAgo(0.5) };
    const end = (BigInt(Date.now()) - 1_505_000n) * 1_000_000n;
    await stage.put('JOBS', 1002n, jobRow(2, { ...started, PLUS_ARCHIVELOG: 'ON' }));
    await stage.put(
      'TASKS',
      1002n,
      taskRow(2, { ...started, STATUS: 'BEFORE_BACKUP_LOG', END_SCN: String(end) }),
    );
    const stood = (BigInt(Date.now()) - 1_510_000n) * 1_000_000n;
    await stage.put('ARCHIVELOG', 1002n, archiveRow({ CHECKPOINT_SCN: String(stood) }));
    const { code, stdout } = await call('--check');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^BACKUP WARNING - crm: job 2: no progress for 25m, archive lag 25m, normal is up to 4m;/,
    );
    expect((await call('--check', '--max-lag', '10m')).stdout).toContain('archive lag 25m, limit 10m');
    expect((await call('--check', '--exclude', 'crm')).code).toBe(0);
  });

  it('ends with 3, and says why on standard output, where nothing can be said', async () => {
    const wrong = await run(['--check', '-h', '127.0.0.1', '-P', '1']);
    expect(wrong).toMatchObject({ code: 3, stderr: '' });
    expect(wrong.stdout).toMatch(/^BACKUP UNKNOWN - Cannot connect to 127\.0\.0\.1:1: .*\n$/);
    expect(await call('--check', '--max-age', 'soon')).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('BACKUP UNKNOWN - Option --max-age needs a length of time'),
    });
    expect((await call('--check', '-t', 'nobody')).code).toBe(3);
  });

  it('prints metrics of each tenant that is not excluded', async () => {
    await endedAgo(1002n, 1, 20);
    const { code, stdout, stderr } = await call('--metrics', '--exclude', 'erp');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^oceanbase_backup_last_good_timestamp_seconds\{tenant_id="1002",tenant="crm",type="FULL"\} \d{10}(\.\d+)?$/m,
    );
    expect(stdout).not.toContain('erp');
    expect(stdout).toMatch(/\n# EOF\n$/);
  });

  it('prints the jobs and the tenants as tables', async () => {
    await endedAgo(1002n, 1, 20, { DESCRIPTION: '=cmd' });
    await stage.put('JOBS', 1004n, jobRow(7));
    await stage.put('TASKS', 1004n, taskRow(7));
    const jobs = (await call('--csv', 'jobs')).stdout.split('\n');
    const names = jobs[0]?.split(',') ?? [];
    const values = (line: string | undefined) =>
      Object.fromEntries((line ?? '').split(',').map((value, index) => [names[index], value]));
    expect(values(jobs[1])).toMatchObject({
      tenant_name: 'erp',
      job_id: '7',
      status: 'DOING',
      data_percent: '50',
      phase: 'data',
    });
    expect(values(jobs[2])).toMatchObject({ job_id: '1', status: 'COMPLETED', description: "'=cmd" });
    expect((await call('--tsv', 'jobs', '-t', 'crm')).stdout.split('\n')).toHaveLength(3);
    const tenants = (await call('--tsv', 'tenants')).stdout.split('\n').map(line => line.split('\t'));
    expect(tenants.map(([id, name]) => [id, name])).toEqual([
      ['tenant_id', 'tenant_name'],
      ['1002', 'crm'],
      ['1004', 'erp'],
      ['', undefined],
    ]);
  });
});
