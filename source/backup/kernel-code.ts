/**
 * Codes a backup meets, by their size (RESULT is negative, one official sample has it without sign), with the kernel's
 * names for them (src/share/ob_errno.def). What each means, and what to do next, is worded in text/.
 */
const codes = {
  4002: 'OB_INVALID_ARGUMENT',
  4007: 'OB_NOT_SUPPORTED',
  4009: 'OB_IO_ERROR',
  4012: 'OB_TIMEOUT',
  4013: 'OB_ALLOCATE_MEMORY_FAILED',
  4016: 'OB_ERR_UNEXPECTED',
  4018: 'OB_ENTRY_NOT_EXIST',
  4023: 'OB_EAGAIN',
  4030: 'OB_TENANT_OUT_OF_MEM',
  4038: 'OB_NOT_MASTER',
  4070: 'OB_INVALID_DATA',
  4072: 'OB_CANCELED',
  4103: 'OB_CHECKSUM_ERROR',
  4109: 'OB_STATE_NOT_MATCH',
  4138: 'OB_SNAPSHOT_DISCARDED',
  4143: 'OB_VERSION_NOT_MATCH',
  4184: 'OB_SERVER_OUTOF_DISK_SPACE',
  4392: 'OB_DISK_HUNG',
  4552: 'OB_REBALANCE_TASK_CANT_EXEC',
  4554: 'OB_REBALANCE_TASK_NOT_IN_PROGRESS',
  4663: 'OB_SERVER_NOT_ALIVE',
  4719: 'OB_LS_NOT_EXIST',
  4725: 'OB_TABLET_NOT_EXIST',
  4766: 'OB_LS_WAITING_SAFE_DESTROY',
  5157: 'OB_TENANT_NOT_EXIST',
  5685: 'OB_TENANT_HAS_BEEN_DROPPED',
  9001: 'OB_URI_ERROR',
  9003: 'OB_OSS_ERROR',
  9011: 'OB_BACKUP_FILE_NOT_EXIST',
  9026: 'OB_INVALID_BACKUP_DEST',
  9027: 'OB_LOG_ARCHIVE_INTERRUPTED',
  9028: 'OB_LOG_ARCHIVE_STAT_NOT_MATCH',
  9029: 'OB_LOG_ARCHIVE_NOT_RUNNING',
  9031: 'OB_REPLICA_CANNOT_BACKUP',
  9036: 'OB_BACKUP_IN_PROGRESS',
  9040: 'OB_BACKUP_CAN_NOT_START',
  9042: 'OB_BACKUP_DATA_VERSION_GAP_OVER_LIMIT',
  9060: 'OB_COS_ERROR',
  9061: 'OB_IO_LIMIT',
  9063: 'OB_BACKUP_IO_PROHIBITED',
  9064: 'OB_ARCHIVE_LOG_NOT_CONTINUES_WITH_DATA',
  9070: 'OB_BACKUP_DEST_NOT_CONNECT',
  9071: 'OB_BACKUP_PERMISSION_DENIED',
  9077: 'OB_ARCHIVE_ROUND_NOT_CONTINUOUS',
  9079: 'OB_ARCHIVE_LOG_RECYCLED',
  9080: 'OB_BACKUP_FORMAT_FILE_NOT_EXIST',
  9081: 'OB_BACKUP_FORMAT_FILE_NOT_MATCH',
  9082: 'OB_BACKUP_DEVICE_OUT_OF_SPACE',
  9083: 'OB_BACKUP_PWRITE_OFFSET_NOT_MATCH',
  9084: 'OB_BACKUP_PWRITE_CONTENT_NOT_MATCH',
  9085: 'OB_BACKUP_MAJOR_NOT_COVER_MINOR',
  9086: 'OB_BACKUP_ADVANCE_CHECKPOINT_TIMEOUT',
  9087: 'OB_CLOG_RECYCLE_BEFORE_ARCHIVE',
  9095: 'OB_NO_TABLET_NEED_BACKUP',
  9105: 'OB_S3_ERROR',
  9115: 'OB_STORAGE_DEST_NOT_CONNECT',
  9116: 'OB_OBJECT_STORAGE_PERMISSION_DENIED',
  9117: 'OB_S3_REGION_MISMATCH',
  9118: 'OB_INVALID_OBJECT_STORAGE_ENDPOINT',
  9120: 'OB_OBJECT_NOT_EXIST',
} as const;

/** The kernel's name of a code that this program knows: OB_TIMEOUT. */
export type KernelCodeName = (typeof codes)[keyof typeof codes];

const names: ReadonlyMap<number, KernelCodeName> = new Map(
  Object.entries(codes).map(([code, name]) => [Number(code), name]),
);

/**
 * The kernel's name of a code of RESULT or COMMENT, whatever its sign.
 * @returns null for 0 and for codes this program does not know
 */
export function kernelCodeName(result: bigint | number): KernelCodeName | null {
  return names.get(Math.abs(Number(result))) ?? null;
}

const numbers: ReadonlyMap<string, number> = new Map([...names].map(([code, name]) => [name, code]));

/** The number, without its sign, of a code by the kernel's name; null for a name this program does not know. */
export function kernelCodeNamed(name: string): number | null {
  return numbers.get(name) ?? null;
}
