import type { JobSighting } from '../backup/elsewhere.ts';
import { isClusterJob, type Job, type JobKey, jobKeyText } from '../backup/job.ts';
import type { View } from '../backup/view.ts';

type Sighting = Pick<Job, 'key' | 'status'>;

/**
 * The running jobs known after one more read, by tenant and JOB_ID; without cluster jobs, whose work is in the jobs they
 * started. A list of jobs replaces what was known of its tenants; any other read adds the running jobs in it, and
 * removes those it shows ended.
 * @param read the jobs of the answer to `asked`; null where it is not about jobs
 * @param elsewhere running jobs that were read with it, of tenants that the view does not show
 */
export function knownRunning(
  before: readonly JobKey[],
  asked: View,
  read: readonly Sighting[] | null,
  elsewhere: readonly JobSighting[],
): readonly JobKey[] {
  const known = new Map(before.map(key => [jobKeyText(key), key]));
  if (read !== null) for (const key of before) if (isListed(key, asked)) known.delete(jobKeyText(key));
  for (const job of [...elsewhere, ...(read ?? [])]) {
    const name = jobKeyText(job.key);
    if (job.status.kind === 'ended') known.delete(name);
    else if (!isClusterJob(job)) known.set(name, job.key);
  }
  const next = [...known.values()].sort(byTenantAndJob);
  const isSame = next.length === before.length && next.every((key, index) => sameName(key, before[index]));
  return isSame ? before : next;
}

/** Whether the view lists all running jobs of this one's tenant. */
function isListed({ tenantId }: JobKey, asked: View): boolean {
  if (asked.kind === 'tenants') return true;
  return asked.kind === 'jobs' && (asked.scope.kind === 'all' || asked.scope.tenantId === tenantId);
}

function sameName(a: JobKey, b: JobKey | undefined): boolean {
  return b !== undefined && jobKeyText(a) === jobKeyText(b);
}

/** Orders jobs by tenant, then by JOB_ID: an order in which none moves while others start and end. */
export function byTenantAndJob(a: JobKey, b: JobKey): number {
  const [tenantA, tenantB] = [a.tenantId ?? 0n, b.tenantId ?? 0n];
  if (tenantA !== tenantB) return tenantA < tenantB ? -1 : 1;
  return a.jobId === b.jobId ? 0 : a.jobId < b.jobId ? -1 : 1;
}
