import type { Archive } from './archive.ts';
import type { BackupRecord, GoodAround } from './backup-record.ts';
import type { BackupSet } from './backup-set.ts';
import type { HistoryFilter } from './history-filter.ts';
import { type Job, type JobKey, jobKeyText } from './job.ts';
import type { JobStory } from './job-story.ts';
import type { LogStreamTask } from './log-stream.ts';
import type { PreviousRun } from './previous-run.ts';
import type { Refusal } from './refusal.ts';
import type { Remark } from './remark.ts';
import type { Instant } from './row.ts';
import type { StatusChanges } from './status-change.ts';
import { type Task, taskKeyText } from './task.ts';
import type { Tenant } from './tenant.ts';
import type { TenantArchive } from './tenant-archive.ts';

/** All that one refresh read. A job or a task is in it once, wherever its row was. */
export interface Picture {
  /** The server's clock when it was read. */
  readonly readAt: Instant;
  readonly tenants: readonly Tenant[];
  readonly jobs: readonly Job[];
  readonly tasks: readonly Task[];
  /** Whether the history holds older jobs than these. */
  readonly olderJobs: boolean;
  /** What its ended jobs were limited to; absent where all were asked for. */
  readonly only?: HistoryFilter;
  /** Of one job that has failed or was canceled: the good backups before and after it, as they were when it was first read. */
  readonly around?: GoodAround;
  /** Of one job that has ended: its backup set, and the earlier sets a restore of it needs. */
  readonly sets?: readonly BackupSet[];
  /**
   * Of one job with PLUS_ARCHIVELOG ON, until its log is being copied: how far the log of its tenant
   * (of a cluster job: of each child's) is archived. Absent where it was not asked for or cannot be read.
   */
  readonly archives?: readonly Archive[];
  /**
   * Of one job of a tenant: the last COMPLETED backup of the same type before it, null where there is none.
   * Absent where it was not asked for or cannot be read.
   */
  readonly previousRun?: PreviousRun | null;
  /** Of one job of a tenant, in sys, while it copies data: the work on its log streams. Absent where it was not asked for. */
  readonly logStreams?: readonly LogStreamTask[];
  /** Of one job of a tenant: when the STATUS of its task changed, as far as the root service's events can be read and have it. */
  readonly statusChanges?: StatusChanges;
  /** Of a list of tenants or of one tenant's jobs, in sys: backups refused at their start, the last of each tenant. */
  readonly refusals?: readonly Refusal[];
  /** Of a list of tenants: the record of each in the history. Absent where it cannot be read. */
  readonly records?: readonly BackupRecord[];
  /** Of a list of tenants: how far the log of each is archived. Absent where it cannot be read. */
  readonly tenantArchives?: readonly TenantArchive[];
  /** Of one job of a tenant, in sys, when it is first read: its tenant. */
  readonly owner?: Tenant;
  /** Of a list: what was read of the job chosen in it. */
  readonly story?: JobStory;
  /** What could not be read for this picture, and why. */
  readonly remarks?: readonly Remark[];
}

/** Whether ended jobs could not be read: where there are none, there may be some all the same. */
export function lacksHistory({ remarks = [] }: Pick<Picture, 'remarks'>): boolean {
  return remarks.some(({ id }) => id === 'history_not_read');
}

/** Live and history rows as one list; where a row is in both, for it moves in steps, history wins: it is final. */
function merged<T extends { readonly origin: 'live' | 'history' }>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): T[] {
  const byKey = new Map<string, T>();
  for (const row of rows) {
    const key = keyOf(row);
    const had = byKey.get(key);
    if (had === undefined || had.origin === 'live') byKey.set(key, row);
  }
  return [...byKey.values()];
}

/**
 * Live jobs and ended ones, which are in the order of `newestFirst` already: of ten thousand tenants few have a live job.
 * @param ended as `mergeJobs` gave them
 */
export function withEndedJobs(live: readonly Job[], ended: readonly Job[]): Job[] {
  const isInOrder =
    live.every(({ status }) => status.kind === 'running') && ended[0]?.status.kind !== 'running';
  if (!isInOrder) return mergeJobs([...live, ...ended]);
  const tenants = new Set(live.map(({ key }) => key.tenantId));
  const names = new Set(
    ended.filter(({ key }) => tenants.has(key.tenantId)).map(({ key }) => jobKeyText(key)),
  );
  return [...mergeJobs(live.filter(({ key }) => !names.has(jobKeyText(key)))), ...ended];
}

/** Jobs from several views, each once, in the order of lists. */
export function mergeJobs(rows: readonly Job[]): Job[] {
  return merged(rows, job => jobKeyText(job.key)).sort(newestFirst);
}

/** Tasks from several views, each once. */
export function mergeTasks(rows: readonly Task[]): Task[] {
  return merged(rows, taskKeyText);
}

/** Running jobs first, then by start, newest first; two that started together by number. */
export function newestFirst(a: Job, b: Job): number {
  const running = Number(b.status.kind === 'running') - Number(a.status.kind === 'running');
  if (running !== 0) return running;
  const [startA, startB] = [a.startedAt ?? 0n, b.startedAt ?? 0n];
  if (startA !== startB) return startA < startB ? 1 : -1;
  if (a.key.jobId !== b.key.jobId) return a.key.jobId < b.key.jobId ? 1 : -1;
  return Number((a.key.tenantId ?? 0n) - (b.key.tenantId ?? 0n));
}

const jobIndexes = new WeakMap<readonly Job[], ReadonlyMap<string, Job>>();
const taskIndexes = new WeakMap<readonly Task[], ReadonlyMap<string, readonly Task[]>>();

/**
 * Made once for the jobs of a picture, and of its copies with more in them: there may be thousands of jobs, and each row
 * of a list looks for its own.
 */
function jobsByKey({ jobs }: Picture): ReadonlyMap<string, Job> {
  const known = jobIndexes.get(jobs) ?? new Map(jobs.map(job => [jobKeyText(job.key), job]));
  jobIndexes.set(jobs, known);
  return known;
}

function tasksByJob({ tasks }: Picture): ReadonlyMap<string, readonly Task[]> {
  const known = taskIndexes.get(tasks) ?? Map.groupBy(tasks, task => jobKeyText(task.job));
  taskIndexes.set(tasks, known);
  return known;
}

/** The job with this key in the picture, or null. */
export function findJob(picture: Picture, key: JobKey): Job | null {
  return jobsByKey(picture).get(jobKeyText(key)) ?? null;
}

/** The tasks of a job; at most one in every release so far. */
export function tasksOf(picture: Picture, key: JobKey): readonly Task[] {
  return tasksByJob(picture).get(jobKeyText(key)) ?? [];
}
