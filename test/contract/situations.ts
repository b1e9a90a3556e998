import { endedJobRow, endedTaskRow, jobRow, taskRow } from '../fixtures/rows.ts';
import type { Generation } from './generations.ts';
import type { Stage } from './servers/stage.ts';
import type { ViewName } from './servers/views.ts';

import {
  always,
  counters,
  counting,
  ended,
  half,
  hasStatus,
  inStatus,
  lastOf,
  logFiles,
  noLogCount,
  notRequested,
  over,
  running,
  type Situation,
  waiting,
  whole,
  withLog,
} from './situation.ts';

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
