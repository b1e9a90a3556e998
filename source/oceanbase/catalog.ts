import type { ColumnKind } from '../backup/row.ts';
import type { Mode } from '../backup/server.ts';

/** What a view is about; its name depends on who looks. */
export type ViewId =
  | 'jobs'
  | 'job_history'
  | 'tasks'
  | 'task_history'
  | 'tenants'
  | 'set_files'
  | 'archivelog'
  | 'events'
  | 'ls_tasks'
  | 'schedule_tasks';

/** Which family of views is read: CDB_ in the sys tenant, DBA_ in a user tenant of either mode. */
export type Family = 'sys' | 'mysql' | 'oracle';

/** What follows CDB_ or DBA_. */
const suffixes: Readonly<Partial<Record<ViewId, string>>> = {
  jobs: 'OB_BACKUP_JOBS',
  job_history: 'OB_BACKUP_JOB_HISTORY',
  tasks: 'OB_BACKUP_TASKS',
  task_history: 'OB_BACKUP_TASK_HISTORY',
  set_files: 'OB_BACKUP_SET_FILES',
  archivelog: 'OB_ARCHIVELOG',
};

/** Views and internal tables with one name for whoever sees them. */
const names: Readonly<Partial<Record<ViewId, string>>> = {
  tenants: 'DBA_OB_TENANTS',
  events: 'DBA_OB_ROOTSERVICE_EVENT_HISTORY',
  ls_tasks: '__all_virtual_backup_ls_task',
  schedule_tasks: '__all_virtual_backup_schedule_task',
};

/** Those that only the sys tenant has. */
export const sysOnly: ReadonlySet<ViewId> = new Set<ViewId>(['events', 'ls_tasks', 'schedule_tasks']);

/** Internal tables change from release to release: without these columns nothing can be told from them. */
export const neededColumns: Readonly<Partial<Record<ViewId, readonly string[]>>> = {
  events: ['TIMESTAMP', 'MODULE', 'EVENT', 'NAME1', 'VALUE1', 'NAME2', 'VALUE2'],
  ls_tasks: ['TENANT_ID', 'JOB_ID', 'TASK_ID', 'LS_ID', 'STATUS'],
  schedule_tasks: ['TENANT_ID', 'JOB_ID', 'TASK_ID', 'LS_ID'],
};

/** Views whose columns are asked for when a connection is opened; those of the others when first needed. */
export const viewIds: readonly ViewId[] = ['jobs', 'tasks', 'job_history', 'task_history', 'tenants'];

/** Views without which there is nothing to show; without the others the program says what is missing and goes on. */
export const neededViews: ReadonlySet<ViewId> = new Set(['jobs', 'tasks']);

/** The view's full name: oceanbase.CDB_OB_BACKUP_JOBS, SYS.DBA_OB_BACKUP_JOBS, … */
export function viewName(view: ViewId, family: Family): string {
  const schema = family === 'oracle' ? 'SYS' : 'oceanbase';
  return `${schema}.${names[view] ?? `${family === 'sys' ? 'CDB' : 'DBA'}_${suffixes[view]}`}`;
}

export function familyOf(mode: Mode, seesAllTenants: boolean): Family {
  if (mode === 'ORACLE') return 'oracle';
  return seesAllTenants ? 'sys' : 'mysql';
}

/** Columns that are secrets: named in no statement of this program. */
const secret = new Set(['PASSWD']);

/** The columns of a view that may be asked for. */
export function withoutSecrets(columns: readonly string[]): string[] {
  return columns.filter(name => !secret.has(name));
}

const jobKey = ['TENANT_ID', 'JOB_ID'] as const;

