import type { Job } from './job.ts';
import { canceling, countsIn, phaseOf } from './phase.ts';
import type { Capabilities } from './server.ts';
import type { Outcome } from './status.ts';
import { type Counter, isPlausible, type Task } from './task.ts';

/** Why no percentage can be known. */
export type Unknowable = 'totals_follow_finished' | 'unknown_status' | 'canceling' | 'implausible_counters';

/**
 * How far the data of a task is. Each state is a value of its own: "not started", "being counted", "cannot be
 * known" and "0 %" are different things to a person who waits.
 */
export type DataProgress =
  | { readonly state: 'not_begun' }
  /** Meta phases: totals still grow log stream by log stream, a percentage would mean nothing. */
  | { readonly state: 'counting'; readonly blocks: Counter }
  | { readonly state: 'unknowable'; readonly why: Unknowable; readonly finished: bigint }
  /** Data phases: hundredths of a percent, never 10000 before the STATUS says that the data is done. */
  | { readonly state: 'running'; readonly hundredths: number; readonly blocks: Counter }
  /** The data phase is over, the task is not. Data may have ended below 100 % of what was counted. */
  | { readonly state: 'finished'; readonly hundredths: number | null; readonly blocks: Counter }
  | { readonly state: 'ended'; readonly outcome: Outcome };

/** How far the log of a task is (PLUS ARCHIVELOG). */
export type LogProgress =
  | { readonly state: 'not_requested' }
  /** The task's job is not visible, so whether log was requested is not known. */
  | { readonly state: 'unknown_request' }
  /** Asked for, and its files not counted yet: that happens at the end of BEFORE_BACKUP_LOG. */
  | { readonly state: 'waiting' }
  /** Copying in a release whose views do not count log files. */
  | { readonly state: 'uncounted' }
  /** Copying, and the counters of log files cannot be right. */
  | { readonly state: 'implausible_counters' }
  | { readonly state: 'nothing_to_copy' }
  | { readonly state: 'running'; readonly hundredths: number; readonly files: Counter }
  | { readonly state: 'done' }
  | { readonly state: 'ended'; readonly outcome: Exclude<Outcome, 'completed'> };

const almost = 9_999;

/**
 * The views' own formula, in hundredths of a percent, rounded down: 0 of nothing is 0, more finished than
 * counted is 99.99. (The view rounds to the nearest; a program that shows "done" must not.)
 */
export function hundredthsOf(counter: Counter): number {
  if (counter.total <= 0n || counter.finished < 0n) return 0;
  if (counter.finished > counter.total) return almost;
  return Number((counter.finished * 10_000n) / counter.total);
}

/** The view's percentage, else that of the counters; null where neither can be right. */
function hundredthsBy(inView: number | null, counter: Counter): number | null {
  return inView ?? (isPlausible(counter) ? hundredthsOf(counter) : null);
}

/** How far the data of a task is, as far as this server's views show it. */
export function dataProgress(task: Task, capabilities: Capabilities): DataProgress {
  if (task.status.kind === 'ended') return { state: 'ended', outcome: task.status.outcome };
  const counts = countsIn(task.status.text);
  if (counts === null) {
    // Neither CANCELING nor a status of a later release says whether the totals are complete.
    const why = task.status.text === canceling ? 'canceling' : 'unknown_status';
    return { state: 'unknowable', why, finished: task.macroBlocks.finished };
  }
  if (counts === 'nothing') return { state: 'not_begun' };
  if (counts === 'totals_grow') return { state: 'counting', blocks: task.macroBlocks };
  if (counts === 'after_data') {
    const hundredths = capabilities.totalsAreReal ? hundredthsBy(task.dataProgress, task.macroBlocks) : null;
    return { state: 'finished', hundredths, blocks: task.macroBlocks };
  }
  if (!capabilities.totalsAreReal) {
    return { state: 'unknowable', why: 'totals_follow_finished', finished: task.macroBlocks.finished };
  }
  const hundredths = hundredthsBy(task.dataProgress, task.macroBlocks);
  if (hundredths === null) {
    return { state: 'unknowable', why: 'implausible_counters', finished: task.macroBlocks.finished };
  }
  return { state: 'running', hundredths: Math.min(hundredths, almost), blocks: task.macroBlocks };
}

/**
 * How far the log of a task is.
 * @param job the task's job: only it says whether log was asked for
 */
export function logProgress(task: Task, job: Job | null): LogProgress {
  if (job === null || job.plusArchivelog === null) return { state: 'unknown_request' };
  if (!job.plusArchivelog) return { state: 'not_requested' };
  if (task.status.kind === 'ended') {
    const { outcome } = task.status;
    return outcome === 'completed' ? { state: 'done' } : { state: 'ended', outcome };
  }
  const { text } = task.status;
  const counted = task.logFiles !== null && task.logFiles.total > 0n;
  // While CANCELING, and in a status of a later release, only the counters show that files were being copied.
  if (phaseOf(text) !== 'log' && !(countsIn(text) === null && counted)) return { state: 'waiting' };
  if (task.logFiles === null) return { state: 'uncounted' };
  const hundredths = hundredthsBy(task.logProgress, task.logFiles);
  if (hundredths === null) return { state: 'implausible_counters' };
  if (task.logFiles.total === 0n) return { state: 'nothing_to_copy' };
  return { state: 'running', hundredths: Math.min(hundredths, almost), files: task.logFiles };
}

/** Hundredths of a percent that can be relied on, or null: an ended task's counters no longer mean anything. */
export function knownDataPercent(progress: DataProgress): number | null {
  return progress.state === 'running' || progress.state === 'finished' ? progress.hundredths : null;
}

/** The same for the log. */
export function knownLogPercent(progress: LogProgress): number | null {
  return progress.state === 'running' ? progress.hundredths : null;
}
