import { isDeepStrictEqual } from 'node:util';
import QuickLRU from 'quick-lru';
import { archiveLag, coarseLag, isBehindBy } from '../backup/archive.ts';
import { mayWait } from '../backup/archive-wait.ts';
import { findJob, type Picture } from '../backup/picture.ts';
import type { TaskEvidence } from '../backup/task-progress.ts';
import type { Answer } from '../backup/view.ts';
import type { JobLocation } from './tracked-job.ts';

/** The last answer of a view. */
export interface CachedView {
  readonly answer: Answer;
  /** When the server gave it, as `NotedAnswer` has it; null where nothing could be read. */
  readonly at: number | null;
  readonly location: JobLocation | null;
  /** What the verdicts on its tasks are made from. */
  readonly evidence: TaskEvidence;
}

const maxViews = 30;

/** The last answers of views, under `viewKey`, so that a screen one comes back to has something to show at once. */
export function createViewCache(): QuickLRU<string, CachedView> {
  return new QuickLRU<string, CachedView>({ maxSize: maxViews });
}

/** Whether two pictures show the same, apart from when they were read. */
function samePicture(a: Picture, b: Picture): boolean {
  return (
    a.olderJobs === b.olderJobs &&
    isDeepStrictEqual(a.remarks, b.remarks) &&
    isDeepStrictEqual(a.sets, b.sets) &&
    isDeepStrictEqual(a.previousRun, b.previousRun) &&
    isDeepStrictEqual(a.statusChanges, b.statusChanges) &&
    isDeepStrictEqual(a.logStreams, b.logStreams) &&
    isDeepStrictEqual(a.refusals, b.refusals) &&
    isDeepStrictEqual(archivesOf(a), archivesOf(b)) &&
    isDeepStrictEqual(a.story, b.story) &&
    isDeepStrictEqual(a.records, b.records) &&
    isDeepStrictEqual(a.tenantArchives, b.tenantArchives) &&
    isDeepStrictEqual(a.tasks, b.tasks) &&
    isDeepStrictEqual(a.jobs, b.jobs) &&
    isDeepStrictEqual(a.tenants, b.tenants)
  );
}

/** The checkpoint moves all the time; it is shown exactly only while a task waits for it. */
function archivesOf(picture: Picture): readonly unknown[] {
  const { archives = [], tasks, readAt } = picture;
  const waits = tasks.some(task => mayWait(task, findJob(picture, task.job)));
  return archives.map(archive => {
    const { tenantId, destNo, status, checkpointScn, lagTarget, comment } = archive;
    const shown = [tenantId, destNo, status, comment];
    return waits
      ? [...shown, checkpointScn, lagTarget]
      : [...shown, coarseLag(archive, readAt), isBehindBy(archiveLag(archive, readAt), archive)];
  });
}

/** Whether two answers to the same view show the same, apart from when they were read. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  if ('jobs' in a && 'jobs' in b) return samePicture(a, b);
  return isDeepStrictEqual({ ...a, readAt: null }, { ...b, readAt: null });
}
