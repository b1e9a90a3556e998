import type { Job } from '../../backup/job.ts';
import { countsIn } from '../../backup/phase.ts';
import type { Task } from '../../backup/task.ts';
import { bytes, count, ratio } from '../../text/number.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/**
 * Bytes read and written, and tablets: of how many, only from the data phase on. Before that the total grows, a
 * status this program does not know does not say, and in history it is overwritten with what was finished.
 * The log that PLUS ARCHIVELOG copies is not in OUTPUT_BYTES (ob_backup_task.cpp reports its file counts only).
 * @param totalsAreReal whether the server counts totals at all: where it sets them equal to what is finished,
 * "412 of 412" would look like the end
 */
export function volumeLines(
  task: Task,
  job: Job,
  totalsAreReal: boolean,
  columns: number,
  theme: Theme,
): string[] {
  const { panel } = theme.words.screens;
  const { tablets } = task;
  const isComparable = task.inputBytes >= 0n && task.outputBytes > 0n;
  const volume = panel.readWrote({
    read: bytes(task.inputBytes),
    wrote: bytes(task.outputBytes),
    ratio: isComparable ? ratio(task.inputBytes, task.outputBytes) : null,
    isWithoutLog: job.plusArchivelog === true,
  });
  const counts = task.status.kind === 'running' && totalsAreReal ? countsIn(task.status.text) : null;
  const done =
    counts === 'data' || counts === 'after_data'
      ? panel.tablets(count(tablets.finished), count(tablets.total))
      : panel.tabletsDone(count(tablets.finished));
  return labelledLines(panel.labels.read, `${volume} · ${done}`, columns, theme);
}
