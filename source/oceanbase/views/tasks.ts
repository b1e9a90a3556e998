import type { JobKey } from '../../backup/job.ts';
import { isKnownTaskStatus } from '../../backup/phase.ts';
import type { Row, RowOrigin } from '../../backup/row.ts';
import { parseStatus } from '../../backup/status.ts';
import type { Task } from '../../backup/task.ts';
import type { Scope } from '../../backup/view.ts';
import { Fields } from '../statement/fields.ts';
import { canHaveChildren, inScope, isChildOf, isJob, keyColumns, onJob } from './conditions.ts';
import { jobHistory, jobs, type KnownType, previousRunTable } from './jobs.ts';
import {
  type Branch,
  branchOf,
  type ColumnSet,
  cdbOrDba,
  type ReadableViews,
  type ServerView,
  viewName,
} from './view.ts';

const taskColumns = [
  'TENANT_ID',
  'JOB_ID',
  'TASK_ID',
  'BACKUP_SET_ID',
  'START_TIMESTAMP',
  'END_TIMESTAMP',
  'STATUS',
  'INPUT_BYTES',
  'OUTPUT_BYTES',
  'TABLET_COUNT',
  'FINISH_TABLET_COUNT',
  'MACRO_BLOCK_COUNT',
  'FINISH_MACRO_BLOCK_COUNT',
  'DATA_PROGRESS',
  'LOG_FILE_COUNT',
  'FINISH_LOG_FILE_COUNT',
  'LOG_PROGRESS',
  'RESULT',
];

/** Tasks that run. */
export const tasks: ServerView<Task> = {
  id: 'tasks',
  names: cdbOrDba('OB_BACKUP_TASKS'),
  isRequired: true,
  hasTenantId: true,
  neededColumns: [],
  // Since when a task has waited for its archive, and when its job will end, is known from the end of its data.
  listColumns: [...taskColumns, 'END_SCN'],
  loss: 'tasks',
  toRow: (row, ownTenantId) => toTask(row, 'live', ownTenantId),
};

/** Tasks that have ended; the view has no columns for progress. */
export const taskHistory: ServerView<Task> = {
  ...tasks,
  id: 'task_history',
  names: cdbOrDba('OB_BACKUP_TASK_HISTORY'),
  isRequired: false,
  listColumns: [...taskColumns, 'OUTPUT_RATE_BYTES'],
  loss: 'ended_tasks',
  toRow: (row, ownTenantId) => toTask(row, 'history', ownTenantId),
};

function toTask(row: Row, origin: RowOrigin, ownTenantId: bigint | null): Task {
  const fields = new Fields(row);
  const status = parseStatus(fields.text('STATUS'), isKnownTaskStatus);
  return {
    job: fields.jobKey(ownTenantId),
    taskId: fields.count('TASK_ID'),
    origin,
    backupSetId: fields.integer('BACKUP_SET_ID'),
    startedAt: fields.instant('START_TIMESTAMP'),
    // From 4.3.3 on the end of BACKUP_FUSE_TABLET_META sets END_TIMESTAMP, and the task runs on
    // (backup_fuse_tablet_meta_ in ob_backup_data_set_task_mgr.cpp).
    endedAt: status.kind === 'ended' ? fields.instant('END_TIMESTAMP') : null,
    status,
    startScn: fields.count('START_SCN'),
    endScn: fields.count('END_SCN'),
    inputBytes: fields.amount('INPUT_BYTES'),
    outputBytes: fields.amount('OUTPUT_BYTES'),
    // 0 while a task runs, but from 4.3.3 on in its last phases, where it is the rate up to their begin.
    outputRate: status.kind === 'ended' ? fields.wholePart('OUTPUT_RATE_BYTES') : null,
    tablets: fields.counter('FINISH_TABLET_COUNT', 'TABLET_COUNT'),
    macroBlocks: fields.counter('FINISH_MACRO_BLOCK_COUNT', 'MACRO_BLOCK_COUNT'),
    logFiles: fields.has('LOG_FILE_COUNT') ? fields.counter('FINISH_LOG_FILE_COUNT', 'LOG_FILE_COUNT') : null,
    dataProgress: fields.hundredths('DATA_PROGRESS'),
    logProgress: fields.hundredths('LOG_PROGRESS'),
    result: fields.count('RESULT'),
    comment: fields.text('COMMENT'),
    path: fields.text('PATH'),
    row,
  };
}

/** The label of the rows of the previous run's task. */
export const previousTask = 'past_tasks';

/** Tasks that run in the tenants of the scope. */
export function runningTasks(scope: Scope, which: ColumnSet, readable: ReadableViews): Branch[] {
  return branchOf(tasks, which, readable, { where: inScope(scope, 'v', readable.family) });
}

/** The ended tasks of the jobs that these SELECTs name by their keys. */
export function endedTasks(
  jobKeys: readonly string[],
  scope: Scope,
  which: ColumnSet,
  readable: ReadableViews,
): Branch[] {
  if (jobKeys.length === 0) return [];
  const { family } = readable;
  const from = joinedWith(taskHistory, jobKeys, readable);
  return branchOf(taskHistory, which, readable, {
    from,
    where: inScope(scope, 'v', family),
    readFirst: 'k',
  });
}

function joinedWith(view: ServerView, jobKeys: readonly string[], { family }: ReadableViews): string {
  return `${viewName(view, family)} v JOIN (${jobKeys.join(' UNION ')}) k ON ${onJob('v', 'k', family)}`;
}

/** A job's tasks while they run; a cluster job has none of its own, so those of its children. */
export function runningTasksOf(key: JobKey, readable: ReadableViews): Branch[] {
  return tasksOf(tasks, key, [jobs], readable);
}

/** The same from the history, wherever the rows of the children are. */
export function endedTasksOf(key: JobKey, readable: ReadableViews): Branch[] {
  return tasksOf(taskHistory, key, readable.shapes.has(jobHistory) ? [jobs, jobHistory] : [jobs], readable);
}

function tasksOf(
  view: ServerView,
  key: JobKey,
  jobViews: readonly ServerView[],
  readable: ReadableViews,
): Branch[] {
  const { family } = readable;
  if (!canHaveChildren(key, family)) {
    return branchOf(view, 'full', readable, { where: isJob(key, 'v', family) });
  }
  const keys = jobViews.map(
    jobView =>
      `SELECT j.TENANT_ID, j.JOB_ID FROM ${viewName(jobView, family)} j WHERE ${isChildOf(key, 'j')}`,
  );
  return branchOf(view, 'full', readable, { from: joinedWith(view, keys, readable), readFirst: 'k' });
}

/** The task of the previous run of a job. */
export function taskOfPreviousRun(key: JobKey, type: KnownType, readable: ReadableViews): Branch[] {
  const { family, shapes } = readable;
  if (!shapes.has(jobHistory)) return [];
  const run = previousRunTable(key, type, keyColumns(family), 'k', family);
  const from = `${viewName(taskHistory, family)} v JOIN ${run} ON ${onJob('v', 'k', family)}`;
  // END_SCN is none of the columns of lists.
  return branchOf(taskHistory, 'full', readable, { source: previousTask, from, readFirst: 'k' });
}
