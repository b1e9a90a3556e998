import { type Job, jobKeyText } from '../backup/job.ts';
import { type BackupSource, SourceError } from '../backup/source.ts';
import type { TasksSeen } from '../backup/tracked-task.ts';
import { createTaskTracker } from '../watch/task-tracker.ts';

/** What reading single jobs provides. */
export interface CloserLook {
  /** Among it whether a task has waited for an archive that stands for too long, which one look shows. */
  readonly seen: TasksSeen;
  /** Seconds that the last backup of a job's type took; null where it was not read, or there is none. */
  readonly lastLength: (job: Job) => number | null;
}

/** At most this many jobs are read by themselves. */
const mostJobs = 20;

/** Reads running jobs by themselves. What cannot be read of them is not known; the rest is not affected. */
export async function lookCloser(source: BackupSource, running: readonly Job[]): Promise<CloserLook> {
  const { capabilities } = await source.identify();
  const tracker = createTaskTracker();
  const lengths = new Map<string, number>();
  for (const { key } of running.slice(0, mostJobs)) {
    try {
      const picture = await source.read({ kind: 'job', key });
      tracker.take(picture, capabilities);
      const { previousRun } = picture;
      if (previousRun != null) lengths.set(jobKeyText(key), previousRun.seconds);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      break;
    }
  }
  return { seen: tracker, lastLength: job => lengths.get(jobKeyText(job.key)) ?? null };
}
