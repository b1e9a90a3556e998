import type { JobKey } from './job.ts';
import type { Instant, Row, RowOrigin } from './row.ts';
import type { Status } from './status.ts';

/** Counters of macro blocks, tablets or log files: what is done of what is known to be there. */
export interface Counter {
  readonly finished: bigint;
  readonly total: bigint;
}

/**
 * A row of …_BACKUP_TASKS or …_BACKUP_TASK_HISTORY: the work on one backup set.
 * A field is null where the view of this release does not have the column.
 */
export interface Task {
  readonly job: JobKey;
  readonly taskId: bigint;
  readonly origin: RowOrigin;
  readonly backupSetId: bigint | null;
  readonly startedAt: Instant | null;
  /** Null as long as its STATUS is not terminal, whatever END_TIMESTAMP says. */
  readonly endedAt: Instant | null;
  readonly status: Status;
  /** SCNs are nanoseconds since 1970 UTC; 0 is "not set". */
  readonly startScn: bigint;
  readonly endScn: bigint;
  readonly inputBytes: bigint;
  readonly outputBytes: bigint;
  /** In history these totals are overwritten with the finished counters: no ratio may be made of them there. */
  readonly tablets: Counter;
  readonly macroBlocks: Counter;
  readonly logFiles: Counter | null;
  /** DATA_PROGRESS as hundredths of a percent, rounded down; null without the column. */
  readonly dataProgress: number | null;
  readonly logProgress: number | null;
  readonly result: bigint;
  readonly comment: string;
  readonly path: string;
  readonly row: Row;
}

/** A text that names the task within one cluster: "1002/7/7". */
export function taskKeyText(task: Task): string {
  return `${task.job.tenantId ?? 'own'}/${task.job.jobId}/${task.taskId}`;
}

/** Bytes written by all tasks of a job. */
export function writtenBytes(tasks: readonly Task[]): bigint {
  return tasks.reduce((sum, task) => sum + task.outputBytes, 0n);
}
