// One situation of a backup, and makers of those that have much in common.
import type { PhaseId } from '../../source/backup/phase.ts';
import type { DataProgress, LogProgress } from '../../source/backup/progress.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow } from '../fixtures/rows.ts';
import type { Generation, Mode } from './generations.ts';
import type { Row } from './servers/stage.ts';

/** What is to be said of a situation. */
export interface Expected {
  /** Of the job: running, or how it ended. */
  readonly job: 'running' | 'completed' | 'failed' | 'canceled';
  readonly type?: 'full' | 'inc' | 'other';
  /** Of the task; null where the job has none. */
  readonly task: {
    /** The phase of a running task; null for one that has ended, winds down or is in an unknown status. */
    readonly phase: PhaseId | null;
    readonly data: DataProgress;
    readonly log: LogProgress;
  } | null;
  /** The kernel's code, whatever sign the server gives it. */
  readonly code?: number;
}

/** Rows of one job, its JOB_ID, TASK_ID and BACKUP_SET_ID left to whoever puts them. */
export type SituationRows = Partial<Record<'JOBS' | 'JOB_HISTORY' | 'TASKS' | 'TASK_HISTORY', Row>>;

/** One situation. */
export interface Situation {
  readonly name: string;
  /** Whether a kernel of this generation gets there. */
  readonly happensIn: (generation: Generation) => boolean;
  readonly rows: (generation: Generation) => SituationRows;
  readonly expected: (generation: Generation, mode: Mode) => Expected;
}

export const always = () => true;
export const hasStatus = (status: string) => (generation: Generation) => generation.statuses.includes(status);
export const withLog = { PLUS_ARCHIVELOG: 'ON' };
export const notRequested: LogProgress = { state: 'not_requested' };
export const waiting: LogProgress = { state: 'waiting' };

/** Counters as this generation's kernel has them: before 4.2.1 BP3 totals follow what is finished. */
function blocksIn(generation: Generation, finished: number, total: number) {
  const real = generation.progress.sys !== 'nowhere';
  return { finished: BigInt(finished), total: BigInt(real ? total : finished) };
}

export function counters(generation: Generation, finished: number, total: number, percent: string): Row {
  const blocks = blocksIn(generation, finished, total);
  return {
    TABLET_COUNT: generation.progress.sys === 'nowhere' ? '412' : '668',
    MACRO_BLOCK_COUNT: String(blocks.total),
    FINISH_MACRO_BLOCK_COUNT: String(blocks.finished),
    DATA_PROGRESS: percent,
  };
}

/** The data of a task in its data phase: a percentage, or the reason why there is none. */
export function running(
  generation: Generation,
  finished: number,
  total: number,
  hundredths: number,
): DataProgress {
  if (generation.progress.sys === 'nowhere') {
    return { state: 'unknowable', why: 'totals_follow_finished', finished: BigInt(finished) };
  }
  return { state: 'running', hundredths, blocks: blocksIn(generation, finished, total) };
}

/** The data of a task that has gone on to later phases. */
export function over(
  generation: Generation,
  finished: number,
  total: number,
  hundredths: number,
): DataProgress {
  const known = generation.progress.sys !== 'nowhere';
  return {
    state: 'finished',
    hundredths: known ? hundredths : null,
    blocks: blocksIn(generation, finished, total),
  };
}

export const lastOf = (statuses: readonly string[]) => statuses.at(-1) ?? '';

/** A running task in this status. */
export function inStatus(
  name: string,
  status: string | ((generation: Generation) => string),
  words: {
    readonly happensIn?: Situation['happensIn'];
    readonly job?: Row;
    readonly finished?: number;
    readonly total?: number;
    readonly percent?: string;
    readonly task?: Row;
    readonly phase: PhaseId | null;
    readonly data: (generation: Generation) => DataProgress;
    readonly log?: (generation: Generation) => LogProgress;
  },
): Situation {
  const { finished = 0, total = 0, percent = '0.00' } = words;
  return {
    name,
    happensIn: words.happensIn ?? always,
    rows: generation => ({
      JOBS: jobRow(0, words.job),
      TASKS: taskRow(0, {
        STATUS: typeof status === 'string' ? status : status(generation),
        ...counters(generation, finished, total, percent),
        ...words.task,
      }),
    }),
    expected: generation => ({
      job: 'running',
      task: {
        phase: words.phase,
        data: words.data(generation),
        log: words.log?.(generation) ?? notRequested,
      },
    }),
  };
}

/** A job that has ended, with its task in the history. */
export function ended(
  name: string,
  status: 'COMPLETED' | 'FAILED' | 'CANCELED',
  given: {
    readonly job?: Row;
    readonly log: LogProgress;
    readonly code?: number;
    readonly type?: 'full' | 'inc';
  },
): Situation {
  const outcome = { COMPLETED: 'completed', FAILED: 'failed', CANCELED: 'canceled' } as const;
  const { log, code, type } = given;
  return {
    name,
    happensIn: always,
    rows: () => ({
      JOB_HISTORY: endedJobRow(0, { STATUS: status, ...given.job }),
      TASK_HISTORY: endedTaskRow(0, { STATUS: status }),
    }),
    expected: () => ({
      job: outcome[status],
      task: { phase: null, data: { state: 'ended', outcome: outcome[status] }, log },
      ...(code === undefined ? {} : { code }),
      ...(type === undefined ? {} : { type }),
    }),
  };
}

export const counting = (finished: number, total: number) => (generation: Generation) =>
  ({ state: 'counting', blocks: blocksIn(generation, finished, total) }) as const;
export const half = { finished: 41, total: 82, percent: '50.00' };
export const whole = { finished: 82, total: 82, percent: '100.00' };
export const logFiles = (finished: number, total: number, percent: string): Row => ({
  LOG_FILE_COUNT: String(total),
  FINISH_LOG_FILE_COUNT: String(finished),
  LOG_PROGRESS: percent,
});
export const noLogCount = (counted: LogProgress) => (generation: Generation) =>
  generation.logIsCounted ? counted : ({ state: 'uncounted' } as const);
