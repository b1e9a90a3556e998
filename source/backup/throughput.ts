import type { Instant } from './row.ts';

/** A moment at which a task's counters had moved since the picture before. */
export interface Step {
  /** The server's clock. */
  readonly at: Instant;
  readonly bytes: bigint;
  readonly units: bigint;
}

/**
 * How fast a task goes, learnt from successive pictures. The kernel adds to the counters once per finished
 * file of up to 4 GB, so speed is measured from step to step; between two steps nothing is known.
 */
export interface Throughput {
  readonly firstSeen: Instant;
  /** How many were finished then. */
  readonly firstUnits: bigint;
  /** Oldest first, bounded. The first entry is the start of the measure: how long its own file took is not known. */
  readonly steps: readonly Step[];
  readonly last: Step;
  /** Where the steps are heading, smoothed over pictures; null before two steps. */
  readonly trend: Trend | null;
}

/** A straight line: how many units it has at the last picture, and how many more each second. */
export interface Trend {
  readonly units: number;
  readonly perSecond: number;
}

const keptSteps = 360;
/** Speed is smoothed over about this much time, and never over fewer than three gaps between steps. */
const windowMicros = 90_000_000n;
const leastGaps = 3;

/** The throughput after one more picture. `units` are macro blocks in data phases, log files in the log phase. */
export function observe(throughput: Throughput | null, now: Step): Throughput {
  // A task that restarts, or a clock that went back, begins a new measurement.
  if (
    throughput === null ||
    now.units < throughput.last.units ||
    now.bytes < throughput.last.bytes ||
    now.at < throughput.last.at
  ) {
    return { firstSeen: now.at, firstUnits: now.units, steps: [], last: now, trend: null };
  }
  const { firstSeen, firstUnits } = throughput;
  const moved = now.bytes !== throughput.last.bytes || now.units !== throughput.last.units;
  const steps = moved ? [...throughput.steps, now].slice(-keptSteps) : throughput.steps;
  return {
    firstSeen,
    firstUnits,
    steps,
    last: now,
    trend: smoothed(throughput, now, lineThrough(steps, firstSeen, now)),
  };
}

/** What is known of a task's speed. */
export interface Speed {
  readonly bytesPerSecond: number;
  readonly unitsPerSecond: number;
}

function seconds(micros: bigint): number {
  return Number(micros) / 1e6;
}

/** The steps that speed is measured over: those of the last while, or the last few where steps are rare. */
function window(steps: readonly Step[], now: Instant): readonly Step[] {
  const recent = steps.findIndex(step => now - step.at <= windowMicros);
  const from = Math.min(recent === -1 ? steps.length : recent, Math.max(0, steps.length - 1 - leastGaps));
  return steps.slice(from);
}

/**
 * Speed over the recent steps, or null until two steps were seen. When the next step is overdue, the time
 * waited beyond the usual gap counts, so that the speed sinks instead of standing at a past figure.
 */
export function speed(throughput: Throughput, now: Instant): Speed | null {
  const steps = window(throughput.steps, now);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const took = last.at - first.at;
  if (took <= 0n) return null;
  const usualGap = took / BigInt(steps.length - 1);
  const overdue = now - last.at - usualGap;
  const time = seconds(took + (overdue > 0n ? overdue : 0n));
  return {
    bytesPerSecond: Number(last.bytes - first.bytes) / time,
    unitsPerSecond: Number(last.units - first.units) / time,
  };
}

/** Seconds; no estimate goes beyond this: three days. */
const longestEta = 3 * 86_400;

/** Recent steps weigh more, the older the measure the less: half of the time seen so far, a minute and a half at least. */
const memoryShare = 0.5;
const leastMemory = 90;

function usualGap(steps: readonly Step[]): number {
  const [first, last] = [steps[0], steps.at(-1)];
  return first === undefined || last === undefined || steps.length < 2
    ? 0
    : seconds(last.at - first.at) / (steps.length - 1);
}

/**
 * The weighted line through the tops of the stairs. Between two steps it goes on, which counts the part of the
 * file under way; when the next step is long overdue, standing still becomes a point of its own.
 */
