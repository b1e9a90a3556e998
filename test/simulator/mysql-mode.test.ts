import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeAll, connect, fields, refusal, rows, simulate, value } from './client.ts';

afterEach(closeAll);

const sys = async (scenario = 'still') =>
  connect(await simulate({ scenario }), 'root@sys', '', { database: 'oceanbase' });

describe('A MySQL-mode session of the simulator', () => {
  it('gives each column the type of the kernel', async () => {
    const connection = await sys();
    const found = await fields(
      connection,
      'SELECT TENANT_ID, START_SCN, START_TIMESTAMP, DATA_PROGRESS, STATUS, now(6), COUNT(*) FROM CDB_OB_BACKUP_TASKS',
    );
    expect(
      found.map(field => [field.columnType, (Number(field.flags) & 0x20) !== 0, field.decimals]),
    ).toEqual([
      [8, false, 0],
      [8, true, 0],
      [7, false, 6],
      [246, false, 2],
      [253, false, 0],
      [12, false, 6],
      [8, false, 0],
    ]);
  });

  it('shows the official example exactly, by text and by prepared statement', async () => {
    const connection = await sys();
    const sql = 'SELECT * FROM CDB_OB_BACKUP_TASKS WHERE TENANT_ID = 1002';
    const expected = {
      TASK_ID: '2',
      STATUS: 'BEFORE_BACKUP_LOG',
      START_TIMESTAMP: '2024-05-09 17:54:07.718856',
      END_TIMESTAMP: null,
      START_SCN: '1715248462749288000',
      END_SCN: '1715248598352783000',
      INPUT_BYTES: '173261302',
      OUTPUT_RATE_BYTES: '0.0000',
      DATA_PROGRESS: '100.00',
      LOG_PROGRESS: '0.00',
      PATH: 'file:///data/nfs/backup/data',
    };
    const texts = { supportBigNumbers: true, bigNumberStrings: true };
    const [byText] = await rows(connection, sql);
    expect(
      Object.fromEntries(Object.entries(byText ?? {}).map(([k, v]) => [k, v === null ? v : String(v)])),
    ).toMatchObject(expected);
    const [[prepared]] = await connection.execute<never[]>(
      { sql: sql.replace('1002', '?'), ...texts } as never,
      [1002],
    );
    expect(
      Object.fromEntries(Object.entries(prepared ?? {}).map(([k, v]) => [k, v === null ? v : String(v)])),
    ).toMatchObject(expected);
  });

  it('honours the session time zone for times and for now', async () => {
    const connection = await sys();
    expect(await value(connection, 'SELECT now(6)')).toBe('2026-11-22 10:00:00.000000');
    await connection.query("SET time_zone = '+00:00'");
    expect(await value(connection, 'SELECT now(6)')).toBe('2026-11-22 02:00:00.000000');
    expect(await value(connection, 'SELECT START_TIMESTAMP FROM CDB_OB_BACKUP_TASKS')).toBe(
      '2024-05-09 09:54:07.718856',
    );
    expect(
      await value(
        connection,
        "SELECT COUNT(*) FROM CDB_OB_BACKUP_TASKS WHERE START_TIMESTAMP < '2024-05-09 09:54:08'",
      ),
    ).toBe('1');
  });

  it('labels columns as the SELECT spells them, and expressions by their text', async () => {
    const connection = await sys();
    const found = await fields(
      connection,
      'SELECT tenant_id, t.Status, `job_id` AS "The Job", COUNT( * ), @@version_comment, x.* FROM CDB_OB_BACKUP_TASKS t, (SELECT 1 one) x',
    );
    expect(found.map(field => field.name)).toEqual([
      'tenant_id',
      'Status',
      'The Job',
      'COUNT( * )',
      '@@version_comment',
      'one',
    ]);
  });

  it('tells the alias of the table each column comes from', async () => {
    const connection = await sys();
    const found = await fields(
      connection,
      'SELECT * FROM CDB_OB_BACKUP_JOBS j, CDB_OB_BACKUP_TASKS t WHERE 1 = 0',
    );
    expect(new Set(found.map(field => field.table))).toEqual(new Set(['j', 't']));
    expect(found.filter(field => field.table === 'j')).toHaveLength(19);
    expect(found.filter(field => field.table === 't')).toHaveLength(33);
  });

  it('joins, groups, unites with NULL columns and reads derived tables', async () => {
    const connection = await sys('demo');
    const joined = await rows(
      connection,
      'SELECT j.JOB_ID, t.DATA_PROGRESS FROM CDB_OB_BACKUP_JOBS j LEFT JOIN CDB_OB_BACKUP_TASKS t ON t.TENANT_ID = j.TENANT_ID AND t.JOB_ID = j.JOB_ID',
    );
    expect(joined.length).toBeGreaterThan(0);
    const union = await fields(
      connection,
      `SELECT 'live' AS src, JOB_ID, NULL AS DATA_PROGRESS, NULL AS START_SCN FROM CDB_OB_BACKUP_JOBS
       UNION ALL SELECT 'task', JOB_ID, DATA_PROGRESS, START_SCN FROM CDB_OB_BACKUP_TASKS ORDER BY 2 LIMIT 5`,
    );
    expect(union.map(field => field.columnType)).toEqual([253, 8, 246, 8]);
    const branches = await rows(
      connection,
      '(SELECT JOB_ID FROM CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1002 ORDER BY JOB_ID DESC LIMIT 3) UNION ALL (SELECT JOB_ID FROM CDB_OB_BACKUP_JOBS WHERE TENANT_ID = 1002 LIMIT 1)',
    );
    expect(branches).toHaveLength(4);
    const newest = await rows(
      connection,
      'SELECT v.TENANT_ID, v.STATUS FROM CDB_OB_BACKUP_JOB_HISTORY v JOIN (SELECT TENANT_ID, MAX(JOB_ID) AS JOB_ID FROM CDB_OB_BACKUP_JOB_HISTORY GROUP BY TENANT_ID) k ON k.TENANT_ID = v.TENANT_ID AND k.JOB_ID = v.JOB_ID ORDER BY 1',
    );
    expect(newest.map(row => row.TENANT_ID)).toEqual(['1', '1002', '1004', '1008']);
  });

  it('keeps the zeros of a decimal that is cast to text', async () => {
    const connection = await sys();
    expect(await value(connection, 'SELECT CAST(DATA_PROGRESS AS CHAR) FROM CDB_OB_BACKUP_TASKS')).toBe(
      '100.00',
    );
  });

  it('compares text without regard to case, and decimals as numbers', async () => {
    const connection = await sys();
    expect(
      await value(connection, "SELECT COUNT(*) FROM cdb_ob_backup_tasks WHERE status = 'before_backup_log'"),
    ).toBe('1');
    expect(await value(connection, 'SELECT COUNT(*) FROM CDB_OB_BACKUP_TASKS WHERE DATA_PROGRESS > 50')).toBe(
      '1',
    );
  });

  it.each([
    ["SHOW VARIABLES LIKE 'time\\_zone'", [{ Variable_name: 'time_zone', Value: '+08:00' }]],
    [
      "SHOW TABLES LIKE 'CDB_OB_BACKUP_J%'",
      [{ Tables_in_oceanbase: 'CDB_OB_BACKUP_JOBS' }, { Tables_in_oceanbase: 'CDB_OB_BACKUP_JOB_HISTORY' }],
    ],
    ['SHOW WARNINGS', []],
    [
      'SELECT effective_tenant_id() id, effective_tenant() name, ob_version() v',
      [{ id: '1', name: 'sys', v: '4.3.3.0' }],
    ],
    ['SELECT version() LIKE "5.7.25-OceanBase%" ok', [{ ok: '1' }]],
    ['select /*!40101 1 + */ 1 n # rest\n', [{ n: '2' }]],
    ["SELECT 'it''s', 'a\\'b' q", [{ "it's": "it's", q: "a'b" }]],
    [
      "SELECT now() - INTERVAL 1 DAY d, DATE_ADD('2026-01-31 00:00:00', INTERVAL 2 HOUR) a",
      [{ d: '2026-11-21 10:00:00', a: '2026-01-31 02:00:00' }],
    ],
  ])('answers %s', async (sql, expected) => {
    expect(await rows(await sys(), sql)).toEqual(expected);
  });

  it.each([
    ['SELECT * FROM oceanbase.NO_SUCH', "1146 42S02 Table 'oceanbase.no_such' doesn't exist"],
    ['SELECT x FROM CDB_OB_BACKUP_JOBS', "1054 42S22 Unknown column 'x' in 'field list'"],
    ['SELECT 1 FROM CDB_OB_BACKUP_JOBS WHERE x = 1', "1054 42S22 Unknown column 'x' in 'where clause'"],
    ['SELECT no_such_function(1)', '1305 42000 FUNCTION oceanbase.no_such_function does not exist'],
    ['WITH v AS (SELECT 1) SELECT * FROM v', '1235 0A000 WITH is not supported'],
    ['EXPLAIN SELECT 1', '1235 0A000 EXPLAIN is not supported'],
    ['SHOW GRANTS', '1235 0A000 SHOW GRANTS is not supported'],
    ['SELECT load_extension(1)', '1305 42000 FUNCTION oceanbase.load_extension does not exist'],
    ['SELECT @@no_such', "1193 HY000 Unknown system variable 'no_such'"],
    ['SET no_such = 1', "1193 HY000 Unknown system variable 'no_such'"],
    ["SET time_zone = 'Nowhere/Land'", "1298 HY000 Unknown or incorrect time zone: 'Nowhere/Land'"],
    ['USE nowhere', "1049 42000 Unknown database 'nowhere'"],
    [
      'SELECT 1 UNION SELECT 1, 2',
      '1222 21000 The used SELECT statements have a different number of columns',
    ],
    [
      'DROP TABLE CDB_OB_BACKUP_JOBS',
      "1142 42000 DROP command denied to user 'root'@'%' for table 'cdb_ob_backup_jobs'",
    ],
    [
      'PRAGMA database_list',
      /^1064 42000 You have an error in your SQL syntax; check the manual that corresponds to your OceanBase version/,
    ],
    ['SELECT 1; DROP TABLE x', /^1064 /],
    ['SELEC', /^1064 /],
    ['', '1065 42000 Query was empty'],
  ])('refuses %s as OceanBase does', async (sql, expected) => {
    const said = await refusal((await sys()).query(sql));
    if (typeof expected === 'string') expect(said).toBe(expected);
    else expect(said).toMatch(expected);
  });

  it('refuses every write once the session is read only', async () => {
    const connection = await sys();
    await connection.query('SET SESSION TRANSACTION READ ONLY');
    for (const sql of [
      'INSERT INTO t VALUES (1)',
      'DELETE FROM t',
      'ALTER SYSTEM BACKUP DATABASE',
      'CREATE TABLE t (a int)',
    ]) {
      expect(await refusal(connection.query(sql))).toBe(
        '1792 25006 Cannot execute statement in a READ ONLY transaction.',
      );
    }
  });

  it('shows a user tenant its own rows in DBA views, and no CDB view', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator, 'root@mysql_tenant', 'tenant', { database: 'oceanbase' });
    expect(await refusal(connection.query('SELECT * FROM CDB_OB_BACKUP_JOBS'))).toBe(
      "1146 42S02 Table 'oceanbase.cdb_ob_backup_jobs' doesn't exist",
    );
    expect(await rows(connection, 'SELECT TENANT_ID, TENANT_NAME FROM DBA_OB_TENANTS')).toEqual([
      { TENANT_ID: '1002', TENANT_NAME: 'mysql_tenant' },
    ]);
    const all = await connect(simulator);
    expect(await value(connection, 'SELECT COUNT(*) FROM DBA_OB_BACKUP_JOB_HISTORY')).toBe(
      await value(all, 'SELECT COUNT(*) FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1002'),
    );
  });

  it('shows sys only cluster jobs in its DBA views', async () => {
    const simulator = await simulate();
    simulator.advance(10);
    const connection = await connect(simulator);
    expect(
      await rows(
        connection,
        'SELECT JOB_LEVEL, INITIATOR_JOB_ID = JOB_ID AS own FROM oceanbase.DBA_OB_BACKUP_JOBS',
      ),
    ).toEqual([{ JOB_LEVEL: 'CLUSTER', own: '1' }]);
    expect(await rows(connection, 'SELECT * FROM oceanbase.DBA_OB_BACKUP_TASKS')).toEqual([]);
  });

  it('lets a reader read what was granted to it, and see only that in information_schema', async () => {
    const connection = await connect(await simulate(), 'backup_reader@sys', 'reader', {
      database: 'oceanbase',
    });
    expect(await value(connection, 'SELECT COUNT(*) FROM CDB_OB_BACKUP_JOBS')).toBe('2');
    expect(await refusal(connection.query('SELECT * FROM DBA_OB_BACKUP_TASKS'))).toBe(
      "1142 42000 SELECT command denied to user 'backup_reader'@'%' for table 'dba_ob_backup_tasks'",
    );
    const seen = await rows(
      connection,
      "SELECT DISTINCT table_name n FROM information_schema.columns WHERE table_schema = 'oceanbase' AND table_name LIKE '%tasks'",
    );
    expect(seen).toEqual([{ n: 'CDB_OB_BACKUP_TASKS' }]);
  });

  it('lets a reader of jobs read no tasks', async () => {
    const connection = await connect(await simulate(), 'jobs_reader@sys', 'jobs', { database: 'oceanbase' });
    expect(await value(connection, 'SELECT COUNT(*) FROM CDB_OB_BACKUP_JOBS')).toBe('2');
    expect(await refusal(connection.query('SELECT * FROM CDB_OB_BACKUP_TASKS'))).toMatch(/^1142 42000 /);
  });

  it('denies the views to a user without rights', async () => {
    const connection = await connect(await simulate(), 'limited@mysql_tenant', 'limited');
    expect(await refusal(connection.query('SELECT * FROM oceanbase.DBA_OB_BACKUP_JOBS'))).toBe(
      "1142 42000 SELECT command denied to user 'limited'@'%' for table 'dba_ob_backup_jobs'",
    );
  });

  it('ends a session, or the statement it waits for, when asked to', async () => {
    const simulator = await simulate();
    const [victim, killer] = [await connect(simulator), await connect(simulator)];
    const id = await value(victim, 'SELECT connection_id()');
    simulator.fault({ kind: 'delay', ms: 9_000 });
    const waiting = refusal(victim.query('SELECT 1 AS slow'));
    await vi.waitFor(() => expect(simulator.statements().at(-1)?.sql).toBe('SELECT 1 AS slow'));
    simulator.fault({ kind: 'clear' });
    await killer.query(`KILL QUERY ${id}`);
    expect(await waiting).toBe('1317 70100 Query execution was interrupted');
    await killer.query(`KILL ${id}`);
    expect(await refusal(victim.query('SELECT 1'))).not.toBe('no error');
  });
});
