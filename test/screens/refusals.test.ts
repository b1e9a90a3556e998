import { describe, expect, it } from 'vitest';
import { fakeSource } from '../fixtures/fake-source.ts';
import { job, seconds, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { frameFaults, key, startStage } from './stage.ts';

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
  it('is told where its tenant does nothing now, with the reason where it is known', async () => {
    const stage = startStage({ world: world([refusal(1006n), refusal(1008n)]), columns: 130 });
    await stage.shows('crm_prod');
    expect(row(stage.lines(), 'crm_prod')).toContain('start refused 5 min ago: no archive log, -9040');
    expect(row(stage.lines(), '订单中心')).toContain('refused 5 min ago (-9040)');
  });

  it('is told in fewer words where there is little room', async () => {
    const stage = startStage({ world: world([refusal(1006n)]), columns: 60, rows: 15 });
    await stage.shows('crm_prod');
    expect(row(stage.lines(), 'crm_prod')).toMatch(/refused 5 min ago \(-9040\)|refused \(-9040\)/);
    expect(frameFaults(stage)).toEqual([]);
  });

  it('stands above the jobs of its tenant', async () => {
    const stage = startStage({ world: world([refusal(1006n)]), tenant: '1006' });
    await stage.shows('⚠ start refused 5 min ago: no archive log, -9040 · e: events');
    await stage.shows('No backup job has been started here yet.');
  });

  it('is over once a later job of the tenant has begun', async () => {
    const fake = fakeSource(world([refusal(1006n)]));
    const stage = startStage({ fake, columns: 120 });
    await stage.shows('start refused');
    const later = job({ tenantId: 1006n, jobId: 2n, startedAt: tenFortyTwo - seconds(10) });
    stage.source.world = { ...fake.world, jobs: [later, ...day.jobs] };
    await stage.passes(2);
    await stage.showsNot('refused');
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
    const stage = startStage({ world: shown, columns: 120, job: 7n });
    await stage.shows('1 of 4 ended · 1 failed · 1 could not start: crm_prod');
    const names = stage.lines().flatMap(line => /└ (\S+)/.exec(line)?.[1] ?? []);
    expect(names).toEqual(['订单中心', 'mysql_tenant', expect.stringMatching(/^oracle_tena/)]);
    stage.type(key.escape, key.escape);
  });

  it('marks and counts those that stand still', async () => {
    const stage = startStage({ columns: 120, job: 7n, intervalSeconds: 60 });
    await stage.shows('0 of 4 ended · no job yet: crm_prod, 订单中心');
    await stage.passes(720);
    await stage.shows('0 of 4 ended · 2 stuck · no job yet');
    expect(row(stage.lines(), '└ mysql_tenant')).toContain('DOING ⚠');
  });
});
