import { afterEach, describe, expect, it, vi } from 'vitest';
import { startSimulator } from '../../source/simulator/index.ts';
import { closeAll, connect, moment, refusal, rows, simulate, value } from './client.ts';

afterEach(closeAll);

const jobs = 'SELECT JOB_ID, STATUS FROM oceanbase.CDB_OB_BACKUP_JOBS';

describe('A test that controls the simulator', () => {
  it('moves time only by advancing it', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    const before = await rows(connection, 'SELECT now(6) n, t.* FROM oceanbase.CDB_OB_BACKUP_TASKS t');
    expect(await rows(connection, 'SELECT now(6) n, t.* FROM oceanbase.CDB_OB_BACKUP_TASKS t')).toEqual(
      before,
    );
    simulator.advance(1.5);
    expect(await value(connection, 'SELECT now(6)')).toBe('2026-11-22 10:00:01.500000');
    expect(await rows(connection, 'SELECT now(6) n, t.* FROM oceanbase.CDB_OB_BACKUP_TASKS t')).not.toEqual(
      before,
    );
  });

  it('goes with the clock it is given', async () => {
    const clock = { at: moment, now: () => clock.at };
    const connection = await connect(await simulate({ clock }));
    clock.at += 61_000;
    expect(await value(connection, 'SELECT now(6)')).toBe('2026-11-22 10:01:01.000000');
  });

  it('makes any situation by hand: rows put, replaced and removed are seen at once', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    simulator.clear();
    expect(await rows(connection, jobs)).toEqual([]);
    expect(await rows(connection, 'SELECT * FROM oceanbase.DBA_OB_TENANTS')).toEqual([]);
    simulator.put(1002, 'JOBS', { JOB_ID: 5, STATUS: 'INIT' });
    expect(await rows(connection, jobs)).toEqual([{ JOB_ID: '5', STATUS: 'INIT' }]);
    simulator.put(1002, 'JOBS', { JOB_ID: '5', STATUS: 'DOING' });
    expect(await rows(connection, jobs)).toEqual([{ JOB_ID: '5', STATUS: 'DOING' }]);
    simulator.put(1006, 'JOBS', { JOB_ID: 5, STATUS: 'DOING' });
    simulator.remove(1002, 'JOBS', { JOB_ID: 5 });
    simulator.advance(3600);
    expect(await rows(connection, 'SELECT TENANT_ID FROM oceanbase.CDB_OB_BACKUP_JOBS')).toEqual([
      { TENANT_ID: '1006' },
    ]);
  });

  it('cancels a tenant’s backup, and a cluster job with its children', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    const statuses = async (where: string): Promise<unknown[]> =>
      (await rows(connection, `SELECT STATUS s FROM oceanbase.CDB_OB_BACKUP_JOBS WHERE ${where}`)).map(
        row => row.s,
      );
    simulator.cancel(1002);
    expect(await statuses('TENANT_ID = 1002')).toEqual(['CANCELING']);
    expect(await statuses('TENANT_ID = 1004')).toEqual(['DOING']);
    simulator.advance(10);
    simulator.cancel(1);
    simulator.advance(1);
    expect(await statuses('INITIATOR_TENANT_ID = 1')).toEqual(['CANCELING', 'CANCELING', 'CANCELING']);
    simulator.advance(30);
    const ended = await rows(
      connection,
      'SELECT TENANT_ID t, STATUS s, RESULT r FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY WHERE INITIATOR_TENANT_ID = 1 ORDER BY START_TIMESTAMP DESC LIMIT 3',
    );
    expect(new Set(ended.map(row => `${row.s} ${row.r}`))).toEqual(new Set(['CANCELED -4072']));
  });

  it('keeps exact values: unsigned 64 bits, decimals, microseconds, control characters', async () => {
    const simulator = await simulate({ scenario: 'empty' });
    const row = {
      TASK_ID: 1,
      START_SCN: 18446744073709551615n,
      END_SCN: '18446744073709551614',
      OUTPUT_RATE_BYTES: '12345678901234567890.1234',
      DATA_PROGRESS: '7.10',
      START_TIMESTAMP: 1_654_074_624_046_643n,
      END_TIMESTAMP: '2022-06-01 17:10:24.000001',
      COMMENT: 'a\u0000\u001b[31m\n商城 \u{1f600}',
    };
    simulator.put(1002, 'TASKS', row);
    const connection = await connect(simulator);
    const columns = Object.keys(row).join(', ');
    const expected = {
      ...row,
      TASK_ID: '1',
      START_SCN: '18446744073709551615',
      START_TIMESTAMP: '2022-06-01 17:10:24.046643',
    };
    expect(await rows(connection, `SELECT ${columns} FROM oceanbase.CDB_OB_BACKUP_TASKS`)).toEqual([
      expected,
    ]);
    const union = `SELECT ${columns} FROM oceanbase.CDB_OB_BACKUP_TASKS UNION ALL SELECT ${columns} FROM oceanbase.CDB_OB_BACKUP_TASKS`;
    expect(await rows(connection, union)).toEqual([expected, expected]);
  });

  it('hears what clients send, with the user who sent it', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator, 'backup_reader@sys', 'reader');
    await connection.query('/* tag */ SELECT 1');
    await connection.execute('SELECT ? AS n', [1]);
    expect(simulator.statements()).toEqual([
      { user: 'backup_reader@sys', sql: '/* tag */ SELECT 1' },
      { user: 'backup_reader@sys', sql: 'SELECT ? AS n' },
    ]);
  });

  it('says plainly that its port is taken', async () => {
    const simulator = await simulate();
    await expect(startSimulator({ port: simulator.port })).rejects.toThrow(/EADDRINUSE/);
  });

  it('can be closed while it answers nothing', async () => {
    const simulator = await startSimulator({ scenario: 'empty' });
    const connection = await connect(simulator);
    simulator.fault({ kind: 'hang' });
    const waiting = refusal(connection.query('SELECT 1'));
    await vi.waitFor(() => expect(simulator.statements()).toHaveLength(1));
    await simulator.close();
    expect(await waiting).toMatch(/lost|closed|ECONNRESET/i);
  });

  it('leaves nothing open when it is closed', async () => {
    const simulator = await startSimulator({ scenario: 'empty' });
    await connect(simulator);
    await simulator.close();
    expect(await refusal(connect(simulator))).toMatch(/ECONNREFUSED/);
  });
});

