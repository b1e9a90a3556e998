import { leftAsLastTime, onCourseFor, type PastRun } from '../../backup/previous-run.ts';
import type { Instant } from '../../backup/row.ts';
import { about, spoken } from '../../text/duration.ts';
import { bytes } from '../../text/number.ts';
import type { TaskProgress } from '../progress-text.ts';
import type { Look } from '../theme.ts';
import { fact } from './labelled-line.ts';

/**
 * A task measured against the last COMPLETED backup of the same type: where the time left is known, and not only
 * roughly, how long it will have taken in all, where no percentage can be known an estimate, which is called one. Nothing without a
 * past.
 */
export function pastLines(
  progress: TaskProgress,
  past: PastRun | null | undefined,
  now: Instant | null,
  columns: number,
  look: Look,
): string[] {
  if (past === null || past === undefined || now === null) return [];
  const { past: say, panel } = look.say.screens;
  const { task, data, log } = progress;
  const type = past.type === 'full' ? 'FULL' : 'INC';
  const took = spoken(past.seconds, look.say.time);
  const size = past.outputBytes === null ? '' : `, ${bytes(past.outputBytes)}`;
  const last = say.last(type, took, size, past.jobId.toString());
  const course = progress.rough ? null : onCourseFor(task.startedAt, now, progress.eta);
  const line = (text: string) => fact(panel.labels.past, text, columns, look);
  if (course !== null) {
    const length = about(course, look.say.time);
    // The time left is that of the data: a log that was asked for comes after it.
    return line(`${log.state === 'not_requested' ? say.course(length) : say.dataCourse(length)}, ${last}`);
  }
  const left = leftAsLastTime(task.startedAt, now, past);
  if (data.state === 'unknowable' && task.status.kind === 'running' && left !== null) {
    return line(say.estimate(about(left, look.say.time), type, took, past.jobId.toString()));
  }
  return line(last);
}
