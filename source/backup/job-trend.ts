import { elapsedSeconds, type Job } from './job.ts';
import { type Picture, tasksOf } from './picture.ts';
import type { Outcome } from './status.ts';
import { writtenBytes } from './task.ts';

/** One ended job of a tenant as it is compared with the others. */
export interface EndedJob {
  readonly job: Job;
  readonly outcome: Outcome;
  /** Null where its times are not known. */
  readonly seconds: number | null;
  /** Bytes written by its tasks; null where their rows are not known. */
  readonly bytes: bigint | null;
}

/** The last ended jobs of a picture of one tenant, the oldest first, at most `most`. */
export function lastEndedJobs(picture: Picture, most: number): readonly EndedJob[] {
  const ended = picture.jobs.flatMap((job): EndedJob[] => {
    if (job.status.kind !== 'ended') return [];
    const tasks = tasksOf(picture, job.key);
    const written = tasks.length === 0 ? null : writtenBytes(tasks);
    return [
      {
        job,
        outcome: job.status.outcome,
        seconds: job.endedAt === null ? null : elapsedSeconds(job, null),
        bytes: written === null || written < 0n ? null : written,
      },
    ];
  });
  // The picture has the newest first, and those that run before all others.
  return ended.slice(0, most).reverse();
}

/** The least and the greatest of the values that are known; null where none is. */
export function rangeOf<T extends number | bigint>(
  values: readonly (T | null)[],
): { readonly least: T; readonly most: T } | null {
  let [least, most] = [null, null] as [T | null, T | null];
  for (const value of values) {
    if (value === null) continue;
    if (least === null || value < least) least = value;
    if (most === null || value > most) most = value;
  }
  return least === null || most === null ? null : { least, most };
}

/** The newest COMPLETED job of a picture; null where it has none. */
export function lastGoodJob({ jobs }: Picture): Job | null {
  return jobs.find(({ status }) => status.kind === 'ended' && status.outcome === 'completed') ?? null;
}
