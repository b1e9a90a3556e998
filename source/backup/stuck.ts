import type { PhaseId } from './phase.ts';
import type { Instant } from './row.ts';
import type { Throughput } from './throughput.ts';

/** What a task that stands still may be waiting for, and so where to look. */
export type LookAt = 'log_streams' | 'archive';

/** A task without a step for longer than it should take. */
export interface Stuck {
  /** Seconds since the last step, or since this program first saw the task where there was none. */
  readonly seconds: number;
  readonly lookAt: LookAt;
}

/** The kernel itself gives a task this long without a sign of life (its keep-alive limit). */
export const kernelKeepAliveSeconds = 600;
/** A habit is known from so many gaps between steps on. */
const gapsForHabit = 5;
/** A step may take so much longer than the longest before it; files differ in size and disks have bad minutes. */
const patience = 4;
/** Nobody is alarmed for less than this. */
const leastSeconds = 120;

/** The longest gap between two steps seen so far, in seconds, or null before a habit is known. */
function longestGap({ steps }: Throughput): number | null {
  if (steps.length <= gapsForHabit) return null;
  const gaps = steps.slice(1).map((step, index) => Number(step.at - (steps[index]?.at ?? step.at)) / 1e6);
  return Math.max(...gaps);
}

/** Seconds without a step after which a task counts as stuck: by its own habit, else the kernel's own limit. */
export function patienceWith(throughput: Throughput | null): number {
  const longest = throughput === null ? null : longestGap(throughput);
  return longest === null ? kernelKeepAliveSeconds : Math.max(leastSeconds, patience * longest);
}

/**
 * Where a phase that stands still is looked into. Releases that count no log files (before 4.3.1) wait for the
 * archive in BACKUP_LOG: there the log phase has no pace.
 */
function lookAt(phase: PhaseId | null, throughput: Throughput | null): LookAt {
  return phase === 'wait_archive' || (phase === 'log' && throughput === null) ? 'archive' : 'log_streams';
}

/**
 * Whether a running task stands still.
 * @param quietSince when something of it last moved: a counter, or its STATUS
 * @param archiveMovedAt when the checkpoint of its archive last moved, null where nobody could read it: a task that
 * waits for the archive stands as long as that does, whoever watched it
 */
export function stuckIn(
  phase: PhaseId | null,
  throughput: Throughput | null,
  quietSince: Instant,
  now: Instant,
  archiveMovedAt: Instant | null = null,
): Stuck | null {
  const waits = phase === 'wait_archive';
  const seconds = Number(now - (waits ? (archiveMovedAt ?? quietSince) : quietSince)) / 1e6;
  const limit = waits ? kernelKeepAliveSeconds : patienceWith(throughput);
  return seconds > limit ? { seconds, lookAt: lookAt(phase, throughput) } : null;
}
