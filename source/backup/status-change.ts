import type { JobKey } from './job.ts';
import type { Instant } from './row.ts';

/**
 * The moment at which a task's STATUS changed: the root service's event advance_status, written from 4.2.1 BP3 on
 * (advance_status_ in ob_backup_data_set_task_mgr.cpp).
 */
export interface StatusChange {
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
}

/** The changes of the task of one job, oldest first. */
export interface StatusChanges {
  readonly job: JobKey;
  readonly changes: readonly StatusChange[];
}
