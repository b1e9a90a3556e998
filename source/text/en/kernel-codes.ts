/** What a code of the kernel means for a backup, and what to do next: a sentence each. */
interface KernelCodeWords {
  readonly meaning: string;
  readonly next: string;
  /** The same in a few words, for a line of a list. */
  readonly nextShort: string;
  /** The same in two or three words, where that line is in a narrow terminal. */
  readonly nextBrief: string;
}

const trace = {
  next: 'Search observer.log for the trace id, on the server named in the comment.',
  nextShort: 'search observer.log for the trace id',
  nextBrief: 'search trace id',
};
const space = {
  next: 'Free space at the backup destination, or set a larger one.',
  nextShort: 'free space at the destination',
  nextBrief: 'free space',
};
const access = {
  next: "Check the observers' permissions on the path, and the access keys of an object store.",
  nextShort: 'check permissions and access keys',
  nextBrief: 'check access',
};
const reach = {
  next: 'Check the network, the mount and the endpoint from the observer named in the comment.',
  nextShort: 'check network, mount and endpoint',
  nextBrief: 'check network',
};
const archive = {
  next: 'Check STATUS and COMMENT of the tenant in CDB_OB_ARCHIVELOG.',
  nextShort: 'check CDB_OB_ARCHIVELOG',
  nextBrief: 'check archiving',
};
const server = {
  next: 'Check that the server named in the comment is up and reachable.',
  nextShort: 'is the server up?',
  nextBrief: 'is the server up?',
};
const leader = {
  next: 'Check for a leader switch at that time, then start the backup again.',
  nextShort: 'start it again',
  nextBrief: 'start it again',
};
const memory = {
  next: 'Check the memory of the tenant and of its META tenant; back up at a quieter time.',
  nextShort: 'check the memory of the tenant',
  nextBrief: 'check memory',
};
const objectStore = {
  next: "Check the object store's endpoint, bucket and keys, and its own error log.",
  nextShort: 'check the object store',
  nextBrief: 'check storage',
};
const again = {
  next: 'Start the backup again.',
  nextShort: 'start it again',
  nextBrief: 'start it again',
};
const gone = {
  next: 'Check whether the tenant was dropped on purpose.',
  nextShort: 'was the tenant dropped?',
  nextBrief: 'was it dropped?',
};
const destination = {
  next: "Check the tenant's data_backup_dest.",
  nextShort: 'check data_backup_dest',
  nextBrief: 'check its path',
};

