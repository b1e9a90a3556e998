import type { Job } from '../job.ts';
import type { LogStreamTask } from '../log-stream.ts';
import { countsIn, phaseOf } from '../phase.ts';
import type { PhaseTimes } from '../phase-times.ts';
import type { PreviousRun } from '../previous-run.ts';
import type { Instant } from '../row.ts';
import type { Task } from '../task.ts';
import { secondsBetween, type Throughput } from '../throughput.ts';
import { guessByLogStreams } from './by-log-streams.ts';
import {
  blended,
  type Distrust,
  guessByPreviousRun,
  guessJob,
  guessJobAfterData,
} from './by-previous-run.ts';
import { guessByTaskRow, habitOf, type StepHabit } from './by-task-row.ts';
import type { CalmPace } from './calm.ts';
import type { Guess } from './guess.ts';
import { type LogStreamRuns, noteLogStreams } from './log-stream-steps.ts';
import { rangeOnly, type ShownTimeLeft, showTimeLeft } from './time-left.ts';

/**
 * What the end of the data is guessed from: the counters of the task's row, those of its log streams, or the last backup
 * of the type alone.
 */
export type DataEndSource = 'task_row' | 'log_streams' | 'previous_run';

/** What is known of how long a task takes yet, with what later pictures need of it. */
export interface TimeLeftSeen {
  /** To the end of the data, of the log, of the whole job. */
  readonly data: ShownTimeLeft | null;
  /** Null where nothing is guessed. */
  readonly dataBy: DataEndSource | null;
  readonly log: ShownTimeLeft | null;
  readonly job: ShownTimeLeft | null;
  /** The last backup of the type; null where there is none or it was never read. */
  readonly past: PreviousRun | null;
  readonly runs: LogStreamRuns | null;
  /** How many log streams of users there are; null where their rows were never read. */
  readonly streams: number | null;
  /** Of the steps of its counters, kept until the next one. */
  readonly habit: StepHabit | null;
}

/** One more picture of a running task. */
export interface TaskSight {
  readonly task: Task;
  readonly job: Job | null;
  readonly at: Instant;
  readonly throughput: Throughput | null;
  readonly phases: PhaseTimes;
  /** The rows of its log streams; undefined where the picture did not ask for them. */
  readonly logStreams: readonly LogStreamTask[] | undefined;
  /** Undefined where the picture did not ask for it. */
  readonly past: PreviousRun | null | undefined;
  readonly totalsAreReal: boolean;
  /** Seconds between two pictures. */
  readonly interval: number;
}

/** What a source of guesses means for how it is shown and how it is weighed against the past. */
interface Source {
  readonly name: DataEndSource;
  readonly pace: CalmPace;
  readonly distrust: Distrust;
}

/** Counters of the task alone usually promise too little, so a past that is longer is believed more. */
const taskRow: Source = {
  name: 'task_row',
  pace: { riseFactor: 1.6, fall: 2 },
  distrust: { whenShorter: 0.25, whenLonger: 1 },
};
const logStreamRows: Source = {
  name: 'log_streams',
  pace: { riseFactor: 1.5, fall: 6 },
  distrust: { whenShorter: 4, whenLonger: 4 },
};

/** Rows of log streams are used for this many seconds after they were read. */
const rowsFreshFor = 60;
/** The rows must add up to the task's own total, within this factor: they are bounded, and count phases apart in places. */
const rowsAgreeWithin = 1.3;

function agree({ streams }: LogStreamRuns, total: bigint): boolean {
  const sum = streams.reduce((all, stream) => all + stream.total, 0);
  const ratio = sum / Math.max(1, Number(total));
  return ratio < rowsAgreeWithin && ratio > 1 / rowsAgreeWithin;
}

const systemLogStream = '1';

function userStreams({ streams }: LogStreamRuns): number {
  return streams.filter(({ id }) => id !== systemLogStream).length;
}

/** A guess of the end of the data with where it is from. */
interface DataGuess {
  readonly guess: Guess;
  readonly asLastTime: boolean;
  readonly source: Source;
}

type Known = Pick<TimeLeftSeen, 'past' | 'runs' | 'streams' | 'habit'>;

function sawBeginOf({ phases, throughput }: TaskSight): boolean {
  const span = phases.at(-1);
  return span !== undefined && throughput !== null && span.sawBegin && span.from === throughput.firstSeen;
}

function guessData(sight: TaskSight, { past, runs, habit }: Known): DataGuess | null {
  const { task, at, throughput } = sight;
  const counted = countsIn(task.status.text) === 'data';
  const { total } = task.macroBlocks;
  const byPast = guessByPreviousRun(past, task.startedAt, counted ? total : null, at);
  const onlyPast = byPast === null ? null : { guess: byPast, asLastTime: true, source: taskRow };
  if (!counted || throughput === null) return onlyPast;
  const areFresh = runs !== null && secondsBetween(runs.readAt, at) <= rowsFreshFor && agree(runs, total);
  const byRows = areFresh ? guessByLogStreams(runs, at) : null;
  const source = byRows === null ? taskRow : logStreamRows;
  const guess = byRows ?? (habit === null ? null : guessByTaskRow(throughput, habit, total, at));
  if (guess === null) return onlyPast;
  if (byPast === null || task.startedAt === null || guess.seconds <= 0 || guess.spread <= 0) {
    return { guess, asLastTime: false, source };
  }
  const elapsed = secondsBetween(task.startedAt, at);
  return { guess: blended(guess, byPast, elapsed, source.distrust), asLastTime: false, source };
}

/** Rows first read after the phase began stand for all of it as long as none has moved. */
function noneMoved(rows: readonly LogStreamTask[]): boolean {
  return rows.every(({ macroBlocks }) => macroBlocks.finished === 0n);
}

