import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { beforeEach, describe, expect, it } from 'vitest';
import { errorInEnglish, remarksInEnglish } from '../fixtures/in-english.ts';
import { tenantRow } from '../fixtures/rows.ts';
import { describeOnEngine, describeOnEveryStage } from './servers/every-stage.ts';
import { releases } from './servers/views.ts';
import { all, sourceOn } from './source-on.ts';

/** What the task view of each release tells: in sys, and in a user tenant. */
const capabilities: Record<(typeof releases)[number], [sys: string, tenant: string, log: boolean]> = {
  '4.0.0': ['unknowable', 'unknowable', false],
  '4.1.0': ['unknowable', 'unknowable', false],
  '4.2.0': ['unknowable', 'unknowable', false],
  '4.2.1': ['unknowable', 'unknowable', false],
  '4.2.1_BP3': ['in_view', 'computed', false],
  '4.2.3': ['in_view', 'computed', false],
  '4.3.0': ['in_view', 'computed', false],
  '4.3.1': ['in_view', 'in_view', true],
  '4.3.2': ['in_view', 'in_view', true],
  '4.3.3': ['in_view', 'in_view', true],
};

describeOnEveryStage('The identity of server and login', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.put('TENANTS', 1002n, tenantRow('mysql_tenant'));
    });

    it('is the sys tenant, which sees all tenants', async () => {
      await stage.build({ as: 'sys', release: '4.3.3' });
      const server = await sourceOn(stage).identify();
      expect(server).toMatchObject({
        mode: 'MYSQL',
        sees: 'all_tenants',
        tenantId: 1n,
        tenantName: 'sys',
        tls: false,
        remarks: [],
      });
      expect(server.versionText).toMatch(/^OceanBase 4\.\d+\.\d+\.\d+$/);
      expect(server.clock).toBeGreaterThan(1_700_000_000_000_000n);
    });

    it('is a user tenant, which sees itself', async () => {
      await stage.build({ as: 'mysql', release: '4.3.3' });
      expect(await sourceOn(stage).identify()).toMatchObject({
        mode: 'MYSQL',
        sees: 'own_tenant',
        tenantId: 1002n,
        tenantName: 'mysql_tenant',
        remarks: [],
      });
    });

    it.each(releases)('at %s knows in sys what the views can tell of progress', async release => {
      await stage.build({ as: 'sys', release });
      const [inSys, , log] = capabilities[release];
      expect((await sourceOn(stage).identify()).capabilities).toEqual({
        dataProgressIs: inSys,
        totalsAreReal: inSys !== 'unknowable',
        logFilesAreCounted: log,
      });
    });

    it.each(releases)('at %s knows in a tenant what its views can tell', async release => {
      await stage.build({ as: 'mysql', release });
      const server = await sourceOn(stage).identify();
      const [, inTenant, log] = capabilities[release];
      // The engine's kernel is of its own version, which is what tells of totals where no column does.
      const expected = stage.name === 'engine' && inTenant === 'unknowable' ? 'computed' : inTenant;
      expect(server.capabilities).toMatchObject({ dataProgressIs: expected, logFilesAreCounted: log });
    });

    it('says that a tenant of 4.0 does not list itself, and names it by the login', async () => {
      await stage.build({ as: 'mysql', release: '4.0.0' });
      const source = sourceOn(stage);
      const server = await source.identify();
      expect(remarksInEnglish(server.remarks)).toEqual([
        'oceanbase.DBA_OB_TENANTS is not there (server error 1146). Tenant names are not known.',
      ]);
      const { tenants } = await source.read({ kind: 'tenants' });
      expect(tenants).toEqual([
        { id: 1002n, name: server.tenantName, mode: 'MYSQL', archivesLog: null, row: [] },
      ]);
    });

    it('reads everything with SELECT on the single views only', async () => {
      await stage.build({ as: 'sys', release: '4.3.3' });
      const source = sourceOn(stage, 'reader');
      expect(await source.identify()).toMatchObject({ sees: 'all_tenants', tenantId: 1n, remarks: [] });
      expect((await source.read({ kind: 'tenants' })).tenants.map(tenant => tenant.name)).toContain(
        'mysql_tenant',
      );
      expect((await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'full' })).jobs).toEqual([]);
    });

    it('is refused without rights on the views, with what to ask for', async () => {
      await stage.build({ as: 'mysql', release: '4.3.3' });
      const error = await sourceOn(stage, 'nobody')
        .identify()
        .catch(thrown => thrown);
      expect(error).toMatchObject({ name: 'SourceError', kind: 'views_unreadable' });
      expect(errorInEnglish(error)).toContain('Ask for SELECT on the');
      expect([1142, 1044]).toContain(error.serverNumber);
    });

    it('is refused with a wrong password, in words that name the user', async () => {
      await stage.build({ as: 'sys', release: '4.3.3' });
      const { user } = stage.connection('reader');
      await expect(sourceOn(stage, 'reader', { password: 'wrong' }).identify()).rejects.toMatchObject({
        kind: 'login_refused',
        serverNumber: 1045,
        reason: { id: 'wrong_login', user },
      });
    });

    it('is refused for a tenant that is not there', async () => {
      await expect(sourceOn(stage, 'root', { user: 'root@nosuch' }).identify()).rejects.toMatchObject({
        kind: 'login_refused',
        serverNumber: 1045,
      });
    });

    it('offers neither META tenants nor those in the recycle bin', async () => {
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('TENANTS', 1n, tenantRow('sys', { TENANT_TYPE: 'SYS' }));
      await stage.put('TENANTS', 1001n, tenantRow('META$1002', { TENANT_TYPE: 'META' }));
      await stage.put('TENANTS', 1010n, tenantRow('__recycle_$_1', { IN_RECYCLEBIN: 'YES' }));
      await stage.put('TENANTS', 1006n, tenantRow('商城', { LOG_MODE: 'NOARCHIVELOG' }));
      const { tenants } = await sourceOn(stage).read({ kind: 'tenants' });
      expect(tenants.map(tenant => tenant.name)).toEqual(expect.arrayContaining(['mysql_tenant', '商城']));
      expect(tenants.map(tenant => tenant.name).filter(name => /META|recycle|^sys$/.test(name))).toEqual([]);
      expect(tenants.find(tenant => tenant.id === 1006n)).toMatchObject({
        mode: 'MYSQL',
        archivesLog: false,
      });
    });

    it('does not know of archiving at 4.0, where the view has no column for it', async () => {
      await stage.build({ as: 'sys', release: '4.0.0' });
      const { tenants } = await sourceOn(stage).read({ kind: 'tenants' });
      expect(tenants.find(tenant => tenant.id === 1002n)?.archivesLog).toBeNull();
    });
  });

  it('is read once a connection, and answered again without a statement', async () => {
    const source = sourceOn(stage);
    const server = await source.identify();
    expect(await source.identify()).toBe(server);
    expect(server.user).toBe(stage.connection().user);
  });
});