describe('A fault', () => {
  it('refuses new connections and keeps those there are, until it is lifted', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    simulator.fault({ kind: 'refuse' });
    expect(await refusal(connect(simulator))).toMatch(/ECONNREFUSED/);
    expect(await value(connection, 'SELECT 1')).toBe('1');
    simulator.fault({ kind: 'clear' });
    expect(await value(await connect(simulator), 'SELECT 1')).toBe('1');
  });

  it('answers nothing until it is lifted, then all that was asked', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    simulator.fault({ kind: 'hang' });
    const answers = [value(connection, 'SELECT 1'), value(connection, 'SELECT 2')];
    const greeted = connect(simulator);
    const state = await Promise.race([...answers, greeted, simulator.connections()]);
    expect(state).toBeTypeOf('number');
    await vi.waitFor(() => expect(simulator.statements()).toHaveLength(1));
    simulator.fault({ kind: 'clear' });
    expect(await Promise.all(answers)).toEqual(['1', '2']);
    expect(await value(await greeted, 'SELECT 3')).toBe('3');
  });

  it('cuts every connection at once', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    simulator.fault({ kind: 'drop' });
    expect(await refusal(connection.query('SELECT 1'))).toMatch(/closed|ECONNRESET|lost/i);
    expect(await value(await connect(simulator), 'SELECT 1')).toBe('1');
  });

  it('answers the next statements that match with an error', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    simulator.fault({
      kind: 'error',
      match: /TASKS/g,
      errno: 4038,
      state: 'HY000',
      message: 'not master',
      times: 2,
    });
    const tasks = 'SELECT COUNT(*) FROM oceanbase.CDB_OB_BACKUP_TASKS';
    expect(await value(connection, 'SELECT 1')).toBe('1');
    expect(await refusal(connection.query(tasks))).toBe('4038 HY000 not master');
    expect(await refusal(connection.query(tasks))).toBe('4038 HY000 not master');
    expect(await value(connection, tasks)).toBe('2');
  });

  it('ends statements that take longer than their time limit with 4012', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    simulator.fault({ kind: 'delay', ms: 60_000 });
    expect(await refusal(connection.query('/* tag */ SELECT /*+ QUERY_TIMEOUT(20000) */ 1'))).toMatch(
      /^4012 HY000 Timeout, query has reached the maximum query timeout: 20000\(us\)/,
    );
    simulator.fault({ kind: 'clear' });
    await connection.query('SET ob_query_timeout = 3000');
    simulator.fault({ kind: 'delay', ms: 60_000 });
    expect(await refusal(connection.query('SELECT 1'))).toMatch(/maximum query timeout: 3000\(us\)/);
  });

  it('takes one tenant down: CDB views fail unless filtered to another tenant', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    simulator.fault({ kind: 'tenant-down', tenantId: 1004 });
    const sql = (where: string): string =>
      `SELECT /*+ QUERY_TIMEOUT(2000) */ COUNT(*) FROM oceanbase.CDB_OB_BACKUP_JOBS ${where}`;
    expect(await refusal(connection.query(sql('')))).toMatch(/^4012 /);
    expect(await refusal(connection.query(sql('WHERE TENANT_ID = 1004')))).toMatch(/^4012 /);
    expect(await value(connection, sql('WHERE TENANT_ID = 1002'))).toBe('1');
    expect(await value(connection, sql('WHERE 1 = 0'))).toBe('0');
    const union = `${sql('WHERE TENANT_ID = 1002')} UNION ALL SELECT COUNT(*) FROM oceanbase.CDB_OB_BACKUP_JOBS`;
    expect(await refusal(connection.query(union))).toMatch(/^4012 /);
    expect(await value(connection, 'SELECT COUNT(*) > 0 FROM oceanbase.DBA_OB_TENANTS')).toBe('1');
  });
});
