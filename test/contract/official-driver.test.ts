import { afterAll, afterEach, describe, expect, it } from 'vitest';
import views from '../../source/simulator/views.json' with { type: 'json' };
import { closeAll, connect, fields, rows, simulate } from '../simulator/client.ts';
import { askByDriver, driverOrReason, removeCompiled } from './servers/jdbc.ts';

afterEach(closeAll);
afterAll(removeCompiled);

const found = await driverOrReason();
if ('reason' in found) {
  process.stdout.write(`OceanBase's JDBC driver is left out as a witness: ${found.reason}.\n`);
}
const driver = 'jar' in found ? found.jar : '';

type Tenancy = 'sys' | 'mysql' | 'oracle';
const logins: readonly (readonly [Tenancy, { user: string; password: string }])[] = [
  ['sys', { user: 'root@sys', password: '' }],
  ['mysql', { user: 'root@mysql_tenant', password: 'tenant' }],
  ['oracle', { user: 'SYS@oracle_tenant', password: 'tenant' }],
];
const schemas = { sys: 'oceanbase', mysql: 'oceanbase', oracle: 'SYS' } as const;

/** The views that the documentation tells a DBA to select from, by tenant. */
const documented = ['BACKUP_JOBS', 'BACKUP_JOB_HISTORY', 'BACKUP_TASKS', 'BACKUP_TASK_HISTORY'].flatMap(
  name => [`CDB_OB_${name}`, `DBA_OB_${name}`],
);
const documentedIn = (tenancy: Tenancy) =>
  Object.entries(views.views)
    .filter(([name, columns]) => tenancy in columns && documented.includes(name))
    .map(([name]) => name)
    .filter(name => name.startsWith(tenancy === 'sys' ? 'CDB' : 'DBA'));

/** A time in the one form that the driver's answers have, whether it is a time of the server's types or text. */
const sameForm = (value: unknown) =>
  value === null
    ? null
    : String(value)
        .replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/, '$1T$2')
        .replace(/^(\S+T\S+\.\d*?)0+$/, '$1')
        .replace(/^(\S+T\S+)\.$/, '$1')
        .replace(/^(\S+T\d\d:\d\d):00$/, '$1');

describe.skipIf(driver === '')("By OceanBase's own JDBC driver, the simulated cluster", () => {
  it.each(logins)('answers the documented statements in %s as by any client', async (tenancy, login) => {
    const simulator = await simulate({ scenario: 'demo' });
    const { host, port } = simulator;
    const statements = documentedIn(tenancy).map(name => `SELECT * FROM ${schemas[tenancy]}.${name}`);
    expect(statements).toHaveLength(4);
    const answers = await askByDriver(driver, { host, port, ...login }, statements);
    const connection = await connect(simulator, login.user, login.password);
    for (const [at, sql] of statements.entries()) {
      const answer = answers[at];
      expect(answer?.columns).toEqual((await fields(connection, sql)).map(({ name }) => name));
      const expected = (await rows(connection, sql)).map(row => Object.values(row).map(sameForm));
      expect(answer?.rows.map(row => row.map(sameForm))).toEqual(expected);
    }
    expect(answers.flatMap(answer => answer.rows).length).toBeGreaterThan(0);
  });

  it.each(logins)('takes a statement with a parameter in %s', async (tenancy, login) => {
    const simulator = await simulate({ scenario: 'demo' });
    const { host, port } = simulator;
    const name = tenancy === 'sys' ? 'CDB_OB_BACKUP_JOBS' : 'DBA_OB_BACKUP_JOBS';
    const sql = `SELECT STATUS FROM ${schemas[tenancy]}.${name} WHERE STATUS = ?`;
    const [answer] = await askByDriver(driver, { host, port, ...login }, [sql]);
    const connection = await connect(simulator, login.user, login.password);
    const running = await rows(connection, sql.replace('?', "'DOING'"));
    expect(answer).toMatchObject({ columns: ['STATUS'], rows: running.map(() => ['DOING']) });
    expect(running).not.toEqual([]);
  });

  it.each(logins)(
    'gives all rows of a statement that the server has prepared in %s',
    async (tenancy, login) => {
      const simulator = await simulate({ scenario: 'demo' });
      const { host, port } = simulator;
      const name = tenancy === 'sys' ? 'CDB_OB_BACKUP_TASK_HISTORY' : 'DBA_OB_BACKUP_TASK_HISTORY';
      // In Oracle mode the driver fetches ten rows at a time.
      const sql = `SELECT TASK_ID FROM ${schemas[tenancy]}.${name} WHERE STATUS <> ? ORDER BY TASK_ID`;
      const [answer] = await askByDriver(driver, { host, port, ...login }, [sql], 'useServerPrepStmts=true');
      const connection = await connect(simulator, login.user, login.password);
      const expected = (await rows(connection, sql.replace('?', "'DOING'"))).map(row => [row.TASK_ID]);
      expect(expected.length).toBeGreaterThan(20);
      expect(answer?.rows).toEqual(expected.map(([id]) => [String(id)]));
    },
  );

  it('sends an Oracle tenant’s own times as the driver decodes them', async () => {
    const { host, port } = await simulate({ scenario: 'demo' });
    const [sys, oracle] = [logins[0]?.[1], logins[2]?.[1]];
    const where = "WHERE TENANT_NAME = 'oracle_tenant'";
    const [answered] = await askByDriver(driver, { host, port, ...(sys ?? { user: '', password: '' }) }, [
      `SELECT CREATE_TIME FROM oceanbase.DBA_OB_TENANTS ${where}`,
    ]);
    const [decoded] = await askByDriver(driver, { host, port, ...(oracle ?? { user: '', password: '' }) }, [
      `SELECT CREATE_TIME FROM SYS.DBA_OB_TENANTS ${where}`,
    ]);
    expect(decoded?.types).toEqual(['TIMESTAMP WITH LOCAL TIME ZONE']);
    expect(decoded?.rows).toHaveLength(1);
    expect(decoded?.rows).toEqual(answered?.rows);
  });
});
