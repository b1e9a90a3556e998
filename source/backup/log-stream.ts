import type { Remark } from './remark.ts';
import type { Instant, Row } from './row.ts';
import type { Counter, Task } from './task.ts';

/** A row of __all_virtual_backup_ls_task (sys only, no public view): the work of a task on one log stream. */
export interface LogStreamTask {
  readonly tenantId: bigint;
  readonly taskId: bigint;
  readonly lsId: bigint;
  /** ip:port of the server that works on it; '' where none does. */
  readonly server: string;
  /** BACKUP_META, BACKUP_USER_DATA, PLUS_ARCHIVE_LOG, … */
  readonly type: string;
  /** INIT, PENDING, DOING, FINISH, FAILED. */
  readonly status: string;
  readonly turnId: bigint;
  /** How often it was restarted; the kernel gives up after 64. */
  readonly retryId: bigint;
  readonly inputBytes: bigint;
  readonly outputBytes: bigint;
  readonly macroBlocks: Counter;
  readonly tablets: Counter;
  readonly startedAt: Instant | null;
  readonly result: bigint;
  readonly comment: string;
  readonly traceId: string;
  /** From __all_virtual_backup_schedule_task: whether it is queued or running where; null without a row there. */
  readonly schedule: { readonly isScheduled: boolean; readonly destination: string } | null;
  readonly row: Row;
}

/** The log streams of one task. */
export interface LogStreamsPicture {
  /** The server's clock when they were read; null where they cannot be. */
  readonly readAt: Instant | null;
  readonly logStreams: readonly LogStreamTask[];
  /** Why there are none to be seen: not in sys, the tables are not there, or may not be read. Null where they can. */
  readonly unavailable: Remark | null;
  /** Whether there are more log streams than these, so that nothing can be counted. */
  readonly hasMore?: boolean;
  /** What else could not be read, and why. */
  readonly remarks?: readonly Remark[];
}

/** STATUS of a log stream's task that is no longer at work; FAILED since 4.6.0. */
export const logStreamStatus = { finished: 'FINISH', failed: 'FAILED' } as const;

/**
 * Results of a FINISH that is no failed attempt: OB_NO_TABLET_NEED_BACKUP, and OB_LS_NOT_EXIST of a log stream that was
 * dropped (do_finish in ob_backup_data_set_task_mgr.cpp).
 */
export const goodResults: ReadonlySet<bigint> = new Set([0n, -9095n, -4719n]);

/** What an earlier phase has left in a row is no trouble either: each row is used again. */
function isGood({ result }: LogStreamTask): boolean {
  return goodResults.has(result);
}

/**
 * Whether an attempt has failed. FINISH is no success: with another result the kernel tries again, 5 s later at the
 * earliest, or the job ends with it (ob_backup_data_ls_task_mgr.cpp).
 */
export function hasFailedAttempt(task: LogStreamTask): boolean {
  const { failed, finished } = logStreamStatus;
  return task.status === failed || (task.status === finished && !isGood(task));
}

/** Those of the rows that are of this task. */
export function logStreamsOfTask(
  { job, taskId }: Task,
  rows: readonly LogStreamTask[],
): readonly LogStreamTask[] {
  return rows.filter(row => row.tenantId === job.tenantId && row.taskId === taskId);
}

/** The same; undefined where there are no rows, or where a counter of one is not known. */
export function countedLogStreamsOf(
  task: Task,
  rows: readonly LogStreamTask[] | undefined,
): readonly LogStreamTask[] | undefined {
  const own = rows === undefined ? undefined : logStreamsOfTask(task, rows);
  return own?.every(({ macroBlocks: { finished, total } }) => finished >= 0n && total >= 0n)
    ? own
    : undefined;
}

/** Whether the log stream has nothing left to do in this phase (kernel: ObBackupTaskStatus FINISH). */
export function isFinished(task: LogStreamTask): boolean {
  return task.status === logStreamStatus.finished && !hasFailedAttempt(task);
}

/** Whether someone should look at it: its last attempt has failed, or it was begun again and is not finished. */
export function needsLook(task: LogStreamTask): boolean {
  return hasFailedAttempt(task) || (!isFinished(task) && (!isGood(task) || task.retryId > 0n));
}

function shareLeft(task: LogStreamTask): number {
  const { finished, total } = task.macroBlocks;
  return total <= 0n ? 1 : 1 - Number(finished) / Number(total);
}

/** What needs a look first: failed attempts, retries, then those not finished with the most left to do. */
export function slowestFirst(a: LogStreamTask, b: LogStreamTask): number {
  const rank = (task: LogStreamTask) => {
    if (hasFailedAttempt(task)) return 3;
    if (isFinished(task)) return 0;
    return needsLook(task) ? 2 : 1;
  };
  return (
    rank(b) - rank(a) ||
    shareLeft(b) - shareLeft(a) ||
    Number(a.lsId - b.lsId) ||
    Number(a.tenantId - b.tenantId)
  );
}

/** The log stream that was begun again most often, and is not finished; null where none was. */
export function mostRetried(tasks: readonly LogStreamTask[]): LogStreamTask | null {
  const retrying = tasks.filter(task => task.retryId > 0n && !isFinished(task));
  return retrying.reduce<LogStreamTask | null>(
    (worst, task) => (worst === null || task.retryId > worst.retryId ? task : worst),
    null,
  );
}

/** How many have failed their last attempt. */
export function failedAttempts(tasks: readonly LogStreamTask[]): number {
  return tasks.filter(hasFailedAttempt).length;
}
