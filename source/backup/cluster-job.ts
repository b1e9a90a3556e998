import { outcomeOf } from './ended-task.ts';
import { type Job, type JobKey, jobKeyText, parentOf, sameJob } from './job.ts';
import { type Picture, tasksOf } from './picture.ts';
import type { Refusal } from './refusal.ts';
import type { Task } from './task.ts';

/** A job with its tasks and the jobs it started. */
export interface JobNode {
  readonly job: Job;
  readonly tasks: readonly Task[];
  /** By tenant number; only a cluster job has any. */
  readonly children: readonly JobNode[];
}

const trees = new WeakMap<Picture, readonly JobNode[]>();

/**
 * The jobs of a picture as a tree, in its order: a child stands below its cluster job where that is in the picture,
 * else by itself. Built once a picture.
 */
export function jobTree(picture: Picture): readonly JobNode[] {
  const known = trees.get(picture) ?? buildTree(picture);
  trees.set(picture, known);
  return known;
}

function buildTree(picture: Picture): readonly JobNode[] {
  const known = new Set(picture.jobs.map(job => jobKeyText(job.key)));
  const parentKey = (job: Job): string | null => {
    const parent = parentOf(job);
    const key = parent === null ? null : jobKeyText(parent);
    return key !== null && known.has(key) ? key : null;
  };
  const children = Map.groupBy(picture.jobs, parentKey);
  const nodeOf = (job: Job): JobNode => {
    const below = [...(children.get(jobKeyText(job.key)) ?? [])].sort(byTenant);
    return { job, tasks: tasksOf(picture, job.key), children: below.map(nodeOf) };
  };
  return (children.get(null) ?? []).map(nodeOf);
}

function byTenant(a: Job, b: Job): number {
  return Number((a.key.tenantId ?? 0n) - (b.key.tenantId ?? 0n));
}

/** The jobs a cluster job started, by tenant, whether or not it is in the picture itself. */
export function childrenOf(picture: Picture, parent: JobKey): readonly Job[] {
  const isChild = (job: Job) => {
    const key = parentOf(job);
    return key !== null && sameJob(key, parent);
  };
  return picture.jobs.filter(isChild).sort(byTenant);
}

/** What has become of a cluster job's tenants. */
export interface ClusterCount {
  /** How many it is for. */
  readonly tenants: number;
  /**
   * How many of its jobs have ended; null once the cluster job itself has: how many of its jobs are still in a picture
   * then depends on the page of history.
   */
  readonly ended: number | null;
  /** Of the jobs in the picture. */
  readonly failed: number;
  readonly running: number;
}

/** A cluster job's job with its tasks. */
export type ChildNode = Pick<JobNode, 'job' | 'tasks'>;

/** The jobs a cluster job started with their tasks, by tenant. */
export function childNodesOf(picture: Picture, parent: JobKey): readonly ChildNode[] {
  return childrenOf(picture, parent).map(job => ({ job, tasks: tasksOf(picture, job.key) }));
}

/**
 * Counts a cluster job's jobs against its list of executors: tenants that could not start leave no job. A job whose
 * task has ended counts as ended.
 */
export function countChildren(parent: Job, children: readonly ChildNode[]): ClusterCount {
  const ended = children.map(({ job, tasks }) => outcomeOf(job, tasks)).filter(outcome => outcome !== null);
  return {
    tenants: Math.max(parent.executorTenantIds.length, children.length),
    ended: parent.status.kind === 'ended' ? null : ended.length,
    failed: ended.filter(outcome => outcome === 'failed').length,
    running: children.length - ended.length,
  };
}

/**
 * Whether the RESULT of a cluster job is that of a job of it: the first that ends without a backup writes its own there,
 * while the cluster job is still DOING (report_failed_to_initiator_).
 */
export function resultIsOfChild({ status, result }: Job, children: readonly Job[]): boolean {
  if (result === 0n) return false;
  return (
    status.kind === 'running' || children.some(child => isFailedOrCanceled(child) && child.result === result)
  );
}

/** Whether a job has come to an end without a backup. */
export function isFailedOrCanceled({ status }: Job): boolean {
  return status.kind === 'ended' && status.outcome !== 'completed';
}

/** The tenants of a cluster job that have no job of it, by number. */
export interface WithoutJob {
  readonly refused: readonly bigint[];
  /** They may still get one. */
  readonly awaited: readonly bigint[];
}

/** Microseconds. A job's start and its event are recorded separately: within a second they are the same start. */
const startSlack = 1_000_000n;

/** The refusal of a cluster job's start in a tenant, or null where none is known. */
export function refusalOf(parent: Job, id: bigint, refusals: readonly Refusal[]): Refusal | null {
  const since = (parent.startedAt ?? 0n) - startSlack;
  return refusals.find(({ tenantId, at }) => tenantId === id && at >= since) ?? null;
}

/**
 * The tenants of a cluster job that have no job of it. One that could not start (no archive, no destination, a
 * backup under way) leaves no row in any view: only an event, or the end of the cluster job, shows it.
 * @param refusals those known, of any tenants
 */
export function withoutJob(parent: Job, children: readonly Job[], refusals: readonly Refusal[]): WithoutJob {
  const started = new Set(children.map(child => child.key.tenantId));
  const isRefused = (id: bigint) =>
    parent.status.kind === 'ended' || refusalOf(parent, id, refusals) !== null;
  const { refused = [], awaited = [] } = Object.groupBy(
    parent.executorTenantIds.filter(id => !started.has(id)),
    id => (isRefused(id) ? 'refused' : 'awaited'),
  );
  return { refused, awaited };
}
