import { childNodesOf, childrenOf, countChildren, withoutJob } from '../backup/cluster-job.ts';
import type { Job } from '../backup/job.ts';
import { type Picture, tasksOf } from '../backup/picture.ts';
import type { Refusal } from '../backup/refusal.ts';
import { progressOf } from '../backup/task-progress.ts';
import type { Tenant } from '../backup/tenant.ts';
import type { ProgressContext } from './progress-text.ts';

/** A cluster job and what is known of its tenants. */
export interface ClusterOf {
  readonly job: Job;
  readonly picture: Picture;
  /** The refusals known, of any tenants. */
  readonly refusals: readonly Refusal[];
}

/** How many of a cluster job's jobs are stuck, as far as they have been watched. */
function stuckCount(children: readonly Job[], picture: Picture, context: ProgressContext): number {
  const isStuck = (child: Job) =>
    tasksOf(picture, child.key).some(task => progressOf(task, child, context).stuck !== null);
  return children.filter(isStuck).length;
}

/** "2 of 5 ended · 1 failed · 1 stuck · 1 could not start", without what is zero; then in fewer words. */
export function clusterCounts(
  { job, picture, refusals }: ClusterOf,
  context: ProgressContext,
): readonly [string, string, string] {
  const { lists } = context.theme.words.screens;
  const children = childrenOf(picture, job.key);
  const { tenants, ended, failed } = countChildren(job, childNodesOf(picture, job.key));
  const stuck = stuckCount(children, picture, context);
  const refused = withoutJob(job, children, refusals).refused.length;
  const whole =
    ended === null ? lists.tenants(String(tenants)) : lists.children(String(ended), String(tenants));
  const trouble = (refusedWord: (count: string) => string) => [
    failed === 0 ? '' : lists.failedChildren(String(failed)),
    stuck === 0 ? '' : lists.stuckChildren(String(stuck)),
    refused === 0 ? '' : refusedWord(String(refused)),
  ];
  const line = (parts: readonly string[]) => parts.filter(part => part !== '').join(' · ');
  const short = trouble(lists.refusedChildrenShort);
  // Where there is hardly room, what went wrong matters more than how many are over.
  return [line([whole, ...trouble(lists.refusedChildren)]), line([whole, ...short]), line(short) || whole];
}

/** The counts, and who has no job by name: "… · 1 could not start: refused". */
export function clusterSummary(of: ClusterOf, tenants: readonly Tenant[], context: ProgressContext): string {
  const { panel, punctuation } = context.theme.words.screens;
  const { refused, awaited } = withoutJob(of.job, childrenOf(of.picture, of.job.key), of.refusals);
  const names = (ids: readonly bigint[]) =>
    punctuation.list(ids.map(id => tenants.find(tenant => tenant.id === id)?.name ?? id.toString()));
  const [all] = clusterCounts(of, context);
  const counts = refused.length === 0 ? all : punctuation.explained(all, names(refused));
  return awaited.length === 0 ? counts : `${counts} · ${panel.noJobYet(names(awaited))}`;
}
