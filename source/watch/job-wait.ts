import { type Change, endOf } from '../backup/change.ts';
import { type JobKey, jobKeyText } from '../backup/job.ts';
import { findJob, type Picture } from '../backup/picture.ts';
import type { Outcome } from '../backup/status.ts';
import type { View } from '../backup/view.ts';
import type { JobLocation } from './tracked-job.ts';

/** How a job ended that somebody waited for; 'lost' where no view has it any more, so that nobody knows. */
export type WaitOutcome = Outcome | 'lost';

/** What one answer says of the jobs that are waited for. */
export interface WaitSight {
  readonly view: View;
  readonly picture: Picture;
  readonly location: JobLocation | null;
}

/** The jobs that somebody waits for, until each has ended. */
export interface JobWait {
  /** Those that are not known to have ended. */
  open(): readonly JobKey[];
  /** How the others ended. */
  outcomes(): readonly WaitOutcome[];
  isAwaited(job: JobKey | null): boolean;
  /** Takes a change; true where it is the end of a job that was still open. */
  takeChange(change: Change): boolean;
  /** The ends that an answer shows, each reported once, and the jobs that it shows to be in no view any more. */
  take(sight: WaitSight): { readonly ends: readonly Change[]; readonly lost: readonly JobKey[] };
  /** The view of a job that lists do not show, neither running nor ended; null where there is none to look for. */
  lookFor(): View | null;
}

/** A job on its way to the history may be missing from one picture. */
const missesAllowed = 1;

/** Waits for these jobs. Their ends are taken from any picture and any change, whichever shows them first. */
export function createJobWait(keys: readonly JobKey[]): JobWait {
  const open = new Map(keys.map(key => [jobKeyText(key), { key, misses: 0 }]));
  const outcomes: WaitOutcome[] = [];

  const close = (key: JobKey, outcome: WaitOutcome): boolean => {
    if (!open.delete(jobKeyText(key))) return false;
    outcomes.push(outcome);
    return true;
  };
  const takeEnd = ({ job, kind }: Change): boolean =>
    job !== null && (kind === 'completed' || kind === 'failed' || kind === 'canceled') && close(job, kind);

  return {
    open: () => [...open.values()].map(({ key }) => key),
    outcomes: () => [...outcomes],
    isAwaited: job => job !== null && open.has(jobKeyText(job)),
    takeChange: takeEnd,
    take({ view, picture, location }) {
      const ends: Change[] = [];
      const lost: JobKey[] = [];
      for (const awaited of open.values()) {
        const job = findJob(picture, awaited.key);
        const end = job === null ? null : endOf(job, picture.readAt);
        if (end !== null && takeEnd(end)) ends.push(end);
        const isOwnView = view.kind === 'job' && jobKeyText(view.key) === jobKeyText(awaited.key);
        if (job !== null) awaited.misses = 0;
        else if (view.kind !== 'job') awaited.misses += 1;
        if (isOwnView && location?.state === 'lost' && close(awaited.key, 'lost')) lost.push(awaited.key);
      }
      return { ends, lost };
    },
    lookFor() {
      const missing = [...open.values()].find(({ misses }) => misses > missesAllowed);
      return missing === undefined ? null : { kind: 'job', key: missing.key };
    },
  };
}
