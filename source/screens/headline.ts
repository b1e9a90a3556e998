import type { Job } from '../backup/job.ts';
import type { Instant } from '../backup/row.ts';
import type { Look, Role } from '../components/look.ts';
import { about, duration } from '../text/duration.ts';
import { percent } from '../text/number.ts';
import { cut } from '../text/width.ts';
import type { Follow } from '../watch/follow.ts';
import { resultText, statusRole, tookSeconds } from './job-columns.ts';
import { endedText, type TaskProgress } from './progress-words.ts';
import { timeLeft } from './task-progress-lines.ts';

/** What the headline of a job's panel is made from. */
export interface HeadlineOf {
  readonly job: Job;
  readonly progress: TaskProgress | null;
  readonly follow: Follow['state'];
  readonly now: Instant | null;
}

/**
 * The one line that must be seen first: is it going, how far, how long, is something wrong.
 */
export function headline({ job, progress, follow, now }: HeadlineOf, columns: number, look: Look): string {
  const say = look.say.screens;
  const status = progress?.task.status ?? job.status;
  const parts: string[] = [];
  let role: Role = statusRole(job);
  if (status.kind === 'ended') {
    const took = tookSeconds(job, now);
    const word = endedText(status.outcome, progress?.seen ?? null, look).toUpperCase();
    parts.push(word);
    if (job.result !== 0n) parts.push(resultText(job.result, job.comment, look));
    if (took !== null && job.endedAt !== null) parts.push(say.panel.after(duration(took, look.say.time)));
  } else {
    parts.push(status.text);
    if (progress !== null && progress.data.state === 'running') parts.push(percent(progress.data.hundredths));
    const left = progress === null ? null : timeLeft(progress, now, look);
    if (left !== null) parts.push(left);
    if (progress !== null && progress.stalled !== null) {
      parts.push(say.pace.stalled(about(progress.stalled, look.say.time)));
      role = 'warning';
    }
  }
  if (follow === 'moving') parts.push(say.panel.moving);
  return `  ${look.paint(role, cut(parts.join(' · '), columns - 3))}`;
}
