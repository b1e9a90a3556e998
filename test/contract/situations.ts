// What a DBA may find a backup in, as rows of the views, and what is to be said of it. Tests of the reader, of
// screens and of reports share this table.
import type { PhaseId } from '../../source/backup/phase.ts';
import type { DataProgress, LogProgress } from '../../source/backup/progress.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow } from '../fixtures/rows.ts';
import type { Generation, Mode } from './generations.ts';
import type { Row, Stage } from './servers/stage.ts';
import type { ViewName } from './servers/views.ts';

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

const always = () => true;
const hasStatus = (status: string) => (generation: Generation) => generation.statuses.includes(status);
const withLog = { PLUS_ARCHIVELOG: 'ON' };
const notRequested: LogProgress = { state: 'not_requested' };
const waiting: LogProgress = { state: 'waiting' };

/** Counters as this generation's kernel has them: before 4.2.1 BP3 totals follow what is finished. */
function blocksIn(generation: Generation, finished: number, total: number) {
  const real = generation.progress.sys !== 'nowhere';
  return { finished: BigInt(finished), total: BigInt(real ? total : finished) };
}

function counters(generation: Generation, finished: number, total: number, percent: string): Row {
  const blocks = blocksIn(generation, finished, total);
  return {
    TABLET_COUNT: generation.progress.sys === 'nowhere' ? '412' : '668',
    MACRO_BLOCK_COUNT: String(blocks.total),
    FINISH_MACRO_BLOCK_COUNT: String(blocks.finished),
    DATA_PROGRESS: percent,
  };
}

/** The data of a task in its data phase: a percentage, or the reason why there is none. */
function running(generation: Generation, finished: number, total: number, hundredths: number): DataProgress {
  if (generation.progress.sys === 'nowhere') {
    return { state: 'unknowable', why: 'totals_follow_finished', finished: BigInt(finished) };
  }
  return { state: 'running', hundredths, blocks: blocksIn(generation, finished, total) };
}

/** The data of a task that has gone on to later phases. */
function over(generation: Generation, finished: number, total: number, hundredths: number): DataProgress {
  const known = generation.progress.sys !== 'nowhere';
  return {
    state: 'finished',
    hundredths: known ? hundredths : null,
    blocks: blocksIn(generation, finished, total),
  };
}

const lastOf = (statuses: readonly string[]) => statuses.at(-1) ?? '';

