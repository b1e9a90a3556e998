import { describe, expect, it } from 'vitest';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { job, picture, seconds, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

/** The row that is chosen. */
const chosen = (lines: readonly string[]) =>
  lines.find(line => line.startsWith(' ▸'))?.replace(/^ ▸ [✖!]? */u, '') ?? '';

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
    await terminal.shows('Order by  [need]  name  id  age of the last good backup');
    terminal.type('s');
    await terminal.shows('need  [name▴]  id');
    await terminal.shows('by name▴');
    terminal.type('s');
    await terminal.shows('ID▴');
    terminal.type('S');
    await terminal.shows('ID▾');
    await terminal.shows(/all tenants[\s\S]*订单中心[\s\S]*crm_prod[\s\S]*mysql_tenant/);
    terminal.type('s');
    await terminal.shows('GOOD▾');
    terminal.type('s', key.enter);
    await terminal.showsNot('Order by');
    await terminal.showsNot('by age');
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
      'TIME',
      'WROTE',
      'SPEED',
      'RESULT',
    ];
    terminal.type('s');
    await terminal.shows('Order by  [newest first]  JOB');
    for (const title of titles) {
      terminal.type('s');
      await terminal.shows(new RegExp(`${title}[▴▾]`));
      orders.set(title, jobIds());
    }
    expect(orders.get('JOB')).toEqual(['12', '11', '10']);
    expect(orders.get('STATUS')).toEqual(['11', '12', '10']);
    expect(orders.get('STARTED')).toEqual(['12', '11', '10']);
    expect(orders.get('TIME')).toEqual(['12', '11', '10']);
    terminal.type('S');
    await terminal.shows('RESULT▴');
    terminal.type('s', key.enter);
    await terminal.showsNot(/by [A-Z]+[▴▾]/);
    terminal.type('S');
    await terminal.shows('STARTED▴');
    expect(jobIds()).toEqual(['10', '11', '12']);
  });

  it('go to their first row when they are sorted another way', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    for (const sort of ['ss\r', 'S']) {
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

  it('read older jobs when one moves beyond the last', async () => {
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
