import type { Archive } from './archive.ts';
import { type ArchiveWait, archiveWait } from './archive-wait.ts';
import { phasesOf } from './exact-phases.ts';
import { type Job, sameJob } from './job.ts';
import { type LastSeen, lastSeen } from './last-seen.ts';
import { patienceWith } from './patience.ts';
import type { PhaseTimes } from './phase-times.ts';
import type { Picture } from './picture.ts';
import type { PreviousRun } from './previous-run.ts';
import { type DataProgress, dataProgress, type LogProgress, logProgress } from './progress.ts';
import type { Instant } from './row.ts';
import type { Capabilities } from './server.ts';
import type { StatusChange, StatusChanges } from './status-change.ts';
import { type Stuck, stuckSeconds } from './stuck.ts';
import type { Task } from './task.ts';
import { type DataEndSource, timeLeftAtFirstSight } from './time-left/note-time-left.ts';
import { type TimeLeft, timeLeftAt } from './time-left/time-left.ts';
import type { TasksSeen, TrackedTask } from './tracked-task.ts';

/** The verdict on a task: all that screens, reports, alerts and commands are given of how far it is. */
export interface TaskProgress {
  readonly task: Task;
  readonly data: DataProgress;
  readonly log: LogProgress;
  /** Null where this program never saw it running. */
  readonly seen: TrackedTask | null;
  /** When it was in its phases: exactly where events have it, else as far as it was seen. */
  readonly phases: PhaseTimes;
  /** Of a task that has ended: what was last read of it before. */
  readonly lastSeen: LastSeen | null;
  /** Until the data is done, until its log is copied; null where nothing can be known of it. */
  readonly dataLeft: TimeLeft | null;
  /** What `dataLeft` is guessed from; null without one. */
  readonly dataLeftBy: DataEndSource | null;
  readonly logLeft: TimeLeft | null;
  /** Until the whole job is done, if what follows the data takes as long as in this job; null without one. */
  readonly jobLeft: { readonly left: TimeLeft; readonly asInJob: bigint } | null;
  /** Seconds until the data is done, where they are known closely enough for one figure. */
  readonly eta: number | null;
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
  /** The last backup of the type, where the picture has it and nothing else shows yet how long a task takes. */
  readonly previousRun?: PreviousRun | null | undefined;
  /** When the STATUS of the task of one job changed; undefined where that was not read. */
  readonly statusChanges?: StatusChanges | undefined;
  /** The server's clock; null before it is known. */
  readonly now: Instant | null;
}

/**
 * The evidence for the tasks of a picture. All that judge tasks make it here, so that they come to the same verdict.
 * @param read what was read with the tasks: a picture, or the part of it that concerns one job; null before there is one
 */
export function evidenceFrom(
  read: Pick<Picture, 'archives' | 'previousRun' | 'statusChanges'> | null,
  { capabilities, seen, now }: Pick<TaskEvidence, 'capabilities' | 'seen' | 'now'>,
): TaskEvidence {
  return {
    capabilities,
    seen,
    archives: read?.archives,
    previousRun: read?.previousRun,
    statusChanges: read?.statusChanges,
    now,
  };
}

interface Made {
  readonly job: Job | null;
  readonly evidence: TaskEvidence;
  readonly progress: TaskProgress;
}

/** By what was seen of tasks: evidence is made again for each picture, and spread into what else a verdict is worded from. */
const verdicts = new WeakMap<TaskEvidence['seen'], WeakMap<Task, Made>>();

function isSameEvidence(a: TaskEvidence, b: TaskEvidence): boolean {
  return (
    a === b ||
    (a.now === b.now &&
      a.archives === b.archives &&
      a.previousRun === b.previousRun &&
      a.statusChanges === b.statusChanges &&
      a.capabilities === b.capabilities)
  );
}

/**
 * How far a task is, made once for the same evidence and job.
 * @param job the task's job, or null where it is not known: only it says whether log was asked for
 */
