// @module-tag slow
import { describe, expect, it } from 'vitest';
import { fakeSource } from '../fixtures/fake-source.ts';
import { column, job, picture, seconds, server, task, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { frameFaults, key, startStage } from './stage.ts';

/** The row that is chosen. */
const chosen = (lines: readonly string[]) => lines.find(line => line.startsWith(' ▸'))?.slice(3) ?? '';

describe('going about', () => {
  it('leads back with a lone ESC, which is what most terminals send', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.type(key.down, key.enter);
    await stage.shows('› Jobs');
    stage.type(key.loneEscape);
    await stage.shows('crm_prod');
  });

  it('leads from the tenants over the jobs to the task and back, each place kept', async () => {
    const stage = startStage({ columns: 120 });
    await stage.shows('crm_prod');
    stage.type(key.down, key.enter);
    await stage.shows('Tenants › mysql_tenant (1002) › Jobs');
    await stage.shows('-4012 OB_TIMEOUT');
    stage.type('j', 'j', key.enter);
    await stage.shows('FAILED · -4012 OB_TIMEOUT · after 03:02');
    stage.type(key.escape);
    await stage.shows('› Jobs');
    expect(chosen(stage.lines())).toMatch(/^10 /);
    stage.type(key.left);
    await stage.shows(/^ Tenants +4/m);
    expect(chosen(stage.lines())).toMatch(/^mysql_tenant/);
  });

  it('acts on keys that arrive as one text one by one', async () => {
    const stage = startStage({ columns: 120 });
    await stage.shows('crm_prod');
    stage.type('jjkj\r');
    await stage.shows('Tenants › oracle_tenant (1004) › Jobs');
  });

  it('opens the jobs of a cluster job from its panel', async () => {
    const stage = startStage({ columns: 120 });
    await stage.shows('crm_prod');
    stage.type(key.enter);
    await stage.shows('└ mysql_tenant');
    stage.type(key.enter);
    await stage.shows('Tenants › all tenants › Cluster job 7');
    await stage.shows('0 of 4 ended');
    stage.type('j', key.enter);
    await stage.shows('› oracle_tenant (1004) › Job 3');
    await stage.shows('waits: files are counted once archiving');
  });

  it('starts on the tenant and the job that were asked for, by name or by number', async () => {
    const byName = startStage({ tenant: 'MYSQL_tenant' });
    await byName.shows('Tenants › mysql_tenant (1002) › Jobs');
    const byNumber = startStage({ tenant: '1002', job: 12n });
    await byNumber.shows('19 514 of 27 330 blocks');
    const clusterJob = startStage({ job: 7n });
    await clusterJob.shows('Cluster job 7');
    byNumber.type(key.escape);
    await byNumber.shows('› Jobs');
    const older = startStage({ tenant: '1002', job: 10n });
    await older.shows('Job 10');
    older.type(key.escape);
    await older.until(() => chosen(older.lines()).startsWith('10 '), 'job 10 is chosen');
  });

  it.each(['sys', '1', 'SYS'])('opens the cluster jobs for -t %s, as --once does', async tenant => {
    const stage = startStage({ tenant });
    await stage.shows('Tenants › all tenants › Jobs');
    await stage.shows('0 of 4 ended');
  });

  it('says that there is no such tenant, and lets one choose', async () => {
    const stage = startStage({ tenant: 'nosuch' });
    await stage.shows('There is no tenant "nosuch" here. Choose one.');
    stage.type('j');
    await stage.showsNot('nosuch');
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
    const stage = startStage({ fake: fakeSource(world, own) });
    await stage.shows(' ▸ mysql_tenant');
    expect(stage.text()).not.toContain('all tenants');
    stage.type(key.enter);
    await stage.shows('› Jobs');
  });

  it('says that a job that was asked for is nowhere', async () => {
    const stage = startStage({
      tenant: '1002',
      job: 99n,
      fake: fakeSource(picture({ tenants: usualDay().tenants })),
    });
    await stage.shows('looking for the job');
    await stage.passes(6);
    await stage.shows('There is no such job in the views.');
  });
});