/** By the kernel's name of the code. */
export const kernelCodeWords = {
  OB_INVALID_ARGUMENT: { meaning: 'An argument is invalid.', ...trace },
  OB_NOT_SUPPORTED: { meaning: 'The operation is not supported.', ...trace },
  OB_IO_ERROR: { meaning: 'An I/O operation on a disk, a mount or an object store failed.', ...reach },
  OB_TIMEOUT: {
    meaning: 'Something timed out; often a checkpoint that had to pass the start SCN, or a lagging standby.',
    ...trace,
  },
  OB_ALLOCATE_MEMORY_FAILED: { meaning: 'Memory ran out, or the tenant reached its limit.', ...memory },
  OB_ERR_UNEXPECTED: { meaning: 'The kernel hit an unexpected internal state.', ...trace },
  OB_ENTRY_NOT_EXIST: { meaning: 'An entry that should exist is missing.', ...trace },
  OB_EAGAIN: { meaning: 'The step has to be retried.', ...trace },
  OB_TENANT_OUT_OF_MEM: { meaning: 'The tenant exceeded its memory limit.', ...memory },
  OB_NOT_MASTER: {
    meaning: 'The replica is not the leader: the leader switched during the backup.',
    ...leader,
  },
  OB_INVALID_DATA: { meaning: 'Data that was read is invalid.', ...trace },
  OB_CANCELED: {
    meaning: 'The backup was canceled (ALTER SYSTEM CANCEL BACKUP).',
    next: 'Start it again if you still need it.',
    nextShort: 'start it again if needed',
    nextBrief: 'start it again?',
  },
  OB_CHECKSUM_ERROR: { meaning: 'A data checksum does not match.', ...trace },
  OB_STATE_NOT_MATCH: {
    meaning: 'A state did not allow the backup: the cluster is being upgraded, or a role has changed.',
    next: 'Start the backup again once the upgrade or the switchover is over.',
    nextShort: 'start it again after the upgrade',
    nextBrief: 'after the upgrade',
  },
  OB_VERSION_NOT_MATCH: {
    meaning: 'The cluster was upgraded while the backup ran.',
    next: 'Start the backup again once the upgrade is over.',
    nextShort: 'start it again after the upgrade',
    nextBrief: 'after the upgrade',
  },
  OB_SNAPSHOT_DISCARDED: {
    meaning: "The snapshot's data is no longer retained.",
    next: "Check how long the backup waited, and the tenant's undo_retention.",
    nextShort: 'check undo_retention',
    nextBrief: 'undo_retention?',
  },
  OB_SERVER_OUTOF_DISK_SPACE: {
    meaning: 'A server is out of disk space.',
    next: 'Free space on the data disk of the server named in the comment.',
    nextShort: 'free space on its data disk',
    nextBrief: 'free its disk',
  },
  OB_DISK_HUNG: {
    meaning: 'A disk of a server is hung.',
    next: 'Check the disk of the server named in the comment.',
    nextShort: 'check its disk',
    nextBrief: 'check its disk',
  },
  OB_REBALANCE_TASK_CANT_EXEC: { meaning: 'A server cannot run the task it was given.', ...server },
  OB_REBALANCE_TASK_NOT_IN_PROGRESS: {
    meaning: 'The server is not running the task it was given, or stopped reporting.',
    ...server,
  },
  OB_SERVER_NOT_ALIVE: { meaning: 'A server is down.', ...server },
  OB_LS_NOT_EXIST: { meaning: 'A log stream no longer exists, or moved away.', ...trace },
  OB_TABLET_NOT_EXIST: { meaning: 'A tablet no longer exists, or moved away.', ...trace },
  OB_LS_WAITING_SAFE_DESTROY: {
    meaning: 'A log stream is about to be removed from its server.',
    ...again,
  },
  OB_TENANT_NOT_EXIST: { meaning: 'The tenant does not exist.', ...gone },
  OB_TENANT_HAS_BEEN_DROPPED: { meaning: 'The tenant was dropped.', ...gone },
  OB_URI_ERROR: { meaning: 'The path of the destination cannot be parsed.', ...destination },
  OB_OSS_ERROR: { meaning: 'The OSS object store returned an error.', ...objectStore },
  OB_BACKUP_FILE_NOT_EXIST: {
    meaning: 'A backup file is missing at the destination.',
    next: 'Check whether files were removed there by hand.',
    nextShort: 'were files removed by hand?',
    nextBrief: 'files removed?',
  },
  OB_INVALID_BACKUP_DEST: { meaning: 'The backup destination is invalid.', ...destination },
  OB_LOG_ARCHIVE_INTERRUPTED: { meaning: 'Log archiving is interrupted.', ...archive },
  OB_LOG_ARCHIVE_STAT_NOT_MATCH: {
    meaning: 'The state of log archiving is not the expected one.',
    ...archive,
  },
  OB_LOG_ARCHIVE_NOT_RUNNING: {
    meaning: 'Log archiving is not running; a data backup requires it.',
    ...archive,
  },
  OB_REPLICA_CANNOT_BACKUP: { meaning: 'The replica cannot be backed up.', ...server },
  OB_BACKUP_IN_PROGRESS: {
    meaning: 'A backup of this tenant is already running.',
    next: 'Wait for it, or cancel it.',
    nextShort: 'wait for it, or cancel it',
    nextBrief: 'wait, or cancel',
  },
  OB_BACKUP_CAN_NOT_START: {
    meaning:
      'The backup cannot start: log archiving is off, no destination is set, or the tenant is not in a normal state.',
    next: "Check DBA_OB_ROOTSERVICE_EVENT_HISTORY in sys, MODULE 'backup_data'.",
    nextShort: 'e: events',
    nextBrief: 'e: events',
  },
  OB_BACKUP_DATA_VERSION_GAP_OVER_LIMIT: {
    meaning: 'Replicas differ in their data versions by more than a backup allows.',
    next: 'Wait until the major freeze is over, then start the backup again.',
    nextShort: 'start it again after the major freeze',
    nextBrief: 'start it again',
  },
  OB_COS_ERROR: { meaning: 'The COS object store returned an error.', ...objectStore },
  OB_IO_LIMIT: {
    meaning: 'The destination throttles writes.',
    next: 'Check the bandwidth limits of the object store.',
    nextShort: 'check bandwidth limits',
    nextBrief: 'check bandwidth',
  },
  OB_BACKUP_IO_PROHIBITED: { meaning: 'I/O to the destination is prohibited.', ...access },
  OB_ARCHIVE_LOG_NOT_CONTINUES_WITH_DATA: {
    meaning: "The archived log does not continue from the backup's data.",
    ...archive,
  },
  OB_BACKUP_DEST_NOT_CONNECT: { meaning: 'The backup destination cannot be reached.', ...reach },
  OB_BACKUP_PERMISSION_DENIED: {
    meaning: 'The observers lack permission to read or write at the destination.',
    ...access,
  },
  OB_ARCHIVE_ROUND_NOT_CONTINUOUS: {
    meaning: 'There is a gap in the log between two archive rounds.',
    ...archive,
  },
  OB_ARCHIVE_LOG_RECYCLED: { meaning: 'Archived log that is still needed was recycled.', ...archive },
  OB_BACKUP_FORMAT_FILE_NOT_EXIST: {
    meaning:
      'The destination has no format file: it is not the one the backup started with, or it was emptied.',
    ...reach,
  },
  OB_BACKUP_FORMAT_FILE_NOT_MATCH: {
    meaning: 'The destination belongs to another backup.',
    ...destination,
  },
  OB_BACKUP_DEVICE_OUT_OF_SPACE: { meaning: 'The backup destination is full.', ...space },
  OB_BACKUP_PWRITE_OFFSET_NOT_MATCH: {
    meaning: 'A file in the object store does not have the expected length.',
    ...objectStore,
  },
  OB_BACKUP_PWRITE_CONTENT_NOT_MATCH: {
    meaning: 'A file in the object store does not contain what was written.',
    ...objectStore,
  },
  OB_BACKUP_MAJOR_NOT_COVER_MINOR: {
    meaning: 'The baseline data does not reach the incremental data.',
    ...trace,
  },
  OB_BACKUP_ADVANCE_CHECKPOINT_TIMEOUT: {
    meaning: 'The checkpoint did not pass the start SCN in time.',
    next: 'Check for long transactions, slow minor freezes, or a lagging standby.',
    nextShort: 'long transactions, slow freezes?',
    nextBrief: 'slow freezes?',
  },
  OB_CLOG_RECYCLE_BEFORE_ARCHIVE: {
    meaning: 'Log was recycled on the observers before it was archived.',
    ...archive,
  },
  OB_NO_TABLET_NEED_BACKUP: {
    meaning: 'A log stream has no tablet to back up; that is no error.',
    next: 'Nothing has to be done.',
    nextShort: 'nothing',
    nextBrief: 'nothing',
  },
  OB_S3_ERROR: { meaning: 'The S3 object store returned an error.', ...objectStore },
  OB_STORAGE_DEST_NOT_CONNECT: { meaning: 'The storage destination cannot be reached.', ...reach },
  OB_OBJECT_STORAGE_PERMISSION_DENIED: {
    meaning: 'The object store denies reading or writing.',
    ...access,
  },
  OB_S3_REGION_MISMATCH: { meaning: 'The given s3_region does not match the endpoint.', ...objectStore },
  OB_INVALID_OBJECT_STORAGE_ENDPOINT: {
    meaning: 'The endpoint of the object store is invalid.',
    ...objectStore,
  },
  OB_OBJECT_NOT_EXIST: {
    meaning: 'A file is missing in the object store.',
    next: 'Check whether files were removed there by hand.',
    nextShort: 'were files removed by hand?',
    nextBrief: 'files removed?',
  },
} satisfies Readonly<Record<string, KernelCodeWords>>;
