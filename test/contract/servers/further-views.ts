/** Name, type as the kernel declares it, first release. */
export type Column = readonly [name: string, type: string, since: string];

const scn = (name: string): Column[] => [
  [name, 'bigint unsigned', '4.0.0'],
  [`${name}_DISPLAY`, 'datetime(6)', '4.0.0'],
];
const bytes = (name: string): Column[] => [
  [name, 'bigint', '4.0.0'],
  [`${name}_DISPLAY`, 'varchar(29)', '4.0.0'],
];
const one = (name: string, type: string): Column => [name, type, '4.0.0'];

/** DBA_OB_ARCHIVELOG as OceanBase's reference of system views lists it. */
const archivelog: Column[] = [
  one('DEST_ID', 'bigint'),
  one('ROUND_ID', 'bigint'),
  one('INCARNATION', 'bigint'),
  one('DEST_NO', 'bigint'),
  one('STATUS', 'varchar(64)'),
  ...scn('START_SCN'),
  ...scn('CHECKPOINT_SCN'),
  one('COMPATIBLE', 'bigint'),
  one('BASE_PIECE_ID', 'bigint'),
  one('USED_PIECE_ID', 'bigint'),
  one('PIECE_SWITCH_INTERVAL', 'bigint'),
  one('UNIT_SIZE', 'bigint'),
  one('COMPRESSION', 'varchar(128)'),
  ...bytes('INPUT_BYTES'),
  ...bytes('OUTPUT_BYTES'),
  one('COMPRESSION_RATIO', 'decimal(10,2)'),
  ...bytes('DELETED_INPUT_BYTES'),
  ...bytes('DELETED_OUTPUT_BYTES'),
  one('COMMENT', 'varchar(4096)'),
  one('PATH', 'varchar(4096)'),
];

/** NAME1, VALUE1 … NAME6, VALUE6: what an event is about. */
const pairs = [1, 2, 3, 4, 5, 6].flatMap(n => [
  one(`NAME${n}`, 'varchar(256)'),
  one(`VALUE${n}`, 'varchar(4096)'),
]);

/** DBA_OB_ROOTSERVICE_EVENT_HISTORY, in sys only. */
const events: Column[] = [
  one('TIMESTAMP', 'timestamp(6)'),
  one('MODULE', 'varchar(32)'),
  one('EVENT', 'varchar(256)'),
  ...pairs,
  one('EXTRA_INFO', 'varchar(512)'),
  one('RS_SVR_IP', 'varchar(46)'),
  one('RS_SVR_PORT', 'bigint'),
];

/** __all_virtual_backup_ls_task: an internal table, whose columns are in lower case. */
const lsTasks: Column[] = [
  one('tenant_id', 'bigint'),
  one('task_id', 'bigint'),
  one('ls_id', 'bigint'),
  one('job_id', 'bigint'),
  one('task_type', 'varchar(64)'),
  one('status', 'varchar(64)'),
  one('start_ts', 'bigint'),
  one('end_ts', 'bigint'),
  one('black_list', 'varchar(4096)'),
  one('svr_ip', 'varchar(46)'),
  one('svr_port', 'bigint'),
  one('task_trace_id', 'varchar(64)'),
  one('input_bytes', 'bigint'),
  one('output_bytes', 'bigint'),
  one('tablet_count', 'bigint'),
  one('finish_tablet_count', 'bigint'),
  one('macro_block_count', 'bigint'),
  one('finish_macro_block_count', 'bigint'),
  one('turn_id', 'bigint'),
  one('retry_id', 'bigint'),
  one('result', 'bigint'),
  one('comment', 'varchar(4096)'),
  one('max_tablet_checkpoint_scn', 'bigint unsigned'),
];

/** __all_virtual_backup_schedule_task (ob_all_virtual_backup_task_scheduler_stat.cpp). */
const scheduleTasks: Column[] = [
  one('tenant_id', 'bigint'),
  one('job_id', 'bigint'),
  one('task_id', 'bigint'),
  one('ls_id', 'bigint'),
  one('type', 'bigint'),
  one('trace_id', 'varchar(64)'),
  one('destination', 'varchar(64)'),
  one('is_schedule', 'varchar(64)'),
  one('generate_ts', 'bigint'),
  one('schedule_ts', 'bigint'),
  one('executor_ts', 'bigint'),
];

/** GV$OB_PARAMETERS: in sys of every tenant, in a tenant its own; the columns that every release has. */
const parameters: Column[] = [
  one('SVR_IP', 'varchar(46)'),
  one('SVR_PORT', 'bigint'),
  one('ZONE', 'varchar(128)'),
  one('SCOPE', 'varchar(64)'),
  one('TENANT_ID', 'bigint'),
  one('NAME', 'varchar(128)'),
  one('DATA_TYPE', 'varchar(128)'),
  one('VALUE', 'varchar(4096)'),
  one('INFO', 'varchar(4096)'),
  one('SECTION', 'varchar(128)'),
  one('EDIT_LEVEL', 'varchar(128)'),
];

/** Views that views.json does not list, in its shape: view -> mode -> columns. */
export const furtherViews: Record<string, Record<string, readonly Column[]>> = {
  CDB_OB_ARCHIVELOG: { sys: [one('TENANT_ID', 'bigint'), ...archivelog] },
  DBA_OB_ARCHIVELOG: { mysql: archivelog },
  DBA_OB_ROOTSERVICE_EVENT_HISTORY: { sys: events },
  __all_virtual_backup_ls_task: { sys: lsTasks },
  __all_virtual_backup_schedule_task: { sys: scheduleTasks },
  GV$OB_PARAMETERS: { sys: parameters, mysql: parameters },
};
