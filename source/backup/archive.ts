import type { Instant, Row } from './row.ts';
import { kernelKeepAliveSeconds } from './stuck.ts';

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

/** Statuses in which the checkpoint advances by itself; in any other a backup that waits for it will wait forever. */
const advancing: ReadonlySet<string> = new Set(['PREPARE', 'BEGINNING', 'DOING']);

export function isAdvancing(archive: Archive): boolean {
  return advancing.has(archive.status);
}

/** Seconds by which archiving is behind the server's clock, or null while there is no checkpoint. */
export function archiveLag(archive: Archive, now: Instant): number | null {
  if (archive.checkpointScn === 0n) return null;
  return Math.max(0, Number(now - archive.checkpointScn / 1000n) / 1e6);
}

/** Seconds of lag from which an archive that a task waits for counts as behind. */
const behindFrom = 120;

/** How far the log of a tenant was seen to be archived. */
export interface ArchiveSeen {
  readonly checkpointScn: bigint;
  /** When the checkpoint last moved: seen to, or else the moment it stands for, as it cannot have moved long after. */
  readonly movedAt: Instant;
  /** When this checkpoint was read first and last. */
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
}

/** The archive of a tenant that is furthest behind, of those that have a checkpoint; null where there is none. */
export function furthestBehind(archives: readonly Archive[], tenantId: bigint | null): Archive | null {
  return archives
    .filter(archive => archive.checkpointScn > 0n)
    .filter(archive => archive.tenantId === null || archive.tenantId === tenantId)
    .reduce<Archive | null>(
      (far, one) => (far !== null && far.checkpointScn <= one.checkpointScn ? far : one),
      null,
    );
}

/**
 * What is known of an archive after it was read once more. While archiving advances, the checkpoint follows the
 * server's clock by seconds, so one that was not seen to move has not moved since about the moment it stands for.
 */
export function noteArchive(
  before: ArchiveSeen | null,
  { checkpointScn }: Archive,
  now: Instant,
): ArchiveSeen {
  if (before?.checkpointScn === checkpointScn) return { ...before, lastSeen: now };
  const sawMove = before !== null && Number(now - before.lastSeen) / 1e6 <= behindFrom;
  const moment = checkpointScn / 1000n;
  return { checkpointScn, movedAt: sawMove || moment > now ? now : moment, firstSeen: now, lastSeen: now };
}

/** How an archive that a task waits for is doing: nearly up to date, behind but moving, or not moving at all. */
export type ArchivePace = 'with_log' | 'behind' | 'stalled';

/** By its lag, and by what was seen of it; an unknown lag counts as none. */
export function archivePace(archive: Archive, seen: ArchiveSeen | null, now: Instant): ArchivePace {
  if ((archiveLag(archive, now) ?? 0) <= behindFrom) return 'with_log';
  if (seen?.checkpointScn !== archive.checkpointScn) return 'behind';
  const watched = Number(now - seen.firstSeen) / 1e6 > behindFrom;
  return watched || isStalled(seen, now) ? 'stalled' : 'behind';
}

/** Whether an archive has not moved for longer than the kernel waits for a sign of life. */
export function isStalled({ movedAt }: ArchiveSeen, now: Instant): boolean {
  return Number(now - movedAt) / 1e6 > kernelKeepAliveSeconds;
}

/**
 * Seconds of log that must still be archived before a task that waits for it can go on: until the
 * checkpoint has passed its END_SCN. 0 when it has; null while either is not set.
 */
export function archiveStillToGo(archive: Archive, endScn: bigint): number | null {
  if (archive.checkpointScn === 0n || endScn === 0n) return null;
  return Math.max(0, Number(endScn - archive.checkpointScn) / 1e9);
}
