import type { Instant, Row } from './row.ts';

/** A row of …_OB_ARCHIVELOG: how far a tenant's log is archived, the current round of one destination. */
export interface Archive {
  readonly tenantId: bigint | null;
  readonly destNo: bigint | null;
  /** PREPARE, BEGINNING, DOING, INTERRUPTED, STOPPING, STOP, SUSPENDING, SUSPEND. */
  readonly status: string;
  /** Up to where the log is archived: nanoseconds since 1970 UTC; 0 is "not set". */
  readonly checkpointScn: bigint;
  readonly path: string;
  readonly comment: string;
  readonly row: Row;
}

/** Statuses in which the checkpoint goes on by itself; in any other a backup that waits for it waits for ever. */
const advancing: ReadonlySet<string> = new Set(['PREPARE', 'BEGINNING', 'DOING']);

export function isAdvancing(archive: Archive): boolean {
  return advancing.has(archive.status);
}

/** Seconds by which archiving is behind the server's clock, or null while there is no checkpoint. */
export function archiveLag(archive: Archive, now: Instant): number | null {
  if (archive.checkpointScn === 0n) return null;
  return Math.max(0, Number(now - archive.checkpointScn / 1000n) / 1e6);
}

/**
 * Seconds of log that must still be archived before a task that waits in BEFORE_BACKUP_LOG can go on: it
 * waits until the checkpoint has passed its END_SCN. 0 when it has; null while either is not set.
 */
export function archiveStillToGo(archive: Archive, endScn: bigint): number | null {
  if (archive.checkpointScn === 0n || endScn === 0n) return null;
  return Math.max(0, Number(endScn - archive.checkpointScn) / 1e9);
}
