import type { Job } from '../backup/job.ts';
import { phaseOf } from '../backup/phase.ts';
import { type DataProgress, dataProgress, type LogProgress, logProgress } from '../backup/progress.ts';
import type { Instant } from '../backup/row.ts';
import type { Capabilities } from '../backup/server.ts';
import type { Outcome } from '../backup/status.ts';
import { type Stuck, stuckIn } from '../backup/stuck.ts';
import type { Task } from '../backup/task.ts';
import { eta, isRough } from '../backup/throughput.ts';
import { spoken } from '../text/duration.ts';
import { percent } from '../text/number.ts';
import type { TaskTracker, TrackedTask } from '../watch/task-tracker.ts';
import type { Role, Theme } from './theme.ts';

/** A task with all that is known of how far it is. */
export interface TaskProgress {
  readonly task: Task;
  readonly data: DataProgress;
  readonly log: LogProgress;
  readonly seen: TrackedTask | null;
  /** Seconds until the data is done, or null where that cannot be told. */
  readonly eta: number | null;
  /** Whether too little was seen for more than a rough figure: no time of day, no course. */
  readonly rough: boolean;
  /** Standing still for longer than this task's own habit; null while it goes, and where nobody watched it. */
  readonly stuck: Stuck | null;
}

/** What progress is told from. */
export interface ProgressContext {
  readonly capabilities: Capabilities;
  readonly seen: Pick<TaskTracker, 'of'>;
  readonly now: Instant | null;
  readonly theme: Theme;
}

/** How far a task is. */
export function progressOf(task: Task, job: Job | null, context: ProgressContext): TaskProgress {
  const data = dataProgress(task, context.capabilities);
  const seen = context.seen.of(task);
  const throughput = task.status.kind === 'running' ? (seen?.throughput ?? null) : null;
  const now = context.now;
  const left =
    throughput === null || now === null || data.state !== 'running' || seen?.unit !== 'blocks'
      ? null
      : eta(data.blocks.total - data.blocks.finished, throughput, now);
  const rough =
    throughput !== null &&
    data.state === 'running' &&
    isRough(data.blocks.total - data.blocks.finished, throughput);
  const stuck =
    task.status.kind === 'ended' || seen === null || now === null
      ? null
      : stuckIn(phaseOf(task.status.text), throughput, seen.quietSince, now, seen.archive?.movedAt);
  return {
    task,
    data,
    log: logProgress(task, job),
    seen,
    eta: left,
    rough,
    stuck,
  };
}

export const outcomeRoles: Readonly<Record<Outcome, Role>> = {
  completed: 'good',
  failed: 'bad',
  canceled: 'warning',
};

/** How an ended task stands, with the percentage this program itself saw last: the views do not keep it. */
export function endedText(outcome: Outcome, seen: TrackedTask | null, theme: Theme): string {
  const { data, outcomes } = theme.words.screens;
  const word = outcomes[outcome];
  return outcome === 'completed' || seen === null || seen.hundredths === null
    ? word
    : data.endedAt(word, percent(seen.hundredths));
}

/** Whether the archive is what a task waits for now, rather than something that comes later. */
export function waitsForArchive(task: Task): boolean {
  return phaseOf(task.status.text) === 'wait_archive' || phaseOf(task.status.text) === 'log';
}

/** "no step for 14 min" */
export function stuckText(stuck: Stuck, theme: Theme): string {
  return theme.words.screens.throughput.stalled(spoken(stuck.seconds, theme.words.time));
}
