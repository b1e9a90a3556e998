import type { Instant } from './row.ts';

/** A moment at which a task's counters had moved since the picture before. */
export interface CounterStep {
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
  readonly steps: readonly CounterStep[];
  /** The same over all the time it was watched: bounded, the older ones being fewer. */
  readonly course: readonly CounterStep[];
  readonly last: CounterStep;
}

/** Steps kept of a task; of more, the oldest go. */
export const keptSteps = 360;
/** Steps kept of its whole course; of more, every other one of the older half goes. */
export const keptCourse = 240;
/** Speed is smoothed over about this much time, and never over fewer than three gaps between steps. */
const windowMicros = 90_000_000n;
const leastGaps = 3;

/**
 * What a speed that is shown is measured over, where there are fewer gaps: two files that end shortly after each other
 * would make one of hundreds of megabytes a second, which sinks for minutes.
 */
const leastShownMicros = 10_000_000n;

/** The throughput after one more picture. `units` are macro blocks in data phases, log files in the log phase. */
export function observe(throughput: Throughput | null, now: CounterStep): Throughput {
  // A task that restarts, or a clock that went back, begins a new measurement.
  if (
    throughput === null ||
    now.units < throughput.last.units ||
    now.bytes < throughput.last.bytes ||
    now.at < throughput.last.at
  ) {
    return { firstSeen: now.at, firstUnits: now.units, steps: [], course: [], last: now };
  }
  const { firstSeen, firstUnits, steps, course } = throughput;
  const moved = now.bytes !== throughput.last.bytes || now.units !== throughput.last.units;
  if (!moved) return { firstSeen, firstUnits, steps, course, last: now };
  return {
    firstSeen,
    firstUnits,
    steps: [...steps, now].slice(-keptSteps),
    course: thinned([...course, now]),
    last: now,
  };
}

/** Every other step of the older half left out where there are too many: what was written between two is in the later one. */
function thinned(course: readonly CounterStep[]): readonly CounterStep[] {
  if (course.length <= keptCourse) return course;
  return course.filter((_, index) => index >= keptCourse / 2 || index % 2 === 0);
}

/** What is known of a task's speed. */
export interface Speed {
  readonly bytesPerSecond: number;
  readonly unitsPerSecond: number;
}

function seconds(micros: bigint): number {
  return Number(micros) / 1e6;
}

/** Seconds from one moment to another. */
export function secondsBetween(from: Instant, to: Instant): number {
  return seconds(to - from);
}

/** The steps that speed is measured over: those of the last while, or the last few where steps are rare. */
function window(steps: readonly CounterStep[], now: Instant): readonly CounterStep[] {
  const recent = steps.findIndex(step => now - step.at <= windowMicros);
  const from = Math.min(recent === -1 ? steps.length : recent, Math.max(0, steps.length - 1 - leastGaps));
  return steps.slice(from);
}

/**
 * Speed over the recent steps, or null until two steps were seen. When the next step is overdue, the time
 * waited beyond the usual gap counts, so that the speed sinks instead of standing at a past figure.
 */
export function speed(throughput: Throughput, now: Instant): Speed | null {
  return speedWaiting(throughput, now, overdue => overdue);
}

/**
 * The same as it is shown, where each change is written to the terminal: of what is waited for the next step only whole gaps count,
 * so that the speed sinks once a gap and not with each picture. Null until it is known over three gaps or ten seconds.
 */
export function calmSpeed(throughput: Throughput, now: Instant): Speed | null {
  const { steps } = throughput;
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (steps.length <= leastGaps && last.at - first.at < leastShownMicros) return null;
  return speedWaiting(throughput, now, (overdue, usualGap) =>
    usualGap > 0n ? (overdue / usualGap) * usualGap : overdue,
  );
}

function speedWaiting(
  throughput: Throughput,
  now: Instant,
  counted: (overdue: bigint, usualGap: bigint) => bigint,
): Speed | null {
  const steps = window(throughput.steps, now);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const took = last.at - first.at;
  if (took <= 0n) return null;
  const usualGap = took / BigInt(steps.length - 1);
  const overdue = now - last.at - usualGap;
  const time = seconds(took + (overdue > 0n ? counted(overdue, usualGap) : 0n));
  return {
    bytesPerSecond: Number(last.bytes - first.bytes) / time,
    unitsPerSecond: Number(last.units - first.units) / time,
  };
}

/** Seconds since the counters last moved, or null where no step was seen yet. */
export function sinceLastStep(throughput: Throughput, now: Instant): number | null {
  const last = throughput.steps.at(-1);
  return last === undefined ? null : seconds(now - last.at);
}