export function progressOf(task: Task, job: Job | null, evidence: TaskEvidence): TaskProgress {
  const made = verdicts.get(evidence.seen) ?? new WeakMap<Task, Made>();
  verdicts.set(evidence.seen, made);
  const known = made.get(task);
  if (known?.job === job && isSameEvidence(known.evidence, evidence)) return known.progress;
  const progress = judge(task, job, evidence);
  made.set(task, { job, evidence, progress });
  return progress;
}

/** Whether someone should look at a job: it has failed, or a task of it makes no progress. */
export function jobNeedsLook(job: Job, tasks: readonly Task[], evidence: TaskEvidence): boolean {
  if (job.status.kind === 'ended') return job.status.outcome === 'failed';
  return tasks.some(task => progressOf(task, job, evidence).stuck !== null);
}

function judge(task: Task, job: Job | null, evidence: TaskEvidence): TaskProgress {
  const { capabilities, seen, archives, now } = evidence;
  const data = dataProgress(task, capabilities);
  const tracked = seen.of(task);
  const archive = archiveWait(task, job, archives, tracked?.archive ?? null, now);
  return {
    task,
    data,
    log: logProgress(task, job),
    seen: tracked,
    phases: phasesOf(task, changesOf(job, evidence), tracked?.phases ?? []),
    lastSeen: lastSeen(task, tracked),
    // A backup that is about to fail reaches none of these ends.
    ...(archive.failsWith === null ? timesLeft(task, job, tracked, evidence) : noTimesLeft),
    archive,
    stuck: stuckVerdict(task, job, tracked, archive, now),
  };
}

function changesOf(job: Job | null, { statusChanges }: TaskEvidence): readonly StatusChange[] {
  if (job === null || statusChanges === undefined) return [];
  return sameJob(job.key, statusChanges.job) ? statusChanges.changes : [];
}

type TimesLeft = Pick<TaskProgress, 'dataLeft' | 'dataLeftBy' | 'logLeft' | 'jobLeft' | 'eta'>;

const noTimesLeft: TimesLeft = { dataLeft: null, dataLeftBy: null, logLeft: null, jobLeft: null, eta: null };

function timesLeft(
  task: Task,
  job: Job | null,
  seen: TrackedTask | null,
  { capabilities: { totalsAreReal }, previousRun, now }: TaskEvidence,
): TimesLeft {
  if (now === null || task.status.kind === 'ended') return noTimesLeft;
  const known = seen?.timeLeft ?? timeLeftAtFirstSight({ task, job, past: previousRun, totalsAreReal }, now);
  const dataLeft = timeLeftAt(known.data, now);
  const jobLeft = timeLeftAt(known.job, now);
  return {
    dataLeft,
    dataLeftBy: dataLeft === null ? null : known.dataBy,
    logLeft: timeLeftAt(known.log, now),
    jobLeft: jobLeft === null || known.past === null ? null : { left: jobLeft, asInJob: known.past.jobId },
    eta: dataLeft?.kind === 'point' ? dataLeft.seconds : null,
  };
}

function stuckVerdict(
  task: Task,
  job: Job | null,
  seen: TrackedTask | null,
  { waits }: ArchiveWait,
  now: Instant | null,
): Stuck | null {
  if (task.status.kind === 'ended' || seen === null || now === null) return null;
  const { throughput, quietSince } = seen;
  const seconds = stuckSeconds(
    {
      throughput,
      patience: patienceWith(task, job?.plusArchivelog ?? null, now),
      quietSince,
      waitsForArchive: waits,
      dataEnd: task.endScn === 0n ? null : task.endScn / 1000n,
      archive: seen.archive,
    },
    now,
  );
  if (seconds === null) return null;
  if (!waits) return { seconds, lookAt: 'log_streams' };
  const movedAt = seen.archive?.movedAt;
  const archiveSeconds = movedAt === undefined ? {} : { archiveSeconds: Number(now - movedAt) / 1e6 };
  return { seconds, lookAt: 'archive', ...archiveSeconds };
}