/** A running task in this status. */
function inStatus(
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
function ended(
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

const counting = (finished: number, total: number) => (generation: Generation) =>
  ({ state: 'counting', blocks: blocksIn(generation, finished, total) }) as const;
const half = { finished: 41, total: 82, percent: '50.00' };
const whole = { finished: 82, total: 82, percent: '100.00' };
const logFiles = (finished: number, total: number, percent: string): Row => ({
  LOG_FILE_COUNT: String(total),
  FINISH_LOG_FILE_COUNT: String(finished),
  LOG_PROGRESS: percent,
});
const noLogCount = (counted: LogProgress) => (generation: Generation) =>
  generation.logIsCounted ? counted : ({ state: 'uncounted' } as const);

/** Every situation; a test puts each as a job of its own. */
export const situations: readonly Situation[] = [
  {
    name: 'INIT, no task yet',
    happensIn: always,
    rows: () => ({ JOBS: jobRow(0, { STATUS: 'INIT' }) }),
    expected: () => ({ job: 'running', task: null }),
  },
  {
    name: 'failed in INIT, no task ever',
    happensIn: always,
    rows: () => ({ JOB_HISTORY: endedJobRow(0, { STATUS: 'FAILED', RESULT: '-9040' }) }),
    expected: () => ({ job: 'failed', task: null, code: -9040 }),
  },
  inStatus('task begins', 'INIT', { phase: 'start', data: () => ({ state: 'not_begun' }) }),
  inStatus('system meta', 'BACKUP_SYS_META', { phase: 'system_meta', data: counting(0, 0) }),
  inStatus('user meta, totals grow', 'BACKUP_USER_META', {
    total: 30,
    phase: 'user_meta',
    data: counting(0, 30),
  }),
  inStatus('meta finish', 'BACKUP_META_FINISH', {
    happensIn: hasStatus('BACKUP_META_FINISH'),
    total: 82,
    phase: 'meta_finish',
    data: counting(0, 82),
  }),
  inStatus('data, first of its statuses', generation => generation.dataStatuses[0] ?? '', {
    total: 82,
    phase: 'data',
    data: generation => running(generation, 0, 82, 0),
  }),
  inStatus('data, half', generation => lastOf(generation.dataStatuses), {
    ...half,
    phase: 'data',
    data: generation => running(generation, 41, 82, 5000),
  }),
  inStatus('data, half, log asked for', generation => lastOf(generation.dataStatuses), {
    ...half,
    job: withLog,
    phase: 'data',
    data: generation => running(generation, 41, 82, 5000),
    log: () => waiting,
  }),
  inStatus('data, all blocks done', generation => lastOf(generation.dataStatuses), {
    ...whole,
    phase: 'data',
    data: generation => running(generation, 82, 82, 9999),
  }),
  inStatus('data, more than was counted', generation => lastOf(generation.dataStatuses), {
    finished: 83,
    total: 82,
    percent: '99.99',
    phase: 'data',
    data: generation => running(generation, 83, 82, 9999),
  }),
  inStatus('fuse tablet meta', 'BACKUP_FUSE_TABLET_META', {
    ...whole,
    happensIn: hasStatus('BACKUP_FUSE_TABLET_META'),
    phase: 'fuse_meta',
    data: generation => over(generation, 82, 82, 10_000),
  }),
  ...['DISABLE_SS_GC', 'WAIT_SS_CLOG_CHECKPOINT', 'SS_WAIT_LS_CONSISTENCY'].map(status =>
    inStatus(`shared storage, ${status}`, status, {
      happensIn: hasStatus(status),
      phase: 'start',
      data: () => ({ state: 'not_begun' }),
    }),
  ),
  inStatus('shared storage, after the data', 'ENABLE_SS_GC', {
    ...whole,
    happensIn: hasStatus('ENABLE_SS_GC'),
    phase: 'fuse_meta',
    data: generation => over(generation, 82, 82, 10_000),
  }),
  inStatus('prepares the log', 'PREPARE_BACKUP_LOG', {
    ...whole,
    happensIn: hasStatus('PREPARE_BACKUP_LOG'),
    phase: 'wait_archive',
    data: generation => over(generation, 82, 82, 10_000),
  }),
  inStatus('waits for the archive', 'BEFORE_BACKUP_LOG', {
    ...whole,
    happensIn: hasStatus('BEFORE_BACKUP_LOG'),
    job: withLog,
    phase: 'wait_archive',
    data: generation => over(generation, 82, 82, 10_000),
    log: () => waiting,
  }),
  inStatus('log, half', 'BACKUP_LOG', {
    ...whole,
    job: withLog,
    task: logFiles(3, 6, '50.00'),
    phase: 'log',
    data: generation => over(generation, 82, 82, 10_000),
    log: noLogCount({ state: 'running', hundredths: 5000, files: { finished: 3n, total: 6n } }),
  }),
  inStatus('log, all files done', 'BACKUP_LOG', {
    ...whole,
    job: withLog,
    task: logFiles(6, 6, '100.00'),
    phase: 'log',
    data: generation => over(generation, 82, 82, 10_000),
    log: noLogCount({ state: 'running', hundredths: 9999, files: { finished: 6n, total: 6n } }),
  }),
  inStatus('log, nothing to copy', 'BACKUP_LOG', {
    ...whole,
    job: withLog,
    phase: 'log',
    data: generation => over(generation, 82, 82, 10_000),
    log: noLogCount({ state: 'nothing_to_copy' }),
  }),
  inStatus('finalises without log', 'BACKUP_LOG', {
    ...whole,
    phase: 'log',
    data: generation => over(generation, 82, 82, 10_000),
  }),
  inStatus('data stopped short of its count', 'BACKUP_LOG', {
    finished: 80,
    total: 82,
    percent: '97.56',
    phase: 'log',
    data: generation => over(generation, 80, 82, 9756),
  }),
  inStatus('a status of a later release', 'BACKUP_QUANTUM_META', {
    ...half,
    phase: null,
    data: () => ({ state: 'unknowable', why: 'unknown_status', finished: 41n }),
  }),
  inStatus('is being cancelled', 'CANCELING', {
    ...half,
    job: { STATUS: 'CANCELING' },
    phase: null,
    data: () => ({ state: 'unknowable', why: 'canceling', finished: 41n }),
  }),
  {
    name: 'ended, rows still live',
    happensIn: always,
    rows: generation => ({
      JOBS: endedJobRow(0),
      TASKS: taskRow(0, { STATUS: 'COMPLETED', ...counters(generation, 82, 82, '100.00') }),
    }),
    expected: () => ({
      job: 'completed',
      task: { phase: null, data: { state: 'ended', outcome: 'completed' }, log: notRequested },
    }),
  },
  {
    name: 'task moved to history, job not yet',
    happensIn: always,
    rows: () => ({ JOBS: jobRow(0, withLog), TASK_HISTORY: endedTaskRow(0) }),
    expected: () => ({
      job: 'running',
      task: { phase: null, data: { state: 'ended', outcome: 'completed' }, log: { state: 'done' } },
    }),
  },
  ended('completed', 'COMPLETED', { log: notRequested, code: 0 }),
  ended('completed with log', 'COMPLETED', { job: withLog, log: { state: 'done' } }),
  ended('failed, counters look whole', 'FAILED', {
    job: { RESULT: '-4012' },
    log: notRequested,
    code: -4012,
  }),
  ended('failed, code without sign', 'FAILED', { job: { RESULT: '9086' }, log: notRequested, code: -9086 }),
  ended('failed with log', 'FAILED', { job: withLog, log: { state: 'ended', outcome: 'failed' } }),
  ended('cancelled', 'CANCELED', { job: { RESULT: '-4072' }, log: notRequested, code: -4072 }),
  ended('INC that became FULL', 'COMPLETED', {
    job: { BACKUP_TYPE: 'FULL', DESCRIPTION: 'asked for INC' },
    log: notRequested,
    type: 'full',
  }),
  ended('type D of old samples', 'COMPLETED', { job: { BACKUP_TYPE: 'D' }, log: notRequested, type: 'full' }),
  ended('type I of old samples', 'COMPLETED', { job: { BACKUP_TYPE: 'I' }, log: notRequested, type: 'inc' }),
];

/** Puts a situation's rows as the job with this number. */
export async function putSituation(
  stage: Pick<Stage, 'put'>,
  situation: Situation,
  generation: Generation,
  tenantId: bigint,
  jobId: number,
): Promise<void> {
  for (const [view, row] of Object.entries(situation.rows(generation))) {
    const id = String(jobId);
    const named = view.startsWith('TASK') ? { TASK_ID: id, JOB_ID: id } : { JOB_ID: id };
    await stage.put(view as ViewName, tenantId, { ...row, ...named, BACKUP_SET_ID: id });
  }
}
