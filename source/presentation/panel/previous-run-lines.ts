import {
  bothWithLog,
  type PreviousRun,
  projectedTotal,
  remainingByPreviousRun,
} from '../../backup/previous-run.ts';
import type { LogProgress } from '../../backup/progress.ts';
import type { Instant } from '../../backup/row.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { about, spoken } from '../../text/duration.ts';
import { bytes } from '../../text/number.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** Whether log was requested, as far as its state shows. */
function logRequested({ state }: LogProgress): boolean | null {
  if (state === 'not_requested') return false;
  return state === 'unknown_request' ? null : true;
}

/**
 * A task measured against the last COMPLETED backup of the same type: where the time left is known, how long its data will
 * have taken in total; where no percentage can be known an estimate, which is called one. Nothing without one.
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
  const written = run.outputBytes === null ? '' : bytes(run.outputBytes);
  const withLog = written !== '' && run.plusArchivelog === true;
  const size = withLog ? words.sizeAndLog(written) : written;
  const like = bothWithLog(run, logRequested(log));
  // Whole runs are alike only where both copied their log, or neither did.
  const compared =
    like !== false ? took : run.plusArchivelog ? words.tookWithLog(took) : words.tookWithoutLog(took);
  const last = words.last(type, compared, size, run.jobId.toString());
  const line = (text: string) => labelledLines(panel.labels.previousRun, text, columns, theme);
  // Both are counted from the start of the task to the end of its data.
  const course = projectedTotal(task.startedAt, now, progress.eta);
  if (course !== null && run.parts !== null) {
    const dataTook = spoken(run.parts.data, theme.words.time);
    const data = words.data(about(course, theme.words.time), dataTook, run.jobId.toString());
    return line(words.both(data, last));
  }
  const left = remainingByPreviousRun(task.startedAt, now, run);
  const isEstimable = data.state === 'unknowable' && data.why !== 'canceling' && like !== false;
  if (isEstimable && task.status.kind === 'running' && left !== null) {
    return line(words.estimate(about(left, theme.words.time), type, took, run.jobId.toString()));
  }
  return line(last);
}