function knownAfter(before: TimeLeftSeen | null, sight: TaskSight): Known {
  const { task, at, throughput, logStreams } = sight;
  const past = sight.past === undefined ? (before?.past ?? null) : sight.past;
  const counted = before?.streams ?? null;
  if (throughput === null || countsIn(task.status.text) !== 'data') {
    return { past, runs: null, streams: counted, habit: habitAfter(before, counted, sight) };
  }
  const had = before?.runs ?? null;
  const fromBegin = sawBeginOf(sight) && logStreams !== undefined && noneMoved(logStreams);
  const runs =
    logStreams === undefined ? had : noteLogStreams(had, logStreams, at, throughput.firstSeen, fromBegin);
  const streams = runs === null ? counted : userStreams(runs);
  return { past, runs, streams, habit: habitAfter(before, streams, sight) };
}

function habitAfter(before: TimeLeftSeen | null, streams: number | null, sight: TaskSight): StepHabit | null {
  const { throughput, interval } = sight;
  if (throughput === null) return null;
  const kept = before?.habit ?? null;
  const isSame = kept?.steps === throughput.steps && before?.streams === streams;
  return isSame ? kept : habitOf(throughput, { sawBegin: sawBeginOf(sight), streams, interval });
}

function showData(before: ShownTimeLeft | null, found: DataGuess | null, known: Known, sight: TaskSight) {
  const { at, throughput } = sight;
  const elapsed = throughput === null ? 0 : secondsBetween(throughput.firstSeen, at);
  if (found === null) return null;
  const { guess, asLastTime, source } = found;
  const byRow = source === taskRow;
  const basis = {
    asLastTime,
    pace: source.pace,
    elapsed,
    mayBeSoon: true,
    keepsNoPoint: byRow,
    mayBeLate: byRow,
  };
  // All log streams are done: what was shown until now is no measure any more.
  const shown = showTimeLeft(guess.spread === 0 ? null : before, guess, at, basis);
  const again = known.runs?.laterTurn === true && known.runs.streams.some(({ done }) => !done);
  return shown !== null && again ? { ...shown, left: { kind: 'second_turn' } as const } : shown;
}

function showLog(before: ShownTimeLeft | null, { habit }: Known, sight: TaskSight): ShownTimeLeft | null {
  const { task, at, throughput } = sight;
  if (phaseOf(task.status.text) !== 'log' || throughput === null || habit === null) return null;
  const total = task.logFiles?.total ?? 0n;
  if (total <= 0n) return null;
  return showTimeLeft(before, guessByTaskRow(throughput, habit, total, at), at, {
    asLastTime: false,
    pace: taskRow.pace,
    elapsed: secondsBetween(throughput.firstSeen, at),
    mayBeSoon: true,
  });
}

/** The end of the job is estimated only from an earlier one with the same PLUS_ARCHIVELOG. */
function showJob(
  before: ShownTimeLeft | null,
  found: DataGuess | null,
  data: ShownTimeLeft | null,
  past: PreviousRun | null,
  sight: TaskSight,
): ShownTimeLeft | null {
  const { task, job, at } = sight;
  if (past === null || past.parts === null || job === null) return null;
  if (job.plusArchivelog === null || job.plusArchivelog !== past.plusArchivelog) return null;
  const isAfter = countsIn(task.status.text) === 'after_data';
  const dataEnd = task.endScn / 1000n;
  const basis = { asLastTime: false, elapsed: 0, mayBeSoon: false };
  if (isAfter && dataEnd > 0n && dataEnd <= at) {
    const guess = guessJobAfterData(past.parts.later, dataEnd, at);
    return showTimeLeft(before, guess, at, { ...basis, pace: taskRow.pace });
  }
  // Where even a range of the data would not hold, as while a log stream is tried again, one of the job would not either.
  const dataLeft = data?.left ?? null;
  if (isAfter || found === null || dataLeft === null || dataLeft.kind === 'second_turn') return null;
  const { guess, asLastTime, source } = found;
  const { seconds, spread } = guessJob(guess, past.parts.later);
  // Next to a range for the data, a single figure for the job would look more certain than it is.
  const atLeast = dataLeft.kind === 'range' ? rangeOnly : 0;
  return showTimeLeft(before, { seconds, spread: Math.max(spread, atLeast) }, at, {
    ...basis,
    asLastTime,
    pace: source.pace,
    keepsNoPoint: source === taskRow,
  });
}

/** What is known of the time left after one more picture of a running task. */
export function noteTimeLeft(before: TimeLeftSeen | null, sight: TaskSight): TimeLeftSeen {
  const { task, totalsAreReal } = sight;
  const known = knownAfter(before, sight);
  if (countsIn(task.status.text) === null || !totalsAreReal) {
    return { ...known, data: null, dataBy: null, log: null, job: null };
  }
  const found = countsIn(task.status.text) === 'after_data' ? null : guessData(sight, known);
  const data = showData(before?.data ?? null, found, known, sight);
  const log = showLog(before?.log ?? null, known, sight);
  // With the log copied the job is done: its own files are a better measure of that than an earlier job.
  const job = log === null ? showJob(before?.job ?? null, found, data, known.past, sight) : null;
  const by = found === null || found.asLastTime ? 'previous_run' : found.source.name;
  return { ...known, data, dataBy: data === null ? null : by, log, job };
}

/** What a single picture allows: an estimate from the last backup. */
export function timeLeftAtFirstSight(
  of: Pick<TaskSight, 'task' | 'job' | 'past' | 'totalsAreReal'>,
  at: Instant,
): TimeLeftSeen {
  return noteTimeLeft(null, { ...of, at, throughput: null, phases: [], logStreams: undefined, interval: 0 });
}
