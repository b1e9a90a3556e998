import type { Refusal } from '../backup/event.ts';
import type { Job } from '../backup/job.ts';
import { childrenOf, countChildren, type Picture, tasksOf } from '../backup/picture.ts';
import type { Tenant } from '../backup/tenant.ts';
import { type ProgressContext, progressOf } from './progress-text.ts';

/** What is known of the tenants of a cluster job. */
export interface ClusterOf {
  readonly job: Job;
  readonly picture: Picture;
  /** The refusals known, of whichever tenants. */
  readonly refusals: readonly Refusal[];
}

/**
 * The tenants of a cluster job that have no job of it. One that could not start (no archive, no destination, a
 * backup under way) leaves no row in any view: what tells it is an event, or that the cluster job has ended.
 */
export function withoutJob({ job, picture, refusals }: ClusterOf): {
  readonly refused: readonly bigint[];
  readonly awaited: readonly bigint[];
} {
  const having = new Set(childrenOf(picture, job.key).map(child => child.key.tenantId));
  const lacking = job.executorTenantIds.filter(id => !having.has(id));
  const since = job.startedAt ?? 0n;
  const isRefused = (id: bigint) =>
    job.status.kind === 'ended' ||
    refusals.some(({ tenantId, at }) => tenantId === id && at >= since - startSlack);
  return { refused: lacking.filter(isRefused), awaited: lacking.filter(id => !isRefused(id)) };
}

/** A job's start and the event of it are noted by different hands: within a second they are the same start. */
const startSlack = 1_000_000n;

/** How many of a cluster job's jobs stand still, as far as they have been watched. */
function stuckCount({ job, picture }: ClusterOf, context: ProgressContext): number {
  const isStuck = (child: Job) =>
    tasksOf(picture, child.key).some(task => progressOf(task, child, context).stuck !== null);
  return childrenOf(picture, job.key).filter(isStuck).length;
}

/** "2 of 5 ended · 1 failed · 1 stuck · 1 could not start", what is nought left out; then in fewer words. */
export function clusterCounts(of: ClusterOf, context: ProgressContext): readonly [string, string, string] {
  const { lists } = context.theme.words.screens;
  const counted = countChildren(of.picture, of.job);
  const stuck = stuckCount(of, context);
  const refused = withoutJob(of).refused.length;
  const ended = lists.children(String(counted.ended), String(counted.tenants));
  const trouble = (refusedWord: (count: string) => string) => [
    counted.failed === 0 ? '' : lists.failedChildren(String(counted.failed)),
    stuck === 0 ? '' : lists.stuckChildren(String(stuck)),
    refused === 0 ? '' : refusedWord(String(refused)),
  ];
  const line = (parts: readonly string[]) => parts.filter(part => part !== '').join(' · ');
  const short = trouble(lists.refusedChildrenShort);
  // Where there is hardly room, what went wrong matters more than how many are over.
  return [line([ended, ...trouble(lists.refusedChildren)]), line([ended, ...short]), line(short) || ended];
}

/** The counts, and who has no job by name: "… · 1 could not start: refused". */
export function clusterSummary(of: ClusterOf, tenants: readonly Tenant[], context: ProgressContext): string {
  const { panel } = context.theme.words.screens;
  const { refused, awaited } = withoutJob(of);
  const names = (ids: readonly bigint[]) =>
    ids.map(id => tenants.find(tenant => tenant.id === id)?.name ?? id.toString()).join(', ');
  const counts = clusterCounts(of, context)[0] + (refused.length === 0 ? '' : `: ${names(refused)}`);
  return awaited.length === 0 ? counts : `${counts} · ${panel.noJobYet(names(awaited))}`;
}

/** Orders the jobs of a cluster job: those that failed or were canceled first, else as they are. */
export function failedFirst(a: Job, b: Job): number {
  const failed = ({ status }: Job) => Number(status.kind === 'ended' && status.outcome !== 'completed');
  return failed(b) - failed(a);
}
