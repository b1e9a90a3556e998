import { usualPatience } from './patience.ts';
import type { Instant, Row } from './row.ts';

/** A row of …_OB_ARCHIVELOG: how far a tenant's log is archived, the current round of one destination. */
export interface Archive {
  readonly tenantId: bigint | null;
  readonly destNo: bigint | null;
  /** PREPARE, BEGINNING, DOING, INTERRUPTED, STOPPING, STOP, SUSPENDING, SUSPEND. */
  readonly status: string;
  /** Up to where the log is archived: nanoseconds since 1970 UTC; 0 is "not set". */
  readonly checkpointScn: bigint;
  /** As `TenantArchive` has it. */
  readonly lagTarget: number | null;
  readonly path: string;
  readonly comment: string;
  readonly row: Row;
}

/** Whether archiving is under way; with any other status a running backup of the tenant fails. */
export function isDoing({ status }: Pick<Archive, 'status'>): boolean {
  return status === 'DOING';
}

const starting: ReadonlySet<string> = new Set(['PREPARE', 'BEGINNING']);

/** Whether archiving was started and is on its way to DOING. */
export function isStarting({ status }: Pick<Archive, 'status'>): boolean {
  return starting.has(status);
}

/** Whether archiving broke off: what is written from then on can be restored by nothing. */
export function isInterrupted({ status }: Pick<Archive, 'status'>): boolean {
  return status === 'INTERRUPTED';
}

/** The RESULT of a backup whose tenant's archive is not DOING (check_can_backup_ in ob_backup_data_scheduler.cpp). */
export function resultWithout(archive: Archive | null): bigint {
  return archive !== null && isInterrupted(archive) ? -9027n : -9029n;
}

/** Seconds by which archiving is behind the server's clock, or null while there is no checkpoint. */
export function archiveLag(archive: Archive, now: Instant): number | null {
  if (archive.checkpointScn === 0n) return null;
  return Math.max(0, Number(now - archive.checkpointScn / 1000n) / 1e6);
}

/** archive_lag_target where it was not set, in seconds; the parameter is there from 4.2.0 on (ob_parameter_seed.ipp). */
export const defaultLagTarget = 120;
/** Seconds: an archive is polled and read in steps, so a target of 0 is no lag of 0. */
const leastLagTarget = 10;

/**
 * Seconds of lag up to which an archive does what it should: twice archive_lag_target. A healthy tenant that is written to
 * lightly lags up to the target, and its checkpoint moves in steps of half of it (ob_archive_fetcher.cpp). Null where the
 * target is not known.
 */
export function normalLag({ lagTarget }: Pick<Archive, 'lagTarget'>): number | null {
  return lagTarget === null ? null : 2 * Math.max(leastLagTarget, lagTarget);
}

/** The one verdict on a lag in seconds: whether it is more than normal; null where it, or what is normal, is not known. */
export function isBehindBy(lag: number | null, archive: Pick<Archive, 'lagTarget'>): boolean | null {
  const normal = normalLag(archive);
  return lag === null || normal === null ? null : lag > normal;
}

/** A lag as it is shown where no task waits for the archive: the exact one changes with every picture. */
export interface CoarseLag {
  /** Whether the lag is less than that many seconds, or at least that many. */
  readonly isBelow: boolean;
  readonly seconds: number;
}

const lagBounds = [10, 30, 60];
/** The last bound where it is not known what lag is normal: a bound says of no lag that it is. */
const lastBound = 240;

/**
 * The lag at the moment it was read: below the first of some bounds while it is normal, else in whole minutes; null while
 * there is no checkpoint.
 */
export function coarseLag(archive: Archive, readAt: Instant): CoarseLag | null {
  const lag = archiveLag(archive, readAt);
  if (lag === null) return null;
  const bound = [...lagBounds, normalLag(archive) ?? lastBound].find(each => lag < each);
  return bound === undefined
    ? { isBelow: false, seconds: lag - (lag % 60) }
    : { isBelow: true, seconds: bound };
}

/** Seconds between two reads of an archive over which it is known when its checkpoint moved. */
const watchedWithin = 120;

/** How far the log of a tenant was seen to be archived. */
export interface ArchiveSeen {
  readonly checkpointScn: bigint;
  /** When the checkpoint last moved: seen to, or else the moment it stands for, as it cannot have moved long after. */
  readonly movedAt: Instant;
  /** When this checkpoint was last read. */
  readonly lastSeen: Instant;
  /** Seconds for which it may stay where it is. */
  readonly patience: number;
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

/** What of an archive it takes to know whether it moves. */
export type ArchivePoint = Pick<Archive, 'checkpointScn' | 'lagTarget'>;

/**
 * What is known of an archive after it was read once more. While archiving is under way, the checkpoint follows the server's
 * clock by its normal lag, so one that was not seen to move has not moved since about the moment it stands for.
 */
export function noteArchive(before: ArchiveSeen | null, archive: ArchivePoint, now: Instant): ArchiveSeen {
  const { checkpointScn } = archive;
  const patience = Math.max(usualPatience, normalLag(archive) ?? 0);
  if (before?.checkpointScn === checkpointScn) return { ...before, lastSeen: now, patience };
  const sawMove = before !== null && Number(now - before.lastSeen) / 1e6 <= watchedWithin;
  const moment = checkpointScn / 1000n;
  return { checkpointScn, movedAt: sawMove || moment > now ? now : moment, lastSeen: now, patience };
}

/** Whether the checkpoint of an archive has not moved for longer than it may. */
export function isStalled(
  { movedAt, patience }: Pick<ArchiveSeen, 'movedAt' | 'patience'>,
  now: Instant,
): boolean {
  return Number(now - movedAt) / 1e6 > patience;
}

/**
 * Seconds of log that must still be archived before a task that waits for it can continue: until the
 * checkpoint has passed its END_SCN. 0 when it has; null while either is not set.
 */
export function archiveStillToGo(archive: ArchivePoint, endScn: bigint): number | null {
  if (archive.checkpointScn === 0n || endScn === 0n) return null;
  return Math.max(0, Number(endScn - archive.checkpointScn) / 1e9);
}
