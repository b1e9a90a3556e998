import type { Instant } from '../row.ts';
import { type CounterStep, keptSteps, secondsBetween, type Throughput } from '../throughput.ts';
import { clamp, type Guess, quantile } from './guess.ts';

/** A step as numbers: seconds and units since the first picture. */
interface Point {
  readonly at: number;
  readonly units: number;
}

/** What follows from the steps of a task alone: it changes with a step, and not with every picture. */
export interface StepHabit {
  readonly steps: readonly CounterStep[];
  readonly points: readonly Point[];
  /** Whether the phase began with the first picture; else it was under way when that was read. */
  readonly sawBegin: boolean;
  /** Seconds until the first real file was done, or what stands for them. */
  readonly firstTook: number;
  /**
   * How unevenly steps come, 0 to 1. With one log stream a bigger file takes longer; with several the gaps between
   * steps have nothing to do with the sizes of the files, and which log stream will end last cannot be known.
   */
  readonly uneven: number;
}

/** What is known of a task's log streams where its steps do not show them. */
export interface Watched {
  readonly sawBegin: boolean;
  /** How many log streams of users there are, null where nobody knows. */
  readonly streams: number | null;
  /** Seconds between two pictures. */
  readonly interval: number;
}

const leastSteps = 4;
/** A guess needs this many times the time that the first file took. */
const leastFirstSteps = 2.5;
/** Where the begin was not seen, this many gaps stand for the first file. */
const gapsForFirst = 3;
/**
 * The system log stream finishes a handful of blocks at once: smaller than this part of the third quartile is no file. (The
 * largest step may be all that went on while nothing was read.)
 */
const realStep = 0.25;

/** A step with the blocks and the seconds it took. */
interface MeasuredStep {
  readonly at: number;
  readonly size: number;
  readonly gap: number;
}

function pointsOf({ steps, firstSeen, firstUnits }: Throughput): readonly Point[] {
  return steps.map(step => ({
    at: secondsBetween(firstSeen, step.at),
    units: Number(step.units - firstUnits),
  }));
}

/** The steps with the size and the gap of each; the first one's are known only where the begin was seen. */
function measuredSteps(points: readonly Point[], sawBegin: boolean): readonly MeasuredStep[] {
  const from: readonly Point[] = sawBegin ? [{ at: 0, units: 0 }, ...points] : points;
  const measured = from.slice(1).map((point, index) => {
    const before = from[index] ?? point;
    return { at: point.at, size: point.units - before.units, gap: point.at - before.at };
  });
  const sizes = measured.map(({ size }) => size);
  const file = quantile(sizes, 0.75);
  return measured.filter(({ size, gap }) => size > 0 && gap > 0 && size >= realStep * file);
}

/** From this number of steps on, they show whether one log stream is at work or several. */
const stepsForStreams = 6;
const beforeThat = 0.6;
/** Steps less than this many pictures or seconds apart merge in a picture: they do not show how many streams there are. */
const [mergedPictures, mergedGap] = [3, 6];
/** Third quartile of how far speeds of steps are from their median: one log stream has up to 0.25, several from 0.45 on. */
const [oneStream, severalStreams] = [0.25, 0.45];

function unevenness(steps: readonly MeasuredStep[], { streams, interval }: Watched): number {
  if (streams !== null) return streams <= 1 ? 0 : 1;
  if (steps.length < stepsForStreams) return beforeThat;
  const meanGap = steps.reduce((sum, { gap }) => sum + gap, 0) / steps.length;
  if (meanGap < Math.max(mergedGap, mergedPictures * interval)) return 1;
  const speeds = steps.map(({ size, gap }) => Math.log(size / gap));
  const median = quantile(speeds, 0.5);
  const third = quantile(
    speeds.map(speed => Math.abs(speed - median)),
    0.75,
  );
  return clamp((third - oneStream) / (severalStreams - oneStream), 0, 1);
}

/** What follows from the steps alone. */
export function habitOf(throughput: Throughput, watched: Watched): StepHabit {
  const { steps } = throughput;
  const { sawBegin } = watched;
  const points = pointsOf(throughput);
  // Of very many the first are not kept, and what the oldest kept one took is not known any more.
  const measured = measuredSteps(points, sawBegin && steps.length < keptSteps);
  return {
    steps,
    points,
    sawBegin,
    firstTook: sawBegin ? (measured[0]?.at ?? 0) : gapsForFirst * gapOf(points),
    uneven: unevenness(measured, watched),
  };
}

/** The mean gap between two steps, in seconds. */
function gapOf(points: readonly Point[]): number {
  const [first, last] = [points[0], points.at(-1)];
  return first === undefined || last === undefined ? 0 : (last.at - first.at) / (points.length - 1);
}

/** Recent steps weigh more: the memory is this part of the time seen, and a minute at least. */
const [memoryShare, leastMemory] = [0.3, 60];

/** Units a second by a line through the tops of the stairs, recent ones weighing more; null where it does not rise. */
function recentSpeed(points: readonly Point[], now: number): number | null {
  const memory = Math.max(leastMemory, memoryShare * now);
  let [sum, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  for (const { at, units } of points) {
    const x = at - now;
    const weight = Math.exp(x / memory);
    sum += weight;
    sumX += weight * x;
    sumY += weight * units;
    sumXX += weight * x * x;
    sumXY += weight * x * units;
  }
  const slope = (sum * sumXY - sumX * sumY) / (sum * sumXX - sumX * sumX);
  return slope > 0 && Number.isFinite(slope) ? slope : null;
}

/** With several log streams the slowest ends later than an even finish, by more and more the nearer the end is. */
const [tailAtOnce, tailExponent, tailLeast] = [0.2, -0.27, 0.004];
/** Of the time so far, for what no counter shows: the index at the end of the phase. */
const indexShare = 0.01;

function spreadOf(uneven: number, steps: number): number {
  const ofStreams = uneven < 0.2 ? 0.15 : 1;
  return Math.sqrt(0.16 * ofStreams + (steps + 1) ** -1.5);
}

/**
 * How long the rest takes by the counters of the task's row alone; null until enough was seen. The speed is the mean of
 * that of the whole run and of the recent steps; a step that is overdue lowers both.
 * @param total how many units there are in all
 */
export function guessByTaskRow(
  throughput: Throughput,
  { points, sawBegin, firstTook, uneven }: StepHabit,
  total: bigint,
  now: Instant,
): Guess | null {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < leastSteps) return null;
  const time = secondsBetween(throughput.firstSeen, now);
  const gap = gapOf(points);
  if (!(gap > 0) || time < leastFirstSteps * firstTook) return null;
  const overdue = Math.max(0, time - last.at - 2 * gap);
  const from = sawBegin ? { at: 0, units: 0 } : first;
  const overall = (last.units - from.units) / (last.at - from.at + overdue);
  if (!(overall > 0)) return null;
  const line = overdue > 0 ? [...points, { at: time, units: last.units }] : points;
  const speed = Math.sqrt(overall * (recentSpeed(line, time) ?? overall));
  const left = Math.max(0, Number(total - throughput.last.units));
  const underWay = Math.min(speed * Math.min(time - last.at, gap), left / 2);
  const rest = left - underWay;
  const tail =
    (1 + tailAtOnce * uneven) *
    Math.max(rest / Math.max(1, Number(total)), tailLeast) ** (tailExponent * uneven);
  return { seconds: (tail * rest) / speed + indexShare * time, spread: spreadOf(uneven, points.length) };
}
