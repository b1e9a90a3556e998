// Turns an empty engine into a stage: tables, views, functions and users.
import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { Account } from './stage.ts';
import { allColumns, store, tableStatement, type ViewName, viewBodies, viewNames } from './views.ts';

/** User, password and the database given at connect. `root` comes with the engine, without a password. */
export const accounts: Record<Account, { user: string; password: string; database?: string }> = {
  root: { user: 'root', password: '', database: 'oceanbase' },
  reader: { user: 'backup_reader', password: 'reader', database: 'oceanbase' },
  partial: { user: 'partial_reader', password: 'partial', database: 'oceanbase' },
  nobody: { user: 'nobody', password: 'nobody' },
};

/** The views `partial` may not read. */
const keptFromPartial = /_TASKS?|_TASK_HISTORY|_SET_FILES|_ARCHIVELOG|_ROOTSERVICE/i;

const functions = {
  // Of the tenant last built; on a cluster both are built in and need no rights.
  effective_tenant_id: `RETURNS BIGINT READS SQL DATA RETURN (SELECT TENANT_ID FROM ${store}.SESSION_TENANT)`,
  effective_tenant: `RETURNS VARCHAR(128) READS SQL DATA RETURN (SELECT IFNULL(t.TENANT_NAME, IF(s.TENANT_ID = 1, 'sys',
    CONCAT('tenant_', s.TENANT_ID))) FROM ${store}.SESSION_TENANT s LEFT JOIN ${store}.TENANTS t ON t.TENANT_ID = s.TENANT_ID)`,
};

/** Once an engine: the database with the rows, the functions and the users. Does nothing where they are. */
export async function prepare(root: Connection): Promise<void> {
  const [found] = await root.query<RowDataPacket[]>(`SHOW DATABASES LIKE '${store}'`);
  if (found.length > 0) return;
  await root.query(`CREATE DATABASE ${store}`);
  await root.query(`CREATE TABLE ${store}.SESSION_TENANT (TENANT_ID bigint)`);
  await root.query(`CREATE TABLE ${store}.BUILT (VIEW_NAME varchar(128) PRIMARY KEY, BODY varchar(65536))`);
  await root.query(`INSERT INTO ${store}.SESSION_TENANT VALUES (1)`);
  for (const name of viewNames) await root.query(tableStatement(name));
  for (const [name, body] of Object.entries(functions)) {
    await root.query(`CREATE FUNCTION oceanbase.${name}() ${body}`);
  }
  for (const { user, password } of Object.values(accounts).filter(account => account.user !== 'root')) {
    await root.query(`CREATE USER ${user} IDENTIFIED BY '${password}'`);
  }
  for (const name of Object.keys(functions)) {
    for (const as of ['reader', 'partial'] as const) {
      await root.query(`GRANT EXECUTE ON FUNCTION oceanbase.${name} TO ${accounts[as].user}`);
    }
  }
}

/** Makes database `oceanbase` have the views of that tenant and release, changing only those that differ. */
export async function buildViews(
  root: Connection,
  as: 'sys' | 'mysql',
  release: string,
  tenantId: bigint,
): Promise<void> {
  const wanted = viewBodies(as, release, tenantId);
  const [rows] = await root.query<RowDataPacket[]>(`SELECT VIEW_NAME, BODY FROM ${store}.BUILT`);
  const built = new Map(rows.map(row => [row.VIEW_NAME as string, row.BODY as string]));
  for (const view of built.keys()) {
    if (wanted.has(view)) continue;
    await root.query(`DROP VIEW oceanbase.${view}`);
    await root.query(`DELETE FROM ${store}.BUILT WHERE VIEW_NAME = ?`, [view]);
  }
  for (const [view, body] of wanted) {
    if (built.get(view) === body) continue;
    await root.query(`CREATE OR REPLACE VIEW oceanbase.${view} AS ${body}`);
    await root.query(`GRANT SELECT ON oceanbase.${view} TO ${accounts.reader.user}`);
    if (!keptFromPartial.test(view))
      await root.query(`GRANT SELECT ON oceanbase.${view} TO ${accounts.partial.user}`);
    await root.query(`REPLACE INTO ${store}.BUILT VALUES (?, ?)`, [view, body]);
  }
  await root.query(`UPDATE ${store}.SESSION_TENANT SET TENANT_ID = ?`, [tenantId.toString()]);
}

/** Stores a row. Throws for a column no release has, since that is a slip in the test. */
export async function putRow(
  root: Connection,
  view: ViewName,
  tenantId: bigint,
  row: Record<string, string | null>,
): Promise<void> {
  const types = new Map(allColumns(view).map(([column, type]) => [column, type]));
  // Internal tables have it in lower case.
  const tenantColumn = [...types.keys()].find(column => column.toUpperCase() === 'TENANT_ID') ?? 'TENANT_ID';
  const values = new Map(Object.entries({ ...row, [tenantColumn]: tenantId.toString() }));
  const unknown = [...values.keys()].filter(column => !types.has(column));
  if (unknown.length > 0)
    throw new Error(`No release has ${unknown.join(', ')} in ${view}; see source/simulator/views.json.`);
  const columns = [...values.keys()].map(column => `\`${column}\``).join(', ');
  // '' is how 4.0.0 shows a time that is not there; a time column cannot hold it.
  const stored = [...values].map(([column, value]) =>
    value === '' && types.get(column)?.includes('time') ? null : value,
  );
  await root.query(`REPLACE INTO ${store}.${view} (${columns}) VALUES (?)`, [stored]);
}

export async function removeRows(
  root: Connection,
  view: ViewName,
  tenantId: bigint,
  key: Record<string, string>,
): Promise<void> {
  const conditions = Object.entries({ ...key, TENANT_ID: tenantId.toString() });
  const where = conditions.map(() => '?? = ?').join(' AND ');
  await root.query(`DELETE FROM ${store}.${view} WHERE ${where}`, conditions.flat());
}

export async function clearRows(root: Connection): Promise<void> {
  for (const name of viewNames) await root.query(`DELETE FROM ${store}.${name}`);
}
