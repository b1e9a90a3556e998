import QuickLRU from 'quick-lru';
import { tasksAheadOfJobs, withEndedTasks } from '../backup/ended-task.ts';
import { jobKeyText } from '../backup/job.ts';
import type { Picture } from '../backup/picture.ts';
import type { Task } from '../backup/task.ts';

/** Jobs remembered until their row follows, within seconds; those not seen for longest are evicted first. */
const maxJobs = 1000;

/** Remembers over pictures of all views which tasks have ended. */
export interface EndedTasks {
  /** The picture with the tasks that were seen to end, where their jobs still run and no task is in it. */
  completed(picture: Picture): Picture;
}

/** A memory that has seen nothing yet. */
export function createEndedTasks(): EndedTasks {
  const ended = new QuickLRU<string, readonly Task[]>({ maxSize: maxJobs });
  return {
    completed(picture) {
      for (const { key, status } of ended.size === 0 ? [] : picture.jobs) {
        if (status.kind === 'ended') ended.delete(jobKeyText(key));
      }
      for (const [job, tasks] of tasksAheadOfJobs(picture)) ended.set(job, tasks);
      return withEndedTasks(picture, job => ended.get(job));
    },
  };
}
