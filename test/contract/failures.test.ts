import { createConnection } from 'mysql2/promise';
import { describe, expect, it } from 'vitest';
import { errorInEnglish, remarksInEnglish } from '../fixtures/in-english.ts';
import { endedJobRow, jobRow, tenantRow } from '../fixtures/rows.ts';
import { ownSimulator } from './on-simulator.ts';
import { describeOnEngine, describeOnEveryStage } from './servers/every-stage.ts';
import { until } from './servers/until.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';

const list = { pages: 1, columns: 'list' } as const;
const failing = (asked: Promise<unknown>) => asked.then(() => null).catch(error => error);

describeOnEveryStage('A server in trouble', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    it('that was killed is reported as lost, and found again when it is back, with what was known', async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('JOBS', 1002n, jobRow(7));
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(6));
      const source = sourceOn(stage);
      expect((await source.read({ kind: 'jobs', scope: all, ...list })).jobs).toHaveLength(2);
      await stage.kill?.();
      const first = await failing(source.read({ kind: 'jobs', scope: all, ...list }));
      expect(['connection_lost', 'cannot_connect']).toContain(first?.kind);
      expect(await failing(source.read({ kind: 'jobs', scope: all, ...list }))).toMatchObject({
        kind: 'cannot_connect',
      });
      await stage.restart?.();
      expect((await source.read({ kind: 'jobs', scope: all, ...list })).jobs).toHaveLength(2);
    });

    it('that hangs is given up on, and read again when it resumes', async () => {
      const source = sourceOn(stage, 'root', { answerTimeoutMillis: 300, connectTimeoutMillis: 300 });
      await source.identify();
      await stage.freeze?.();
      try {
        const first = await failing(source.read({ kind: 'tenants' }));
        expect(first).toMatchObject({ kind: 'timed_out', serverNumber: null });
        expect(first.reason.id).toBe('answer_timeout');
        expect(await failing(source.read({ kind: 'tenants' }))).toMatchObject({
          name: 'SourceError',
          serverNumber: null,
        });
      } finally {
        stage.thaw?.();
      }
      // A process that was stopped needs a moment until it lets in again.
      const back = await until(
        async () => (await failing(source.read({ kind: 'tenants' }))) === null,
        60_000,
      );
      expect(back).toBe(true);
    });

    it('that hangs does not hold up close(), and the read under way ends', async () => {
      const source = sourceOn(stage);
      await source.identify();
      await stage.freeze?.();
      try {
        const asked = failing(source.read({ kind: 'tenants' }));
        await source.close();
        expect(await asked).toMatchObject({ kind: 'connection_lost' });
      } finally {
        stage.thaw?.();
      }
    });
  });

  it('is not asked any more after close()', async () => {
    const source = sourceOn(stage);
    await source.identify();
    await source.close();
    expect(await failing(source.read({ kind: 'tenants' }))).toMatchObject({
      name: 'SourceError',
      kind: 'connection_lost',
    });
    await source.close();
  });
});

describeOnEngine('A session that is killed', stage => {
  const asRoot = async (sql: string) => {
    const connection = await createConnection(stage.connection());
    try {
      return (await connection.query(sql))[0] as { Id: number; User: string }[];
    } finally {
      await connection.end();
    }
  };

  it('is reported as lost, and another is opened', async () => {
    const source = sourceOn(stage, 'reader');
    await source.identify();
    const sessions = (await asRoot('SHOW PROCESSLIST')).filter(session => session.User === 'backup_reader');
    expect(sessions).toHaveLength(1);
    await asRoot(`KILL ${sessions[0]?.Id}`);
    // The end may have been noticed before the next read, which then reconnects at once.
    const error = await failing(source.read({ kind: 'tenants' }));
    if (error !== null) expect(error).toMatchObject({ kind: 'connection_lost' });
    expect((await source.read({ kind: 'tenants' })).readAt).toBeGreaterThan(0n);
  });
});

