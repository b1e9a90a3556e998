import type { Traits } from '../releases.ts';
import type { Row } from '../store.ts';
import type { Outcome } from './ending.ts';
import { errorText } from './error-texts.ts';
import { cancelEvent } from './events.ts';
import { jobRow, type Micros, second } from './rows.ts';
import type { Step } from './script.ts';

export interface ClusterJob {
  jobId: number;
  at: Micros;
  executors: readonly number[];
  type: 'FULL' | 'INC';
  plusArchivelog: boolean;
  description: string;
  /** Seconds between two steps of the scheduler. */
  scheduler: number;
  /** When the cluster job itself is cancelled, or null. */
  canceledAt: Micros | null;
}

export interface Child {
  endsAt: Micros;
  outcome: Outcome;
  result: number;
}

/** When the children of a cancelled cluster job begin to cancel: with the root service's next step. */
export function childrenCanceledAt({ canceledAt, scheduler }: ClusterJob): Micros | null {
  return canceledAt === null ? null : canceledAt + Math.round(scheduler * second);
}

/**
 * The job in sys that starts a backup of several tenants. It has no task, and INITIATOR_JOB_ID is its own id. A child that
 * leaves the live view with a RESULT writes it into the job's, over a 0 only; when all have left, the job is FAILED if it
 * has a RESULT, and CANCELED only if it was itself canceling. Its move to history is an INSERT and then a DELETE, so for
 * a moment it is in both views (ob_backup_data_scheduler.cpp).
 */
export function planClusterJob(
  job: ClusterJob,
  children: readonly Child[],
  traits: Traits,
): { steps: Step[]; endsAt: Micros } {
  const wait = Math.round(job.scheduler * second);
  const key = { JOB_ID: job.jobId };
  const first: Row = {
    ...jobRow({
      tenantId: 1,
      jobId: job.jobId,
      setId: 0,
      initiatorTenantId: 1,
      initiatorJobId: job.jobId,
      executors: job.executors.join(','),
      plusArchivelog: job.plusArchivelog,
      type: job.type,
      level: 'CLUSTER',
      startedAt: job.at,
      description: job.description,
      path: '',
    }),
    END_TIMESTAMP: traits.endWhileRunning,
  };
  const bad = children
    .filter(child => child.result !== 0)
    .reduce<Child | null>((one, other) => (one === null || other.endsAt < one.endsAt ? other : one), null);
  const endsAt = Math.max(job.at + wait, ...children.map(child => child.endsAt)) + wait;
  const canceled = job.canceledAt !== null && job.canceledAt < endsAt;
  const result = canceled ? -4072 : (bad?.result ?? 0);
  const end: Row = {
    STATUS: canceled ? 'CANCELED' : result === 0 ? 'COMPLETED' : 'FAILED',
    END_TIMESTAMP: endsAt,
    RESULT: result,
    COMMENT: traits.comments === 'plain' ? errorText(result) : '',
  };
  const step = (at: Micros, change: Step['change'], table: Step['table'], row: Row): Step => ({
    at,
    change,
    table,
    tenantId: 1,
    row,
  });
  const inBoth = endsAt + wait;
  const gone = inBoth + Math.round(wait / 3);
  const steps = [
    step(job.at, 'put', 'JOBS', first),
    step(job.at + wait, 'change', 'JOBS', { ...key, STATUS: 'DOING' }),
    step(endsAt, 'change', 'JOBS', { ...key, ...end }),
    step(inBoth, 'put', 'JOB_HISTORY', { ...first, ...end }),
    step(gone, 'remove', 'JOBS', key),
  ];
  if (bad !== null) steps.push(step(bad.endsAt, 'change', 'JOBS', { ...key, RESULT: bad.result }));
  if (canceled && job.canceledAt !== null) {
    steps.push(
      step(job.canceledAt, 'change', 'JOBS', { ...key, STATUS: 'CANCELING' }),
      cancelEvent(job.canceledAt, 1),
    );
  }
  return { steps, endsAt: gone };
}
