import type { BackupType, Job } from './job.ts';
import type { Instant } from './row.ts';
import type { Outcome } from './status.ts';

/** The last COMPLETED backup of a tenant. */
export interface GoodBackup {
  readonly type: BackupType;
  readonly endedAt: Instant;
  /** Null where the row has none that can be read. */
  readonly jobId: bigint | null;
}

/** 'never': the history of the tenant holds no COMPLETED backup; 'unknown': it was not read, or not all of it yet. */
export type LastGood = GoodBackup | 'never' | 'unknown';

/** How the newest backup that started on one day ended. */
export interface DayOutcome {
  /** When the day began, in the user's time zone. */
  readonly from: Instant;
  /** Null where none has started and ended that day. */
  readonly outcome: Outcome | null;
}

/** Days whose outcomes are read: the day of the read and those before it. */
export const recordedDays = 14;

/** A tenant's backups in the history, aggregated by the server. */
export interface BackupRecord {
  /** Null in a tenant whose number is not known (Oracle mode on 4.0). */
  readonly tenantId: bigint | null;
  readonly lastGood: LastGood;
  /** Oldest first; `recordedDays` of them. */
  readonly days: readonly DayOutcome[];
  /** The server's clock when they were read. */
  readonly readAt: Instant;
}

/** The part of a picture that has the records; absent where they could not be read. */
export interface WithRecords {
  readonly records?: readonly BackupRecord[];
}

const indexes = new WeakMap<readonly BackupRecord[], ReadonlyMap<string, BackupRecord>>();

/** The record of a tenant as it was read; null where it was not. */
function recordOf({ records }: WithRecords, tenantId: bigint | null): BackupRecord | null {
  if (records === undefined) return null;
  const known = indexes.get(records) ?? new Map(records.map(one => [String(one.tenantId), one]));
  indexes.set(records, known);
  return known.get(String(tenantId)) ?? null;
}

function isGood(job: Job): boolean {
  return job.status.kind === 'ended' && job.status.outcome === 'completed' && job.endedAt !== null;
}

/**
 * The last COMPLETED backup of a tenant, which may have ended since the record was read.
 * @param last the tenant's job in the picture that ended last
 */
export function lastGoodOf(picture: WithRecords, tenantId: bigint | null, last: Job | null): LastGood {
  const recorded = recordOf(picture, tenantId)?.lastGood ?? 'unknown';
  if (last === null || last.endedAt === null || !isGood(last)) return recorded;
  if (typeof recorded !== 'string' && recorded.endedAt >= last.endedAt) return recorded;
  return { type: last.type, endedAt: last.endedAt, jobId: last.key.jobId };
}

/** The outcomes of the recorded days, the job that ended last among them; null where they were not read. */
export function daysOf(
  picture: WithRecords,
  tenantId: bigint | null,
  last: Job | null,
): readonly DayOutcome[] | null {
  const record = recordOf(picture, tenantId);
  if (record === null) return null;
  const { days, readAt } = record;
  if (last?.status.kind !== 'ended' || (last.endedAt ?? 0n) <= readAt) return days;
  const { startedAt } = last;
  const { outcome } = last.status;
  const day = days.findLastIndex(({ from }) => startedAt !== null && startedAt >= from);
  return days.map((each, index) => (index === day ? { ...each, outcome } : each));
}

/** The good backups of a tenant next to one of its jobs. */
export interface GoodAround {
  /** The last COMPLETED one before it, and the first one after it; null for none. */
  readonly before: GoodBackup | null;
  readonly after: GoodBackup | null;
}

/** The good backups around this job, among these jobs of its tenant. */
export function goodAround(job: Job, others: readonly Job[]): GoodAround {
  const good = others.filter(isGood).sort((a, b) => Number(a.key.jobId - b.key.jobId));
  const toGood = (found: Job | undefined): GoodBackup | null =>
    found === undefined || found.endedAt === null
      ? null
      : { type: found.type, endedAt: found.endedAt, jobId: found.key.jobId };
  return {
    before: toGood(good.findLast(({ key }) => key.jobId < job.key.jobId)),
    after: toGood(good.find(({ key }) => key.jobId > job.key.jobId)),
  };
}