describe('An error that passes', () => {
  it.each([
    [4012, 'timed_out'],
    [4038, 'server_busy'],
    [5150, 'server_busy'],
    [8001, 'server_busy'],
    [1317, 'server_busy'],
    [5066, 'connection_lost'],
  ])('%i is reported, and the next read succeeds', async (errno, kind) => {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    const source = sourceOn(as('root@sys'));
    await source.read({ kind: 'tenants' });
    // After a timeout what runs is asked for once more, without the history.
    const times = errno === 4012 ? 2 : 1;
    simulator.fault({ kind: 'error', errno, message: 'for a moment', times });
    expect(await failing(source.read({ kind: 'jobs', scope: all, ...list }))).toMatchObject({
      kind,
      serverNumber: errno,
    });
    expect((await source.read({ kind: 'jobs', scope: all, ...list })).jobs).toEqual([]);
  });

  it.each([/effective_tenant_id/, /ob-backup-top: columns/, /ob_compatibility_mode/, /time_zone/])(
    'while it is found out where we are (%s) is no answer: the next call asks again',
    async match => {
      const { simulator, as } = await ownSimulator({ scenario: 'demo' });
      const source = sourceOn(as('root@sys'));
      simulator.fault({ kind: 'error', match, errno: 4012, message: 'Timeout' });
      expect(await failing(source.identify())).toMatchObject({ kind: 'timed_out' });
      expect(await source.identify()).toMatchObject({ sees: 'all_tenants', tenantId: 1n, remarks: [] });
    },
  );

  it.each([
    [1142, 'a right that was taken away'],
    [1054, 'a column that went with an upgrade'],
  ])('%i (%s) has the next read probe the views again', async (errno, _) => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as('root@sys'));
    await source.read({ kind: 'tenants' });
    simulator.fault({ kind: 'error', match: /ob-backup-top: tenants/, errno, message: 'gone', times: 1 });
    await failing(source.read({ kind: 'tenants' }));
    const sent = simulator.statements().length;
    expect((await source.read({ kind: 'tenants' })).jobs.length).toBeGreaterThan(0);
    const since = simulator.statements().slice(sent);
    expect(since.some(({ sql }) => sql.includes('ob-backup-top: columns'))).toBe(true);
  });

  it('in an Oracle tenant is found inside 600', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as('SYS@oracle_tenant'));
    await source.identify();
    const message = 'ORA-00600: internal error code, arguments: -4012, Timeout';
    simulator.fault({ kind: 'error', match: /ob-backup-top: tenants/, errno: 600, message, times: 2 });
    expect(await failing(source.read({ kind: 'tenants' }))).toMatchObject({
      kind: 'timed_out',
      serverNumber: 4012,
    });
  });
});

describe('A tenant without a leader', () => {
  it('holds up what is read of all tenants; the tenants to choose from are listed, and others can be read', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as('root@sys'));
    await source.read({ kind: 'tenants' });
    simulator.fault({ kind: 'tenant-down', tenantId: 1006 });
    const error = await failing(source.read({ kind: 'tenants' }));
    expect(error).toMatchObject({ kind: 'timed_out', serverNumber: 4012 });
    expect(errorInEnglish(error)).toContain('choosing one tenant may help');
    expect(error.tenants.map((tenant: { id: bigint }) => tenant.id)).toContain(1002n);
    const picture = await source.read({ kind: 'jobs', scope: ofTenant(1002), pages: 2, columns: 'full' });
    expect(picture.jobs.length).toBeGreaterThan(50);
    expect((await source.read({ kind: 'job', key: picture.jobs.at(-1)!.key })).jobs).toHaveLength(1);
    simulator.fault({ kind: 'clear' });
    expect((await source.read({ kind: 'tenants' })).tenants.length).toBeGreaterThan(0);
  });
});

describe('Views that are not there, or may not be read', () => {
  it.each([
    [1146, 'views_missing'],
    [1142, 'views_unreadable'],
  ])('are reported with the reason when nothing can be shown without them (%i)', async (errno, kind) => {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    simulator.fault({ kind: 'error', match: /OB_BACKUP_TASKS/, errno, message: 'no', times: 9 });
    expect(await failing(sourceOn(as('root@sys')).identify())).toMatchObject({ kind, serverNumber: errno });
  });

  it('are remarked upon where the rest can be shown', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    simulator.clear();
    simulator.put(1002, 'JOBS', jobRow(7, { START_TIMESTAMP: null }));
    const match = /_HISTORY|DBA_OB_TENANTS/;
    simulator.fault({ kind: 'error', match, errno: 1142, message: 'SELECT command denied', times: 99 });
    const source = sourceOn(as('root@sys'));
    expect(remarksInEnglish((await source.identify()).remarks)).toEqual([
      'oceanbase.CDB_OB_BACKUP_JOB_HISTORY cannot be read (server error 1142). Jobs that have ended are not shown.',
      'oceanbase.CDB_OB_BACKUP_TASK_HISTORY cannot be read (server error 1142). Tasks that have ended are not shown.',
      'oceanbase.DBA_OB_TENANTS cannot be read (server error 1142). Tenant names are not known.',
    ]);
    const picture = await source.read({ kind: 'tenants' });
    expect(picture.tenants).toMatchObject([{ id: 1002n, name: '1002', mode: null }]);
    const key = { tenantId: 1002n, jobId: 7n };
    expect((await source.read({ kind: 'job', key })).jobs).toHaveLength(1);
    expect((await source.read({ kind: 'jobs', scope: all, pages: 3, columns: 'full' })).jobs).toHaveLength(1);
    simulator.remove(1002, 'JOBS', { JOB_ID: '7' });
    expect((await source.read({ kind: 'jobs', scope: all, ...list })).jobs).toEqual([]);
    expect((await source.read({ kind: 'tenants' })).jobs).toEqual([]);
  });
});

describe('A new tenant', () => {
  it('is listed within a minute', async () => {
    const clock = { at: Date.UTC(2024, 4, 9), now: () => clock.at };
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    const source = sourceOn(as('root@sys'));
    const names = async () => (await source.read({ kind: 'tenants' })).tenants.map(tenant => tenant.name);
    await names();
    simulator.put(1020, 'TENANTS', { ...tenantRow('fresh'), TENANT_ID: 1020 });
    clock.at += 65_000;
    await names();
    expect(await names()).toContain('fresh');
  });
});