describeOnEveryStage('A user with rights on some views', stage => {
  describe.skipIf(!stage.canPut)('with rows of the test', () => {
    it('learns which view cannot be read when nothing can be shown without it', async () => {
      await stage.build({ as: 'sys', release: '4.3.3' });
      await expect(sourceOn(stage, 'partial').identify()).rejects.toMatchObject({
        kind: 'views_unreadable',
        serverNumber: 1142,
        reason: { id: 'views_denied', detail: expect.stringContaining('cdb_ob_backup_tasks') },
      });
    });
  });
});

describeOnEngine('A socket file', stage => {
  it('is as good as host and port', async () => {
    const root = await createConnection(stage.connection());
    const [rows] = await root.query<RowDataPacket[]>("SHOW VARIABLES LIKE 'socket'");
    await root.end();
    const socket = String(rows[0]?.Value);
    const source = sourceOn(stage, 'root', { socket });
    expect(await source.identify()).toMatchObject({ host: socket, sees: 'all_tenants' });
  });

  it('that is not there is reported', async () => {
    const socket = '/nowhere/sql.sock';
    await expect(sourceOn(stage, 'root', { socket }).identify()).rejects.toMatchObject({
      kind: 'cannot_connect',
      reason: { id: 'no_socket_file', where: socket },
    });
  });
});

describe('A place where no OceanBase is', () => {
  const at = (port: number) => ({
    connection: () => ({ host: '127.0.0.1', port, user: 'root@sys', password: '' }),
  });

  it('refuses the connection', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    listener.close();
    await once(listener, 'close');
    await expect(sourceOn(at(port)).identify()).rejects.toMatchObject({
      kind: 'cannot_connect',
      serverNumber: null,
      reason: { id: 'connection_refused', where: `127.0.0.1:${port}` },
    });
  });

  it('takes the connection and says nothing: that is given up on, and close() does not wait for it', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    try {
      await expect(
        sourceOn(at(port), 'root', { connectTimeoutMillis: 100 }).identify(),
      ).rejects.toMatchObject({
        kind: 'cannot_connect',
        reason: { id: 'connect_timeout' },
      });
      const source = sourceOn(at(port), 'root', { connectTimeoutMillis: 600_000 });
      const asked = source.identify().catch(error => error);
      await once(listener, 'connection');
      await source.close();
      expect(await asked).toMatchObject({
        kind: 'cannot_connect',
        reason: { id: 'closed_here' },
      });
    } finally {
      listener.close();
    }
  });

  it('speaks another protocol: that is an error in a sentence', async () => {
    const listener = createServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    );
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    try {
      const asked = sourceOn(at(port), 'root', { connectTimeoutMillis: 2_000 }).identify();
      await expect(asked).rejects.toMatchObject({ name: 'SourceError', kind: 'cannot_connect' });
    } finally {
      listener.close();
    }
  });
});
