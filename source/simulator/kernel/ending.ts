import type { Traits } from '../releases.ts';
import type { Row } from '../store.ts';
import type { BackupSpec } from './backup.ts';
import type { Stream } from './files.ts';
import { displayTime, type Ids, type Micros, outputRate, second } from './rows.ts';
import type { Step } from './script.ts';

export type Outcome = 'COMPLETED' | 'FAILED' | 'CANCELED';

/** How a backup ends: when its rows become terminal, and with which values. */
export interface End {
  outcome: Outcome;
  at: Micros;
  /** For a cancelled backup: when CANCELING began. */
  cancelingFrom: Micros;
  result: number;
  comment: string;
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

/**
 * The steps of the end: terminal STATUS in the live views, the final row of the set, then the moves to history, where
 * MACRO_BLOCK_COUNT and TABLET_COUNT are overwritten with the finished counters. Before 4.2.1 task and job move together,
 * since then one after the other. `gone` is when the job has left the live view.
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
  const setKey = { BACKUP_SET_ID: ids.setId, DEST_ID: 1002 };
  const task = lastRow(before, 'TASKS');
  const hasTask = task.STATUS !== undefined;
  if (end.outcome === 'CANCELED') {
    add(end.cancelingFrom, 'change', 'JOBS', { ...jobKey, STATUS: 'CANCELING' });
    if (hasTask) add(end.cancelingFrom, 'change', 'TASKS', { ...taskKey, STATUS: 'CANCELING' });
  }
  const wait = Math.round(spec.pace.scheduler * second);
  const taskMoves = end.at + wait;
  const [jobEnds, jobMoves] =
    traits.moves === 'together' ? [end.at, taskMoves] : [taskMoves + wait, taskMoves + 2 * wait];
  const result = { END_TIMESTAMP: end.at, RESULT: end.result, COMMENT: end.comment };
  if (hasTask) {
    const started = Number(task.START_TIMESTAMP ?? end.at);
    const finished = {
      TABLET_COUNT: task.FINISH_TABLET_COUNT ?? 0,
      MACRO_BLOCK_COUNT: task.FINISH_MACRO_BLOCK_COUNT ?? 0,
    };
    const rate = outputRate(Number(task.OUTPUT_BYTES ?? 0), end.at - started);
    const taskEnd = { ...result, STATUS: end.outcome, OUTPUT_RATE_BYTES: rate };
    const good = end.outcome === 'COMPLETED';
    const endScn = BigInt(task.END_SCN ?? 0);
    add(end.at, 'change', 'TASKS', { ...taskKey, ...taskEnd });
    add(end.at, 'change', 'SET_FILES', {
      ...setKey,
      ...Object.fromEntries(copied.map(column => [column, task[column] ?? 0])),
      ...finished,
      ...result,
      STATUS: good ? 'SUCCESS' : 'FAILED',
      FILE_STATUS: good ? 'AVAILABLE' : 'INCOMPLETE',
      ELAPSED_SECONDES: Math.round((end.at - started) / second),
      OUTPUT_RATE_BYTES: rate,
      START_REPLAY_SCN: task.START_SCN ?? 0,
      START_REPLAY_SCN_DISPLAY: started,
      MIN_RESTORE_SCN: good ? endScn : 0,
      MIN_RESTORE_SCN_DISPLAY: good ? displayTime(Number(endScn / 1000n)) : '',
      CONSISTENT_SCN: task.USER_LS_START_SCN ?? 0,
    });
    add(taskMoves, 'put', 'TASK_HISTORY', { ...task, ...taskEnd, ...finished });
    add(taskMoves, 'remove', 'TASKS', taskKey);
    for (const stream of streams) {
      const key = { task_id: ids.taskId, ls_id: stream.lsId };
      add(taskMoves, 'remove', 'LS_TASKS', key);
      add(taskMoves, 'remove', 'SCHEDULE_TASKS', key);
    }
  }
  add(jobEnds, 'change', 'JOBS', { ...jobKey, ...result, STATUS: end.outcome });
  add(jobMoves, 'put', 'JOB_HISTORY', { ...lastRow(before, 'JOBS'), ...result, STATUS: end.outcome });
  add(jobMoves, 'remove', 'JOBS', jobKey);
  return { steps, gone: jobMoves };
}
