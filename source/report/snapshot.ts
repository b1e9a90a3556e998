import { isClusterJob, type Job, type JobKey, jobKeyText } from '../backup/job.ts';
import { mergeJobs, mergeTasks, type Picture } from '../backup/picture.ts';
import type { Refusal } from '../backup/refusal.ts';
import type { Remark } from '../backup/remark.ts';
import type { BackupSource } from '../backup/source.ts';
import { NotFoundError, readOverview, scopeIn } from './scope.ts';

/** What one look at the cluster has read. */
export interface Snapshot {
  /** What runs in each tenant, and its last ended job. */
  readonly overview: Picture;
  /** With every column: what runs, and the newest page of history; or the one job asked for. */
  readonly picture: Picture;
  readonly oneJob: boolean;
  /** By job: what only reading that job by itself provides. */
  readonly jobExtras?: JobExtras;
  /** What could not be read for one of the pictures, and why; the same may be in it more than once. */
  readonly remarks?: readonly Remark[];
}

/** How far the archive is that a job waits for, and how the last one of its type went, under `jobKeyText`. */
export type JobExtras = ReadonlyMap<string, Pick<Picture, 'archives' | 'previousRun' | 'statusChanges'>>;

/** At most this many running jobs are read individually; the others appear in the list only. */
const readOneByOne = 20;

/** Reads each of the tenants' running jobs by itself, as its panel needs it. */
async function readRunning(source: BackupSource, jobs: readonly Job[]): Promise<Picture[]> {
  const running = jobs.filter(job => job.status.kind === 'running' && !isClusterJob(job));
  const each: Picture[] = [];
  for (const { key } of running.slice(0, readOneByOne)) each.push(await source.read({ kind: 'job', key }));
  return each;
}

function remarksOf(pictures: readonly Picture[]): Pick<Snapshot, 'remarks'> {
  const remarks = pictures.flatMap(picture => picture.remarks ?? []);
  return remarks.length === 0 ? {} : { remarks };
}

function jobExtrasOf(pictures: readonly Picture[]): JobExtras {
  return new Map(
    pictures.flatMap(({ jobs, archives, previousRun, statusChanges }) =>
      jobs.map(job => [
        jobKeyText(job.key),
        {
          ...(archives === undefined ? {} : { archives }),
          ...(previousRun === undefined ? {} : { previousRun }),
          ...(statusChanges === undefined ? {} : { statusChanges }),
        },
      ]),
    ),
  );
}

/** Reads all that one look at the cluster shows. */
export async function readSnapshot(
  source: BackupSource,
  wanted: { readonly tenant: string | null; readonly job: bigint | null },
): Promise<Snapshot> {
  const { tenants, picture: read } = await readOverview(source, wanted.tenant);
  const scope = scopeIn(tenants, wanted.tenant, await source.identify());
  const shown = scope.kind === 'all' ? tenants : tenants.filter(tenant => tenant.id === scope.tenantId);
  const jobs = await source.read({ kind: 'jobs', scope, pages: 1, columns: 'full' });
  const overview = read ?? { ...jobs, tenants: shown };
  if (wanted.job === null) {
    const running = await readRunning(source, jobs.jobs);
    return {
      overview,
      picture: { ...jobs, tenants: shown },
      oneJob: false,
      jobExtras: jobExtrasOf(running),
      ...remarksOf([overview, jobs, ...running]),
    };
  }
  const { job } = wanted;
  // In a tenant the job may be older than the page read; over all tenants several may have the number.
  const keys: JobKey[] =
    scope.kind === 'tenant'
      ? [{ tenantId: scope.tenantId, jobId: job }]
      : jobs.jobs.filter(({ key }) => key.jobId === job).map(({ key }) => key);
  const pictures: Picture[] = [];
  for (const key of keys) pictures.push(await source.read({ kind: 'job', key }));
  const found = pictures.filter(picture => picture.jobs.length > 0 || picture.tasks.length > 0);
  if (found.length === 0) {
    throw new NotFoundError({ id: scope.kind === 'all' ? 'no_recent_job' : 'no_job_in_tenant', job });
  }
  // What a cluster job has started is of all tenants, and read like every other running job.
  const clusters = found.filter(one => one.jobs.some(isClusterJob));
  const children = await readRunning(
    source,
    clusters.flatMap(one => one.jobs),
  );
  const picture = {
    ...jobs,
    tenants: clusters.length > 0 ? tenants : shown,
    jobs: mergeJobs(found.flatMap(one => one.jobs)),
    tasks: mergeTasks(found.flatMap(one => one.tasks)),
  };
  const single = [...found, ...children];
  return {
    overview,
    picture,
    oneJob: true,
    jobExtras: jobExtrasOf(single),
    ...remarksOf([overview, jobs, ...single]),
  };
}

/**
 * What only reading single jobs and the overview provides, for JSON.
 * @param maxAge seconds from which on no backup counts as good
 */
export function snapshotExtrasOf(
  { overview, jobExtras, remarks = [] }: Snapshot,
  maxAge: number,
): {
  readonly jobExtras?: JobExtras;
  readonly refusals: readonly Refusal[];
  readonly remarks: readonly Remark[];
  readonly tenants: { readonly overview: Picture; readonly maxAge: number };
} {
  return {
    ...(jobExtras === undefined ? {} : { jobExtras }),
    refusals: overview.refusals ?? [],
    remarks,
    tenants: { overview, maxAge },
  };
}
