// What is said of tenants: which are offered, what a tenant may not see, and what there is when one is down.
import { beforeEach, describe, expect, it } from 'vitest';
import { SourceError } from '../../../source/backup/source.ts';
import { NotFoundError } from '../../../source/report/scope.ts';
import { wordsOf } from '../../../source/text/words.ts';
import { key } from '../../fixtures/emulated-terminal.ts';
import { errorInEnglish, remarksInEnglish } from '../../fixtures/in-english.ts';
import { jobRow, taskRow, tenantRow } from '../../fixtures/rows.ts';
import { describeOnSimulator, ownSimulator } from '../on-simulator.ts';
import { describeOnEveryStage } from '../servers/every-stage.ts';
import type { Stage } from '../servers/stage.ts';
import { sourceOn } from '../source-on.ts';
import { putTenant } from './said.ts';
import { lineWith, reportsOf, screensOn } from './screens.ts';

const words = wordsOf('en').screens;
const flat = (text: string) => text.replace(/\s+/g, ' ');

describeOnEveryStage('The tenants that are offered', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    it('are those that can be backed up: no META tenant, none in the recycle bin, not sys', async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await putTenant(stage, 1002n, 'mysql_tenant');
      await stage.put('TENANTS', 1n, tenantRow('sys', { TENANT_TYPE: 'SYS' }));
      await stage.put('TENANTS', 1001n, tenantRow('META$1002', { TENANT_TYPE: 'META' }));
      await stage.put('TENANTS', 1010n, tenantRow('__recycle_$_1', { IN_RECYCLEBIN: 'YES' }));
      const source = sourceOn(stage);
      const { once, document } = await reportsOf(source);
      const terminal = screensOn(source);
      await terminal.shows('mysql_tenant');
      for (const text of [terminal.text(), once]) expect(text).not.toMatch(/META\$|__recycle/);
      const listed = document.tenants.map((tenant: { tenant_name: string }) => tenant.tenant_name);
      expect(listed).toContain('mysql_tenant');
      expect(listed.filter((name: string) => /^sys$|META|recycle/.test(name))).toEqual([]);
      for (const tenant of ['META$1002', '1001', '__recycle_$_1']) {
        await expect(reportsOf(source, { tenant })).rejects.toBeInstanceOf(NotFoundError);
      }
      const asked = screensOn(source, { tenant: 'META$1002' });
      await asked.shows(words.alerts.noTenant('META$1002'));
    });
  });
});

/** A user tenant of 4.0, which cannot see DBA_OB_TENANTS. */
function tenantOf40(stage: Stage, as: 'mysql' | 'oracle'): void {
  const tenantId = as === 'mysql' ? 1002n : 1004n;
  beforeEach(async () => {
    await stage.clear();
    await stage.build({ as, release: '4.0.0' });
    await stage.put('TENANTS', tenantId, tenantRow('not_to_be_seen'));
    await stage.put('JOBS', tenantId, jobRow(7));
    await stage.put('TASKS', tenantId, taskRow(7, { MACRO_BLOCK_COUNT: '41', TABLET_COUNT: '412' }));
  });

  it(`is named by its login, with a remark why, and shows its jobs (${as})`, async () => {
    const source = sourceOn(stage);
    const server = await source.identify();
    const [remark = ''] = remarksInEnglish(server.remarks);
    expect(remark).toContain('DBA_OB_TENANTS');
    const { once, document } = await reportsOf(source);
    expect(once).toContain(remark);
    expect(document.server.remarks).toEqual([remark]);
    expect(document.tenants).toHaveLength(1);
    expect(document.tenants[0].tenant_name).toBe(server.tenantName);
    expect(document.jobs[0].tasks[0].derived).toMatchObject({
      data_percent: null,
      data_state: 'unknowable',
      log_state: 'not_requested',
    });
    const terminal = screensOn(source);
    await terminal.shows(words.data.blocks('41'));
    terminal.type('?');
    await terminal.shows(words.help.remarks);
    await terminal.until(() => flat(terminal.text()).includes(flat(remark)), 'the help has the remark');
    terminal.type(key.escape);
    await terminal.shows(words.tenantList.columns.good);
    terminal.type(key.enter);
    await terminal.shows(words.columns.job);
    terminal.type(key.enter);
    await terminal.shows(words.data.why.totals_follow_finished);
    for (const text of [terminal.text(), once]) expect(text).not.toContain('%');
  });
}

