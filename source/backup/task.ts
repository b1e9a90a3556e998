import type { JobKey } from './job.ts';
import type { Instant, Row, RowOrigin } from './row.ts';
import type { Status } from './status.ts';

/** Stands for a number of bytes, blocks or files that the row does not have: NULL, below 0, or no number. */
export const notKnown = -1n;

/** A number of bytes, blocks or files as documents have it: null in place of `notKnown`. */
export function knownAmount(amount: bigint): bigint | null {
  return amount < 0n ? null : amount;
}

/** Counters of macro blocks, tablets or log files: what is done of what is known to be there. */
export interface Counter {
  /** `notKnown` where the row has no such number. */
  readonly finished: bigint;
  readonly total: bigint;
}

/** More than this many times the total is not what a little more work than was counted looks like. */
const mostTimesTotal = 2n;

/** Whether a counter can be one: both numbers known, and not far more done than there is. */
export function isPlausible({ finished, total }: Counter): boolean {
  return finished >= 0n && total >= 0n && finished <= mostTimesTotal * total;
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
  /** Bytes, and counters, are `notKnown` where the row has none. */
  readonly inputBytes: bigint;
  readonly outputBytes: bigint;
  /** OUTPUT_RATE_BYTES: bytes written a second over its whole run, once it has ended; null where the row has none. */
  readonly outputRate: bigint | null;
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

/** Bytes written by all tasks of a job; `notKnown` where they are not known of each. */
export function writtenBytes(tasks: readonly Task[]): bigint {
  if (tasks.some(({ outputBytes }) => outputBytes < 0n)) return notKnown;
  return tasks.reduce((sum, task) => sum + task.outputBytes, 0n);
}