function lineThrough(steps: readonly Step[], firstSeen: Instant, now: Step): Trend | null {
  if (steps.length < 2) return null;
  const waited = seconds(now.at - (steps.at(-1)?.at ?? now.at));
  const points = waited > 2 * usualGap(steps) ? [...steps, now] : steps;
  const memory = Math.max(leastMemory, memoryShare * seconds(now.at - firstSeen));
  let [sum, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  for (const point of points) {
    const [x, y] = [seconds(point.at - now.at), Number(point.units)];
    const weight = Math.exp(x / memory);
    sum += weight;
    sumX += weight * x;
    sumY += weight * y;
    sumXX += weight * x * x;
    sumXY += weight * x * y;
  }
  const spread = sum * sumXX - sumX * sumX;
  if (!(spread > 0)) return null;
  const slope = (sum * sumXY - sumX * sumY) / spread;
  return slope > 0 ? { perSecond: slope, units: (sumY - slope * sumX) / sum } : null;
}

/** A new fit is blended in over about this part of the time seen so far: one file must not move the estimate. */
const calm = 0.05;

function smoothed({ trend, last, firstSeen }: Throughput, now: Step, line: Trend | null): Trend | null {
  if (trend === null || line === null) return line;
  const passed = seconds(now.at - last.at);
  const share = 1 - Math.exp(-passed / Math.max(1, calm * seconds(now.at - firstSeen)));
  const ahead = trend.units + trend.perSecond * passed;
  return {
    units: ahead + share * (line.units - ahead),
    perSecond: trend.perSecond + share * (line.perSecond - trend.perSecond),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Steps needed to see whether one log stream is at work or several. */
const stepsForStreams = 5;
/** With one log stream a bigger file takes longer; with several the gaps have nothing to do with the files. */
const [oneStream, several] = [0.25, 0.45];
/** The slowest of several log streams ends about so much of the whole time later than an even finish. */
const tail = 0.2;

/** 0 where one log stream is at work, 1 where several are, from how unevenly steps and gaps go together. */
function severalStreams(steps: readonly Step[]): number {
  if (steps.length < stepsForStreams) return 0;
  const speeds = steps.slice(1).flatMap((step, index) => {
    const before = steps[index] ?? step;
    const [units, time] = [Number(step.units - before.units), seconds(step.at - before.at)];
    return units > 0 && time > 0 ? [Math.log(units / time)] : [];
  });
  const middle = median(speeds);
  const uneven = median(speeds.map(one => Math.abs(one - middle)));
  return Math.min(1, Math.max(0, (uneven - oneStream) / (several - oneStream)));
}

/**
 * Seconds until the remaining units are done, or null where that is not known: before two steps, or when
 * nothing is left. It follows the trend of all steps seen, so that one file does not move it, and where several
 * log streams are at work it reckons with the slowest ending last.
 */
export function eta(remaining: bigint, throughput: Throughput, now: Instant): number | null {
  if (throughput.trend === null || remaining <= 0n) return null;
  const { units, perSecond } = throughput.trend;
  const left = Number(remaining);
  const total = Number(throughput.last.units) + left;
  const sincePicture = seconds(now - throughput.last.at);
  // However far the line has come: what is left takes its time, but part of it is under way already.
  const even = Math.max((total - units) / perSecond - sincePicture, left / perSecond / 2);
  const inAll = seconds(now - throughput.firstSeen) + even;
  const late = tail * severalStreams(throughput.steps) * inAll * Math.sqrt(left / total);
  return Math.min(even + late, longestEta);
}

/** Before this many steps, and before this part of what was left at first is done, an estimate is unreliable. */
const stepsForClock = 6;
const partForClock = 10n;

/** Whether the time left is only roughly known yet: too little was seen to name a time of day. */
export function isRough(remaining: bigint, throughput: Throughput): boolean {
  const done = throughput.last.units - throughput.firstUnits;
  return throughput.steps.length < stepsForClock || done * partForClock < done + remaining;
}

/** Seconds since the counters last moved, or null where no step was seen yet. */
export function sinceLastStep(throughput: Throughput, now: Instant): number | null {
  const last = throughput.steps.at(-1);
  return last === undefined ? null : seconds(now - last.at);
}

/** Throughput in equal slices of the last `span` seconds, oldest first, from the first step on, for a sparkline; null until two steps. */
export function throughputSeries(
  throughput: Throughput,
  now: Instant,
  slices: number,
  spanSeconds: number,
): number[] | null {
  if (throughput.steps.length < 2) return null;
  const slice = (spanSeconds * 1e6) / slices;
  const sums = new Array<number>(slices).fill(0);
  const start = Number(now) - spanSeconds * 1e6;
  // A file's bytes were written during the whole gap before its step, so they are spread over it.
  for (const [index, step] of throughput.steps.entries()) {
    const before = throughput.steps[index - 1];
    if (before === undefined) continue;
    const [from, to] = [Number(before.at) - start, Number(step.at) - start];
    const perMicro = Number(step.bytes - before.bytes) / Math.max(1, to - from);
    for (let at = Math.max(0, Math.floor(from / slice)); at < slices && at * slice < to; at++) {
      const overlap = Math.min(to, (at + 1) * slice) - Math.max(from, at * slice);
      if (overlap > 0) sums[at] = (sums[at] ?? 0) + perMicro * overlap;
    }
  }
  // What was written before the first step is not known, and is no 0.
  const unknown = Math.max(0, Math.floor((Number(throughput.steps[0]?.at ?? now) - start) / slice));
  return sums.slice(Math.min(unknown, slices - 1)).map(sum => sum / (slice / 1e6));
}
