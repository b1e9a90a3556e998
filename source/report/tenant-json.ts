import { activityOf, recentJobs } from '../backup/activity.ts';
import type { LastGood } from '../backup/backup-record.ts';
import { kernelCodeName } from '../backup/kernel-code.ts';
import type { Picture } from '../backup/picture.ts';
import { openRefusal, type Refusal } from '../backup/refusal.ts';
import type { Server } from '../backup/server.ts';
import { evidenceFrom } from '../backup/task-progress.ts';
import type { Tenant } from '../backup/tenant.ts';
import { lagWhenRead, type TenantArchive, wasBehind } from '../backup/tenant-archive.ts';
import { type TenantVerdict, tenantVerdict } from '../backup/tenant-verdict.ts';
import { nothingSeen } from '../backup/tracked-task.ts';
import { isoInstant, type Json, rawJson } from './json-values.ts';

/** What is known of all tenants: the list of them, and the age in seconds from which on no backup counts as good. */
export interface TenantsRead {
  readonly overview: Picture;
  readonly maxAge: number;
}

function refusalJson(refusal: Refusal | null): Json {
  if (refusal === null) return null;
  return {
    at: isoInstant(refusal.at),
    result: rawJson(refusal.result.toString()),
    name: kernelCodeName(refusal.result) ?? null,
  };
}

/** Null where there is none, or where it is not known; `overdue` distinguishes the two. */
function lastGoodJson(lastGood: LastGood, age: number | null): Json {
  if (typeof lastGood === 'string') return null;
  return {
    at: isoInstant(lastGood.endedAt),
    type: lastGood.type.text,
    job_id: lastGood.jobId === null ? null : rawJson(lastGood.jobId.toString()),
    age_seconds: age === null ? null : Math.floor(age),
  };
}

function archiveJson(archive: TenantArchive | null): Json {
  if (archive === null) return null;
  const lag = lagWhenRead(archive);
  return {
    status: archive.status,
    checkpoint_scn: archive.checkpointScn.toString(),
    lag_seconds: lag === null ? null : Math.round(lag),
    lag_target_seconds: archive.lagTarget,
    behind: wasBehind(archive),
    read_at: isoInstant(archive.readAt),
  };
}

function verdictJson({ lastGood, goodAge, isOverdue, days, archive, needs }: TenantVerdict): {
  [key: string]: Json;
} {
  return {
    last_good: lastGoodJson(lastGood, goodAge),
    overdue: isOverdue,
    days: days?.map(({ from, outcome }) => ({ from: isoInstant(from), outcome })) ?? null,
    archive: archiveJson(archive),
    needs: needs.map(({ kind }) => kind),
  };
}

/**
 * What the program makes of a tenant.
 * @param picture the jobs in the document
 * @param read null where the list of tenants was not read
 */
export function tenantDerived(
  tenant: Tenant,
  { capabilities }: Server,
  picture: Picture,
  refusals: readonly Refusal[],
  read: TenantsRead | null,
): { [key: string]: Json } {
  const refused = openRefusal(refusals, tenant.id, recentJobs(activityOf(picture, tenant.id)));
  if (read === null) return { refused: refusalJson(refused) };
  const { overview, maxAge } = read;
  const tasks = evidenceFrom(null, { capabilities, seen: nothingSeen, now: overview.readAt });
  const verdict = tenantVerdict(tenant, { picture: overview, tasks, refusals, maxAge });
  return { refused: refusalJson(refused), ...verdictJson(verdict) };
}
