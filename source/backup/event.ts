import type { Remark } from './remark.ts';
import type { Instant, Row } from './row.ts';

/**
 * A row of DBA_OB_ROOTSERVICE_EVENT_HISTORY with MODULE 'backup_data': what the root service did for backups.
 * Kernel: ROOTSERVICE_EVENT_ADD in ob_backup_data_scheduler.cpp and ob_backup_data_set_task_mgr.cpp.
 */
export interface BackupEvent {
  readonly at: Instant;
  /** start_backup_data, persist_set_task, 'backup sys ls meta succeed', … ; one name a thing that happened. */
  readonly event: string;
  /** NAME1/VALUE1 … NAME6/VALUE6, as far as they are set, and EXTRA_INFO. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
  /** 1 for what was asked of the sys tenant, whichever tenants were named there; null where the event names none. */
  readonly tenantId: bigint | null;
  readonly jobId: bigint | null;
  /** The kernel's code where the event has one; 0 is success. */
  readonly result: bigint | null;
  /** ip:port of the root service. */
  readonly server: string;
  readonly row: Row;
}

/** Whether the event is of something that went wrong. */
export function isFailure({ result }: BackupEvent): boolean {
  return result !== null && result !== 0n;
}

/** The newest events, newest first, bounded. */
export interface EventsPicture {
  /** The server's clock when they were read; null where they cannot be. */
  readonly readAt: Instant | null;
  readonly events: readonly BackupEvent[];
  /** Why there are none to be seen (not in sys, or no right), or null. */
  readonly unavailable: Remark | null;
}

/** Orders events by time, the newest first. */
export function newestEventFirst(a: BackupEvent, b: BackupEvent): number {
  return a.at < b.at ? 1 : a.at > b.at ? -1 : 0;
}
