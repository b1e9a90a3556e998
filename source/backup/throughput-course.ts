import type { Instant } from './row.ts';
import { type Step, secondsBetween, type Throughput } from './throughput.ts';

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

/** Lengths of a slice, in seconds; beyond the last one in whole multiples of it. */
const sliceLengths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

function sliceLength(spanSeconds: number, most: number): number {
  const least = spanSeconds / Math.max(1, most - 1);
  return sliceLengths.find(length => length >= least) ?? Math.ceil(least / 3600) * 3600;
}

/** Steps in one stretch: from one alone, two log streams that end a file shortly after each other would make a peak. */
const stepsOfStretch = 3;

/** The course in stretches of some steps, counted from its start; the last one is as long as there are steps. */
function stretchesOf(course: readonly Step[]): readonly (readonly [Step, Step])[] {
  const bounds = course.filter((_, index) => index % stepsOfStretch === 0 || index === course.length - 1);
  return bounds.flatMap((step, index) => {
    const before = bounds[index - 1];
    return before === undefined ? [] : [[before, step] as const];
  });
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
  // The bytes of some files were written during the whole time until the last of them, so they are spread over it.
  for (const [before, step] of stretchesOf(course)) {
    const [begin, finish] = [secondsBetween(from, before.at), secondsBetween(from, step.at)];
    const perSecond = Number(step.bytes - before.bytes) / Math.max(1e-6, finish - begin);
    for (let at = Math.floor(begin / sliceSeconds); at * sliceSeconds < finish; at++) {
      const overlap = Math.min(finish, (at + 1) * sliceSeconds) - Math.max(begin, at * sliceSeconds);
      if (overlap <= 0 || at >= written.length) continue;
      written[at] = (written[at] ?? 0) + perSecond * overlap;
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
