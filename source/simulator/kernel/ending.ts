import type { Traits } from '../releases.ts';
import type { Row } from '../store.ts';
import type { BackupSpec } from './backup.ts';
import { rootserviceComment, serverComment, traceId } from './comments.ts';
import { errorText } from './error-texts.ts';
import { cancelEvent, failedJobEvent, phaseEvent, statusEvent } from './events.ts';
import type { Stream } from './files.ts';
import { type Random, random } from './random.ts';
import { displayTime, type Ids, type Micros, outputRate, second } from './rows.ts';
import type { Step } from './script.ts';

export type Outcome = 'COMPLETED' | 'FAILED' | 'CANCELED';

/** How a backup ends: when its rows become terminal, and with which values. */
export interface End {
  outcome: Outcome;
  at: Micros;
  /** For a cancelled backup: when CANCELING began; else the same as `at`. */
  cancelingFrom: Micros;
  result: number;
  /** COMMENT of the job; task and set have the plain text of the result. */
  jobComment: string;
  /** The log stream whose failed attempt ends the job, or null. */
  stream: Stream | null;
}

/** The end of a job by the failed attempt of a log stream. */
export function failedBy(
  stream: Stream,
  at: Micros,
  result: number,
  module: string,
  traits: Traits,
  random: Random,
): End {
  const comment = serverComment(stream.lsId, stream.server, module, result, traceId(random));
  const jobComment = traits.comments === 'plain' ? errorText(result) : comment;
  return { outcome: 'FAILED', at, cancelingFrom: at, result, jobComment, stream };
}

/** The end of a job by the root service itself. */
export function failedByRootservice(at: Micros, result: number, traits: Traits): End {
  const comment = rootserviceComment(result, traceId(random(`${at} ${result}`)));
  const jobComment = traits.comments === 'plain' ? errorText(result) : comment;
  return { outcome: 'FAILED', at, cancelingFrom: at, result, jobComment, stream: null };
}

/** A row after these steps. */
export function lastRow(steps: readonly Step[], table: Step['table']): Row {
  const own = steps.filter(step => step.table === table).sort((a, b) => a.at - b.at);
  return Object.assign({}, ...own.map(step => step.row)) as Row;
}

/** Columns of the task that the set's row takes over. */
const copied = [
  'INPUT_BYTES',
  'OUTPUT_BYTES',
  'FINISH_TABLET_COUNT',
  'FINISH_MACRO_BLOCK_COUNT',
  'META_TURN_ID',
  'MINOR_TURN_ID',
  'MAJOR_TURN_ID',
] as const;

/** The task's and the set's rows become terminal, together with all log stream rows where the backup did not complete. */
function terminalTask(
  ids: Ids,
  traits: Traits,
  task: Row,
  streams: readonly Stream[],
  end: End,
  plain: Row,
): Step[] {
  const { tenantId } = ids;
  const good = end.outcome === 'COMPLETED';
  const started = Number(task.START_TIMESTAMP ?? end.at);
  const endScn = BigInt(task.END_SCN ?? 0);
  const set: Row = {
    BACKUP_SET_ID: ids.setId,
    DEST_ID: 1002,
    ...Object.fromEntries(copied.map(column => [column, task[column] ?? 0])),
    TABLET_COUNT: task.FINISH_TABLET_COUNT ?? 0,
    MACRO_BLOCK_COUNT: task.FINISH_MACRO_BLOCK_COUNT ?? 0,
    ...plain,
    STATUS: good ? 'SUCCESS' : 'FAILED',
    FILE_STATUS: good ? 'AVAILABLE' : 'INCOMPLETE',
    ELAPSED_SECONDES: Math.round((end.at - started) / second),
    START_REPLAY_SCN: good ? (task.START_SCN ?? 0) : 0,
    START_REPLAY_SCN_DISPLAY: good ? Number(BigInt(task.START_SCN ?? 0) / 1000n) : null,
    MIN_RESTORE_SCN: good ? endScn : 0,
    MIN_RESTORE_SCN_DISPLAY: good ? displayTime(Number(endScn / 1000n)) : '',
    CONSISTENT_SCN: task.USER_LS_START_SCN ?? 0,
  };
  const canceled = end.outcome === 'CANCELED' ? { result: end.result } : {};
  const rows = good
    ? []
    : streams.flatMap(({ lsId }): Step[] => {
        const key = { task_id: ids.taskId, ls_id: lsId };
        const finished = { ...key, ...canceled, status: 'FINISH', end_ts: end.at, gmt_modified: end.at };
        return [
          { at: end.at, change: 'change', table: 'LS_TASKS', tenantId, row: finished },
          { at: end.at, change: 'remove', table: 'SCHEDULE_TASKS', tenantId, row: key },
        ];
      });
  const current = good ? String(task.STATUS) : end.outcome === 'FAILED' ? 'FAILED' : 'CANCELING';
  const advanced = { TASK_ID: ids.taskId, ...plain, STATUS: end.outcome };
  return [
    ...rows,
    { at: end.at, change: 'change', table: 'SET_FILES', tenantId, row: set },
    { at: end.at, change: 'change', table: 'TASKS', tenantId, row: advanced },
    ...(traits.statusEvents ? [statusEvent(end.at, ids, current, end.outcome, end.result)] : []),
    ...(end.outcome === 'CANCELED' ? [phaseEvent(end.at, 'cancel backup succeed', ids)] : []),
  ];
}

