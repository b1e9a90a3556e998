import type { Job } from '../../backup/job.ts';
import type { Instant } from '../../backup/row.ts';
import { type Counter, type Task, writtenBytes } from '../../backup/task.ts';
import type { SortedBy, Sorting } from './sorting.ts';

/** What a row of a list of jobs is ordered by. */
export interface SortableJob {
  readonly job: Job;
  readonly tasks: readonly Task[];
  readonly tenantName: string;
  /** The server's clock when it was read. */
  readonly readAt: Instant;
}

function took({ job, readAt }: SortableJob): bigint | null {
  return job.startedAt === null ? null : (job.endedAt ?? readAt) - job.startedAt;
}

/** How far a counter of a running task is; in the history totals are made equal to what was finished. */
function share(counter: Counter | null, { origin }: Task): number | null {
  return counter === null || counter.total <= 0n || origin === 'history'
    ? null
    : Number(counter.finished) / Number(counter.total);
}

function ofTask(counter: (task: Task) => Counter | null): (row: SortableJob) => number | null {
  return ({ tasks: [task] }) => (task === undefined ? null : share(counter(task), task));
}

/** What a list of jobs can be sorted by: its columns, from left to right. */
export const jobSortings: readonly Sorting<SortableJob>[] = [
  { id: 'tenant', first: 'up', by: row => row.tenantName },
  { id: 'job', by: row => row.job.key.jobId },
  { id: 'set', by: row => row.job.backupSetId },
  { id: 'type', first: 'up', by: row => row.job.type.text },
  { id: 'status', first: 'up', by: row => row.job.status.text },
  { id: 'started', by: row => row.job.startedAt },
  { id: 'data', by: ofTask(task => task.macroBlocks) },
  { id: 'log', by: ofTask(task => task.logFiles) },
  { id: 'took', by: took },
  { id: 'size', by: row => writtenBytes(row.tasks) },
  { id: 'speed', by: ({ tasks: [task] }) => task?.outputRate ?? null },
  { id: 'result', by: row => (row.job.result === 0n ? null : row.job.result) },
];

/** The reverse of the picture's order, which has the newest first. */
export const oldestJobsFirst: SortedBy = { id: 'started', reversed: true };
