import type { Job } from './job.ts';
import type { Instant } from './row.ts';
import type { Task } from './task.ts';
import type { TasksSeen, TrackedTask } from './tracked-task.ts';

/** A figure that was read while a task ran, and how long before the end of the task. */
export interface LastRead<T> {
  readonly value: T;
  /** Seconds; 0 where it was read shortly before the end, so that it is where the task ended. */
  readonly before: number;
}

/** What was last read of a task before it ended; the views do not keep it. */
export interface LastSeen {
  /** Of its data, in hundredths of a percent; null where no percentage could be known. */
  readonly hundredths: LastRead<number> | null;
  readonly statusText: LastRead<string>;
}

/** Null for a task that runs, that was never seen running, or whose end is not known: then the age of a figure is not. */
export function lastSeen(
  { status, endedAt }: Pick<Task, 'status' | 'endedAt'>,
  seen: TrackedTask | null,
): LastSeen | null {
  if (status.kind !== 'ended' || seen === null || endedAt === null) return null;
  const read = <T>(value: T, at: Instant): LastRead<T> => ({
    value,
    before: at + seen.watchedGap >= endedAt ? 0 : Number(endedAt - at) / 1e6,
  });
  const { percent, statusText, seenAt } = seen;
  return {
    hundredths: percent === null ? null : read(percent.hundredths, percent.readAt),
    statusText: read(statusText, seenAt),
  };
}

/** The same of a job that has ended, where the row of its task was not read; the job ends some seconds after its task. */
export function lastSeenOfJob({ key, status, endedAt }: Job, seen: TasksSeen): LastSeen | null {
  return lastSeen({ status, endedAt }, seen.ofJob?.(key) ?? null);
}
