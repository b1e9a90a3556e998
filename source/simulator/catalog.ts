import { archivelogColumns, parameterColumns, sysOnly } from './fixed-columns.ts';
import { type Release, traitsOf } from './releases.ts';
import { keyColumns, type TableName } from './store.ts';
import catalog from './views.json' with { type: 'json' };

/** sys: the sys tenant; mysql and oracle: a user tenant of that compatibility mode. */
export type Tenancy = 'sys' | 'mysql' | 'oracle';

export interface Column {
  readonly name: string;
  /** The kernel's type, as DESC shows it: `bigint unsigned`, `timestamp(6)`, `NUMBER(38)`, ... */
  readonly type: string;
}

export interface View {
  readonly name: string;
  readonly table: TableName;
  readonly columns: readonly Column[];
  /** Whose rows the view shows: every tenant's, or those of the session's tenant (in sys: of tenant 1). */
  readonly rows: 'all tenants' | 'own tenant';
  /** Columns that identify a row of this view, in the order of its index. */
  readonly key: readonly string[];
}

type Listed = Readonly<Record<string, Partial<Record<Tenancy, readonly (readonly string[])[]>>>>;
const columnsByRelease: Listed = catalog.views as unknown as Listed;

/** Releases of views.json, oldest first; a column exists from its first release on. */
const order = ['4.0.0', '4.1.0', '4.2.0', '4.2.1', '4.2.1_BP3', '4.2.3', '4.3.0', '4.3.1', '4.3.2', '4.3.3'];

const backupTables: readonly { suffix: string; table: TableName }[] = [
  { suffix: 'BACKUP_JOBS', table: 'JOBS' },
  { suffix: 'BACKUP_JOB_HISTORY', table: 'JOB_HISTORY' },
  { suffix: 'BACKUP_TASKS', table: 'TASKS' },
  { suffix: 'BACKUP_TASK_HISTORY', table: 'TASK_HISTORY' },
  { suffix: 'BACKUP_SET_FILES', table: 'SET_FILES' },
];

function columnsOf(release: Release, name: string, tenancy: Tenancy, table: TableName): Column[] {
  const traits = traitsOf(release);
  const newest = order.indexOf(traits.columnsOf);
  const known = (columnsByRelease[name]?.[tenancy] ?? [])
    .filter(([, , since]) => order.indexOf(since ?? '') <= newest)
    .map(([column = '', type = '']) => ({ name: column, type }));
  if (known.length === 0) return [];
  const unknown = traits.unknownColumns[table] ?? [];
  return [
    ...known.map(column =>
      // The kernel's CASE of '' and a time has the type of a text.
      column.name === 'END_TIMESTAMP' && traits.endWhileRunning === '' && tenancy !== 'oracle'
        ? { ...column, type: 'varchar(4096)' }
        : column,
    ),
    ...unknown.map(([column, type]) => ({
      name: column,
      type: tenancy === 'oracle' ? oracleType(type) : type,
    })),
  ];
}

function oracleType(type: string): string {
  return type.startsWith('varchar') ? type.replace('varchar', 'VARCHAR2') : 'NUMBER(38)';
}

function view(
  name: string,
  table: TableName,
  rows: View['rows'],
  columns: readonly Column[],
): readonly View[] {
  if (columns.length === 0) return [];
  const names = new Map(columns.map(column => [column.name.toUpperCase(), column.name]));
  const key = ['TENANT_ID', ...keyColumns[table]].flatMap(column => names.get(column.toUpperCase()) ?? []);
  return [{ name, table, rows, columns, key }];
}

/**
 * The views that a session in this kind of tenant has, by upper-case name. CDB_ views exist in sys only; DBA_ views
 * in sys show tenant 1, which is cluster-level jobs (ob_inner_table_schema_def.py: views 21152-21158, 21260-21264).
 */
export function viewsFor(release: Release, tenancy: Tenancy): ReadonlyMap<string, View> {
  const userTenancy = tenancy === 'sys' ? 'mysql' : tenancy;
  const fixed = (columns: typeof archivelogColumns): Column[] =>
    columns.map(([name, mysql, oracle]) => ({ name, type: tenancy === 'oracle' ? oracle : mysql }));
  const archivelog = fixed(archivelogColumns);
  const { parameterDefaults } = traitsOf(release);
  const parameters = fixed(parameterColumns).filter(
    ({ name }) => parameterDefaults || (name !== 'DEFAULT_VALUE' && name !== 'ISDEFAULT'),
  );
  const tenantId = { name: 'TENANT_ID', type: 'bigint' };
  const views = [
    ...backupTables.flatMap(({ suffix, table }) => [
      ...(tenancy === 'sys'
        ? view(`CDB_OB_${suffix}`, table, 'all tenants', columnsOf(release, `CDB_OB_${suffix}`, 'sys', table))
        : []),
      ...view(
        `DBA_OB_${suffix}`,
        table,
        'own tenant',
        columnsOf(release, `DBA_OB_${suffix}`, userTenancy, table),
      ),
    ]),
    ...view(
      'DBA_OB_TENANTS',
      'TENANTS',
      tenancy === 'sys' ? 'all tenants' : 'own tenant',
      columnsOf(release, 'DBA_OB_TENANTS', tenancy, 'TENANTS'),
    ),
    ...(tenancy === 'sys'
      ? view('CDB_OB_ARCHIVELOG', 'ARCHIVELOG', 'all tenants', [tenantId, ...archivelog])
      : []),
    ...view('DBA_OB_ARCHIVELOG', 'ARCHIVELOG', 'own tenant', archivelog),
    ...view('GV$OB_PARAMETERS', 'PARAMETERS', tenancy === 'sys' ? 'all tenants' : 'own tenant', parameters),
    ...(tenancy === 'sys'
      ? sysOnly.flatMap(({ name, table, columns }) =>
          view(
            name,
            table,
            'all tenants',
            columns.map(([column, type]) => ({ name: column, type })),
          ),
        )
      : []),
  ];
  return new Map(views.map(one => [one.name.toUpperCase(), one]));
}

/** The schema that holds the views. */
export function schemaOf(tenancy: Tenancy): 'oceanbase' | 'SYS' {
  return tenancy === 'oracle' ? 'SYS' : 'oceanbase';
}
