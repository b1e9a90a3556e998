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

/** Views next to the backup views that a task panel reads: view -> mode -> columns, in the shape of views.json. */
export const neighbours: Record<string, Record<string, readonly Column[]>> = {
  CDB_OB_ARCHIVELOG: { sys: [one('TENANT_ID', 'bigint'), ...archivelog] },
  DBA_OB_ARCHIVELOG: { mysql: archivelog },
  DBA_OB_ROOTSERVICE_EVENT_HISTORY: { sys: events },
};
