import { quantile } from './guess.ts';
import { firstFileOf, type LogStreamRuns, type StreamRun, type StreamStep } from './log-stream-steps.ts';

/** How fast a log stream goes, in blocks a second. */
export interface StreamSpeeds {
  /** Over the whole run, without most of the time in which nothing moved. */
  readonly mean: number;
  readonly recent: number;
  /** How far the speeds are apart that its steps show, as a logarithm. */
  readonly apart: number;
}

/** A log stream that began later than this many first files, and so much slower per block until then, was queued first. */
const [queuedAfter, queuedSlowness] = [2.2, 2.5];
/** From this number of steps on the recent ones have a speed of their own. */
export const stepsForRecent = 4;
const [recentShare, recentLeast] = [0.4, 3];
/** A step may be overdue by half a gap before the speed sinks. */
const lateAfter = 1.5;
/** Of a step that took longer than this many times the usual, the rest was a pause: it is over, and not for each file. */
const pauseAfter = 4;

/** The moment a log stream's speed is measured from; null where there is none yet. */
function startOf(
  { first, steps }: StreamRun,
  sawBegin: boolean,
  firstFile: number | null,
  hasQueue: boolean,
): StreamStep | null {
  const [step, last] = [steps[0], steps.at(-1)];
  if (step === undefined || last === undefined) return null;
  if (!sawBegin) return last === step ? null : step;
  const start = { at: 0, finished: first.finished };
  if (firstFile === null || step.at <= queuedAfter * firstFile) return start;
  if (last === step) return hasQueue ? null : start;
  const ofFirst = step.at / Math.max(1, step.finished - start.finished);
  const ofRest = (last.at - step.at) / Math.max(1, last.finished - step.finished);
  return ofFirst > queuedSlowness * ofRest ? step : start;
}

/** Seconds a block usually takes, and the seconds in which nothing moved. */
function usualOf(steps: readonly StreamStep[]): { readonly perBlock: number; readonly paused: number } {
  const taken = steps.slice(1).map((step, index) => {
    const before = steps[index] ?? step;
    return { seconds: step.at - before.at, blocks: step.finished - before.finished };
  });
  const perBlock = quantile(
    taken.map(({ seconds, blocks }) => seconds / blocks),
    0.5,
  );
  const paused = taken.reduce(
    (sum, { seconds, blocks }) => sum + Math.max(0, seconds - pauseAfter * perBlock * blocks),
    0,
  );
  return { perBlock, paused };
}

/** How fast a log stream goes that is open; null before it has moved. */
export function speedsOf(stream: StreamRun, runs: LogStreamRuns, now: number): StreamSpeeds | null {
  const { steps, server } = stream;
  const { sawBegin, threads } = runs;
  const hasQueue = Number.isFinite(threads.get(server) ?? Number.POSITIVE_INFINITY);
  const [start, last] = [startOf(stream, sawBegin, firstFileOf(server, runs), hasQueue), steps.at(-1)];
  if (start === null || last === undefined) return null;
  const later = steps.filter(step => step.at > start.at);
  const gap = (last.at - start.at) / Math.max(1, later.length);
  const overdue = Math.max(0, now - last.at - lateAfter * gap);
  const speedFrom = (from: StreamStep, without = 0) =>
    (last.finished - from.finished) / (last.at - from.at + overdue - without);
  const { perBlock, paused } = usualOf([start, ...later]);
  const whole = speedFrom(start);
  const few = Math.max(recentLeast, Math.round(recentShare * steps.length));
  const from = steps.length < stepsForRecent ? undefined : steps[steps.length - 1 - few];
  const recent = from === undefined ? speedFrom(start, paused) : speedFrom(from);
  const shown = [whole, recent, 1 / perBlock].map(Math.log);
  return { mean: speedFrom(start, paused), recent, apart: Math.max(...shown) - Math.min(...shown) };
}
