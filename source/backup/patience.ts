import { canceling, countsIn, phaseOf } from './phase.ts';
import type { Instant } from './row.ts';
import type { Task } from './task.ts';

/** Seconds without a step that are normal. */
export interface Patience {
  /** Before the habit of the task is known. */
  readonly atFirst: number;
  /** Whatever its habit is. */
  readonly least: number;
}

/**
 * Seconds without a step before the habit of a task is known. The kernel has no limit on progress: counters move once per
 * file of up to backup_data_file_size (4 GB), and minutes without a step are normal on slow storage.
 */
export const usualPatience = 600;
/** Seconds: nothing shorter is called stuck. */
export const leastPatience = 120;
/** Each log stream may wait for a checkpoint as long as that (_advance_checkpoint_timeout, 30 min by default). */
const checkpointPatience = 1800;
/** At the end of the data a standby may take 10 min to be readable up to END_SCN (get_backup_end_scn_). */
const endOfDataPatience = 720;
/** And the longer a task has run the longer its index takes, which no counter shows: this part of the time, about. */
const indexShare = 0.02;

/** Whether all may be copied: a meta turn that was repeated has counted some blocks twice, so that data ends below 100 %. */
function mayBeAllCopied({ finished, total }: Task['macroBlocks']): boolean {
  return total > 0n && finished * 10n >= total * 9n;
}

const unlimited = Number.POSITIVE_INFINITY;

/**
 * How long a task may go without a step in its present phase.
 * @param takesLog whether it was started with PLUS ARCHIVELOG; null where that is not known
 */
export function patienceWith(task: Task, takesLog: boolean | null, now: Instant): Patience {
  const { status, macroBlocks, logFiles, startedAt } = task;
  const phase = phaseOf(status.text);
  // A status of a later release may be one of a wait, and the habit is that of another phase.
  if (phase === null && status.text !== canceling) {
    return { atFirst: checkpointPatience, least: checkpointPatience };
  }
  // No counter moves while the meta of a million tablets is fused: ten minutes of that say nothing.
  if (phase === 'fuse_meta') return { atFirst: checkpointPatience, least: checkpointPatience };
  // Before 4.3.1 nothing in the row moves while log is copied, however long that takes.
  if (phase === 'log' && logFiles === null && takesLog !== false) {
    return { atFirst: unlimited, least: unlimited };
  }
  if (phase === 'start' || phase === 'system_meta' || phase === 'user_meta') {
    return { atFirst: checkpointPatience, least: leastPatience };
  }
  if (countsIn(status.text) === 'data' && mayBeAllCopied(macroBlocks)) {
    const elapsed = startedAt === null ? 0 : Math.max(0, Number(now - startedAt) / 1e6);
    const patience = endOfDataPatience + indexShare * elapsed;
    return { atFirst: patience, least: patience };
  }
  return { atFirst: usualPatience, least: leastPatience };
}
