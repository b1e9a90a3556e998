import { type ChildNode, type JobNode, jobTree } from '../../backup/cluster-job.ts';
import { isMeantBy } from '../../backup/history-filter.ts';
import { isClusterJob, type Job, jobKeyText, parentOf } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import type { Task } from '../../backup/task.ts';
import { progressOf } from '../../backup/task-progress.ts';
import type { Tenant } from '../../backup/tenant.ts';
import type { ProgressContext } from '../progress-text.ts';
import type { FoundBy } from './filtering.ts';
import { jobSortings } from './job-sortings.ts';
import { type SortedBy, sorted } from './sorting.ts';

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
  readonly children: readonly ChildNode[];
}

/** Which jobs a list shows. */
export const tabs = ['all', 'running', 'history'] as const;
/** One of the tabs. */
export type Tab = (typeof tabs)[number];

const inTab: Readonly<Record<Tab, (job: Job) => boolean>> = {
  all: () => true,
  running: job => job.status.kind === 'running',
  history: job => job.status.kind === 'ended',
};

/** What a list of jobs shows: which jobs, and the column it is sorted by. */
export interface JobsShown {
  readonly tab: Tab;
  readonly sort: SortedBy | null;
  /** Which of its rows; all of them by default. A job that a cluster job started then stands by itself. */
  readonly isFound?: (row: JobRow) => boolean;
}

/** All jobs, in the picture's order. */
export const allJobs: JobsShown = { tab: 'all', sort: null };

/**
 * The rows of a list of jobs, in the picture's order unless sorted. A cluster job stays where one of its jobs is shown,
 * so that those never stand without their parent, unless rows are searched for: then only those found are shown.
 * @param tenants who gives the tenants their names
 */
export function jobRows(
  picture: Picture,
  tenants: readonly Tenant[],
  { tab, sort, isFound }: JobsShown,
): readonly JobRow[] {
  const names = new Map(tenants.map(tenant => [String(tenant.id), tenant.name]));
  const rowOf = ({ job, tasks, children }: JobNode, depth: number): JobRow => ({
    key: jobKeyText(job.key),
    job,
    depth,
    tasks,
    tenantName: names.get(String(job.key.tenantId)) ?? String(job.key.tenantId ?? ''),
    readAt: picture.readAt,
    children,
  });
  const families = jobTree(picture).flatMap(node => {
    const parent = rowOf(node, 0);
    const children = node.children.map(child => rowOf(child, 1)).filter(row => inTab[tab](row.job));
    const isShown = children.length > 0 || inTab[tab](parent.job);
    const family = isShown ? [{ parent, children }] : [];
    return isFound === undefined ? family : family.flatMap(rows => foundOf(rows, isFound));
  });
  const byParent = jobSortings.map(({ by, ...sorting }) => ({
    ...sorting,
    by: ({ parent }: { parent: JobRow }) => by(parent),
  }));
  return sorted(families, byParent, sort).flatMap(({ parent, children }) => [parent, ...children]);
}

interface JobFamily {
  readonly parent: JobRow;
  readonly children: readonly JobRow[];
}

/** Those of a family that are found: below their cluster job where that is found too, else each by itself. */
function foundOf({ parent, children }: JobFamily, isFound: (row: JobRow) => boolean): readonly JobFamily[] {
  const found = children.filter(isFound);
  if (isFound(parent)) return [{ parent, children: found }];
  return found.map(row => ({ parent: { ...row, depth: 0 }, children: [] }));
}

/** What a filter searches in addition to the cells of a job: its state in words, and what was asked of the history. */
export function jobFoundBy(context: ProgressContext): FoundBy<JobRow> {
  const { changes, lists } = context.theme.words.screens;
  return {
    texts: ({ job, tasks, tenantName }) => {
      const isStuck = tasks.some(task => progressOf(task, job, context).stuck !== null);
      const parent = parentOf(job);
      return [
        tenantName,
        job.key.tenantId?.toString() ?? null,
        job.description,
        job.comment,
        job.status.kind === 'running' ? changes.running : null,
        isStuck ? changes.kinds.stuck : null,
        isClusterJob(job) ? lists.clusterJob(job.key.jobId.toString()) : null,
        parent === null ? null : lists.clusterJob(parent.jobId.toString()),
      ];
    },
    isMeant: (word, { job }) => isMeantBy(word, job),
  };
}
