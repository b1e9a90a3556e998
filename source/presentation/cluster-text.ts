import { childNodesOf, childrenOf, countChildren, withoutJob } from '../backup/cluster-job.ts';
import type { Job } from '../backup/job.ts';
import { type Picture, tasksOf } from '../backup/picture.ts';
import type { Refusal } from '../backup/refusal.ts';
import { progressOf } from '../backup/task-progress.ts';
import type { Tenant } from '../backup/tenant.ts';
import type { ProgressContext } from './progress-text.ts';
import type { Role } from './theme.ts';

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

/** A fact about the tenants of a cluster job, and how bad it is. */
export interface ClusterFact {
  readonly text: string;
  readonly role: Role | null;
}

/** "2 of 5 ended", "1 failed", "1 stuck", "1 could not start", without what is zero. */
function clusterFacts(
  { job, picture, refusals }: ClusterOf,
  refusedText: (count: string) => string,
  context: ProgressContext,
): readonly [ClusterFact, ...ClusterFact[]] {
  const { lists } = context.theme.words.screens;
  const children = childrenOf(picture, job.key);
  const { tenants, ended, failed } = countChildren(job, childNodesOf(picture, job.key));
  const stuck = stuckCount(children, picture, context);
  const refused = withoutJob(job, children, refusals).refused.length;
  const whole =
    ended === null ? lists.tenants(String(tenants)) : lists.children(String(ended), String(tenants));
  const trouble = [
    { text: failed === 0 ? '' : lists.failedChildren(String(failed)), role: 'bad' },
    { text: stuck === 0 ? '' : lists.stuckChildren(String(stuck)), role: 'warning' },
    { text: refused === 0 ? '' : refusedText(String(refused)), role: 'bad' },
  ] as const;
  return [{ text: whole, role: null }, ...trouble.filter(({ text }) => text !== '')];
}

/** "2 of 5 ended · 1 failed · 1 stuck · 1 could not start"; then in fewer words. */
export function clusterCounts(of: ClusterOf, context: ProgressContext): readonly [string, string, string] {
  const { refusedChildren, refusedChildrenShort } = context.theme.words.screens.lists;
  const line = (facts: readonly ClusterFact[]) => facts.map(({ text }) => text).join(' · ');
  const [whole, ...short] = clusterFacts(of, refusedChildrenShort, context);
  // Where there is hardly room, what went wrong matters more than how many are over.
  return [
    line(clusterFacts(of, refusedChildren, context)),
    line([whole, ...short]),
    line(short) || whole.text,
  ];
}

/** The same a fact each, with who has no job by name: `1 could not start: "crm"`. */
export function clusterSummary(
  of: ClusterOf,
  tenants: readonly Tenant[],
  context: ProgressContext,
): readonly ClusterFact[] {
  const { panel, punctuation, lists } = context.theme.words.screens;
  const { refused, awaited } = withoutJob(of.job, childrenOf(of.picture, of.job.key), of.refusals);
  const names = (ids: readonly bigint[]) =>
    punctuation.names(ids.map(id => tenants.find(tenant => tenant.id === id)?.name ?? id.toString()));
  const refusedText = (count: string) => punctuation.explained(lists.refusedChildren(count), names(refused));
  const facts = clusterFacts(of, refusedText, context);
  return awaited.length === 0 ? facts : [...facts, { text: panel.noJobYet(names(awaited)), role: null }];
}
