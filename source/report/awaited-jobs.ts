import type { Job, JobKey } from '../backup/job.ts';
import type { Picture } from '../backup/picture.ts';
import type { BackupSource } from '../backup/source.ts';
import { sysTenantId, type Tenant } from '../backup/tenant.ts';
import type { Scope } from '../backup/view.ts';
import { NotFoundError } from './scope.ts';

/** Whose job it is, for a sentence. */
function ownerOf({ key }: Job, tenants: readonly Tenant[]): string {
  const tenant = tenants.find(({ id }) => id === key.tenantId);
  return tenant?.name ?? (key.tenantId === sysTenantId ? 'sys' : String(key.tenantId ?? '–'));
}

/** A job of one tenant; while it moves to the history, a single answer may not have it. */
async function readJob(source: BackupSource, key: JobKey): Promise<Picture> {
  const first = await source.read({ kind: 'job', key });
  return first.jobs.length > 0 ? first : source.read({ kind: 'job', key });
}

/** The one running job with this number, else the one that has ended. */
function theOne(jobs: readonly Job[], wanted: bigint, tenants: readonly Tenant[]): Job {
  const all = jobs.filter(({ key }) => key.jobId === wanted);
  const running = all.filter(({ status }) => status.kind === 'running');
  const found = running.length > 0 ? running : all;
  const [job] = found;
  if (job === undefined) throw new NotFoundError({ id: 'no_recent_job', job: wanted });
  if (found.length > 1) {
    const owners = found.slice(0, 10).map(one => ownerOf(one, tenants));
    throw new NotFoundError({ id: 'several_jobs', job: wanted, tenants: owners.join(', ') });
  }
  return job;
}

/** The jobs that somebody waits for, with the answer that has them. */
export interface AwaitedJobs {
  readonly jobs: readonly Job[];
  readonly picture: Picture;
}

/**
 * Which jobs to wait for: the one with that number, which may have ended already, or all that run.
 * @param wanted a JOB_ID, null for all that run
 * @throws NotFoundError where there is no such job, or several tenants have one of that number
 */
export async function findAwaitedJobs(
  source: BackupSource,
  scope: Scope,
  wanted: bigint | null,
  tenants: readonly Tenant[],
): Promise<AwaitedJobs> {
  if (wanted !== null && scope.kind === 'tenant') {
    const key = { tenantId: scope.tenantId, jobId: wanted };
    const picture = await readJob(source, key);
    const job = picture.jobs.find(found => found.key.jobId === wanted && found.key.tenantId === key.tenantId);
    if (job === undefined) throw new NotFoundError({ id: 'no_job_in_tenant', job: wanted });
    return { jobs: [job], picture };
  }
  const picture = await source.read({ kind: 'jobs', scope, pages: 1, columns: 'list' });
  const jobs =
    wanted === null
      ? picture.jobs.filter(({ status }) => status.kind === 'running')
      : [theOne(picture.jobs, wanted, tenants)];
  return { jobs, picture };
}
