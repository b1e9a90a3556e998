import type { Instant } from './row.ts';
import { type CounterStep, secondsBetween, type Throughput } from './throughput.ts';

/** Throughput over equal slices of time. */
export interface ThroughputCourse {
  /** Where the first slice begins: a whole number of slices since 1970. */
  readonly from: Instant;
  readonly sliceSeconds: number;
  /** Bytes a second; null where nothing is known, as before the first step and after the last. */
  readonly slices: readonly (number | null)[];
  /** Over all of the time in which it is known. */
  readonly meanBytesPerSecond: number;
}

/**
 * Lengths of a slice, in seconds; beyond the last one in whole multiples of it. A pace is measured over ten seconds at least:
 * shorter slices would show no more of it, and be drawn more often.
 */
const sliceLengths = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

function sliceLength(spanSeconds: number, most: number): number {
  const least = spanSeconds / Math.max(1, most - 1);
  return sliceLengths.find(length => length >= least) ?? Math.ceil(least / 3600) * 3600;
}

/**
 * Least gaps between steps, and seconds, that a pace is measured over: from one gap alone, two log streams that end a file
 * shortly after each other would make a peak.
 */
const [leastGaps, leastSeconds] = [3, 10];

/** A time for which one pace is drawn. */
interface Stretch {
  readonly begin: Instant;
  readonly finish: Instant;
  readonly bytesPerSecond: number;
}

function isEnough(gaps: number, from: CounterStep, to: CounterStep): boolean {
  return gaps >= leastGaps && secondsBetween(from.at, to.at) >= leastSeconds;
}

function pace(from: CounterStep, to: CounterStep): number {
  return Number(to.bytes - from.bytes) / Math.max(1e-6, secondsBetween(from.at, to.at));
}

/** The pace of the last steps: as few as are enough, or all there are. */
function lastPace(course: readonly CounterStep[], last: CounterStep): number {
  const from = course.findLast((step, index) => isEnough(course.length - 1 - index, step, last)) ?? course[0];
  return from === undefined ? 0 : pace(from, last);
}

/**
 * The course in stretches of as few steps as are enough, counted from its start. The bytes of some files were written
 * during the whole time until the last of them, so they are spread over it. What is not enough yet at the end
 * is drawn at the pace of the last steps until more follow.
 */
function stretchesOf(course: readonly CounterStep[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let [from, fromIndex] = [course[0], 0];
  for (const [index, step] of course.entries()) {
    if (from === undefined || !isEnough(index - fromIndex, from, step)) continue;
    stretches.push({ begin: from.at, finish: step.at, bytesPerSecond: pace(from, step) });
    [from, fromIndex] = [step, index];
  }
  const last = course.at(-1);
  if (from !== undefined && last !== undefined && last.at > from.at) {
    stretches.push({ begin: from.at, finish: last.at, bytesPerSecond: lastPace(course, last) });
  }
  return stretches;
}

/**
 * Throughput from the moment watching began until now, in at most `most` slices; null until two steps were seen. Slices
 * begin at whole multiples of their length, so that those that are over stay as they are while time passes.
 */
export function throughputCourse(
  throughput: Throughput,
  now: Instant,
  most: number,
): ThroughputCourse | null {
  const { course, firstSeen } = throughput;
  const [first, last] = [course[0], course.at(-1)];
  if (first === undefined || last === undefined || first === last || last.at <= first.at) return null;
  const end = now > last.at ? now : last.at;
  const sliceSeconds = sliceLength(secondsBetween(firstSeen, end), most);
  const slice = BigInt(sliceSeconds) * 1_000_000n;
  const from = (firstSeen / slice) * slice;
  const written = new Array<number>(Number((end - from) / slice) + 1).fill(0);
  const measured = [...written];
  for (const { begin, finish, bytesPerSecond } of stretchesOf(course)) {
    const [start, stop] = [secondsBetween(from, begin), secondsBetween(from, finish)];
    for (let at = Math.floor(start / sliceSeconds); at * sliceSeconds < stop; at++) {
      const overlap = Math.min(stop, (at + 1) * sliceSeconds) - Math.max(start, at * sliceSeconds);
      if (overlap <= 0 || at >= written.length) continue;
      written[at] = (written[at] ?? 0) + bytesPerSecond * overlap;
      measured[at] = (measured[at] ?? 0) + overlap;
    }
  }
  return {
    from,
    sliceSeconds,
    slices: written.map((bytes, at) => ((measured[at] ?? 0) > 0 ? bytes / (measured[at] ?? 1) : null)),
    meanBytesPerSecond: Number(last.bytes - first.bytes) / secondsBetween(first.at, last.at),
  };
}