// The engine tells a version of its own, which is what an old tenant's totals are judged by.
describeOnSimulator('A MySQL tenant of 4.0', stage => tenantOf40(stage, 'mysql'));
describeOnSimulator('An Oracle tenant of 4.0', stage => tenantOf40(stage, 'oracle'));

describe('A view that exists but may not be read', () => {
  it('is reported on the screens and in both reports; the rest is shown', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    simulator.clear();
    simulator.put(1002, 'TENANTS', { ...tenantRow('mysql_tenant'), TENANT_ID: 1002 });
    simulator.put(1002, 'JOBS', jobRow(7, { START_TIMESTAMP: null }));
    simulator.put(1002, 'TASKS', taskRow(7, { START_TIMESTAMP: null }));
    const denied = { errno: 1142, message: 'SELECT command denied', times: 999 };
    simulator.fault({ kind: 'error', match: /_HISTORY/, ...denied });
    const source = sourceOn(as('root@sys'));
    const remarks = remarksInEnglish((await source.identify()).remarks);
    expect(remarks).toHaveLength(2);
    const { once, document } = await reportsOf(source);
    for (const remark of remarks) expect(once).toContain(remark);
    expect(document.server.remarks).toEqual([
      ...remarks,
      expect.stringMatching(/ROOTSERVICE_EVENT_HISTORY cannot be read .* Events, and backups/),
    ]);
    const terminal = screensOn(source, { tenant: '1002' });
    await terminal.shows('50.00 %');
    expect(once).toContain('50.00 %');
    terminal.type('?');
    await terminal.shows(words.help.remarks);
    for (const remark of remarks) expect(flat(terminal.text())).toContain(remark);
  });

  it('ends the program with the view’s name where nothing can be shown without it', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    const denied = { errno: 1142, message: "SELECT command denied to user 'x' for table 'y'", times: 999 };
    simulator.fault({ kind: 'error', match: /OB_BACKUP_TASKS/, ...denied });
    const terminal = screensOn(sourceOn(as('root@sys')));
    const ending = await terminal.screens.ended;
    expect(ending).toMatchObject({ kind: 'fatal', error: { kind: 'views_unreadable', serverNumber: 1142 } });
    await expect(reportsOf(sourceOn(as('root@sys')))).rejects.toBeInstanceOf(SourceError);
  });
});

describe('A tenant that is down', () => {
  /** What such a cluster does, without the ten seconds it takes: CDB views read of all tenants run out of time. */
  async function withOneDown() {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    simulator.clear();
    for (const id of [1002, 1006]) {
      simulator.put(id, 'TENANTS', { ...tenantRow(`tenant_${id}`), TENANT_ID: id });
      simulator.put(id, 'JOBS', jobRow(7, { START_TIMESTAMP: null }));
      simulator.put(id, 'TASKS', taskRow(7, { START_TIMESTAMP: null }));
    }
    const source = sourceOn(as('root@sys'));
    await source.identify();
    const match = /^(?!.*(TENANT_ID\W+1002\b|1 = 0)).*CDB_OB_/s;
    simulator.fault({ kind: 'error', match, errno: 4012, message: 'Timeout', times: 999 });
    return source;
  }

  it('leaves the others to be chosen on the screen, and says of all that they could not be read', async () => {
    const source = await withOneDown();
    const failure = await source.read({ kind: 'tenants' }).catch((error: Error) => error);
    expect(failure).toMatchObject({ kind: 'timed_out', serverNumber: 4012 });
    const terminal = screensOn(source);
    await terminal.shows('tenant_1006');
    for (const name of ['tenant_1002', 'tenant_1006']) {
      expect(lineWith(terminal.text(), name)).toContain(words.lists.notRead);
    }
    expect(terminal.text()).not.toContain(words.lists.never);
    await terminal.shows(errorInEnglish(failure).slice(0, 60));
    terminal.type('j', key.enter);
    await terminal.shows('50.00 %');
  });

  it('fails --once for all tenants with what to try, and not for one that can be read', async () => {
    const source = await withOneDown();
    const failure = await reportsOf(source).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'timed_out', serverNumber: 4012 });
    expect(errorInEnglish(failure)).toContain('choosing one tenant may help');
    const { once, document } = await reportsOf(source, { tenant: 'tenant_1002' });
    expect(once).toContain('50.00 %');
    expect(document.jobs.map((job: { tenant_id: number }) => job.tenant_id)).toEqual([1002]);
  });
});
