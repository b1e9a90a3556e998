import type { ArchiveSeen } from './archive.ts';
import type { JobKey } from './job.ts';
import type { PhaseTimes } from './phase-times.ts';
import type { Instant } from './row.ts';
import type { Task } from './task.ts';
import type { Throughput } from './throughput.ts';
import type { TimeLeftSeen } from './time-left/note-time-left.ts';

/** What throughput counts: macro blocks of the data, or archived log files. */
export type ThroughputUnit = 'blocks' | 'files';

/** What this program itself saw of a task while it ran. */
export interface TrackedTask {
  readonly throughput: Throughput | null;
  readonly unit: ThroughputUnit;
  /** The STATUS it had when last seen running. */
  readonly statusText: string;
  /** When that was. */
  readonly seenAt: Instant;
  /** Microseconds between two pictures of it: one older than that says nothing about its end. */
  readonly watchedGap: bigint;
  /** The last percentage its data had; null where none could be known. */
  readonly percent: { readonly hundredths: number; readonly readAt: Instant } | null;
  /** When something of it last moved: a counter, a total, or its STATUS; when it was first seen before that. */
  readonly quietSince: Instant;
  /** What moved then: everything whose change is a sign of life. */
  readonly signs: string;
  /** The phases it went through while it was watched. */
  readonly phases: PhaseTimes;
  /** The archive it waits for, where a picture of it was read; null before it waits. */
  readonly archive: ArchiveSeen | null;
  /** How long it takes yet. */
  readonly timeLeft: TimeLeftSeen | null;
}

/** What was seen of some tasks, by `taskKeyText`. */
export type TrackedTasks = ReadonlyMap<string, TrackedTask>;

/** Where to ask what was seen of a task; null of one that was never seen running. */
export interface TasksSeen {
  of(task: Task): TrackedTask | null;
  /** The same of a job's task whose row was not read; absent where a single picture is all there is. */
  ofJob?(key: JobKey): TrackedTask | null;
}

/** Where a single picture is all there is. */
export const nothingSeen: TasksSeen = { of: () => null };
