// Which views each kind of tenant has at each release, as statements for the engine.
import definitions from '../../../source/simulator/views.json' with { type: 'json' };
import { type Column, furtherViews } from './further-views.ts';

/** The releases `build` knows, oldest first. */
export const releases = [
  '4.0.0',
  '4.1.0',
  '4.2.0',
  '4.2.1',
  '4.2.1_BP3',
  '4.2.3',
  '4.3.0',
  '4.3.1',
  '4.3.2',
  '4.3.3',
] as const;

/** What a test calls a view, whatever the tenant: CDB_OB_BACKUP_JOBS in sys and DBA_OB_BACKUP_JOBS elsewhere are JOBS. */
export const viewNames = [
  'JOBS',
  'JOB_HISTORY',
  'TASKS',
  'TASK_HISTORY',
  'SET_FILES',
  'TENANTS',
  'ARCHIVELOG',
  'ROOTSERVICE_EVENT_HISTORY',
  'LS_TASKS',
  'SCHEDULE_TASKS',
  'PARAMETERS',
] as const;
export type ViewName = (typeof viewNames)[number];

interface View {
  /** The names without CDB_ or DBA_; null where there is no such view. */
  cdb: string | null;
  dba: string | null;
  key: readonly string[];
  /** Whether a user tenant has the DBA_ view, and sees only its own rows in it. */
  inUserTenant: boolean;
}

const backup = (name: string, ...key: string[]): View => ({
  cdb: `CDB_OB_BACKUP_${name}`,
  dba: `DBA_OB_BACKUP_${name}`,
  key: ['TENANT_ID', ...key],
  inUserTenant: true,
});

const views: Record<ViewName, View> = {
  JOBS: backup('JOBS', 'JOB_ID'),
  JOB_HISTORY: backup('JOB_HISTORY', 'JOB_ID'),
  TASKS: backup('TASKS', 'TASK_ID'),
  TASK_HISTORY: backup('TASK_HISTORY', 'TASK_ID'),
  SET_FILES: backup('SET_FILES', 'BACKUP_SET_ID'),
  TENANTS: { cdb: null, dba: 'DBA_OB_TENANTS', key: ['TENANT_ID'], inUserTenant: true },
  ARCHIVELOG: {
    cdb: 'CDB_OB_ARCHIVELOG',
    dba: 'DBA_OB_ARCHIVELOG',
    key: ['TENANT_ID', 'DEST_NO'],
    inUserTenant: true,
  },
  ROOTSERVICE_EVENT_HISTORY: {
    cdb: null,
    dba: 'DBA_OB_ROOTSERVICE_EVENT_HISTORY',
    key: ['TIMESTAMP', 'EVENT'],
    inUserTenant: false,
  },
  LS_TASKS: {
    cdb: null,
    dba: '__all_virtual_backup_ls_task',
    key: ['tenant_id', 'task_id', 'ls_id'],
    inUserTenant: false,
  },
  SCHEDULE_TASKS: {
    cdb: null,
    dba: '__all_virtual_backup_schedule_task',
    key: ['tenant_id', 'task_id', 'ls_id'],
    inUserTenant: false,
  },
  PARAMETERS: {
    cdb: null,
    dba: 'GV$OB_PARAMETERS',
    key: ['TENANT_ID', 'SVR_IP', 'SVR_PORT', 'NAME'],
    inUserTenant: true,
  },
};

const all = { ...definitions.views, ...furtherViews } as unknown as Record<
  string,
  Record<string, readonly Column[]>
>;

/** The columns that identify a row; put replaces the row that has the same values there. */
export function keyOf(name: ViewName): readonly string[] {
  return views[name].key;
}

/** The database with the rows; the views in database `oceanbase` read from it, as the real ones read inner tables. */
export const store = 'stage';

/** Every column any release has, as sys sees it, with TENANT_ID in front where the view has none. */
export function allColumns(name: ViewName): readonly Column[] {
  const { cdb, dba } = views[name];
  const columns = all[cdb ?? dba ?? '']?.sys ?? [];
  const hasTenant = columns.some(([column]) => column.toUpperCase() === 'TENANT_ID');
  return hasTenant ? columns : [['TENANT_ID', 'bigint', '4.0.0'], ...columns];
}

/** The table behind a view: one for all releases, so that a row is stored once and each release's view leaves out what it lacks. */
export function tableStatement(name: ViewName): string {
  const { key } = views[name];
  const columns = allColumns(name).map(
    ([column, type]) => `\`${column}\` ${type} ${key.includes(column) ? 'NOT NULL' : 'NULL DEFAULT NULL'}`,
  );
  return `CREATE TABLE ${store}.${name} (${columns.join(', ')}, PRIMARY KEY (${key.join(', ')}))`;
}

const since = (release: string) => releases.indexOf(release as (typeof releases)[number]);

/** 4.0.0 mixes '' with a time (K: v4.0.0_CE, CASE in the view), which makes END_TIMESTAMP a character column. */
function expression(column: string, release: string): string {
  const asText = column === 'END_TIMESTAMP' && release === '4.0.0';
  return asText ? "IFNULL(CAST(END_TIMESTAMP AS CHAR), '') AS END_TIMESTAMP" : `\`${column}\``;
}

function viewBody(
  name: ViewName,
  columns: readonly Column[],
  release: string,
  tenantId: bigint | null,
): string | null {
  const present = columns.filter(([, , first]) => since(first) <= since(release));
  if (present.length === 0) return null;
  const where = tenantId === null ? '' : ` WHERE TENANT_ID = ${tenantId}`;
  return `SELECT ${present.map(([column]) => expression(column, release)).join(', ')} FROM ${store}.${name}${where}`;
}

/**
 * The views of one kind of tenant at one release: view name -> the SELECT behind it. In sys: the CDB_ views,
 * DBA_OB_TENANTS with every tenant, and the DBA_ views filtered to tenant 1. In a user tenant: the DBA_ views
 * with its own rows, DBA_OB_TENANTS among them since 4.1.0, and no CDB_ view.
 */
export function viewBodies(as: 'sys' | 'mysql', release: string, tenantId: bigint): Map<string, string> {
  if (since(release) < 0)
    throw new Error(`There is no release ${release} here; there are ${releases.join(', ')}.`);
  const bodies = new Map<string, string>();
  const add = (view: string | null, body: string | null) => {
    if (view !== null && body !== null) bodies.set(view, body);
  };
  for (const name of viewNames) {
    const { cdb, dba, inUserTenant } = views[name];
    const ofSys = all[cdb ?? dba ?? '']?.sys ?? [];
    const ofTenant = all[dba ?? '']?.mysql ?? [];
    if (as === 'sys') {
      add(cdb ?? dba, viewBody(name, ofSys, release, null));
      if (cdb !== null) add(dba, viewBody(name, ofTenant, release, 1n));
    } else if (inUserTenant) {
      add(dba, viewBody(name, ofTenant, release, tenantId));
    }
  }
  return bodies;
}