describe('lists', () => {
  it('keep the chosen row when others come and go', async () => {
    const stage = startStage({ columns: 120 });
    await stage.shows('crm_prod');
    stage.type('j', key.enter);
    await stage.shows('-4012 OB_TIMEOUT');
    stage.type('j');
    await stage.until(() => chosen(stage.lines()).startsWith('11 '), 'job 11 is chosen');
    const { world } = stage.source;
    stage.source.world = picture({ ...world, jobs: [...world.jobs, job({ jobId: 13n })] });
    await stage.passes(2);
    await stage.shows('13    13');
    expect(chosen(stage.lines())).toMatch(/^11 /);
    stage.source.world = picture({ ...world, jobs: world.jobs.filter(({ key }) => key.jobId !== 11n) });
    await stage.passes(4);
    await stage.showsNot('11    11');
    expect(chosen(stage.lines())).toMatch(/^10 /);
  });

  it('have the row that was opened chosen when one comes back, though others came before it', async () => {
    const stage = startStage({ columns: 120 });
    await stage.shows('crm_prod');
    stage.type('j', key.enter);
    await stage.shows('-4012 OB_TIMEOUT');
    stage.type(key.enter);
    await stage.shows('Job 12 › Task 12');
    const { world } = stage.source;
    const newer = job({ jobId: 13n, startedAt: tenFortyTwo + seconds(1) });
    stage.source.world = picture({ ...world, jobs: [...world.jobs, newer] });
    stage.type(key.escape);
    await stage.shows('13    13');
    expect(chosen(stage.lines())).toMatch(/^12 /);
  });

  it('are sorted by any column, which is marked, and the other way round', async () => {
    const stage = startStage({ columns: 140 });
    await stage.shows('crm_prod');
    stage.type('S');
    await stage.shows('ID▾');
    await stage.shows(/all tenants[\s\S]*订单中心[\s\S]*crm_prod[\s\S]*mysql_tenant/);
    stage.type('S');
    await stage.shows('ID▴');
    stage.type('sssS');
    await stage.shows('by LAST BACKUP▴');
    stage.type('j', key.enter);
    await stage.shows('-4012 OB_TIMEOUT');
    const jobIds = () => stage.lines().flatMap(line => /^ [ ▸] (\d+) /.exec(line)?.[1] ?? []);
    const orders = new Map<string, string[]>();
    for (const title of ['JOB', 'SET', 'TYPE', 'STATUS', 'STARTED', 'DATA', 'LOG', 'TOOK', 'SIZE', 'FROM']) {
      stage.type('s');
      await stage.shows(new RegExp(`${title}[▴▾]`));
      orders.set(title, jobIds());
    }
    expect(orders.get('JOB')).toEqual(['12', '11', '10']);
    expect(orders.get('STATUS')).toEqual(['11', '12', '10']);
    expect(orders.get('STARTED')).toEqual(['12', '11', '10']);
    expect(orders.get('TOOK')).toEqual(['12', '11', '10']);
    stage.type('S');
    await stage.shows('FROM▴');
    stage.type('s');
    await stage.showsNot(/by [A-Z]+[▴▾]/);
    stage.type('S');
    await stage.shows('STARTED▴');
    expect(jobIds()).toEqual(['10', '11', '12']);
  });

  it('go to their first row when they are sorted anew', async () => {
    const stage = startStage({ columns: 120 });
    await stage.shows('crm_prod');
    for (const sort of ['s', 'S']) {
      stage.type('G');
      await stage.until(() => !chosen(stage.lines()).startsWith('all tenants'), 'the last row is chosen');
      stage.type(sort);
      await stage.until(() => chosen(stage.lines()).startsWith('all tenants'), 'the first row is chosen');
    }
  });

  it('are filtered by what is typed, also in Chinese, and Escape shows all again', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.type('/', '订单');
    await stage.showsNot('crm_prod');
    await stage.shows('订单中心');
    stage.type(key.enter);
    await stage.shows('filter: 订单');
    stage.type(key.escape);
    await stage.shows('crm_prod');
  });

  it('say that nothing matches', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.type(key.down, key.enter);
    await stage.shows('› Jobs');
    stage.type('/zzz');
    await stage.shows('Nothing matches "zzz". Esc clears the filter.');
    const tenants = startStage();
    await tenants.shows('crm_prod');
    tenants.type('/zzz');
    await tenants.shows(/all tenants[\s\S]*Nothing matches "zzz"/);
  });

  it('show running jobs, history, or both', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.type(key.down, key.enter);
    await stage.shows('COMPLETED');
    stage.type(key.tab);
    await stage.showsNot('COMPLETED');
    await stage.shows('running only');
    stage.type(key.tab);
    await stage.showsNot('DOING');
    await stage.shows('history only');
  });

  it('read older jobs when one goes on beyond the last', async () => {
    const stage = startStage({ fake: fakeSource({ ...usualDay(), olderJobs: true }) });
    await stage.shows('crm_prod');
    stage.type(key.down, key.enter);
    await stage.shows('history 2+');
    await stage.idle();
    stage.type('G');
    await stage.until(() => stage.source.calls.includes('jobs 2'), 'the second page is read');
  });

  it('stay quick with ten thousand rows', async () => {
    const tenants = Array.from({ length: 10_000 }, (_, index) =>
      tenant(BigInt(1002 + index), `tenant_${index}`),
    );
    const stage = startStage({ world: picture({ tenants }) });
    await stage.shows('tenant_0');
    stage.type('G');
    await stage.shows('tenant_9999');
    stage.type('g');
    await stage.shows('tenant_0 ');
    expect(frameFaults(stage)).toEqual([]);
  });

  it('do not count the row that stands for all', async () => {
    const many = Array.from({ length: 40 }, (_, index) => tenant(BigInt(1002 + index), `tenant_${index}`));
    const stage = startStage({ world: picture({ tenants: many }), rows: 15 });
    await stage.shows('1–10 of 40');
    stage.type('G');
    await stage.shows('30–40 of 40');
  });

  it('do not move their columns between refreshes', async () => {
    const stage = startStage({ columns: 120 });
    await stage.shows('71.40 %');
    const titles = stage.lines()[2];
    stage.source.world = picture({ ...usualDay(), jobs: [], tasks: [] });
    await stage.passes(2);
    await stage.showsNot('71.40 %');
    expect(stage.lines()[2]).toBe(titles);
  });
});

