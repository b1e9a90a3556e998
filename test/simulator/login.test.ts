import { afterEach, describe, expect, it } from 'vitest';
import { closeAll, connect, refusal, rows, simulate, value } from './client.ts';

afterEach(closeAll);

describe('Logging in to the simulator', () => {
  it('works for every login it lists', async () => {
    const simulator = await simulate();
    for (const { user, password, tenant } of simulator.logins) {
      const connection = await connect(simulator, user, password);
      const mode = await rows(connection, "SHOW VARIABLES LIKE 'ob_compatibility_mode'");
      expect(mode[0]?.Value).toBe(simulator.logins.find(login => login.tenant === tenant)?.mode);
    }
    expect(simulator.connections()).toBe(simulator.logins.length);
  });

  it('takes a bare user for one of the sys tenant', async () => {
    const connection = await connect(await simulate(), 'root');
    expect(await value(connection, 'SELECT effective_tenant_id()')).toBe('1');
  });

  it.each([
    ['a wrong password', 'backup_reader@sys', 'wrong', 'YES'],
    ['a missing password', 'backup_reader@sys', '', 'NO'],
    ['a password where none is', 'root@sys', 'x', 'YES'],
    ['an unknown user', 'nobody@sys', '', 'NO'],
    ['an unknown tenant', 'root@nowhere', '', 'NO'],
    ['a cluster name, which only a proxy understands', 'root@sys#cluster', '', 'NO'],
    ['a tenant in the recycle bin', 'root@__recycle_$_1_1731549600123456', '', 'NO'],
  ])('refuses %s with 1045', async (_, user, password, used) => {
    const simulator = await simulate();
    expect(await refusal(connect(simulator, user, password))).toBe(
      `1045 28000 Access denied for user '${user}'@'xxx.xxx.xxx.xxx' (using password: ${used})`,
    );
  });

  it('refuses a META tenant with 1235', async () => {
    expect(await refusal(connect(await simulate(), 'root@META$1002'))).toMatch(/^1235 0A000 /);
  });

  it('refuses an Oracle tenant to clients without capability bit 27, once the password was right', async () => {
    const simulator = await simulate();
    const old = { flags: ['-CLIENT_QUERY_ATTRIBUTES'] };
    expect(await refusal(connect(simulator, 'SYS@oracle_tenant', 'tenant', old))).toBe(
      '1235 0A000 Oracle tenant for current client driver is not supported',
    );
    expect(await refusal(connect(simulator, 'SYS@oracle_tenant', 'wrong', old))).toMatch(/^1045 /);
    const connection = await connect(simulator, 'root@mysql_tenant', 'tenant', old);
    expect(await value(connection, 'SELECT 1')).toBe('1');
  });

  it('knows users of Oracle tenants in upper case, unless quoted', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator, 'sys@oracle_tenant', 'tenant');
    expect(await value(connection, 'SELECT 1 FROM DUAL')).toBe('1');
    expect(await refusal(connect(simulator, '"sys"@oracle_tenant', 'tenant'))).toMatch(/^1045 /);
  });

  it('refuses an unknown database with 1049, and one without a right on it with 1044', async () => {
    const simulator = await simulate();
    const unknown = connect(simulator, 'root@sys', '', { database: 'nowhere' });
    expect(await refusal(unknown)).toBe("1049 42000 Unknown database 'nowhere'");
    const denied = connect(simulator, 'limited@mysql_tenant', 'limited', { database: 'oceanbase' });
    expect(await refusal(denied)).toBe(
      "1044 42000 Access denied for user 'limited'@'%' to database 'oceanbase'",
    );
  });

  it('says that it is 5.7.25 and offers neither TLS nor bit 27', async () => {
    const simulator = await simulate();
    expect(await refusal(connect(simulator, 'root@sys', '', { ssl: {} }))).toMatch(/secure connection/);
  });

  it('breaks clients that frame queries with attributes when it offers bit 27', async () => {
    const simulator = await simulate({ advertiseQueryAttributes: true });
    const connection = await connect(simulator);
    expect(await refusal(connection.query('SELECT 1'))).toMatch(/^1064 42000 /);
    const plain = await connect(simulator, 'root@sys', '', { flags: ['-CLIENT_QUERY_ATTRIBUTES'] });
    expect(await value(plain, 'SELECT 1')).toBe('1');
  });

  it('serves another client after one was refused', async () => {
    const simulator = await simulate();
    await refusal(connect(simulator, 'root@sys', 'wrong'));
    expect(await value(await connect(simulator), 'SELECT 1')).toBe('1');
  });
});
