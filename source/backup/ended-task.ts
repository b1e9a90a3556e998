import { type Job, jobKeyText } from './job.ts';
import { type Picture, tasksOf } from './picture.ts';
import type { Outcome } from './status.ts';
import type { Task } from './task.ts';

/**
 * How a job ended or will end: a task ends, and moves to the history, some seconds before the row of its job follows
 * (`move_to_history_` in the kernel). Null while something runs.
 */
export function outcomeOf({ status }: Job, tasks: readonly Task[]): Outcome | null {
  if (status.kind === 'ended') return status.outcome;
  const outcomes = tasks.map(task => (task.status.kind === 'ended' ? task.status.outcome : null));
  if (outcomes.includes(null)) return null;
  return outcomes.find(outcome => outcome !== 'completed') ?? outcomes[0] ?? null;
}

/** The tasks of a picture that have ended while the row of their job still runs, by `jobKeyText`. */
export function tasksAheadOfJobs(picture: Picture): ReadonlyMap<string, readonly Task[]> {
  const ahead = picture.jobs.flatMap(job => {
    const tasks = job.status.kind === 'running' ? tasksOf(picture, job.key) : [];
    const haveEnded = tasks.length > 0 && tasks.every(task => task.status.kind === 'ended');
    return haveEnded ? [[jobKeyText(job.key), tasks] as const] : [];
  });
  return new Map(ahead);
}

/**
 * The picture with the ended tasks of jobs that still run and have none in it: not every view reads the history that
 * they have moved to, and without them such a job would look as if it had started again.
 * @param lastEnded the tasks of a job that were seen to have ended, by `jobKeyText`
 */
export function withEndedTasks(
  picture: Picture,
  lastEnded: (job: string) => readonly Task[] | undefined,
): Picture {
  const kept = picture.jobs.flatMap(job =>
    job.status.kind === 'running' && tasksOf(picture, job.key).length === 0
      ? (lastEnded(jobKeyText(job.key)) ?? [])
      : [],
  );
  return kept.length === 0 ? picture : { ...picture, tasks: [...picture.tasks, ...kept] };
}
