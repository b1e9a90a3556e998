import type { JobSighting } from './elsewhere.ts';
import type { JobKey } from './job.ts';
import type { Instant } from './row.ts';

/** What may have happened between two pictures that a person wants to know. */
export type ChangeKind =
  | 'started'
  | 'completed'
  | 'failed'
  | 'canceled'
  | 'stuck'
  | 'going_again'
  | 'refused'
  /** A backup runs for much longer than the last one of its type, or than it may. */
  | 'long_running'
  /** A tenant has no COMPLETED backup that is young enough any more. */
  | 'no_good_backup';

/** One thing that happened. */
export interface Change {
  readonly kind: ChangeKind;
  /** When it happened by the job's row or the event; of what shows only in looking (stuck, long, overdue) when that was seen. */
  readonly at: Instant;
  readonly tenantId: bigint | null;
  /** Null for a backup that was refused at its start, and for a tenant without a good one. */
  readonly job: JobKey | null;
  readonly type: string;
  /** The kernel's code of a failure, cancellation or refusal; 0 otherwise. */
  readonly result: bigint;
  /** Seconds without a step, of one that is stuck; that it has run; since the last good one ended, null where there is none. */
  readonly seconds: number | null;
}

const harmless: ReadonlySet<ChangeKind> = new Set(['started', 'completed', 'canceled', 'going_again']);

/** Whether someone should look at what has happened; who cancels a backup knows of it. */
export function needsLook({ kind }: Pick<Change, 'kind'>): boolean {
  return !harmless.has(kind);
}

function changeOf(job: JobSighting, kind: ChangeKind, at: Instant): Change {
  return {
    kind,
    at,
    tenantId: job.key.tenantId,
    job: job.key,
    type: job.type.text,
    // A cluster job that has only just started may have the code of a job of its already.
    result: kind === 'started' ? 0n : job.result,
    seconds: null,
  };
}

/** The end of a job, of which no earlier sight has to be known; null while it runs. */
export function endOf(job: JobSighting, readAt: Instant): Change | null {
  const { status, endedAt } = job;
  return status.kind === 'ended' ? changeOf(job, status.outcome, endedAt ?? readAt) : null;
}

/**
 * What the sight of a job says has happened since it was last seen.
 * @param earlier whether it ran at its last sight, or null where there was none: it then counts what happened after `since`, as
 *   everything else was so before anybody looked, or is a page of older history
 * @param readAt the server's clock at this sight
 */
export function jobChange(
  earlier: JobSighting['status']['kind'] | null,
  job: JobSighting,
  since: Instant,
  readAt: Instant,
): Change | null {
  const { status, startedAt, endedAt } = job;
  if (status.kind === 'running') {
    const isNew = earlier === null && startedAt !== null && startedAt > since;
    return isNew ? changeOf(job, 'started', startedAt) : null;
  }
  const isNews = earlier === null ? (endedAt ?? startedAt ?? 0n) > since : earlier === 'running';
  return isNews ? endOf(job, readAt) : null;
}
