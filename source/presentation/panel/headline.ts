import { elapsedSeconds, type Job } from '../../backup/job.ts';
import type { Instant } from '../../backup/row.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { duration } from '../../text/duration.ts';
import { percent } from '../../text/number.ts';
import { cut } from '../../text/width.ts';
import type { JobLocation } from '../../watch/tracked-job.ts';
import { endedText, outcomeRoles, stuckText } from '../progress-text.ts';
import { resultText } from '../result-text.ts';
import type { Role, Theme } from '../theme.ts';
import { nextEndText } from '../time-left-text.ts';

/** What the headline of a job's panel is made from. */
export interface HeadlineOf {
  readonly job: Job;
  readonly progress: TaskProgress | null;
  readonly location: JobLocation['state'];
  readonly now: Instant | null;
}

/**
 * The one line that must be seen first: is it going, how far, how long, is something wrong.
 */
export function headline(
  { job, progress, location, now }: HeadlineOf,
  columns: number,
  theme: Theme,
): string {
  const status = progress?.task.status ?? job.status;
  const { role, parts } = status.kind === 'ended' ? endedParts() : runningParts();
  if (location === 'moving') parts.push(theme.words.screens.panel.moving);
  return `  ${theme.style(role, cut(parts.join(' · '), columns - 3))}`;

  function endedParts(): { role: Role; parts: string[] } {
    if (status.kind !== 'ended') return { role: 'running', parts: [] };
    // The panel shows when its task ended; the job ends some seconds later.
    const of = progress?.task ?? job;
    // Its code, too, is in the row of the task before it is in that of the job.
    const by = job.result === 0n ? of : job;
    const took = of.endedAt === null ? null : elapsedSeconds(of, now);
    return {
      role: outcomeRoles[status.outcome],
      parts: [
        endedText(status.outcome, progress?.lastSeen ?? null, theme).toUpperCase(),
        ...(by.result === 0n ? [] : [resultText(by.result, by.comment, theme)]),
        ...(took === null ? [] : [theme.words.screens.panel.after(duration(took, theme.words.time))]),
      ],
    };
  }

  function runningParts(): { role: Role; parts: string[] } {
    const { panel } = theme.words.screens;
    const left = progress === null ? null : nextEndText(progress, now, theme);
    const stuck = progress?.stuck ?? null;
    const failsWith = progress?.archive.failsWith ?? null;
    const percentage = progress?.data.state === 'running' ? [percent(progress.data.hundredths)] : [];
    return {
      role: stuck === null && failsWith === null ? 'running' : 'warning',
      parts: [
        location === 'lost' ? panel.lastSeenRunning : panel.running,
        ...percentage,
        ...(failsWith === null ? [] : [panel.willFail(failsWith.toString())]),
        ...(stuck === null ? [] : [stuckText(stuck, theme)]),
        ...(left === null ? [] : [left]),
        status.text,
      ],
    };
  }
}
