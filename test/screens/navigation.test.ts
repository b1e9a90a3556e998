import { describe, expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { picture, server, tenant } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

/** The row that is chosen. */
const chosen = (lines: readonly string[]) =>
  lines.find(line => line.startsWith(' ▸'))?.replace(/^ ▸ [✖!]? */u, '') ?? '';

describe('going about', () => {
  it('leads back with a lone ESC, which is what most terminals send', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type(key.down, key.enter);
    await terminal.shows('› Jobs');
    terminal.type(key.loneEscape);
    await terminal.shows('crm_prod');
  });

  it('leads from the tenants over the jobs to the task and back, each place kept', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.type(key.down, key.enter);
    await terminal.shows('Tenants › mysql_tenant (1002) › Jobs');
    await terminal.shows('✖ FAILED');
    terminal.type('j', 'j', key.enter);
    await terminal.shows('FAILED · -4012 OB_TIMEOUT · after 3m2s');
    terminal.type(key.escape);
    await terminal.shows('› Jobs');
    expect(chosen(terminal.lines())).toMatch(/^10 /);
    terminal.type(key.left);
    await terminal.shows(/^ Tenants .* 4 tenants · 2 running/m);
    expect(chosen(terminal.lines())).toMatch(/^mysql_tenant/);
  });

  it('acts on keys that arrive as one text one by one', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.type('jjkj\r');
    await terminal.shows('Tenants › oracle_tenant (1004) › Jobs');
  });

  it('opens the jobs of a cluster job from its panel', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.type(key.enter);
    await terminal.shows('└ mysql_tenant');
    terminal.type(key.enter);
    await terminal.shows('Tenants › all tenants › Cluster job 7');
    await terminal.shows('0 of 4 ended');
    terminal.type('j', key.enter);
    await terminal.shows('› oracle_tenant (1004) › Job 3');
    await terminal.shows('waits until archiving reaches END_SCN');
  });

  it('starts on the tenant and the job that were asked for, by name or by number', async () => {
    const byName = openTerminal({ tenant: 'MYSQL_tenant' });
    await byName.shows('Tenants › mysql_tenant (1002) › Jobs');
    const byNumber = openTerminal({ tenant: '1002', job: 12n });
    await byNumber.shows('19 514 of 27 330 blocks');
    const clusterJob = openTerminal({ job: 7n });
    await clusterJob.shows('Cluster job 7');
    byNumber.type(key.escape);
    await byNumber.shows('› Jobs');
    const older = openTerminal({ tenant: '1002', job: 10n });
    await older.shows('Job 10');
    older.type(key.escape);
    await older.until(() => chosen(older.lines()).startsWith('10 '), 'job 10 is chosen');
  });

  it.each(['sys', '1', 'SYS'])('opens the cluster jobs for -t %s, as --once does', async tenant => {
    const terminal = openTerminal({ tenant });
    await terminal.shows('Tenants › all tenants › Jobs');
    await terminal.shows('0 of 4');
  });

  it('says that there is no such tenant, and lets one choose', async () => {
    const terminal = openTerminal({ tenant: 'nosuch' });
    await terminal.shows('There is no tenant "nosuch" here. Choose one.');
    terminal.type('j');
    await terminal.showsNot('nosuch');
  });

  it('shows a user tenant itself', async () => {
    const own = server({
      sees: 'own_tenant',
      tenantId: 1002n,
      tenantName: 'mysql_tenant',
      user: 'root@mysql_tenant',
    });
    const { jobs, tasks } = usualDay();
    const world = picture({
      tenants: [tenant(1002n, 'mysql_tenant')],
      jobs: jobs.filter(({ key }) => key.tenantId === 1002n),
      tasks,
    });
    const terminal = openTerminal({ fake: fakeSource(world, own) });
    await terminal.shows(' ▸    mysql_tenant');
    expect(terminal.text()).not.toContain('all tenants');
    terminal.type(key.enter);
    await terminal.shows('› Jobs');
  });

  it('says that a job that was asked for is nowhere', async () => {
    const terminal = openTerminal({
      tenant: '1002',
      job: 99n,
      fake: fakeSource(picture({ tenants: usualDay().tenants })),
    });
    await terminal.shows('looking for the job');
    await terminal.passes(6);
    await terminal.shows('There is no such job in the views.');
  });
});
