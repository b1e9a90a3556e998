import type { Remark } from './remark.ts';
import type { Instant, Row } from './row.ts';
import type { Counter } from './task.ts';

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
  /** How often it was begun anew; the kernel gives up after 64. */
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
}

/** Whether the log stream has nothing left to do in this phase (kernel: ObBackupTaskStatus FINISH). */
export function isFinished({ status }: LogStreamTask): boolean {
  return status === 'FINISH';
}

function shareLeft(task: LogStreamTask): number {
  const { finished, total } = task.macroBlocks;
  return total <= 0n ? 1 : 1 - Number(finished) / Number(total);
}

/** What needs a look first: failing and retrying ones, then those not finished with the most left to do. */
export function slowestFirst(a: LogStreamTask, b: LogStreamTask): number {
  const rank = (task: LogStreamTask) =>
    isFinished(task) ? 0 : task.result !== 0n || task.retryId > 0n ? 2 : 1;
  return (
    rank(b) - rank(a) ||
    shareLeft(b) - shareLeft(a) ||
    Number(a.lsId - b.lsId) ||
    Number(a.tenantId - b.tenantId)
  );
}
