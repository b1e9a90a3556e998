import type { Instant } from '../row.ts';
import { secondsBetween } from '../throughput.ts';
import { speedsOf } from './log-stream-speeds.ts';
import type { LogStreamRuns } from './log-stream-steps.ts';

/** A log stream's pace is its own after this many steps. */
const stepsForPace = 2;

/**
 * The log stream that the others will have to wait for: the one with the most blocks left for its own pace. Null where only
 * one is at work, or one of them has no pace of its own yet: that one could be slower.
 */
export function lastToEnd(runs: LogStreamRuns, now: Instant): string | null {
  const time = secondsBetween(runs.from, now);
  const open = runs.streams.filter(({ done, finished, total }) => !done && finished < total);
  if (open.length < 2) return null;
  const rests = open.map(stream => {
    const pace = stream.steps.length < stepsForPace ? null : (speedsOf(stream, runs, time)?.recent ?? null);
    return { id: stream.id, seconds: pace === null ? null : (stream.total - stream.finished) / pace };
  });
  let last: { readonly id: string; readonly seconds: number } | null = null;
  for (const { id, seconds } of rests) {
    if (seconds === null || !Number.isFinite(seconds)) return null;
    if (last === null || seconds > last.seconds) last = { id, seconds };
  }
  return last?.id ?? null;
}
