import { describe, expect, it } from 'vitest';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { column, job, picture, seconds, server, task, tenant, tenFortyTwo } from '../fixtures/values.ts';
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
    await terminal.shows('waits: files are counted once archiving');
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

describe('lists', () => {
  it('keep the chosen row when others come and go', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.type('j', key.enter);
    await terminal.shows('✖ FAILED');
    terminal.type('j');
    await terminal.until(() => chosen(terminal.lines()).startsWith('11 '), 'job 11 is chosen');
    const { world } = terminal.source;
    terminal.source.world = picture({ ...world, jobs: [...world.jobs, job({ jobId: 13n })] });
    await terminal.passes(2);
    await terminal.shows('13    FULL');
    expect(chosen(terminal.lines())).toMatch(/^11 /);
    terminal.source.world = picture({ ...world, jobs: world.jobs.filter(({ key }) => key.jobId !== 11n) });
    await terminal.passes(4);
    await terminal.showsNot('11    INC');
    expect(chosen(terminal.lines())).toMatch(/^10 /);
  });

  it('have the row that was opened chosen when one comes back, though others came before it', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.type('j', key.enter);
    await terminal.shows('✖ FAILED');
    terminal.type(key.enter);
    await terminal.shows('Job 12 › Task 12');
    const { world } = terminal.source;
    const newer = job({ jobId: 13n, startedAt: tenFortyTwo + seconds(1) });
    terminal.source.world = picture({ ...world, jobs: [...world.jobs, newer] });
    terminal.type(key.escape);
    await terminal.shows('13    FULL');
    expect(chosen(terminal.lines())).toMatch(/^12 /);
  });

  it('are sorted by any column, which is marked, and the other way round', async () => {
    const terminal = openTerminal({ columns: 160 });
    await terminal.shows('crm_prod');
    terminal.type('s');
    await terminal.shows('ordered by name · s: need, id, age of the last good backup · S: reverse');
    terminal.type('s');
    await terminal.shows('ID▴');
    terminal.type('S');
    await terminal.shows('ID▾');
    await terminal.shows(/all tenants[\s\S]*订单中心[\s\S]*crm_prod[\s\S]*mysql_tenant/);
    terminal.type('s');
    await terminal.shows('GOOD▾');
    terminal.type('s');
    await terminal.showsNot('ordered by');
    terminal.type('j', key.enter);
    await terminal.shows('✖ FAILED');
    const jobIds = () => terminal.lines().flatMap(line => /^ [ ▸] (\d+) /.exec(line)?.[1] ?? []);
    const orders = new Map<string, string[]>();
    const titles = [
      'JOB',
      'SET',
      'TYPE',
      'STATUS',
      'STARTED',
      'DATA',
      'LOG',
      'TOOK',
      'WROTE',
      'SPEED',
      'RESULT',
    ];
    for (const title of titles) {
      terminal.type('s');
      await terminal.shows(new RegExp(`${title}[▴▾]`));
      orders.set(title, jobIds());
    }
    expect(orders.get('JOB')).toEqual(['12', '11', '10']);
    expect(orders.get('STATUS')).toEqual(['11', '12', '10']);
    expect(orders.get('STARTED')).toEqual(['12', '11', '10']);
    expect(orders.get('TOOK')).toEqual(['12', '11', '10']);
    terminal.type('S');
    await terminal.shows('RESULT▴');
    terminal.type('s');
    await terminal.showsNot(/by [A-Z]+[▴▾]/);
    terminal.type('S');
    await terminal.shows('STARTED▴');
    expect(jobIds()).toEqual(['10', '11', '12']);
  });

  it('go to their first row when they are sorted anew', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    for (const sort of ['s', 'S']) {
      terminal.type('G');
      await terminal.until(
        () => !chosen(terminal.lines()).startsWith('all tenants'),
        'the last row is chosen',
      );
      terminal.type(sort);
      await terminal.until(
        () => chosen(terminal.lines()).startsWith('all tenants'),
        'the first row is chosen',
      );
    }
  });

  it('are filtered by what is typed, also in Chinese, and Escape shows all again', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type('/', '订单');
    await terminal.showsNot('crm_prod');
    await terminal.shows('订单中心');
    terminal.type(key.enter);
    await terminal.shows('filter: 订单');
    terminal.type(key.escape);
    await terminal.shows('crm_prod');
  });

  it('say that nothing matches', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type(key.down, key.enter);
    await terminal.shows('› Jobs');
    terminal.type('/zzz');
    await terminal.shows('Nothing matches "zzz". Esc clears the filter.');
    const tenants = openTerminal();
    await tenants.shows('crm_prod');
    tenants.type('/zzz');
    await tenants.shows('Nothing matches "zzz". Esc clears the filter.');
  });

  it('show running jobs, history, or both', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type(key.down, key.enter);
    await terminal.shows('COMPLETED');
    terminal.type(key.tab);
    await terminal.showsNot('COMPLETED');
    await terminal.shows('running only');
    terminal.type(key.tab);
    await terminal.showsNot('DOING');
    await terminal.shows('history only');
  });

  it('read older jobs when one goes on beyond the last', async () => {
    const terminal = openTerminal({ columns: 120, fake: fakeSource({ ...usualDay(), olderJobs: true }) });
    await terminal.shows('crm_prod');
    terminal.type(key.down, key.enter);
    await terminal.shows('history 2+');
    await terminal.idle();
    terminal.type('G');
    await terminal.until(() => terminal.source.calls.includes('jobs 2'), 'the second page is read');
  });

  it('stay quick with ten thousand rows', async () => {
    const tenants = Array.from({ length: 10_000 }, (_, index) =>
      tenant(BigInt(1002 + index), `tenant_${index}`),
    );
    const terminal = openTerminal({ world: picture({ tenants }) });
    await terminal.shows('tenant_0');
    terminal.type('G');
    await terminal.shows('tenant_9999');
    terminal.type('g');
    await terminal.shows('tenant_0 ');
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('do not count the row that stands for all', async () => {
    const many = Array.from({ length: 40 }, (_, index) => tenant(BigInt(1002 + index), `tenant_${index}`));
    const terminal = openTerminal({ world: picture({ tenants: many }), rows: 15 });
    await terminal.shows('1–10 of 40');
    terminal.type('G');
    await terminal.shows('30–40 of 40');
  });

  it('do not move their columns between refreshes', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('71.40 %');
    const titles = terminal.lines().find(line => line.includes('DATA ENDS'));
    terminal.source.world = picture({ ...usualDay(), jobs: [], tasks: [] });
    await terminal.passes(2);
    await terminal.showsNot('71.40 %');
    expect(terminal.lines().find(line => line.includes('DATA ENDS'))).toBe(titles);
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
    const terminal = openTerminal({ world, rows: 40 });
    await terminal.shows('crm_prod');
    terminal.type(key.down, key.enter);
    await terminal.shows('DOING');
    terminal.type('d');
    await terminal.shows('│ START_SCN           │ 1715248462749288000');
    await terminal.shows(/│ +│ .*END +│/);
    await terminal.shows('NULL');
    expect(terminal.text()).toMatch(/── +│ Task 12 /);
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('scroll where they are longer than the screen', async () => {
    const terminal = openTerminal({ columns: 60, rows: 15 });
    await terminal.shows('crm_prod');
    terminal.type(key.down, 'd');
    await terminal.shows('TENANT_NAME');
    terminal.type(key.escape);
    await terminal.showsNot('All columns');
    terminal.type(key.enter);
    await terminal.shows('› Jo…');
    await terminal.shows('DOING');
    terminal.type('d');
    await terminal.shows('1–8 of 55');
    terminal.type('G');
    await terminal.shows('LOG_PROGRESS');
    await terminal.shows('48–55 of 55');
    terminal.type(key.pageUp);
    await terminal.shows('41–48 of 55');
  });
});

describe('the help', () => {
  it('says which of its lines are seen where it is longer than the screen', async () => {
    const terminal = openTerminal({ columns: 60, rows: 15 });
    await terminal.shows('crm_prod');
    terminal.type('?');
    await terminal.shows(/1–12 of \d+/);
    terminal.type('j');
    await terminal.shows(/2–13 of \d+/);
  });

  it('has the keys of the screen below it, and why that has no percentage', async () => {
    const capabilities = {
      totalsAreReal: false,
      logFilesAreCounted: false,
      dataProgressIs: 'unknowable',
    } as const;
    const old = server({ version: [4, 1, 0, 2], versionText: 'OceanBase 4.1.0.2', capabilities });
    const terminal = openTerminal({ server: old, tenant: '1002', job: 12n, rows: 40 });
    await terminal.shows('no percentage: this release does not count totals');
    terminal.type('?');
    await terminal.shows('Why no percentage');
    await terminal.shows('before 4.2.1 BP3');
    expect(terminal.text()).not.toContain('show running jobs');
    terminal.type(key.escape);
    await terminal.shows('19 514 blocks');
  });
});
