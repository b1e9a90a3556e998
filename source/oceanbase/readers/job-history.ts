import { type Job, type JobKey, jobKeyText } from '../../backup/job.ts';
import { withOrphanTasks } from '../../backup/orphan-task.ts';
import { mergeJobs, mergeTasks, type Picture } from '../../backup/picture.ts';
import { type Task, taskKeyText } from '../../backup/task.ts';
import { historyPage } from '../../backup/view.ts';
import { jobHistory, jobs, lastJobs, otherJobs } from '../views/jobs.ts';
import { taskHistory, tasks } from '../views/tasks.ts';
import type { ReadableViews, StatementRows } from '../views/view.ts';
import { type CachedKind, HistoryCache, type Read } from './history-cache.ts';

/** What is known of ended jobs and their tasks. */
export type JobHistory = HistoryCache<Job, JobKey, Task>;

/** What a column takes in addition to its text: the object, and the header of the string. */
const bytesOfColumn = 100;

const jobsWithTasks: CachedKind<Job, JobKey, Task> = {
  keyOf: job => job.key,
  nameOf: job => jobKeyText(job.key),
  partNameOf: taskKeyText,
  sizeOf: ({ row }) => row.reduce((sum, { raw }) => sum + bytesOfColumn + (raw?.length ?? 0), 0),
  pageRows: historyPage,
};

/** An empty history; `canMissRows` as for a HistoryCache. */
export function createJobHistory(canMissRows: boolean): JobHistory {
  return new HistoryCache(jobsWithTasks, canMissRows);
}

/**
 * The jobs and tasks of an answer.
 * @param order of the page of history: a union promises none
 */
export function jobsIn(found: StatementRows, order?: (a: Job, b: Job) => number): Read<Job, Task> {
  const page = found.of(jobHistory);
  return {
    readAt: found.readAt,
    live: { rows: found.of(jobs), parts: found.of(tasks) },
    history: {
      page: order === undefined ? page : page.sort(order),
      others: [...found.of(jobHistory, lastJobs), ...found.of(jobHistory, otherJobs)],
      parts: found.of(taskHistory),
    },
  };
}

/** Which live rows can be found in the history once they have left. */
export function findableIn({ shapes }: ReadableViews): { readonly rows: boolean; readonly parts: boolean } {
  return { rows: shapes.has(jobHistory), parts: shapes.has(taskHistory) };
}

/**
 * Live rows and what is known of the history as one. A running task whose job is in no view is not lost; an
 * ended one may belong to a job of the next page.
 */
export function unitedWith({ live }: Read<Job, Task>, history: JobHistory): Pick<Picture, 'jobs' | 'tasks'> {
  const merged = mergeJobs([...live.rows, ...history.rows]);
  return {
    jobs: withOrphanTasks(merged, live.parts),
    tasks: mergeTasks([...live.parts, ...history.parts]),
  };
}
