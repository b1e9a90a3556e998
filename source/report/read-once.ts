import type { JobKey } from '../backup/job.ts';
import { type Picture, uniteJobs, uniteTasks } from '../backup/picture.ts';
import type { BackupSource, Scope } from '../backup/source.ts';
import type { Tenant } from '../backup/tenant.ts';

/** What was asked for is not there; told as a sentence. */
export class NotFoundError extends Error {}

/** The tenant the user named by name or number; a name wins over a number, as a name may be made of digits. */
export function findTenant(tenants: readonly Tenant[], wanted: string): Tenant | null {
  return (
    tenants.find(tenant => tenant.name === wanted) ??
    tenants.find(tenant => tenant.name.toLowerCase() === wanted.toLowerCase()) ??
    tenants.find(tenant => tenant.id !== null && String(tenant.id) === wanted) ??
    null
  );
}

function scopeOf(tenants: readonly Tenant[], wanted: string | null): Scope {
  if (wanted === null) return { kind: 'all' };
  if (wanted === '1' || wanted.toLowerCase() === 'sys') return { kind: 'tenant', tenantId: 1n };
  const tenant = findTenant(tenants, wanted);
  if (tenant === null) {
    const some = tenants.slice(0, 10).map(({ name, id }) => `${name} (${id ?? '–'})`);
    const more = tenants.length > some.length ? ', …' : '';
    const known =
      some.length === 0 ? 'There is none to choose from.' : `There are: ${some.join(', ')}${more}.`;
    throw new NotFoundError(`There is no tenant '${wanted}' here that can be backed up. ${known}`);
  }
  return { kind: 'tenant', tenantId: tenant.id };
}

/** What one look at the cluster has read. */
export interface OnceRead {
  /** What runs in each tenant, and its last ended job. */
  readonly overview: Picture;
  /** With every column: what runs, and the newest page of history; or the one job asked for. */
  readonly picture: Picture;
  readonly oneJob: boolean;
}

/** Reads all that one look at the cluster shows. */
export async function readOnce(
  source: BackupSource,
  wanted: { readonly tenant: string | null; readonly job: bigint | null },
): Promise<OnceRead> {
  const overview = await source.tenants();
  const { tenants } = overview;
  const scope = scopeOf(tenants, wanted.tenant);
  const shown = scope.kind === 'all' ? tenants : tenants.filter(tenant => tenant.id === scope.tenantId);
  const jobs = await source.jobs({ scope, pages: 1, columns: 'full' });
  if (wanted.job === null) return { overview, picture: { ...jobs, tenants: shown }, oneJob: false };
  const { job } = wanted;
  // In a tenant the job may be older than the page read; over all tenants several may have the number.
  const keys: JobKey[] =
    scope.kind === 'tenant'
      ? [{ tenantId: scope.tenantId, jobId: job }]
      : jobs.jobs.filter(({ key }) => key.jobId === job).map(({ key }) => key);
  const pictures: Picture[] = [];
  for (const key of keys) pictures.push(await source.task(key));
  const found = pictures.filter(picture => picture.jobs.length > 0 || picture.tasks.length > 0);
  if (found.length === 0) {
    const where =
      scope.kind === 'all'
        ? 'among the running and the newest ended jobs; name its tenant with -t'
        : 'in this tenant';
    throw new NotFoundError(`There is no job ${job} ${where}.`);
  }
  const picture = {
    ...jobs,
    tenants: shown,
    jobs: uniteJobs(found.flatMap(one => one.jobs)),
    tasks: uniteTasks(found.flatMap(one => one.tasks)),
  };
  return { overview, picture, oneJob: true };
}
