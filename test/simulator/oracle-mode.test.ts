import { afterEach, describe, expect, it } from 'vitest';
import { closeAll, connect, fields, refusal, rows, simulate, value } from './client.ts';

afterEach(closeAll);

const oracle = async (scenario = 'demo') =>
  connect(await simulate({ scenario }), 'SYS@oracle_tenant', 'tenant');

describe('An Oracle-mode session of the simulator', () => {
  it('sends every number as NUMBER, text for the rest, and names in upper case', async () => {
    const found = await fields(
      await oracle(),
      'select job_id, status st, start_timestamp, result "r" from sys.dba_ob_backup_jobs',
    );
    expect(found.map(field => [field.name, field.columnType])).toEqual([
      ['JOB_ID', 246],
      ['ST', 253],
      ['START_TIMESTAMP', 253],
      ['r', 246],
    ]);
    const times = await fields(await oracle(), 'SELECT CREATE_TIME FROM DBA_OB_TENANTS');
    expect(times[0]?.columnType).toBe(201);
  });

  it('writes times as text of UTC+8 without a fraction, whatever the session says', async () => {
    const connection = await oracle();
    await connection.query("ALTER SESSION SET TIME_ZONE = '+00:00'");
    expect(await value(connection, 'SELECT START_TIMESTAMP FROM SYS.DBA_OB_BACKUP_JOBS')).toMatch(
      /^2026-11-22 09:59:5\d$/,
    );
  });

  it('sends its own types of time as bytes, not as text: century, year, month, …, nanoseconds, digits', async () => {
    const connection = await oracle();
    const bytes = (await value(connection, 'SELECT CREATE_TIME FROM DBA_OB_TENANTS')) as Buffer;
    const [century, year, month] = bytes;
    expect(bytes).toHaveLength(12);
    expect([century, year, bytes.at(-1)]).toEqual([20, expect.any(Number), 6]);
    expect(month).toBeGreaterThan(0);
    expect(month).toBeLessThan(13);
    expect(bytes.readUInt32LE(7) % 1000).toBe(0);
  });

  it('gives system variables, those of Oracle mode among them', async () => {
    const connection = await oracle();
    expect(await value(connection, 'select @@NLS_NCHAR_CHARACTERSET from dual')).toBe('AL16UTF16');
    expect(await value(connection, 'SELECT @@session.tx_read_only FROM DUAL')).toBe('0');
    const inMysql = await connect(await simulate(), 'root@sys');
    expect(await refusal(inMysql.query('SELECT @@nls_nchar_characterset'))).toMatch(/^1193 /);
  });

  it('takes an empty text for NULL', async () => {
    expect(
      await rows(await oracle(), "SELECT \"COMMENT\", NVL('', 'none') N FROM SYS.DBA_OB_BACKUP_JOBS"),
    ).toEqual([{ COMMENT: null, N: 'none' }]);
  });

  it('limits with FETCH FIRST, and with ROWNUM around an ordered query', async () => {
    const connection = await oracle();
    const newest = 'SELECT JOB_ID FROM SYS.DBA_OB_BACKUP_JOB_HISTORY ORDER BY JOB_ID DESC';
    const expected = (await rows(connection, newest)).slice(0, 3);
    expect(await rows(connection, `${newest} FETCH FIRST 3 ROWS ONLY`)).toEqual(expected);
    expect(await rows(connection, `SELECT * FROM (${newest}) WHERE ROWNUM <= 3`)).toEqual(expected);
    const union = `SELECT 0 AS "JOB_ID" FROM DUAL UNION ALL SELECT v.JOB_ID FROM (SELECT * FROM (${newest}) WHERE ROWNUM < 4) v`;
    expect(await rows(connection, union)).toEqual([{ JOB_ID: '0' }, ...expected]);
  });

  it('tells the time in UTC', async () => {
    const sql = "SELECT TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), 'YYYY-MM-DD HH24:MI:SS.FF6') FROM DUAL";
    expect(await value(await oracle(), sql)).toBe('2026-11-22 02:00:00.000000');
    expect(await value(await oracle(), 'SELECT ob_version() FROM DUAL')).toBe('4.3.3.0');
  });

  it.each([
    ['SELECT 1', '900'],
    ['SELECT COMMENT FROM SYS.DBA_OB_BACKUP_JOBS', '900'],
    ['SELECT `JOB_ID` FROM SYS.DBA_OB_BACKUP_JOBS', '900'],
    ['SELECT JOB_ID FROM SYS.DBA_OB_BACKUP_JOBS LIMIT 1', '900'],
    ['SELECT @name FROM DUAL', '900'],
    ['SELECT @@no_such FROM DUAL', '600'],
    ['SELEC', '900'],
    ['SELECT NO_SUCH FROM SYS.DBA_OB_BACKUP_JOBS', '904'],
    ['SELECT now() FROM DUAL', '904'],
    ['SELECT IF(1, 2, 3) FROM DUAL', '904'],
    ['SELECT * FROM SYS.CDB_OB_BACKUP_JOBS', '942'],
    ['SELECT * FROM oceanbase.DBA_OB_BACKUP_JOBS', '942'],
    ['INSERT INTO T VALUES (1)', '1031'],
  ])('refuses %s with %s', async (sql, errno) => {
    expect(await refusal((await oracle()).query(sql))).toMatch(new RegExp(`^${errno} \\w+ ORA-0*${errno}: `));
  });

  it('says which table is missing, also to a user without rights', async () => {
    const simulator = await simulate();
    const limited = await connect(simulator, 'LIMITED@oracle_tenant', 'limited');
    expect(await refusal(limited.query('SELECT * FROM SYS.DBA_OB_BACKUP_JOBS'))).toBe(
      "942 42S02 ORA-00942: table or view 'SYS.DBA_OB_BACKUP_JOBS' does not exist",
    );
  });

  it('has no DBA_OB_TENANTS before 4.1.0', async () => {
    expect(await refusal((await oracle('demo@4.0.0')).query('SELECT * FROM SYS.DBA_OB_TENANTS'))).toMatch(
      /^942 /,
    );
    expect(await value(await oracle('demo@4.1.0'), 'SELECT TENANT_NAME FROM SYS.DBA_OB_TENANTS')).toBe(
      'oracle_tenant',
    );
  });

  it('wraps what Oracle has no number for in 600', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator, 'SYS@oracle_tenant', 'tenant');
    simulator.fault({ kind: 'tenant-down', tenantId: 1004 });
    const sql = 'SELECT /*+ QUERY_TIMEOUT(1000) */ JOB_ID FROM SYS.DBA_OB_BACKUP_JOBS';
    expect(await refusal(connection.query(sql))).toMatch(
      /^600 HY000 ORA-00600: internal error code, arguments: -4012, Timeout/,
    );
  });
});
