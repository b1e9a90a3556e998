import { elapsedSeconds, type Job } from './job.ts';
import type { Picture } from './picture.ts';
import type { Instant } from './row.ts';

/** A job that runs for much longer than the last one of its type took, or than it may. */
export interface LongRun {
  /** Seconds that it has run. */
  readonly seconds: number;
  /** Seconds that the last COMPLETED one of its type took, where that is what it is measured by. */
  readonly last: number | null;
}

/** A run is long from this many times the length of the last one on. */
const factor = 3;
/** Seconds: three times a few minutes is nothing to call anybody for. */
const least = 1800;

/** Seconds that the newest COMPLETED job of the same tenant and type took, as far as the picture has one. */
export function lastLengthIn(picture: Picture, job: Job): number | null {
  const last = picture.jobs.find(
    other =>
      other.key.tenantId === job.key.tenantId &&
      other.type.text === job.type.text &&
      other.status.kind === 'ended' &&
      other.status.outcome === 'completed' &&
      other.endedAt !== null,
  );
  return last === undefined ? null : elapsedSeconds(last, null);
}

/**
 * The verdict on the length of a job's run.
 * @param last seconds that the last COMPLETED one of its type took; null where it is not known
 * @param limit seconds, by which alone it is judged then; null without a limit
 */
export function longRun(job: Job, last: number | null, now: Instant, limit: number | null): LongRun | null {
  if (job.status.kind !== 'running') return null;
  const seconds = elapsedSeconds(job, now);
  if (seconds === null) return null;
  if (limit !== null) return seconds > limit ? { seconds, last: null } : null;
  return last !== null && seconds > Math.max(least, factor * last) ? { seconds, last } : null;
}
