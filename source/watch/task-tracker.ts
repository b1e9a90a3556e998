import { type ArchiveSeen, archiveStillToGo, furthestBehind, noteArchive } from '../backup/archive.ts';
import { countsIn, phaseOf } from '../backup/phase.ts';
import { notePhase, type PhaseTimes, watchedGap } from '../backup/phase-times.ts';
import type { Picture } from '../backup/picture.ts';
import { dataProgress, knownDataPercent } from '../backup/progress.ts';
import type { Instant } from '../backup/row.ts';
import type { Capabilities } from '../backup/server.ts';
import { type Stuck, stuckIn } from '../backup/stuck.ts';
import { type Task, taskKeyText } from '../backup/task.ts';
import { observe, type Throughput } from '../backup/throughput.ts';

/** What a pace counts: macro blocks of the data, or archived log files. */
export type ThroughputUnit = 'blocks' | 'files';

/** What this program itself saw of a task while it ran. */
export interface TrackedTask {
  readonly throughput: Throughput | null;
  readonly unit: ThroughputUnit;
  /** The STATUS it had when last seen running. */
  readonly statusText: string;
  /** The last percentage its data had, in hundredths; null where none could be known. */
  readonly hundredths: number | null;
  /** When something of it last moved: a counter, a total, or its STATUS; when it was first seen before that. */
  readonly quietSince: Instant;
  /** What moved then: everything whose change is a sign of life. */
  readonly signs: string;
  /** The phases it went through while it was watched. */
  readonly phases: PhaseTimes;
  /** The archive it waits for, where a picture of it told; null before it waits. */
  readonly archive: ArchiveSeen | null;
}

/** So many tasks are remembered; the ones not seen for longest are forgotten first. */
const remembered = 1000;

/** Remembers tasks over pictures of all views. */
export interface TaskTracker {
  /** Takes in the running tasks of a picture. */
  take(picture: Picture, capabilities: Capabilities): void;
  of(task: Task): TrackedTask | null;
  /** What was seen of these tasks, by `taskKeyText`, as it is now. */
  among(tasks: readonly Task[]): TrackedTasks;
}

/** What was seen of some tasks, by `taskKeyText`. */
export type TrackedTasks = ReadonlyMap<string, TrackedTask>;

/** What moves while a task has this STATUS: the counters of blocks, of log files, or nothing that tells a speed. */
function unitOf(task: Task): ThroughputUnit | null {
  if (task.status.text === 'BACKUP_LOG') return task.logFiles === null ? null : 'files';
  const counts = countsIn(task.status.text);
  return counts === 'data' || !(counts !== null || task.status.text === 'CANCELING') ? 'blocks' : null;
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
 * The archive a task waits for. Lists do not read it: what was seen last is kept where it had stood too long by then,
 * or the same task would be stuck in one view and not in the other.
 */
function archiveSeen(
  before: ArchiveSeen | null,
  task: Task,
  { archives, readAt }: Picture,
): ArchiveSeen | null {
  const phase = phaseOf(task.status.text);
  if (phase !== 'wait_archive') return null;
  const archive = furthestBehind(archives ?? [], task.job.tenantId);
  // One that has passed the end of the data is not waited for any more.
  if (archive !== null && archiveStillToGo(archive, task.endScn) === 0) return null;
  if (archive !== null) return noteArchive(before, archive, readAt);
  const stood =
    before !== null && stuckIn(phase, null, before.lastSeen, before.lastSeen, before.movedAt) !== null;
  return archives === undefined && stood ? before : null;
}

/**
 * Learns how fast tasks go and how far they were, so that one that failed still tells it.
 * @param intervalSeconds how often pictures are asked for at present
 */
export function createTaskTracker(intervalSeconds: () => number = () => 0): TaskTracker {
  const seen = new Map<string, TrackedTask>();

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
    const measured =
      unit === null || counter === null
        ? null
        : observe(earlier, { at, bytes: task.outputBytes, units: counter.finished });
    const signs = signsOf(task);
    return {
      throughput: measured,
      unit: unit ?? 'blocks',
      statusText: task.status.text,
      hundredths: knownDataPercent(dataProgress(task, capabilities)) ?? before?.hundredths ?? null,
      quietSince: before?.signs === signs ? before.quietSince : at,
      signs,
      phases: notePhase(before?.phases ?? [], task, at, watchedGap(intervalSeconds())),
      archive: archiveSeen(before?.archive ?? null, task, picture),
    };
  };

  return {
    take(picture, capabilities) {
      for (const task of picture.tasks) {
        if (task.status.kind !== 'running') continue;
        const key = taskKeyText(task);
        const now = next(seen.get(key), task, picture, capabilities);
        seen.delete(key);
        seen.set(key, now);
      }
      for (const key of seen.keys()) {
        if (seen.size <= remembered) break;
        seen.delete(key);
      }
    },
    of: task => seen.get(taskKeyText(task)) ?? null,
    among: tasks =>
      new Map(
        tasks.flatMap(task => {
          const key = taskKeyText(task);
          const found = seen.get(key);
          return found === undefined ? [] : [[key, found] as const];
        }),
      ),
  };
}

/** Whether a task that was watched stands still; null while it goes, and where nobody watched it. */
export function stuckSeen(seen: TrackedTask | null, task: Task, now: Instant): Stuck | null {
  if (seen === null || task.status.kind === 'ended') return null;
  return stuckIn(phaseOf(task.status.text), seen.throughput, seen.quietSince, now, seen.archive?.movedAt);
}
