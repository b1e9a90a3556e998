import { type PreviousRun, projectedTotal, remainingByPreviousRun } from '../../backup/previous-run.ts';
import type { Instant } from '../../backup/row.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { about, spoken } from '../../text/duration.ts';
import { bytes } from '../../text/number.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/**
 * A task compared with the last COMPLETED backup of the same type: how long it will have taken in total where the time
 * left is known, and not only roughly; an estimate, called one, where no percentage can be known. Nothing without such
 * a backup.
 */
export function previousRunLines(
  progress: TaskProgress,
  run: PreviousRun | null | undefined,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  if (run === null || run === undefined || now === null) return [];
  const { previousRun: words, panel } = theme.words.screens;
  const { task, data, log } = progress;
  const type = run.type === 'full' ? 'FULL' : 'INC';
  const took = spoken(run.seconds, theme.words.time);
  const size = run.outputBytes === null ? '' : `, ${bytes(run.outputBytes)}`;
  const last = words.last(type, took, size, run.jobId.toString());
  const course = progress.rough ? null : projectedTotal(task.startedAt, now, progress.eta);
  const line = (text: string) => labelledLines(panel.labels.previousRun, text, columns, theme);
  if (course !== null) {
    const length = about(course, theme.words.time);
    // The time left is that of the data: a log that was asked for comes after it.
    return line(
      `${log.state === 'not_requested' ? words.course(length) : words.dataCourse(length)}, ${last}`,
    );
  }
  const left = remainingByPreviousRun(task.startedAt, now, run);
  if (data.state === 'unknowable' && task.status.kind === 'running' && left !== null) {
    return line(words.estimate(about(left, theme.words.time), type, took, run.jobId.toString()));
  }
  return line(last);
}
