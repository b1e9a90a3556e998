import type { Job } from './job.ts';
import type { Instant } from './row.ts';
import { knownAmount, type Task } from './task.ts';

/** How the last COMPLETED backup of the same tenant and type went: the only measure where no percentage can be known. */
export interface PreviousRun {
  readonly jobId: bigint;
  readonly type: 'full' | 'inc';
  readonly seconds: number;
  /** What its task read, wrote and copied; null where the row of its task cannot be read. */
  readonly inputBytes: bigint | null;
  readonly outputBytes: bigint | null;
  readonly macroBlocks: bigint | null;
  /** PLUS_ARCHIVELOG; null where the row does not say. */
  readonly plusArchivelog: boolean | null;
  /**
   * Seconds from the start of its task to the end of its data, which END_SCN dates, and from there to the end of the
   * job; null where the row of its task cannot be read. On a standby END_SCN is earlier by its replay lag.
   */
  readonly parts: { readonly data: number; readonly later: number } | null;
}

/** An ended job with its task as a measure for later ones; null where its times or its type are not known. */
export function previousRunOf(job: Job, task: Task | null): PreviousRun | null {
  const { startedAt, endedAt, type } = job;
  if (startedAt === null || endedAt === null || type.kind === 'other') return null;
  return {
    jobId: job.key.jobId,
    type: type.kind,
    seconds: Number(endedAt - startedAt) / 1e6,
    inputBytes: task === null ? null : knownAmount(task.inputBytes),
    outputBytes: task === null ? null : knownAmount(task.outputBytes),
    macroBlocks: task === null ? null : knownAmount(task.macroBlocks.finished),
    plusArchivelog: job.plusArchivelog,
    parts: task === null ? null : partsOf(task, endedAt),
  };
}

/** The SCN of the end of the data divides a run in two; one that lies outside of it dates nothing. */
function partsOf({ startedAt, endScn }: Task, endedAt: Instant): PreviousRun['parts'] {
  const dataEnd = endScn / 1000n;
  if (startedAt === null || dataEnd <= startedAt || dataEnd > endedAt) return null;
  return { data: Number(dataEnd - startedAt) / 1e6, later: Number(endedAt - dataEnd) / 1e6 };
}

/**
 * Seconds a task will have taken in all, at its present speed: what has passed and what is left.
 * @param eta seconds left, or null where that is not known
 */
export function projectedTotal(startedAt: Instant | null, now: Instant, eta: number | null): number | null {
  return startedAt === null || eta === null ? null : Number(now - startedAt) / 1e6 + eta;
}

/** Whether a task and that run both took their log along, or both did not; not known where either does not say. */
export function bothWithLog(run: PreviousRun, plusArchivelog: boolean | null): boolean | null {
  return run.plusArchivelog === null || plusArchivelog === null
    ? null
    : run.plusArchivelog === plusArchivelog;
}

/**
 * An estimate, to be called one: seconds left if this backup takes as long as the last one did. Null once it
 * has taken longer: then the previous run says nothing.
 */
export function remainingByPreviousRun(
  startedAt: Instant | null,
  now: Instant,
  run: PreviousRun | null,
): number | null {
  if (startedAt === null || run === null) return null;
  const left = run.seconds - Number(now - startedAt) / 1e6;
  return left > 0 ? left : null;
}
