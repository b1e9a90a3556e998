import type { BackupType } from './job.ts';
import type { Instant, Row } from './row.ts';

/**
 * A row of …_BACKUP_SET_FILES: what a backup has left at the destination. One exists from the start of its
 * task; its STATUS is an enum of its own (DOING, SUCCESS, FAILED).
 */
export interface BackupSet {
  /** Null in a tenant whose number is not known (Oracle mode on 4.0). */
  readonly tenantId: bigint | null;
  readonly backupSetId: bigint;
  readonly type: BackupType;
  readonly status: string;
  /** AVAILABLE, COPYING, INCOMPLETE, DELETING, EXPIRED, BROKEN, DELETED. */
  readonly fileStatus: string;
  /** The full set this one builds on; 0 for a full set. */
  readonly prevFullBackupSetId: bigint;
  /** The set just before in the chain, full or incremental; 0 for a full set. */
  readonly prevIncBackupSetId: bigint;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** ELAPSED_SECONDES, spelled so in the view; 0 until the set has ended. */
  readonly elapsedSeconds: number | null;
  /** The earliest point a restore of this set can reach, nanoseconds since 1970 UTC; 0 is "not set". */
  readonly minRestoreScn: bigint;
  /** The same as an instant; null while not set. */
  readonly minRestoreAt: Instant | null;
  /** START_REPLAY_SCN: from where on a restore of this set needs log; null while not set, or where it was not read. */
  readonly startReplayAt: Instant | null;
  readonly inputBytes: bigint;
  readonly outputBytes: bigint;
  /** PLUS_ARCHIVELOG; null where the text is neither ON nor OFF. */
  readonly plusArchivelog: boolean | null;
  /** TENANT_COMPATIBLE: the tenant's data version, which a restore target must not be older than. */
  readonly tenantCompatible: string;
  /** BACKUP_COMPATIBLE: the version of the backup's own format. */
  readonly backupCompatible: bigint | null;
  readonly path: string;
  readonly row: Row;
}

/** Whether the set is still being written. */
export function isBeingWritten(set: Pick<BackupSet, 'status'>): boolean {
  return set.status === 'DOING';
}

/** Whether the backup that was to make the set has failed. */
export function hasFailed(set: Pick<BackupSet, 'status'>): boolean {
  return set.status === 'FAILED';
}

/** Whether the set can serve a restore: it succeeded, and its files are there. */
export function isUsable(set: BackupSet): boolean {
  return set.status === 'SUCCESS' && set.fileStatus === 'AVAILABLE';
}

/** What a restore of one set needs. */
export interface RestoreChain {
  /** The full set first, the set itself last; those that were found. */
  readonly sets: readonly BackupSet[];
  /** Sets the chain names that were not found, or that cannot serve a restore. */
  readonly unusable: readonly bigint[];
}

/** The set before this one in its chain, or null for a full set. */
function previousOf(set: BackupSet): bigint | null {
  if (set.type.kind === 'full') return null;
  const previous = set.prevIncBackupSetId > 0n ? set.prevIncBackupSetId : set.prevFullBackupSetId;
  // A set cannot build on a later one; a row that claims it would lead in a circle.
  return previous > 0n && previous < set.backupSetId ? previous : null;
}

/** The sets a restore of `set` needs, walked back over PREV_INC_BACKUP_SET_ID to the full set. */
export function restoreChain(set: BackupSet, known: readonly BackupSet[]): RestoreChain {
  const ofTenant = known.filter(other => other.tenantId === set.tenantId);
  const byId = new Map(ofTenant.map(other => [other.backupSetId, other]));
  const sets: BackupSet[] = [];
  const unusable: bigint[] = [];
  let current: BackupSet | undefined = set;
  while (current !== undefined) {
    sets.unshift(current);
    if (!isUsable(current)) unusable.unshift(current.backupSetId);
    const previous = previousOf(current);
    current = previous === null ? undefined : byId.get(previous);
    if (previous !== null && current === undefined) unusable.unshift(previous);
  }
  return { sets, unusable };
}
