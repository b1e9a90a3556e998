import type { JobKey } from '../backup/job.ts';
import { findJob, type Picture, tasksOf } from '../backup/picture.ts';

/**
 * Where the job of an open panel is. Its rows move to history in steps, so for a picture they may be
 * nowhere; the panel then keeps what it had.
 */
export type JobLocation =
  | { readonly state: 'live' | 'ended'; readonly picture: Picture }
  /** On its way to history; `picture` is the last one that had it, null where none ever had. */
  | { readonly state: 'moving'; readonly picture: Picture | null; readonly missed: number }
  /** In no view any more: another cluster answers, its tenant was dropped; or there never was such a job. */
  | { readonly state: 'lost'; readonly picture: Picture | null };

/**
 * This many pictures without the job count as a move; after one more it is lost. Live views are read before history, so
 * two in a row that miss it are no move.
 */
export const missesAllowed = 1;

/**
 * Where the job is after one more picture. Since 4.2.1 its task moves in one transaction and the job in a
 * later one, so a job may stand without the task it had: that is a move too.
 */
export function locateJob(before: JobLocation | null, picture: Picture, key: JobKey): JobLocation {
  const known = before?.picture ?? null;
  const missed = before?.state === 'moving' ? before.missed + 1 : 1;
  const job = findJob(picture, key);
  if (job === null) {
    return missed > missesAllowed || before?.state === 'lost'
      ? { state: 'lost', picture: known }
      : { state: 'moving', picture: known, missed };
  }
  const had = known === null ? [] : tasksOf(known, key);
  if (had.length > 0 && tasksOf(picture, key).length === 0 && missed <= missesAllowed) {
    return { state: 'moving', picture: { ...picture, tasks: [...picture.tasks, ...had] }, missed };
  }
  return { state: job.origin === 'live' ? 'live' : 'ended', picture };
}
