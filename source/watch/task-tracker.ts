import QuickLRU from 'quick-lru';
import { type ArchiveSeen, archiveStillToGo, isDoing, isStalled, noteArchive } from '../backup/archive.ts';
import { archiveHolding, mayWait } from '../backup/archive-wait.ts';
import { jobKeyText } from '../backup/job.ts';
import { countedLogStreamsOf } from '../backup/log-stream.ts';
import { canceling, countsIn, phaseOf } from '../backup/phase.ts';
import { notePhase, watchedGap } from '../backup/phase-times.ts';
import { findJob, type Picture } from '../backup/picture.ts';
import { dataProgress, knownDataPercent } from '../backup/progress.ts';
import type { Capabilities } from '../backup/server.ts';
import { isPlausible, type Task, taskKeyText } from '../backup/task.ts';
import { tenantArchiveOf } from '../backup/tenant-archive.ts';
import { observe } from '../backup/throughput.ts';
import { noteTimeLeft } from '../backup/time-left/note-time-left.ts';
import type { TasksSeen, ThroughputUnit, TrackedTask, TrackedTasks } from '../backup/tracked-task.ts';

/** Tasks remembered; those not seen running for longest are evicted first. */
const maxTasks = 1000;

/** Microseconds after which an archive may have moved since: those of tenants with a backup are read more often. */
const archiveKnownFor = 120_000_000n;

/** Remembers tasks over pictures of all views. */
export interface TaskTracker extends Required<TasksSeen> {
  /** Takes in the running tasks of a picture. */
  take(picture: Picture, capabilities: Capabilities): void;
  /** What was seen of these tasks, by `taskKeyText`, as it is now. */
  among(tasks: readonly Task[]): TrackedTasks;
}

/** What moves while a task has this STATUS: the counters of blocks, of log files, or nothing that has a speed. */
function unitOf(task: Task): ThroughputUnit | null {
  const { text } = task.status;
  if (phaseOf(text) === 'log') return task.logFiles === null ? null : 'files';
  const counts = countsIn(text);
  return counts === 'data' || (counts === null && text !== canceling) ? 'blocks' : null;
}

/**
 * All of a task that changes while it is alive, in one text. Only columns that every view asks for: one that a
 * list does not read would seem to come and go.
 */
function signsOf({ status, inputBytes, outputBytes, tablets, macroBlocks, logFiles }: Task): string {
  const counters = [tablets, macroBlocks, logFiles].map(counter =>
    counter === null ? '' : `${counter.finished}/${counter.total}`,
  );
  return [status.text, inputBytes, outputBytes, ...counters].join(' ');
}

/**
 * The archive a task waits for. The list of tenants reads it less often than their jobs, lists of jobs do not read it: what
 * was seen last is kept where it had stalled by then, or the same task would be stuck in one view and not in the other.
 */
function archiveSeen(before: ArchiveSeen | null, task: Task, picture: Picture): ArchiveSeen | null {
  const job = findJob(picture, task.job);
  const { archives, readAt } = picture;
  if (archives === undefined) {
    if (!mayWait(task, job)) return null;
    const ofTenant = tenantArchiveOf(picture, task.job.tenantId);
    const isNewest = ofTenant !== null && ofTenant.readAt >= (before?.lastSeen ?? readAt - archiveKnownFor);
    if (isNewest) {
      // Once it has passed END_SCN, the task no longer waits for it.
      const holds = isDoing(ofTenant) && archiveStillToGo(ofTenant, task.endScn) !== 0;
      return holds && ofTenant.checkpointScn > 0n ? noteArchive(before, ofTenant, ofTenant.readAt) : null;
    }
    return before !== null && isStalled(before, before.lastSeen) ? before : null;
  }
  const archive = archiveHolding(task, job, archives);
  return archive === null ? null : noteArchive(before, archive, readAt);
}

/**
 * Learns how fast tasks go and how far they were, so that it is still known of one that failed.
 * @param intervalSeconds how often pictures are asked for at present
 */
export function createTaskTracker(intervalSeconds: () => number = () => 0): TaskTracker {
  const seen = new QuickLRU<string, TrackedTask>({ maxSize: maxTasks });
  const byJob = new QuickLRU<string, TrackedTask>({ maxSize: maxTasks });

  const next = (
    before: TrackedTask | undefined,
    task: Task,
    picture: Picture,
    capabilities: Capabilities,
  ): TrackedTask => {
    const at = picture.readAt;
    const unit = unitOf(task);
    const counter = unit === 'files' ? task.logFiles : task.macroBlocks;
    // Blocks and files are different measures: with the log phase a new one begins.
    const earlier = before !== undefined && before.unit === unit ? before.throughput : null;
    // Counters that cannot be right would make a speed of their next change.
    const measured =
      unit === null || counter === null || !isPlausible(counter) || task.outputBytes < 0n
        ? null
        : observe(earlier, { at, bytes: task.outputBytes, units: counter.finished });
    const signs = signsOf(task);
    const gap = watchedGap(intervalSeconds());
    const phases = notePhase(before?.phases ?? [], task, at, gap);
    const hundredths = knownDataPercent(dataProgress(task, capabilities));
    return {
      throughput: measured,
      unit: unit ?? 'blocks',
      statusText: task.status.text,
      seenAt: at,
      watchedGap: gap,
      percent: hundredths === null ? (before?.percent ?? null) : { hundredths, readAt: at },
      quietSince: before?.signs === signs ? before.quietSince : at,
      signs,
      phases,
      archive: archiveSeen(before?.archive ?? null, task, picture),
      timeLeft: noteTimeLeft(before?.timeLeft ?? null, {
        task,
        job: findJob(picture, task.job),
        at,
        throughput: measured,
        phases,
        logStreams: countedLogStreamsOf(task, picture.logStreams),
        past: picture.previousRun,
        totalsAreReal: capabilities.totalsAreReal,
        interval: intervalSeconds(),
      }),
    };
  };

  return {
    take(picture, capabilities) {
      for (const task of picture.tasks) {
        if (task.status.kind !== 'running') continue;
        const key = taskKeyText(task);
        const tracked = next(seen.peek(key), task, picture, capabilities);
        seen.set(key, tracked);
        byJob.set(jobKeyText(task.job), tracked);
      }
    },
    of: task => seen.peek(taskKeyText(task)) ?? null,
    ofJob: key => byJob.peek(jobKeyText(key)) ?? null,
    among: tasks =>
      new Map(
        tasks.flatMap(task => {
          const key = taskKeyText(task);
          const found = seen.peek(key);
          return found === undefined ? [] : [[key, found] as const];
        }),
      ),
  };
}
