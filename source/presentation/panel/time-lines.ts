import { elapsedSeconds, type Job } from '../../backup/job.ts';
import type { Instant } from '../../backup/row.ts';
import type { Task } from '../../backup/task.ts';
import { duration, soFar } from '../../text/duration.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** When a job or task started and ended, by the server's clock. */
export function timeLines(
  of: Pick<Job, 'startedAt' | 'endedAt'>,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  const { panel, none } = theme.words.screens;
  const seconds = elapsedSeconds(of, now);
  const moment = (instant: Instant) => theme.zone.date(instant, ...(now === null ? [] : [now]));
  if (of.startedAt === null) return [];
  if (of.endedAt === null) {
    const length = seconds === null ? none : soFar(seconds, theme.words.time);
    return labelledLines(panel.labels.started, panel.since(moment(of.startedAt), length), columns, theme);
  }
  const length = seconds === null ? none : duration(seconds, theme.words.time);
  return [
    ...labelledLines(panel.labels.started, moment(of.startedAt), columns, theme),
    ...labelledLines(panel.labels.ended, panel.endedAt(moment(of.endedAt), length), columns, theme),
  ];
}

/** START_SCN, nanoseconds since 1970 UTC, with the time it means. */
export function scnLines(task: Task, columns: number, theme: Theme): string[] {
  const { panel } = theme.words.screens;
  const text =
    task.startScn === 0n
      ? panel.notSet
      : panel.startScn(task.startScn.toString(), theme.zone.full(task.startScn / 1000n, 6));
  return labelledLines(panel.labels.scn, text, columns, theme);
}