describe('the details', () => {
  it('have every column with its exact value, those of the task below those of the job', async () => {
    const of = job();
    const value = '1715248462749288000';
    const row = [
      column('START_SCN', value, 'scn'),
      column('COMMENT', `${'很长'.repeat(60)}END`),
      column('RESULT', null),
    ];
    const world = picture({ tenants: usualDay().tenants, jobs: [of], tasks: [task({ of, row })] });
    const stage = startStage({ world, rows: 40 });
    await stage.shows('crm_prod');
    stage.type(key.down, key.enter);
    await stage.shows('DOING');
    stage.type('d');
    await stage.shows('│ START_SCN           │ 1715248462749288000');
    await stage.shows(/│ +│ .*END +│/);
    await stage.shows('NULL');
    expect(stage.text()).toMatch(/── +│ Task 12 /);
    expect(frameFaults(stage)).toEqual([]);
  });

  it('scroll where they are longer than the screen', async () => {
    const stage = startStage({ columns: 60, rows: 15 });
    await stage.shows('crm_prod');
    stage.type(key.down, 'd');
    await stage.shows('TENANT_NAME');
    stage.type(key.escape);
    await stage.showsNot('All columns');
    stage.type(key.enter);
    await stage.shows('› Jo…');
    await stage.shows('DOING');
    stage.type('d');
    await stage.shows('1–8 of 55');
    stage.type('G');
    await stage.shows('LOG_PROGRESS');
    await stage.shows('48–55 of 55');
    stage.type(key.pageUp);
    await stage.shows('41–48 of 55');
  });
});

describe('the help', () => {
  it('says which of its lines are seen where it is longer than the screen', async () => {
    const stage = startStage({ columns: 60, rows: 15 });
    await stage.shows('crm_prod');
    stage.type('?');
    await stage.shows(/1–12 of \d+/);
    stage.type('j');
    await stage.shows(/2–13 of \d+/);
  });

  it('has the keys of the screen below it, and why that has no percentage', async () => {
    const capabilities = {
      totalsAreReal: false,
      logFilesAreCounted: false,
      dataProgressIs: 'unknowable',
    } as const;
    const old = server({ version: [4, 1, 0, 2], versionText: 'OceanBase 4.1.0.2', capabilities });
    const stage = startStage({ server: old, tenant: '1002', job: 12n, rows: 40 });
    await stage.shows('no percentage: this release does not count totals');
    stage.type('?');
    await stage.shows('Why no percentage');
    await stage.shows('before 4.2.1 BP3');
    expect(stage.text()).not.toContain('show running jobs');
    stage.type(key.escape);
    await stage.shows('19 514 blocks');
  });
});
