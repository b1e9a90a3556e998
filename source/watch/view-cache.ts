import type { TrackedTasks } from '../backup/tracked-task.ts';
import type { Answer } from '../backup/view.ts';
import type { JobLocation } from './tracked-job.ts';

/** The last answer of a view, and when it arrived: the clock's milliseconds. */
export interface Kept {
  readonly answer: Answer;
  readonly at: number;
  readonly location: JobLocation | null;
  /** What was seen of its tasks by then. */
  readonly tracked: TrackedTasks;
}

/** So many views keep their last answer; the ones not read for longest are forgotten first. */
const keptViews = 30;

/** The last answers of views, under `viewKey`. */
export interface ViewCache {
  get(key: string): Kept | undefined;
  keep(key: string, kept: Kept): void;
}

/** Keeps the last answers, so that a screen one comes back to has something to show at once. */
export function createViewCache(): ViewCache {
  const byKey = new Map<string, Kept>();
  return {
    get: key => byKey.get(key),
    keep(key, kept) {
      byKey.delete(key);
      byKey.set(key, kept);
      for (const old of byKey.keys()) {
        if (byKey.size <= keptViews) break;
        byKey.delete(old);
      }
    },
  };
}