/** What lists and bars need of each view; the task panel and JSON read every column. */
export const listColumns: Readonly<Record<ViewId, readonly string[]>> = {
  jobs: [
    ...jobKey,
    'BACKUP_SET_ID',
    'INITIATOR_TENANT_ID',
    'INITIATOR_JOB_ID',
    'EXECUTOR_TENANT_ID',
    'PLUS_ARCHIVELOG',
    'BACKUP_TYPE',
    'START_TIMESTAMP',
    'END_TIMESTAMP',
    'STATUS',
    'RESULT',
  ],
  job_history: [],
  tasks: [
    ...jobKey,
    'TASK_ID',
    'BACKUP_SET_ID',
    'START_TIMESTAMP',
    'END_TIMESTAMP',
    'STATUS',
    'INPUT_BYTES',
    'OUTPUT_BYTES',
    'TABLET_COUNT',
    'FINISH_TABLET_COUNT',
    'MACRO_BLOCK_COUNT',
    'FINISH_MACRO_BLOCK_COUNT',
    'DATA_PROGRESS',
    'LOG_FILE_COUNT',
    'FINISH_LOG_FILE_COUNT',
    'LOG_PROGRESS',
    'RESULT',
  ],
  task_history: [],
  tenants: [
    'TENANT_ID',
    'TENANT_NAME',
    'TENANT_TYPE',
    'COMPATIBILITY_MODE',
    'STATUS',
    'IN_RECYCLEBIN',
    'LOG_MODE',
  ],
  set_files: [],
  archivelog: [
    'TENANT_ID',
    'DEST_NO',
    'ROUND_ID',
    'STATUS',
    'START_SCN',
    'CHECKPOINT_SCN',
    'COMPRESSION_RATIO',
    'COMMENT',
    'PATH',
  ],
  events: [],
  ls_tasks: [],
  schedule_tasks: [],
};

/** Kinds by name, for every mode: an Oracle tenant sends ids, SCNs and decimals all as NUMBER. */
const kinds: readonly { readonly kind: ColumnKind; readonly names: RegExp }[] = [
  { kind: 'text', names: /^EXECUTOR_TENANT_ID$|_DISPLAY$/ },
  { kind: 'scn', names: /_SCN$/ },
  { kind: 'time', names: /(^|_)TIMESTAMP$|^(CREATE|MODIFY)_TIME$|^GMT_(CREATE|MODIFIED)$|^READ_AT$/ },
  { kind: 'decimal', names: /_PROGRESS$|_RATE_BYTES$|^ELAPSED_SECONDES$|_RATIO$/ },
  {
    kind: 'integer',
    names: /(?<!TRACE)_ID$|_COUNT$|_BYTES$|^RESULT$|^INCARNATION$|^UNIT_NUM$|_EPOCH$|^BACKUP_COMPATIBLE$/,
  },
];

/** Protocol type codes that say what a column this program does not know holds. */
const kindsOnTheWire: Readonly<Record<number, ColumnKind>> = {
  1: 'integer',
  2: 'integer',
  3: 'integer',
  8: 'integer',
  9: 'integer',
  7: 'time',
  12: 'time',
  0: 'decimal',
  246: 'decimal',
};

/** What a column holds, by its name where that is known, else by its type on the wire. */
export function columnKind(name: string, wireType: number | undefined): ColumnKind {
  const named = kinds.find(entry => entry.names.test(name))?.kind;
  return named ?? (wireType === undefined ? undefined : kindsOnTheWire[wireType]) ?? 'text';
}

/** One column as this server has it. */
export interface ColumnShape {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Whether the server sends it as a number: what stands for it in another branch of a union must be one too. */
  readonly isNumber: boolean;
}

/** The columns of one view as this server has them, in the view's order, and how each is to be read. */
export interface ViewShape {
  readonly columns: readonly ColumnShape[];
}

/** Protocol type codes of numbers: DECIMAL, TINY … LONGLONG, FLOAT, DOUBLE, NEWDECIMAL. */
const numbersOnTheWire: ReadonlySet<number | undefined> = new Set([0, 1, 2, 3, 4, 5, 8, 9, 246]);

/** A column from what a result says of it. */
export function columnShape(name: string, wireType: number | undefined): ColumnShape {
  return { name, kind: columnKind(name, wireType), isNumber: numbersOnTheWire.has(wireType) };
}

/** The columns to name in a statement: all of them, or those that lists need, as far as the view has them. */
export function columnsFor(view: ViewId, shape: ViewShape, which: 'list' | 'full'): string[] {
  const names = shape.columns.map(column => column.name);
  // The …_DISPLAY columns repeat an SCN in the server's own time zone, some in a type no client knows.
  if (which === 'full') return names.filter(name => !name.endsWith('_DISPLAY'));
  const twin = view === 'job_history' ? 'jobs' : view === 'task_history' ? 'tasks' : view;
  const wanted = new Set(listColumns[twin]);
  return names.filter(name => wanted.has(name));
}
