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
export interface Pace {
  readonly firstSeen: Instant;
  /** Oldest first, bounded. The first entry is the start of the measure: how long its own file took is not known. */
  readonly steps: readonly Step[];
  readonly last: Step;
}

const keptSteps = 120;
/** Speed is smoothed over about this much time, and never over fewer than three gaps between steps. */
const windowMicros = 90_000_000n;
const leastGaps = 3;

/** The pace after one more picture. `units` are macro blocks in data phases, log files in the log phase. */
export function observe(pace: Pace | null, now: Step): Pace {
  // A task that starts anew, or a clock that went back, begins a new measure.
  if (pace === null || now.units < pace.last.units || now.bytes < pace.last.bytes || now.at < pace.last.at) {
    return { firstSeen: now.at, steps: [], last: now };
  }
  const moved = now.bytes !== pace.last.bytes || now.units !== pace.last.units;
  return {
    firstSeen: pace.firstSeen,
    steps: moved ? [...pace.steps, now].slice(-keptSteps) : pace.steps,
    last: now,
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
export function speed(pace: Pace, now: Instant): Speed | null {
  const steps = window(pace.steps, now);
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

/** No estimate is told beyond this: three days. */
export const longestEta = 3 * 86_400;

/** Seconds until the remaining units are done at the present speed, or null where that cannot be told. */
export function eta(remaining: bigint, pace: Pace, now: Instant): number | null {
  const known = speed(pace, now);
  if (known === null || known.unitsPerSecond <= 0 || remaining <= 0n) return null;
  // Part of the file under way is done already: on average what the time since the last step suggests.
  const whole = Number(remaining) / known.unitsPerSecond;
  const waited = Math.max(0, sinceLastStep(pace, now) ?? 0);
  return Math.min(whole - Math.min(waited, whole / 2), longestEta);
}

/** Seconds since the counters last moved, or null where no step was seen yet. */
export function sinceLastStep(pace: Pace, now: Instant): number | null {
  const last = pace.steps.at(-1);
  return last === undefined ? null : seconds(now - last.at);
}

/** Throughput in equal slices of the last `span` seconds, oldest first, for a sparkline; null until two steps. */
export function throughput(pace: Pace, now: Instant, slices: number, spanSeconds: number): number[] | null {
  if (pace.steps.length < 2) return null;
  const slice = (spanSeconds * 1e6) / slices;
  const sums = new Array<number>(slices).fill(0);
  const start = Number(now) - spanSeconds * 1e6;
  // A file's bytes were written during the whole gap before its step, so they are spread over it.
  for (const [index, step] of pace.steps.entries()) {
    const before = pace.steps[index - 1];
    if (before === undefined) continue;
    const [from, to] = [Number(before.at) - start, Number(step.at) - start];
    const perMicro = Number(step.bytes - before.bytes) / Math.max(1, to - from);
    for (let at = Math.max(0, Math.floor(from / slice)); at < slices && at * slice < to; at++) {
      const overlap = Math.min(to, (at + 1) * slice) - Math.max(from, at * slice);
      if (overlap > 0) sums[at] = (sums[at] ?? 0) + perMicro * overlap;
    }
  }
  return sums.map(sum => sum / (slice / 1e6));
}
