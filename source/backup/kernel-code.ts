/** What a kernel code in RESULT or COMMENT stands for. */
export interface KernelCode {
  /** The kernel's name: OB_TIMEOUT. */
  readonly name: string;
  /** One sentence: what it means for a backup. */
  readonly meaning: string;
  /** One sentence: what to look at. */
  readonly lookAt: string;
}

const trace = 'Search observer.log for the trace id, on the server the comment names.';
const space = 'Make room at the backup destination, or set a larger one.';
const access =
  'Check the access rights of the observers to the path, and the access keys of an object store.';
const reach = 'Check the network, the mount and the endpoint from the observer the comment names.';
const archive = 'Look at STATUS and COMMENT in CDB_OB_ARCHIVELOG of the tenant.';
const server = 'Check that the server the comment names is up and reachable.';
const leader = 'Look for a change of leader at that time, then start the backup again.';
const memory = 'Look at the memory of the tenant and its META tenant; start the backup at a quieter time.';
const objectStore = 'Check endpoint, bucket and keys of the object store, and its own log of errors.';

/**
 * Codes a backup meets, by their size: RESULT is negative, one official sample has it without sign.
 * Names and meanings from the kernel's table of errors (src/share/ob_errno.def).
 */
const codes: ReadonlyMap<number, readonly [name: string, meaning: string, lookAt: string]> = new Map([
  [4002, ['OB_INVALID_ARGUMENT', 'An argument was not valid.', trace]],
  [4007, ['OB_NOT_SUPPORTED', 'The operation is not supported here.', trace]],
  [4009, ['OB_IO_ERROR', 'Reading or writing a disk, a mount or an object store failed.', reach]],
  [
    4012,
    [
      'OB_TIMEOUT',
      'Something did not finish in time; often a checkpoint that had to pass the start SCN, or a standby that does not keep up.',
      trace,
    ],
  ],
  [
    4013,
    ['OB_ALLOCATE_MEMORY_FAILED', 'There was not enough memory, or the tenant was at its limit.', memory],
  ],
  [4016, ['OB_ERR_UNEXPECTED', 'The kernel met a state it does not expect.', trace]],
  [4018, ['OB_ENTRY_NOT_EXIST', 'An entry that was looked for is not there.', trace]],
  [4023, ['OB_EAGAIN', 'The step has to be tried again.', trace]],
  [4030, ['OB_TENANT_OUT_OF_MEM', 'The tenant was over its memory limit.', memory]],
  [4038, ['OB_NOT_MASTER', 'The replica asked is not the leader: a leader moved during the backup.', leader]],
  [4070, ['OB_INVALID_DATA', 'Data that was read is not valid.', trace]],
  [
    4072,
    [
      'OB_CANCELED',
      'The backup was cancelled (ALTER SYSTEM CANCEL BACKUP).',
      'Start it again if it is wanted.',
    ],
  ],
  [4103, ['OB_CHECKSUM_ERROR', 'A checksum of the data does not match.', trace]],
  [
    4138,
    [
      'OB_SNAPSHOT_DISCARDED',
      'The data of the snapshot is no longer kept.',
      'Look at how long the backup waited, and at undo_retention of the tenant.',
    ],
  ],
  [
    4184,
    [
      'OB_SERVER_OUTOF_DISK_SPACE',
      'A server has no disk space left.',
      'Make room on the data disk of the server the comment names.',
    ],
  ],
  [4392, ['OB_DISK_HUNG', 'A disk of a server hangs.', 'Check the disk of the server the comment names.']],
  [
    4554,
    [
      'OB_REBALANCE_TASK_NOT_IN_PROGRESS',
      'The server does not run the task it was given, or stopped reporting.',
      server,
    ],
  ],
  [4663, ['OB_SERVER_NOT_ALIVE', 'A server is down.', server]],
  [
    9001,
    [
      'OB_URI_ERROR',
      'The path of the destination cannot be understood.',
      'Check the data_backup_dest of the tenant.',
    ],
  ],
  [9003, ['OB_OSS_ERROR', 'The OSS object store answered with an error.', objectStore]],
  [
    9011,
    [
      'OB_BACKUP_FILE_NOT_EXIST',
      'A file of the backup is not at the destination.',
      'See whether files were removed there by hand.',
    ],
  ],
  [
    9026,
    [
      'OB_INVALID_BACKUP_DEST',
      'The backup destination is not valid.',
      'Check the data_backup_dest of the tenant.',
    ],
  ],
  [9027, ['OB_LOG_ARCHIVE_INTERRUPTED', 'Log archiving is interrupted.', archive]],
  [9029, ['OB_LOG_ARCHIVE_NOT_RUNNING', 'Log archiving is not running; a data backup needs it.', archive]],
  [9031, ['OB_REPLICA_CANNOT_BACKUP', 'The replica cannot be backed up.', server]],
  [
    9036,
    ['OB_BACKUP_IN_PROGRESS', 'A backup of this tenant is running already.', 'Wait for it, or cancel it.'],
  ],
  [
    9040,
    [
      'OB_BACKUP_CAN_NOT_START',
      'The backup cannot start: no archiving, no destination, or the tenant is not in a normal state.',
      "Look at DBA_OB_ROOTSERVICE_EVENT_HISTORY in sys, MODULE 'backup_data'.",
    ],
  ],
  [9060, ['OB_COS_ERROR', 'The COS object store answered with an error.', objectStore]],
  [
    9061,
    [
      'OB_IO_LIMIT',
      'The destination limits how much may be written.',
      'Look at the bandwidth limits of the object store.',
    ],
  ],
  [9063, ['OB_BACKUP_IO_PROHIBITED', 'Reading from or writing to the destination is prohibited.', access]],
  [
    9064,
    [
      'OB_ARCHIVE_LOG_NOT_CONTINUES_WITH_DATA',
      'The archived log does not follow on the data of the backup.',
      archive,
    ],
  ],
  [9070, ['OB_BACKUP_DEST_NOT_CONNECT', 'The backup destination cannot be reached.', reach]],
  [9071, ['OB_BACKUP_PERMISSION_DENIED', 'The observers may not read or write at the destination.', access]],
  [
    9077,
    ['OB_ARCHIVE_ROUND_NOT_CONTINUOUS', 'There is a gap in the log between two archive rounds.', archive],
  ],
  [9079, ['OB_ARCHIVE_LOG_RECYCLED', 'Archived log that is needed has been recycled.', archive]],
  [
    9080,
    [
      'OB_BACKUP_FORMAT_FILE_NOT_EXIST',
      'The destination has no format file: it is not the one the backup began with, or it was emptied.',
      reach,
    ],
  ],
  [
    9081,
    [
      'OB_BACKUP_FORMAT_FILE_NOT_MATCH',
      'The destination belongs to another backup.',
      'Check the data_backup_dest of the tenant.',
    ],
  ],
  [9082, ['OB_BACKUP_DEVICE_OUT_OF_SPACE', 'The backup destination is full.', space]],
  [
    9083,
    [
      'OB_BACKUP_PWRITE_OFFSET_NOT_MATCH',
      'A file at the object store is not as long as it should be.',
      objectStore,
    ],
  ],
  [
    9084,
    [
      'OB_BACKUP_PWRITE_CONTENT_NOT_MATCH',
      'A file at the object store does not hold what was written.',
      objectStore,
    ],
  ],
  [
    9085,
    [
      'OB_BACKUP_MAJOR_NOT_COVER_MINOR',
      'The baseline data does not reach up to the incremental data.',
      trace,
    ],
  ],
  [
    9086,
    [
      'OB_BACKUP_ADVANCE_CHECKPOINT_TIMEOUT',
      'The checkpoint did not pass the start SCN in time.',
      'Look for long transactions, slow minor freezes, or a standby that does not keep up.',
    ],
  ],
  [
    9087,
    ['OB_CLOG_RECYCLE_BEFORE_ARCHIVE', 'Log was recycled on the observers before it was archived.', archive],
  ],
  [9105, ['OB_S3_ERROR', 'The S3 object store answered with an error.', objectStore]],
  [9115, ['OB_STORAGE_DEST_NOT_CONNECT', 'The storage destination cannot be reached.', reach]],
  [9116, ['OB_OBJECT_STORAGE_PERMISSION_DENIED', 'The object store refuses to be read or written.', access]],
  [9117, ['OB_S3_REGION_MISMATCH', 'The s3_region given does not belong to the endpoint.', objectStore]],
  [
    9118,
    ['OB_INVALID_OBJECT_STORAGE_ENDPOINT', 'The endpoint of the object store is not valid.', objectStore],
  ],
] as const);

/**
 * What a code of RESULT or COMMENT means, whatever its sign.
 * @returns null for 0 and for codes this program has no words for
 */
export function kernelCode(result: bigint | number): KernelCode | null {
  const entry = codes.get(Math.abs(Number(result)));
  return entry === undefined ? null : { name: entry[0], meaning: entry[1], lookAt: entry[2] };
}
