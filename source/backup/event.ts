import type { Instant, Row } from './row.ts';

/** A row of DBA_OB_ROOTSERVICE_EVENT_HISTORY with MODULE 'backup_data': what the root service did for backups. */
export interface BackupEvent {
  readonly at: Instant;
  /** start_backup_data, … ; one name a thing that happened. */
  readonly event: string;
  /** NAME1/VALUE1 … NAME6/VALUE6, as far as they are set, and EXTRA_INFO. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly tenantId: bigint | null;
  readonly jobId: bigint | null;
  /** The kernel's code where the event has one; 0 is success. */
  readonly result: bigint | null;
  /** ip:port of the root service. */
  readonly server: string;
  readonly row: Row;
}

/** The newest events, newest first, bounded. */
export interface EventsPicture {
  readonly readAt: Instant;
  readonly events: readonly BackupEvent[];
  /** Why there are none to be seen (not in sys, or no right), or null. */
  readonly unavailable: string | null;
}

/** A backup that could not start: it leaves no job row, only an event. */
export interface Refusal {
  readonly tenantId: bigint | null;
  readonly at: Instant;
  readonly result: bigint;
}

/** The last refusal of each tenant among these events that no later start of the same tenant has made good. */
export function refusalsIn(events: readonly BackupEvent[]): Refusal[] {
  const decided = new Set<string>();
  const refusals: Refusal[] = [];
  for (const { event, tenantId, result, at } of [...events].sort((a, b) =>
    a.at < b.at ? 1 : a.at > b.at ? -1 : 0,
  )) {
    if (event !== 'start_backup_data' || result === null || decided.has(String(tenantId))) continue;
    decided.add(String(tenantId));
    if (result !== 0n) refusals.push({ tenantId, at, result });
  }
  return refusals;
}
