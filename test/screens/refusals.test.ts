import { describe, expect, it } from 'vitest';
import { parseJobStatus } from '../../source/backup/status.ts';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { job, seconds, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

const day = usualDay();
const refusal = (tenantId: bigint, before = 300) => ({
  tenantId,
  at: tenFortyTwo - seconds(before),
  result: -9040n,
});
/** The tenants of the usual day, the one of these numbers not archiving its log. */
const tenants = day.tenants.map(tenant => (tenant.id === 1006n ? { ...tenant, archivesLog: false } : tenant));
const world = (refusals: ReturnType<typeof refusal>[]) => ({ ...day, tenants, refusals });
const row = (lines: readonly string[], name: string) => lines.find(line => line.includes(name)) ?? '';

describe('a backup that was refused at its start', () => {
  it('is shown where its tenant does nothing now, with the reason where it is known', async () => {
    const terminal = openTerminal({ world: world([refusal(1006n), refusal(1008n)]), columns: 130 });
    await terminal.shows('crm_prod');
    expect(row(terminal.lines(), 'crm_prod')).toContain(
      'could not start 5m ago: log archiving is off (-9040) → ALTER SYSTEM ARCHIVELOG TENANT=crm_prod',
    );
    expect(terminal.text()).toContain('1 failed · 1 could not start');
  });

  it('is shown in fewer words where there is little room', async () => {
    const terminal = openTerminal({ world: world([refusal(1006n)]), columns: 60, rows: 15 });
    await terminal.shows('crm_prod');
    expect(row(terminal.lines(), 'crm_prod')).toContain('no start 5m ago → ALTER SYSTEM ARCHIVELOG');
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('stands above the jobs of its tenant', async () => {
    const terminal = openTerminal({ world: world([refusal(1006n)]), tenant: '1006' });
    await terminal.shows(
      /⚠ could not start 5m ago: log archiving is off \(-9040\)\n +ALTER SYSTEM ARCHIVELOG TENANT=crm_prod/,
    );
    await terminal.shows('No backup job has been started here yet.');
  });

  it('is over once a later job of the tenant has begun', async () => {
    const fake = fakeSource(world([refusal(1006n)]));
    const terminal = openTerminal({ fake, columns: 120 });
    await terminal.shows('could not start');
    const later = job({ tenantId: 1006n, jobId: 2n, startedAt: tenFortyTwo - seconds(10) });
    terminal.source.world = { ...fake.world, jobs: [later, ...day.jobs] };
    await terminal.passes(2);
    await terminal.showsNot('could not start 5m ago');
  });
});

describe('the panel of a cluster job', () => {
  it('counts those that failed or could not start, and has the failed first', async () => {
    const failed = job({
      tenantId: 1008n,
      jobId: 5n,
      status: 'FAILED',
      result: -4012n,
      initiatorTenantId: 1n,
      initiatorJobId: 7n,
    });
    const shown = { ...world([refusal(1006n, 1814)]), jobs: [...day.jobs, failed] };
    const terminal = openTerminal({ world: shown, columns: 120, job: 7n });
    await terminal.shows('1 of 4 ended · 1 failed · 1 could not start: "crm_prod"');
    const names = terminal.lines().flatMap(line => /└ (\S+)/.exec(line)?.[1] ?? []);
    expect(names).toEqual(['订单中心', 'crm_prod', 'mysql_tenant', expect.stringMatching(/^oracle_tena/)]);
    terminal.type(key.escape, key.escape);
  });

  it('has a row for the tenant that could not start, which says why, and from which its events open', async () => {
    const terminal = openTerminal({ world: world([refusal(1006n)]), columns: 120, job: 7n });
    await terminal.shows(/└ crm_prod +✖ could not start \w+ ago: .*\(-9040\) → /);
    expect(terminal.lines().findIndex(line => line.includes('▸ └ crm_prod'))).toBeGreaterThan(0);
    terminal.type(key.enter);
    await terminal.shows(/crm_prod \(1006\) › Events/);
  });

  it('says of a tenant that its cluster job has left without a job that nothing is known of it', async () => {
    const ended = (all: typeof day.jobs) =>
      all.map(each => (each.key.tenantId === 1n ? { ...each, status: parseJobStatus('FAILED') } : each));
    const terminal = openTerminal({ world: { ...world([]), jobs: ended(day.jobs) }, columns: 120, job: 7n });
    await terminal.shows(/└ crm_prod +✖ could not start: it has no job, and no event says why/);
  });

  it('marks and counts those that stand still', async () => {
    const terminal = openTerminal({ columns: 120, job: 7n, intervalSeconds: 60 });
    await terminal.shows('0 of 4 ended · no job yet: "crm_prod", "订单中心"');
    await terminal.passes(720);
    await terminal.shows('0 of 4 ended · 2 stuck · no job yet');
    expect(row(terminal.lines(), '└ mysql_tenant')).toContain('⚠ DOING');
  });
});
