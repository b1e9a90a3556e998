import { hasFailedAttempt, isFinished, type LogStreamTask } from '../log-stream.ts';
import type { Instant } from '../row.ts';
import { secondsBetween } from '../throughput.ts';

/** A moment at which a log stream had moved: seconds since the run was first seen, blocks finished by then. */
export interface StreamStep {
  readonly at: number;
  readonly finished: number;
}

/** What was seen of one log stream in the data phase. */
export interface StreamRun {
  readonly id: string;
  /** ip:port; '' where none works on it. */
  readonly server: string;
  readonly total: number;
  readonly finished: number;
  /** Whether nothing is left of it. */
  readonly done: boolean;
  /** Blocks that were finished when it was first seen, and when that was. */
  readonly first: StreamStep;
  /** Oldest first, bounded. */
  readonly steps: readonly StreamStep[];
}

/** What was seen of the log streams of a task in its data phase. */
export interface LogStreamRuns {
  /** When the phase began, or else the first picture of it. */
  readonly from: Instant;
  readonly sawBegin: boolean;
  readonly readAt: Instant;
  readonly streams: readonly StreamRun[];
  /** The lowest turn seen: a higher one copies again what has moved meanwhile. */
  readonly firstTurn: number;
  /** Whether a log stream is in a later turn. */
  readonly laterTurn: boolean;
  /** By server, how many log streams it works on at a time, where some were seen waiting. */
  readonly threads: ReadonlyMap<string, number>;
}

/** Steps kept of each log stream; of more, the second oldest goes. */
const keptSteps = 64;

const dataTypes: ReadonlySet<string> = new Set([
  'BACKUP_DATA_MINOR',
  'BACKUP_DATA_MAJOR',
  'BACKUP_USER_DATA',
]);
/** MINOR and MAJOR are one phase here: only after the second is a log stream done. */
const minorType = 'BACKUP_DATA_MINOR';
/** Whether nothing is left of a log stream. */
function isDone(task: LogStreamTask): boolean {
  const { type, macroBlocks } = task;
  if (type === minorType || hasFailedAttempt(task)) return false;
  if (isFinished(task)) return true;
  return macroBlocks.total > 0n && macroBlocks.finished >= macroBlocks.total;
}

function streamAfter(before: StreamRun | undefined, row: LogStreamTask, at: number): StreamRun {
  const finished = Number(row.macroBlocks.finished);
  const now = { at, finished };
  const known = before !== undefined && finished >= before.finished ? before : null;
  const first = known?.first ?? now;
  const had = known?.steps ?? [];
  const moved = finished > (had.at(-1)?.finished ?? first.finished);
  const steps = moved ? [...had, now] : had;
  return {
    id: row.lsId.toString(),
    server: row.server === '' ? (known?.server ?? '') : row.server,
    total: Number(row.macroBlocks.total),
    finished,
    done: isDone(row),
    first,
    steps: steps.length > keptSteps ? steps.toSpliced(1, 1) : steps,
  };
}

/** A log stream that had not moved when this many times the first file's time had passed is waiting for a thread. */
const waitsAfter = 2.2;
/** Log streams with less than this part of all blocks say nothing about how fast others are. */
const smallShare = 0.004;

/** Whether a log stream is too small to say how fast the others are. */
export function isSmall(stream: StreamRun, all: readonly StreamRun[]): boolean {
  return stream.total < smallShare * all.reduce((sum, { total }) => sum + total, 0);
}

/** How long a file of full size takes on a server, in seconds, by its quickest first step; null before one was seen. */
export function firstFileOf(
  server: string,
  runs: Pick<LogStreamRuns, 'streams' | 'sawBegin'>,
): number | null {
  const own = runs.streams.filter(stream => stream.server === server && !isSmall(stream, runs.streams));
  const firsts = own.flatMap(({ first, steps: [one, two] }) => {
    const [from, to] = runs.sawBegin ? [{ at: 0, finished: first.finished }, one] : [one, two];
    return from === undefined || to === undefined
      ? []
      : [{ seconds: to.at - from.at, size: to.finished - from.finished }];
  });
  const largest = Math.max(...firsts.map(({ size }) => size));
  return firsts.length === 0
    ? null
    : Math.min(...firsts.map(({ seconds, size }) => (seconds * largest) / size));
}

/** Until a server has made this many steps, it is unknown which of its log streams wait. */
const stepsForThreads = 4;

/** How many log streams each server works on at a time, learnt once from those that had not moved by then. */
function learnThreads(runs: Omit<LogStreamRuns, 'threads'>, known: ReadonlyMap<string, number>) {
  const threads = new Map(known);
  const now = secondsBetween(runs.from, runs.readAt);
  for (const server of new Set(runs.streams.map(stream => stream.server))) {
    const own = runs.streams.filter(stream => stream.server === server);
    const first = threads.has(server) ? null : firstFileOf(server, runs);
    const steps = own.reduce((sum, stream) => sum + stream.steps.length, 0);
    if (first === null || steps < stepsForThreads || now < waitsAfter * first) continue;
    const open = own.filter(stream => !stream.done);
    const waiting = open.filter(({ steps, finished }) => steps.length === 0 && finished === 0);
    const limit = waiting.length === 0 ? Number.POSITIVE_INFINITY : Math.max(1, open.length - waiting.length);
    threads.set(server, limit);
  }
  return threads;
}

/**
 * The log streams after one more picture of them; null where the rows are of another phase.
 * @param from when the data phase began, or was first seen
 */
export function noteLogStreams(
  before: LogStreamRuns | null,
  rows: readonly LogStreamTask[],
  readAt: Instant,
  from: Instant,
  sawBegin: boolean,
): LogStreamRuns | null {
  const own = rows.filter(row => dataTypes.has(row.type) && row.macroBlocks.total > 0n);
  if (own.length === 0) return null;
  const same = before !== null && before.readAt <= readAt ? before : null;
  const start = same?.from ?? from;
  const known = new Map(same?.streams.map(stream => [stream.id, stream]));
  const at = secondsBetween(start, readAt);
  const turns = own.map(({ turnId }) => Number(turnId));
  const firstTurn = Math.min(...turns, same?.firstTurn ?? Number.POSITIVE_INFINITY);
  const runs = {
    from: start,
    sawBegin: same?.sawBegin ?? sawBegin,
    readAt,
    streams: own.map(row => streamAfter(known.get(row.lsId.toString()), row, at)),
    firstTurn,
    laterTurn: turns.some(turn => turn > firstTurn),
  };
  return { ...runs, threads: learnThreads(runs, same?.threads ?? new Map()) };
}
