import { type Job, jobKeyText, parentOf } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import type { Counter, Task } from '../../backup/task.ts';
import type { Tenant } from '../../backup/tenant.ts';
import { matches, type SortedBy, type Sorting, sorted } from './sorting.ts';

/** A line of a list of jobs. */
export interface JobRow {
  readonly key: string;
  readonly job: Job;
  readonly tasks: readonly Task[];
  /** 1 for a job below the cluster job that started it. */
  readonly depth: number;
  readonly tenantName: string;
  /** The server's clock when it was read. */
  readonly readAt: Instant;
  /** For a cluster job: its jobs in this picture. */
  readonly children: readonly Job[];
}

/** Which jobs a list shows. */
export const tabs = ['all', 'running', 'history'] as const;
export type Tab = (typeof tabs)[number];

const took = ({ job, readAt }: JobRow): bigint | null =>
  job.startedAt === null ? null : (job.endedAt ?? readAt) - job.startedAt;

/** Bytes written by all tasks of a job. */
export function writtenBytes(tasks: readonly Task[]): bigint {
  return tasks.reduce((sum, task) => sum + task.outputBytes, 0n);
}

/** How far a counter of a running task is; in the history totals are made equal to what was finished. */
function share(counter: Counter | null, { place }: Task): number | null {
  return counter === null || counter.total <= 0n || place === 'history'
    ? null
    : Number(counter.finished) / Number(counter.total);
}

const ofTask =
  (counter: (task: Task) => Counter | null) =>
  ({ tasks: [task] }: JobRow) =>
    task === undefined ? null : share(counter(task), task);

/** What a list of jobs can be sorted by: its columns, from left to right. */
export const jobSortings: readonly Sorting<JobRow>[] = [
  { id: 'tenant', first: 'up', by: row => row.tenantName },
  { id: 'job', by: row => row.job.key.jobId },
  { id: 'set', by: row => row.job.backupSetId },
  { id: 'type', first: 'up', by: row => row.job.type.text },
  { id: 'status', first: 'up', by: row => row.job.status.text },
  { id: 'started', by: row => row.job.startedAt },
  { id: 'data', by: ofTask(task => task.macroBlocks) },
  { id: 'log', by: ofTask(task => task.logFiles) },
  { id: 'took', by: took },
  { id: 'size', by: row => writtenBytes(row.tasks) },
  { id: 'from', by: row => (row.job.result === 0n ? null : row.job.result) },
];

/** The reverse of the picture's order, which has the newest first. */
export const oldestJobsFirst: SortedBy = { id: 'started', reversed: true };

const inTab: Readonly<Record<Tab, (job: Job) => boolean>> = {
  all: () => true,
  running: job => job.status.kind === 'running',
  history: job => job.status.kind === 'ended',
};

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The jobs of a picture with their tasks, the jobs that a cluster job started below it, by tenant. */
function familiesOf(
  picture: Picture,
  tenants: readonly Tenant[],
): { readonly parent: JobRow; readonly children: readonly JobRow[] }[] {
  const known = new Set(picture.jobs.map(job => jobKeyText(job.key)));
  const names = new Map(tenants.map(tenant => [String(tenant.id), tenant.name]));
  const tasks = grouped(picture.tasks, task => jobKeyText(task.job));
  const parentKey = (job: Job): string | null => {
    const key = parentOf(job);
    return key === null || !known.has(jobKeyText(key)) ? null : jobKeyText(key);
  };
  const children = grouped(picture.jobs, parentKey);
  const rowOf = (job: Job, depth: number): JobRow => {
    const key = jobKeyText(job.key);
    return {
      key,
      job,
      depth,
      tasks: tasks.get(key) ?? [],
      tenantName: names.get(String(job.key.tenantId)) ?? String(job.key.tenantId ?? ''),
      readAt: picture.readAt,
      children: children.get(key) ?? [],
    };
  };
  return picture.jobs
    .filter(job => parentKey(job) === null)
    .map(job => {
      const parent = rowOf(job, 0);
      const below = parent.children
        .map(child => rowOf(child, 1))
        .sort((a, b) => Number((a.job.key.tenantId ?? 0n) - (b.job.key.tenantId ?? 0n)));
      return { parent, children: below };
    });
}

/** What a list of jobs shows: which jobs, what was typed, the column it is sorted by. */
export interface JobsShown {
  readonly tab: Tab;
  readonly filter: string;
  readonly sort: SortedBy | null;
}

/** All jobs, in the picture's order. */
export const allJobs: JobsShown = { tab: 'all', filter: '', sort: null };

/**
 * The rows of a list of jobs, in the picture's order unless sorted. A cluster job stays where one of its
 * jobs is shown, so that those never stand without their parent.
 * @param tenants who gives the tenants their names
 */
export function jobRows(
  picture: Picture,
  tenants: readonly Tenant[],
  { tab, filter, sort }: JobsShown,
): readonly JobRow[] {
  const shown = (row: JobRow): boolean => inTab[tab](row.job) && matches(filter, textsOf(row));
  const families = familiesOf(picture, tenants)
    .map(({ parent, children }) => ({ parent, children: children.filter(shown) }))
    .filter(({ parent, children }) => children.length > 0 || shown(parent));
  const byParent = jobSortings.map(({ by, ...sorting }) => ({
    ...sorting,
    by: ({ parent }: { parent: JobRow }) => by(parent),
  }));
  return sorted(families, byParent, sort).flatMap(({ parent, children }) => [parent, ...children]);
}

function textsOf({ job, tenantName }: JobRow): (string | null)[] {
  return [
    tenantName,
    job.key.jobId.toString(),
    job.key.tenantId?.toString() ?? null,
    job.status.text,
    job.type.text,
    job.description,
  ];
}
