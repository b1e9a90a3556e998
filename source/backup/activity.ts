import { isClusterJob, type Job } from './job.ts';
import type { Picture } from './picture.ts';
import { sysTenantId, type Tenant } from './tenant.ts';

/** What is running in one tenant, and how its last backup ended. */
export interface Activity {
  /** Newest first; a tenant may have one job of its own and one started in sys. */
  readonly running: readonly Job[];
  readonly last: Job | null;
}

/** The newest jobs of a tenant: those that run, and the last that ended. */
export function recentJobs({ running, last }: Activity): readonly Job[] {
  return last === null ? running : [...running, last];
}

const nothing: Activity = { running: [], last: null };

const indexes = new WeakMap<Picture, ReadonlyMap<string, Activity>>();

function endOf(job: Job): bigint {
  return job.endedAt ?? job.startedAt ?? 0n;
}

function index(picture: Picture): ReadonlyMap<string, Activity> {
  const byTenant = new Map<string, { running: Job[]; last: Job | null }>();
  for (const job of picture.jobs) {
    const id = String(job.key.tenantId);
    const activity = byTenant.get(id) ?? { running: [], last: null };
    byTenant.set(id, activity);
    if (job.status.kind === 'running') activity.running.push(job);
    else if (activity.last === null || endOf(job) > endOf(activity.last)) activity.last = job;
  }
  return byTenant;
}

/** What a picture shows of one tenant; the sys tenant's jobs are the cluster jobs. Indexed once a picture. */
export function activityOf(picture: Picture, tenantId: bigint | null): Activity {
  let known = indexes.get(picture);
  if (known === undefined) {
    known = index(picture);
    indexes.set(picture, known);
  }
  return known.get(String(tenantId)) ?? nothing;
}

const backingUp = new WeakMap<Picture, number>();

/** How many tenants are backing up; the sys tenant, which only starts jobs for others, is not counted. Counted once a picture. */
export function tenantsBackingUp(picture: Picture): number {
  const known = backingUp.get(picture) ?? countBackingUp(picture);
  backingUp.set(picture, known);
  return known;
}

function countBackingUp({ jobs }: Picture): number {
  const running = jobs.filter(job => job.status.kind === 'running' && !isClusterJob(job));
  return new Set(running.map(job => String(job.key.tenantId))).size;
}

const counts = new WeakMap<readonly Tenant[], number>();

/** How many tenants there are to back up. Counted once for the same tenants. */
export function tenantCount({ tenants }: Pick<Picture, 'tenants'>): number {
  const known = counts.get(tenants) ?? tenants.filter(tenant => tenant.id !== sysTenantId).length;
  counts.set(tenants, known);
  return known;
}
