import { type ArchiveSeen, isStalled } from './archive.ts';
import { leastPatience, type Patience } from './patience.ts';
import type { Instant } from './row.ts';
import type { Throughput } from './throughput.ts';

/** What a stuck task may be waiting for, and so what to check. */
export type LookAt = 'log_streams' | 'archive';

/** A task without a step for longer than it should take. */
export interface Stuck {
  /** Seconds since the last step, or since this program first saw the task where there was none. */
  readonly seconds: number;
  readonly lookAt: LookAt;
  /** Seconds for which the archive it waits for has not moved, before the wait began as well; absent without one. */
  readonly archiveSeconds?: number;
}

/** How many gaps between steps it takes to know what is usual for a task. */
const gapsForHabit = 5;
/** A step may take this many times the longest gap before it: files differ in size and disks have bad minutes. */
const gapFactor = 4;
/** The longest gap between two steps seen so far, in seconds, or null before enough were seen. */
function longestGap({ steps }: Throughput): number | null {
  if (steps.length <= gapsForHabit) return null;
  const gaps = steps.slice(1).map((step, index) => Number(step.at - (steps[index]?.at ?? step.at)) / 1e6);
  return Math.max(...gaps);
}

/** Seconds without a step after which a task counts as stuck: by its own habit, else by what is normal in its phase. */
export function stuckAfter(throughput: Throughput | null, { atFirst, least }: Patience): number {
  const longest = throughput === null ? null : longestGap(throughput);
  return longest === null ? atFirst : Math.max(least, gapFactor * longest);
}

/** What is known of a task that may be stuck. */
export interface QuietTask {
  readonly throughput: Throughput | null;
  readonly patience: Patience;
  /** When something of it last moved: a counter, or its STATUS. */
  readonly quietSince: Instant;
  /** Whether it waits for the archive of its tenant. */
  readonly waitsForArchive: boolean;
  /** When its data ended, before which it did not wait; null where that is not known. */
  readonly dataEnd: Instant | null;
  /** What was seen of that archive; null where nobody could read it. */
  readonly archive: Pick<ArchiveSeen, 'movedAt' | 'patience'> | null;
}

/**
 * Seconds for which a running task has been stuck, or null while it is not. One that waits for the archive is once that
 * has stalled, watched or not, and has been since the archive last moved, but no longer than it has waited.
 */
export function stuckSeconds(of: QuietTask, now: Instant): number | null {
  const { throughput, patience, quietSince, waitsForArchive, dataEnd, archive } = of;
  const secondsSince = (at: Instant) => Number(now - at) / 1e6;
  if (waitsForArchive && archive !== null) {
    if (!isStalled(archive, now)) return null;
    const waited = dataEnd === null ? Number.POSITIVE_INFINITY : secondsSince(dataEnd);
    return waited > leastPatience ? Math.min(waited, secondsSince(archive.movedAt)) : null;
  }
  const seconds = secondsSince(quietSince);
  const limit = waitsForArchive ? patience.atFirst : stuckAfter(throughput, patience);
  return seconds > limit ? seconds : null;
}