/** The failed attempt of the log stream that ends the job, just before. */
function lastAttempt(ids: Ids, { stream, at, result, jobComment }: End, wait: Micros): Step[] {
  if (stream === null) return [];
  const failedAt = at - Math.round(wait / 2);
  const key = { task_id: ids.taskId, ls_id: stream.lsId };
  const failed = {
    ...key,
    status: 'FINISH',
    result,
    comment: jobComment,
    end_ts: failedAt,
    gmt_modified: failedAt,
  };
  return [
    { at: failedAt, change: 'change', table: 'LS_TASKS', tenantId: ids.tenantId, row: failed },
    { at: failedAt, change: 'remove', table: 'SCHEDULE_TASKS', tenantId: ids.tenantId, row: key },
  ];
}

/**
 * The steps of the end. Where the job fails, all rows are terminal in one transaction; else the task's first and the
 * job's right after. Then come the moves to history, where MACRO_BLOCK_COUNT and TABLET_COUNT are overwritten with the
 * finished counters: before 4.2.1 task and job together, since then one after the other. `gone` is when the job has left
 * the live view.
 */
export function endSteps(
  spec: BackupSpec,
  ids: Ids,
  traits: Traits,
  before: readonly Step[],
  streams: readonly Stream[],
  end: End,
): { steps: Step[]; gone: Micros } {
  const steps: Step[] = [];
  const add = (at: Micros, change: Step['change'], table: Step['table'], row: Row): void => {
    steps.push({ at, change, table, tenantId: ids.tenantId, row });
  };
  const [taskKey, jobKey] = [{ TASK_ID: ids.taskId }, { JOB_ID: ids.jobId }];
  const task = lastRow(before, 'TASKS');
  const hasTask = task.STATUS !== undefined;
  const wait = Math.round(spec.pace.scheduler * second);
  if (end.outcome === 'CANCELED') {
    steps.push(cancelEvent(end.cancelingFrom, ids.tenantId));
    add(end.cancelingFrom, 'change', 'JOBS', { ...jobKey, STATUS: 'CANCELING' });
    if (hasTask) add(end.cancelingFrom, 'change', 'TASKS', { ...taskKey, STATUS: 'CANCELING' });
  }
  const jobEnds = end.at + (end.outcome === 'FAILED' || !hasTask ? 0 : Math.round(wait / 5));
  const taskMoves = jobEnds + wait;
  const jobMoves = traits.moves === 'together' || !hasTask ? taskMoves : taskMoves + wait;
  if (hasTask) {
    const elapsed = end.at - Number(task.START_TIMESTAMP ?? end.at);
    const plain = {
      END_TIMESTAMP: end.at,
      RESULT: end.result,
      COMMENT: errorText(end.result),
      OUTPUT_RATE_BYTES: outputRate(Number(task.OUTPUT_BYTES ?? 0), elapsed),
    };
    steps.push(...lastAttempt(ids, end, wait), ...terminalTask(ids, traits, task, streams, end, plain));
    add(taskMoves, 'put', 'TASK_HISTORY', {
      ...task,
      ...plain,
      STATUS: end.outcome,
      TABLET_COUNT: task.FINISH_TABLET_COUNT ?? 0,
      MACRO_BLOCK_COUNT: task.FINISH_MACRO_BLOCK_COUNT ?? 0,
    });
    add(taskMoves, 'remove', 'TASKS', taskKey);
    for (const { lsId } of streams)
      add(taskMoves, 'remove', 'LS_TASKS', { task_id: ids.taskId, ls_id: lsId });
    for (const { lsId } of streams)
      add(taskMoves, 'remove', 'SCHEDULE_TASKS', { task_id: ids.taskId, ls_id: lsId });
  }
  const canceledComment = traits.comments === 'plain' ? errorText(end.result) : '';
  const comment = end.outcome === 'CANCELED' ? canceledComment : end.jobComment;
  const result = { END_TIMESTAMP: jobEnds, RESULT: end.result, COMMENT: comment, STATUS: end.outcome };
  add(jobEnds, 'change', 'JOBS', { ...jobKey, ...result });
  if (end.outcome === 'FAILED')
    steps.push(failedJobEvent(jobEnds + 1, ids, end.result, traceId(random(`${end.at}`))));
  add(jobMoves, 'put', 'JOB_HISTORY', { ...lastRow(before, 'JOBS'), ...result });
  add(jobMoves, 'remove', 'JOBS', jobKey);
  return { steps, gone: jobMoves };
}
