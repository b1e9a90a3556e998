import { type PreviousRun, projectedTotal, remainingByPreviousRun } from '../../backup/previous-run.ts';
import type { Instant } from '../../backup/row.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { about, spoken } from '../../text/duration.ts';
import { bytes } from '../../text/number.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/**
 * A task measured against the last COMPLETED backup of the same type: where the time left is known, and not only
 * roughly, how long it will have taken in all, where no percentage can be known an estimate, which is called one. Nothing without a
 * past.
 */
export function previousRunLines(
  progress: TaskProgress,
  past: PreviousRun | null | undefined,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  if (past === null || past === undefined || now === null) return [];
  const { past: words, panel } = theme.words.screens;
  const { task, data, log } = progress;
  const type = past.type === 'full' ? 'FULL' : 'INC';
  const took = spoken(past.seconds, theme.words.time);
  const size = past.outputBytes === null ? '' : `, ${bytes(past.outputBytes)}`;
  const last = words.last(type, took, size, past.jobId.toString());
  const course = progress.rough ? null : projectedTotal(task.startedAt, now, progress.eta);
  const line = (text: string) => labelledLines(panel.labels.past, text, columns, theme);
  if (course !== null) {
    const length = about(course, theme.words.time);
    // The time left is that of the data: a log that was asked for comes after it.
    return line(
      `${log.state === 'not_requested' ? words.course(length) : words.dataCourse(length)}, ${last}`,
    );
  }
  const left = remainingByPreviousRun(task.startedAt, now, past);
  if (data.state === 'unknowable' && task.status.kind === 'running' && left !== null) {
    return line(words.estimate(about(left, theme.words.time), type, took, past.jobId.toString()));
  }
  return line(last);
}
