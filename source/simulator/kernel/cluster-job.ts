import type { Traits } from '../releases.ts';
import type { Row } from '../store.ts';
import { rootserviceComment, traceId } from './comments.ts';
import type { Outcome } from './ending.ts';
import { random } from './random.ts';
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
}

export interface Child {
  endsAt: Micros;
  outcome: Outcome;
  result: number;
}

/**
 * The job in sys that starts a backup of several tenants. It has no task, and INITIATOR_JOB_ID is its own id. It ends
 * when every child has left the live view, FAILED if any of them is. Its move to history is an INSERT and then a DELETE,
 * so for a moment it is in both views (ob_backup_data_scheduler.cpp).
 */
export function planClusterJob(
  job: ClusterJob,
  children: readonly Child[],
  traits: Traits,
): { steps: Step[]; endsAt: Micros } {
  const wait = Math.round(job.scheduler * second);
  const key = { JOB_ID: job.jobId };
  const bad =
    children.find(child => child.outcome === 'FAILED') ??
    children.find(child => child.outcome !== 'COMPLETED');
  const result = bad?.result ?? 0;
  const outcome: Outcome = bad?.outcome ?? 'COMPLETED';
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
  const endsAt = Math.max(job.at + wait, ...children.map(child => child.endsAt)) + wait;
  const end: Row = {
    STATUS: outcome,
    END_TIMESTAMP: endsAt,
    RESULT: result,
    COMMENT: result === 0 ? '' : rootserviceComment(result, traceId(random(String(endsAt)))),
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
  return {
    steps: [
      step(job.at, 'put', 'JOBS', first),
      step(job.at + wait, 'change', 'JOBS', { ...key, STATUS: 'DOING' }),
      step(endsAt, 'change', 'JOBS', { ...key, ...end }),
      step(inBoth, 'put', 'JOB_HISTORY', { ...first, ...end }),
      step(gone, 'remove', 'JOBS', key),
    ],
    endsAt: gone,
  };
}
