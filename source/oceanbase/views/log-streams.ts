import type { JobKey } from '../../backup/job.ts';
import {
  goodResults,
  type LogStreamsPicture,
  type LogStreamTask,
  logStreamStatus,
  slowestFirst,
} from '../../backup/log-stream.ts';
import type { Remark } from '../../backup/remark.ts';
import { sysTenantId } from '../../backup/tenant.ts';
import type { View } from '../../backup/view.ts';
import { dialectOf } from '../session/dialect.ts';
import { Fields, serverAddress } from '../statement/fields.ts';
import { isChildOf, isJob, onJob } from './conditions.ts';
import { jobs } from './jobs.ts';
import {
  type Branch,
  branchOf,
  columnsOf,
  type ReadableViews,
  type ServerView,
  type ViewContext,
  viewName,
} from './view.ts';

/** The work of a task on each log stream: an internal table, there is no public view. */
export const logStreams: ServerView<LogStreamTask> = {
  id: 'ls_tasks',
  names: { sys: 'oceanbase.__all_virtual_backup_ls_task', mysql: null, oracle: null },
  isRequired: false,
  hasTenantId: true,
  neededColumns: ['TENANT_ID', 'JOB_ID', 'TASK_ID', 'LS_ID', 'STATUS', 'RESULT'],
  listColumns: [
    'TENANT_ID',
    'TASK_ID',
    'LS_ID',
    'SVR_IP',
    'SVR_PORT',
    'TASK_TYPE',
    'STATUS',
    'TURN_ID',
    'RETRY_ID',
    'RESULT',
    'MACRO_BLOCK_COUNT',
    'FINISH_MACRO_BLOCK_COUNT',
  ],
  loss: null,
  toRow: row => {
    const fields = new Fields(row);
    const start = fields.count('START_TS');
    return {
      tenantId: fields.count('TENANT_ID'),
      taskId: fields.count('TASK_ID'),
      lsId: fields.count('LS_ID'),
      server: serverAddress(fields.text('SVR_IP'), fields.integer('SVR_PORT')),
      type: fields.text('TASK_TYPE'),
      status: fields.text('STATUS'),
      turnId: fields.count('TURN_ID'),
      retryId: fields.count('RETRY_ID'),
      inputBytes: fields.amount('INPUT_BYTES'),
      outputBytes: fields.amount('OUTPUT_BYTES'),
      macroBlocks: fields.counter('FINISH_MACRO_BLOCK_COUNT', 'MACRO_BLOCK_COUNT'),
      tablets: fields.counter('FINISH_TABLET_COUNT', 'TABLET_COUNT'),
      startedAt: start > 0n ? start : null,
      result: fields.count('RESULT'),
      comment: fields.text('COMMENT'),
      traceId: fields.text('TASK_TRACE_ID'),
      schedule: null,
      row,
    };
  },
};

/** A log stream in the scheduler's queue. */
export interface QueuedLogStream {
  readonly key: string;
  readonly schedule: NonNullable<LogStreamTask['schedule']>;
}

/** The scheduler's queue. Without it the log streams are worth showing all the same. */
export const schedule: ServerView<QueuedLogStream> = {
  id: 'schedule_tasks',
  names: { sys: 'oceanbase.__all_virtual_backup_schedule_task', mysql: null, oracle: null },
  isRequired: false,
  hasTenantId: true,
  neededColumns: ['TENANT_ID', 'JOB_ID', 'TASK_ID', 'LS_ID'],
  listColumns: null,
  loss: 'schedule',
  toRow: row => {
    const fields = new Fields(row);
    const [tenantId, taskId, lsId] = ['TENANT_ID', 'TASK_ID', 'LS_ID'].map(name => fields.count(name));
    return {
      key: [tenantId, taskId, lsId].join('/'),
      schedule: {
        isScheduled: fields.text('IS_SCHEDULE').toLowerCase() === 'true',
        destination: fields.text('DESTINATION'),
      },
    };
  },
};

/** Log streams, each with its row of the scheduler's queue where there is one. */
export function withSchedule(
  rows: readonly LogStreamTask[],
  queued: readonly QueuedLogStream[],
): LogStreamTask[] {
  const byKey = new Map(queued.map(entry => [entry.key, entry.schedule]));
  return rows.map(row => ({
    ...row,
    schedule: byKey.get([row.tenantId, row.taskId, row.lsId].join('/')) ?? null,
  }));
}

/** Log streams shown at most; one row more is asked for, to know whether there are more. */
const maxLogStreams = 1000;

const { failed, finished } = logStreamStatus;

/** Where there are more than fit: failed attempts, then those still at work, then those that have finished. */
const troubleFirst = ` ORDER BY CASE WHEN v.STATUS = '${failed}' THEN 0 WHEN v.STATUS <> '${finished}' THEN 1 WHEN v.RESULT IN (${[...goodResults].join(', ')}) THEN 2 ELSE 0 END`;

/** The log streams of a job, of a cluster job those of its running children, and their rows in the scheduler's queue. */
export function logStreamsOf(key: JobKey, readable: ReadableViews): Branch[] {
  const { family } = readable;
  const running = `SELECT j.TENANT_ID, j.JOB_ID FROM ${viewName(jobs, family)} j WHERE ${isChildOf(key, 'j')}`;
  const ofChildren = ` JOIN (${running}) k ON ${onJob('v', 'k', family)}`;
  const ofOne = ` WHERE ${isJob(key, 'v', family)}`;
  const branch = (view: ServerView, order: string): Branch[] => {
    const dialect = dialectOf(family);
    const list = columnsOf(view, 'full', readable).map(name => `v.${dialect.quote(name)}`);
    const rows = key.tenantId === sysTenantId ? ofChildren : ofOne;
    const select = `SELECT ${list.join(', ')} FROM ${viewName(view, family)} v${rows}${order}`;
    return branchOf(view, 'full', readable, {
      from: dialect.firstRows(select, maxLogStreams + 1, 'v'),
      maxRows: maxLogStreams + 1,
    });
  };
  return [...branch(logStreams, troubleFirst), ...branch(schedule, '')];
}

/** How far each log stream of a tenant's job is: the columns that its time left is made from. */
export function logStreamCounters(key: JobKey, readable: ReadableViews): Branch[] {
  return branchOf(logStreams, 'list', readable, { where: isJob(key, 'v', readable.family) });
}

/** Reads the log streams of a job. */
export async function readLogStreams(
  { key }: View<'log_streams'>,
  { session, ask }: ViewContext,
): Promise<LogStreamsPicture> {
  const unavailable = await session.reach(logStreams);
  if (unavailable !== null) return { readAt: null, logStreams: [], unavailable };
  const lack = await session.reach(schedule);
  const found = await ask('log streams', logStreamsOf(key, session));
  const queued = found.of(schedule);
  const rows = withSchedule(found.of(logStreams), queued).sort(slowestFirst);
  const leftOut = (view: ServerView, { length }: readonly unknown[]): Remark[] =>
    length <= maxLogStreams
      ? []
      : [{ id: 'rows_left_out', view: viewName(view, session.family), rows: maxLogStreams }];
  const remarks = [
    ...(lack === null ? [] : [lack]),
    ...leftOut(logStreams, rows),
    ...leftOut(schedule, queued),
  ];
  return {
    readAt: found.readAt,
    logStreams: rows.slice(0, maxLogStreams),
    unavailable,
    ...(rows.length <= maxLogStreams ? {} : { hasMore: true }),
    ...(remarks.length === 0 ? {} : { remarks }),
  };
}
