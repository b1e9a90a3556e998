import { countsIn, phaseOf } from './phase.ts';
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
const leastPatience = 120;
/** Each log stream may wait for a checkpoint as long as that (_advance_checkpoint_timeout, 30 min by default). */
const checkpointPatience = 1800;
/** At the end of the data a standby may take 10 min to be readable up to END_SCN (get_backup_end_scn_). */
const endOfDataPatience = 720;

/** How long a task may go without a step in its present phase. */
export function patienceWith({ status, macroBlocks }: Task): Patience {
  const phase = phaseOf(status.text);
  if (phase === 'start' || phase === 'system_meta' || phase === 'user_meta') {
    return { atFirst: checkpointPatience, least: leastPatience };
  }
  const allCopied = macroBlocks.total > 0n && macroBlocks.finished >= macroBlocks.total;
  if (countsIn(status.text) === 'data' && allCopied) {
    return { atFirst: endOfDataPatience, least: endOfDataPatience };
  }
  return { atFirst: usualPatience, least: leastPatience };
}
