import { type Job, type JobKey, jobKeyText } from './job.ts';
import type { Picture } from './picture.ts';
import type { Instant } from './row.ts';

/** What may have happened between two pictures that a person wants to know. */
export type ChangeKind =
  | 'started'
  | 'completed'
  | 'failed'
  | 'canceled'
  | 'stuck'
  | 'going_again'
  | 'refused';

/** One thing that happened. */
export interface Change {
  readonly kind: ChangeKind;
  readonly at: Instant;
  readonly tenantId: bigint | null;
  /** Null for a backup that was refused at its start. */
  readonly job: JobKey | null;
  readonly type: string;
  /** The kernel's code of a failure, cancellation or refusal; 0 otherwise. */
  readonly result: bigint;
  /** Seconds without a step, of one that is stuck. */
  readonly seconds: number | null;
}

function changeOf(job: Job, kind: ChangeKind, at: Instant): Change {
  return {
    kind,
    at,
    tenantId: job.key.tenantId,
    job: job.key,
    type: job.type.text,
    result: job.result,
    seconds: null,
  };
}

/**
 * Jobs that started or ended between two pictures of the same question. What is in the first picture of all
 * is no change: it was so before anybody looked. A row that is only in the later one and has ended already was
 * too quick to be seen running, if it began after the earlier picture; else it is a page of older history.
 */
export function jobChanges(before: Picture | null, after: Picture): Change[] {
  if (before === null) return [];
  const known = new Map(before.jobs.map(job => [jobKeyText(job.key), job]));
  return after.jobs.flatMap(job => {
    const earlier = known.get(jobKeyText(job.key));
    const isNew = earlier === undefined && job.startedAt !== null && job.startedAt > before.readAt;
    if (job.status.kind === 'running') return isNew ? [changeOf(job, 'started', after.readAt)] : [];
    const hasEnded = earlier === undefined ? isNew : earlier.status.kind === 'running';
    return hasEnded ? [changeOf(job, job.status.outcome, job.endedAt ?? after.readAt)] : [];
  });
}
