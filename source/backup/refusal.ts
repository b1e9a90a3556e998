import { type BackupEvent, newestEventFirst } from './event.ts';
import type { Job } from './job.ts';
import type { Instant } from './row.ts';

/** A backup that could not start: it leaves no job row, only an event. */
export interface Refusal {
  readonly tenantId: bigint | null;
  readonly at: Instant;
  readonly result: bigint;
}

/**
 * Events of a start. start_backup_data is written for every start, also for each that a cluster job makes in a
 * tenant (TENANT_ID and RESULT); handle_user_tenant_backup_failed repeats it for a tenant that a cluster job could not
 * start, and is the only event where its start did not even reach the tenant. A backup of all tenants passes silently
 * over those without archiving: they get no event.
 */
const starts: ReadonlySet<string> = new Set(['start_backup_data', 'handle_user_tenant_backup_failed']);

/** The last refusal of each tenant among these events that no later start of the same tenant has made good. */
export function refusalsIn(events: readonly BackupEvent[]): Refusal[] {
  const decided = new Set<string>();
  const refusals: Refusal[] = [];
  for (const { event, tenantId, result, at } of [...events].sort(newestEventFirst)) {
    if (!starts.has(event) || result === null || decided.has(String(tenantId))) continue;
    decided.add(String(tenantId));
    if (result !== 0n) refusals.push({ tenantId, at, result });
  }
  return refusals;
}

/** The refusals that no job of the same tenant has started after: those still worth a warning. */
export function openRefusals(refusals: readonly Refusal[], jobs: readonly Job[]): Refusal[] {
  if (refusals.length === 0) return [];
  const lastStart = new Map<string, Instant>();
  for (const { key, startedAt } of jobs) {
    const tenant = String(key.tenantId);
    if (startedAt !== null && startedAt > (lastStart.get(tenant) ?? 0n)) lastStart.set(tenant, startedAt);
  }
  return refusals.filter(({ tenantId, at }) => at >= (lastStart.get(String(tenantId)) ?? 0n));
}

/**
 * The open refusal of one tenant, or null.
 * @param jobs the tenant's newest jobs; null where they could not be read, and nothing is known to be open
 */
export function openRefusal(
  refusals: readonly Refusal[],
  tenantId: bigint | null,
  jobs: readonly Job[] | null,
): Refusal | null {
  if (jobs === null) return null;
  const own = refusals.filter(refusal => refusal.tenantId === tenantId);
  return openRefusals(own, jobs)[0] ?? null;
}
