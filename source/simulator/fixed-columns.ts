/** Columns of the views that have the same ones in every release; views.json has those that differ. */
import type { TableName } from './store.ts';

/** [name, type in MySQL mode, type in Oracle mode] */
type Columns = readonly (readonly [string, string, string])[];

function bytes(name: string): Columns {
  return [
    [name, 'bigint', 'NUMBER(38)'],
    [`${name}_DISPLAY`, 'varchar(29)', 'VARCHAR2(29)'],
  ];
}

function scn(name: string): Columns {
  return [
    [name, 'bigint unsigned', 'NUMBER(38)'],
    [`${name}_DISPLAY`, 'datetime(6)', 'TIMESTAMP(9)'],
  ];
}

/** DBA_OB_ARCHIVELOG: the current round of log archiving, one row a destination. In sys TENANT_ID comes first. */
export const archivelogColumns: Columns = [
  ['DEST_ID', 'bigint', 'NUMBER(38)'],
  ['ROUND_ID', 'bigint', 'NUMBER(38)'],
  ['INCARNATION', 'bigint', 'NUMBER(38)'],
  ['DEST_NO', 'bigint', 'NUMBER(38)'],
  ['STATUS', 'varchar(64)', 'VARCHAR2(64)'],
  ...scn('START_SCN'),
  ...scn('CHECKPOINT_SCN'),
  ['COMPATIBLE', 'bigint', 'NUMBER(38)'],
  ['BASE_PIECE_ID', 'bigint', 'NUMBER(38)'],
  ['USED_PIECE_ID', 'bigint', 'NUMBER(38)'],
  ['PIECE_SWITCH_INTERVAL', 'bigint', 'NUMBER(38)'],
  ['UNIT_SIZE', 'bigint', 'NUMBER(38)'],
  ['COMPRESSION', 'varchar(128)', 'VARCHAR2(128)'],
  ...bytes('INPUT_BYTES'),
  ...bytes('OUTPUT_BYTES'),
  ['COMPRESSION_RATIO', 'decimal(10,2)', 'NUMBER'],
  ...bytes('DELETED_INPUT_BYTES'),
  ...bytes('DELETED_OUTPUT_BYTES'),
  ['COMMENT', 'varchar(262144)', 'VARCHAR2(262144)'],
  ['PATH', 'varchar(2048)', 'VARCHAR2(2048)'],
];

function text(name: string, length: number): readonly [string, string, string] {
  return [name, `varchar(${length})`, `VARCHAR2(${length})`];
}

/** GV$OB_PARAMETERS: in sys of every tenant, in a tenant its own. DEFAULT_VALUE and ISDEFAULT are not in every release. */
export const parameterColumns: Columns = [
  text('SVR_IP', 46),
  ['SVR_PORT', 'bigint', 'NUMBER(38)'],
  text('ZONE', 128),
  text('SCOPE', 64),
  ['TENANT_ID', 'bigint', 'NUMBER(38)'],
  text('NAME', 128),
  text('DATA_TYPE', 128),
  text('VALUE', 65536),
  text('INFO', 4096),
  text('SECTION', 128),
  text('EDIT_LEVEL', 128),
  text('DEFAULT_VALUE', 65536),
  text('ISDEFAULT', 3),
];

/** DBA_OB_ROOTSERVICE_EVENT_HISTORY (sys): what the root service did; backups are in module 'backup_data'. */
const rootserviceEventColumns: readonly (readonly [string, string])[] = [
  ['TIMESTAMP', 'timestamp(6)'],
  ['MODULE', 'varchar(32)'],
  ['EVENT', 'varchar(64)'],
  ...[1, 2, 3, 4, 5, 6].flatMap(
    n =>
      [
        [`NAME${n}`, 'varchar(32)'],
        [`VALUE${n}`, n === 6 ? 'varchar(512)' : 'varchar(256)'],
      ] as const,
  ),
  ['EXTRA_INFO', 'varchar(512)'],
  ['RS_SVR_IP', 'varchar(46)'],
  ['RS_SVR_PORT', 'bigint'],
];

/** __all_virtual_backup_ls_task: the progress of each log stream of a running task. */
const lsTaskColumns: readonly (readonly [string, string])[] = [
  ['tenant_id', 'bigint'],
  ['task_id', 'bigint'],
  ['ls_id', 'bigint'],
  ['gmt_create', 'timestamp(6)'],
  ['gmt_modified', 'timestamp(6)'],
  ['job_id', 'bigint'],
  ['backup_set_id', 'bigint'],
  ['backup_type', 'varchar(4096)'],
  ['task_type', 'varchar(4096)'],
  ['status', 'varchar(4096)'],
  ['start_ts', 'bigint'],
  ['end_ts', 'bigint'],
  ['date', 'bigint'],
  ['black_list', 'varchar(4096)'],
  ['svr_ip', 'varchar(4096)'],
  ['svr_port', 'bigint'],
  ['task_trace_id', 'varchar(4096)'],
  ['input_bytes', 'bigint'],
  ['output_bytes', 'bigint'],
  ['tablet_count', 'bigint'],
  ['finish_tablet_count', 'bigint'],
  ['macro_block_count', 'bigint'],
  ['finish_macro_block_count', 'bigint'],
  ['extra_bytes', 'bigint'],
  ['file_count', 'bigint'],
  ['start_turn_id', 'bigint'],
  ['turn_id', 'bigint'],
  ['retry_id', 'bigint'],
  ['result', 'bigint'],
  ['comment', 'varchar(4096)'],
  ['max_tablet_checkpoint_scn', 'bigint unsigned'],
  ['log_file_count', 'bigint'],
  ['finish_log_file_count', 'bigint'],
];

/** __all_virtual_backup_schedule_task: log stream tasks queued or running, and on which server. */
const scheduleTaskColumns: readonly (readonly [string, string])[] = [
  ['tenant_id', 'bigint'],
  ['svr_ip', 'varchar(46)'],
  ['svr_port', 'bigint'],
  ['job_id', 'bigint'],
  ['task_id', 'bigint'],
  ['ls_id', 'bigint'],
  ['type', 'bigint'],
  ['trace_id', 'varchar(4096)'],
  ['destination', 'varchar(4096)'],
  ['is_schedule', 'varchar(4096)'],
  ['generate_ts', 'bigint'],
  ['schedule_ts', 'bigint'],
  ['executor_ts', 'bigint'],
];

/** Views and internal tables that only the sys tenant has. */
export const sysOnly: readonly {
  name: string;
  table: TableName;
  columns: readonly (readonly [string, string])[];
}[] = [
  {
    name: 'DBA_OB_ROOTSERVICE_EVENT_HISTORY',
    table: 'ROOTSERVICE_EVENT_HISTORY',
    columns: rootserviceEventColumns,
  },
  { name: '__all_virtual_backup_ls_task', table: 'LS_TASKS', columns: lsTaskColumns },
  { name: '__all_virtual_backup_schedule_task', table: 'SCHEDULE_TASKS', columns: scheduleTaskColumns },
];
