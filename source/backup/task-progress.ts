import type { Archive } from './archive.ts';
import { type ArchiveWait, archiveWait } from './archive-wait.ts';
import type { Job } from './job.ts';
import { type DataProgress, dataProgress, type LogProgress, logProgress } from './progress.ts';
import type { Instant } from './row.ts';
import type { Capabilities } from './server.ts';
import { type Stuck, stuckSeconds } from './stuck.ts';
import type { Task } from './task.ts';
import { eta, isRough } from './throughput.ts';
import type { TasksSeen, TrackedTask } from './tracked-task.ts';

/** The verdict on a task: all that screens, reports, alerts and commands are given of how far it is. */
export interface TaskProgress {
  readonly task: Task;
  readonly data: DataProgress;
  readonly log: LogProgress;
  /** Null where this program never saw it running. */
  readonly seen: TrackedTask | null;
  /** Seconds until the data is done, or null where that cannot be known. */
  readonly eta: number | null;
  /** Whether too little was seen for more than a rough figure: no time of day, no projection. */
  readonly rough: boolean;
  readonly archive: ArchiveWait;
  /** Null while it makes progress, and where it was not watched. */
  readonly stuck: Stuck | null;
}

/** What verdicts are made from. */
export interface TaskEvidence {
  readonly capabilities: Capabilities;
  readonly seen: TasksSeen;
  /** The archives of the picture; undefined where they were not read. */
  readonly archives?: readonly Archive[] | undefined;
  /** The server's clock; null before it is known. */
  readonly now: Instant | null;
}

const verdicts = new WeakMap<TaskEvidence, Map<Task, TaskProgress>>();

/**
 * How far a task is, made once for the same evidence.
 * @param job the task's job, or null where it is not known: only it says whether log was asked for
 */
export function progressOf(task: Task, job: Job | null, evidence: TaskEvidence): TaskProgress {
  const made = verdicts.get(evidence) ?? new Map<Task, TaskProgress>();
  verdicts.set(evidence, made);
  const progress = made.get(task) ?? judge(task, job, evidence);
  made.set(task, progress);
  return progress;
}

function judge(
  task: Task,
  job: Job | null,
  { capabilities, seen, archives, now }: TaskEvidence,
): TaskProgress {
  const data = dataProgress(task, capabilities);
  const tracked = seen.of(task);
  const archive = archiveWait(task, job, archives, tracked?.archive ?? null, now);
  return {
    task,
    data,
    log: logProgress(task, job),
    seen: tracked,
    ...timeLeft(data, tracked, now),
    archive,
    stuck: stuckVerdict(task, tracked, archive, now),
  };
}

/** The time left is that of the data: the views do not show how long what comes after it will take. */
function timeLeft(
  data: DataProgress,
  seen: TrackedTask | null,
  now: Instant | null,
): Pick<TaskProgress, 'eta' | 'rough'> {
  const throughput = seen?.throughput ?? null;
  if (data.state !== 'running' || throughput === null) return { eta: null, rough: false };
  const remaining = data.blocks.total - data.blocks.finished;
  return {
    eta: now === null || seen?.unit !== 'blocks' ? null : eta(remaining, throughput, now),
    rough: isRough(remaining, throughput),
  };
}

function stuckVerdict(
  task: Task,
  seen: TrackedTask | null,
  { need, waits, archives }: ArchiveWait,
  now: Instant | null,
): Stuck | null {
  if (task.status.kind === 'ended' || seen === null || now === null) return null;
  const { throughput, quietSince } = seen;
  const archiveMovedAt = seen.archive?.movedAt ?? null;
  const seconds = stuckSeconds({ throughput, quietSince, waitsForArchive: waits, archiveMovedAt }, now);
  if (seconds === null) return null;
  const mayWait = need === 'until_passed' && archives === null;
  return { seconds, lookAt: waits || mayWait ? 'archive' : 'log_streams' };
}
