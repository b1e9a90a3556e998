import QuickLRU from 'quick-lru';
import { type GoodAround, goodAround } from '../../backup/backup-record.ts';
import { isClusterJob, type Job, type JobKey, jobKeyText } from '../../backup/job.ts';
import type { JobStory } from '../../backup/job-story.ts';
import { countsIn } from '../../backup/phase.ts';
import { findJob, type Picture, tasksOf } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import type { Task } from '../../backup/task.ts';
import { goodAfter, goodBefore, goodJobsAround, jobHistory } from '../views/jobs.ts';
import { logStreamCounters, logStreams } from '../views/log-streams.ts';
import { endedTasksOf, taskHistory } from '../views/tasks.ts';
import type { Branch, StatementRows } from '../views/view.ts';
import { OncePerJob } from './once-per-job.ts';
import type { PreviousRuns } from './previous-runs.ts';
import type { ReaderContext } from './reader-context.ts';
import { StatusChangeReader } from './status-changes.ts';

/** Jobs whose log streams are kept in mind; the ones not asked for longest are evicted first. */
const maxJobs = 100;
/** Microseconds for which log streams are left out after a statement with them could not be read. */
const optionalPause = 300_000_000n;

/** What does not change any more of a job that has ended. */
interface Ending {
  readonly task: Task | null;
  readonly around: GoodAround | null;
}

/** What a list reads of its chosen job. */
export class StoryReader {
  readonly #previousRuns: PreviousRuns;
  readonly #statusChanges = new StatusChangeReader();
  readonly #endings = new OncePerJob<Ending>();
  /** Jobs that copied data when they were last read, by name, and from when on their log streams are read. */
  readonly #logStreamsFrom = new QuickLRU<string, Instant>({ maxSize: maxJobs });

  constructor(previousRuns: PreviousRuns) {
    this.#previousRuns = previousRuns;
  }

  /** What rides in the statement of the list. */
  async branches(key: JobKey | undefined, { session, now }: ReaderContext): Promise<Branch[]> {
    if (key === undefined) return [];
    const name = jobKeyText(key);
    const from = this.#logStreamsFrom.get(name);
    const isDue = from !== undefined && from <= now;
    // The list must not fail of them twice in a row.
    if (isDue) this.#logStreamsFrom.set(name, now + optionalPause);
    const withLogStreams = isDue && (await session.reach(logStreams)) === null;
    return [
      ...(withLogStreams ? logStreamCounters(key, session) : []),
      ...this.#statusChanges.newOnes(key, session),
    ];
  }

  /** The story of a job of this picture, as a part of it; what is read once a job is read now. */
  async of(
    key: JobKey | undefined,
    picture: Picture,
    found: StatementRows,
    branches: readonly Branch[],
    context: ReaderContext,
  ): Promise<Pick<Picture, 'story'>> {
    const job = key === undefined ? null : findJob(picture, key);
    if (key === undefined || job === null || isClusterJob(job)) return {};
    this.#statusChanges.take(key, found);
    const read = branches.some(({ view }) => view === logStreams);
    const known = tasksOf(picture, key)[0];
    const ending = isEnough(job, known) ? null : await this.#endingOf(job, context);
    const task = known ?? ending?.task ?? undefined;
    this.#noteLogStreams(key, task, context);
    const { previousRun } = await this.#previousRuns.of(job, context);
    const { statusChanges } = await this.#statusChanges.of(job, task, context);
    const story: JobStory = {
      job: key,
      ...(ending === null ? {} : { task: ending.task }),
      ...(ending === null || ending.around === null ? {} : { around: ending.around }),
      ...(previousRun === undefined ? {} : { previousRun }),
      ...(statusChanges === undefined ? {} : { statusChanges }),
      ...(read ? { logStreams: found.of(logStreams) } : {}),
    };
    return { story };
  }

  #noteLogStreams(key: JobKey, task: Task | undefined, { session }: ReaderContext): void {
    const counts = task?.status.kind === 'running' ? countsIn(task.status.text) : null;
    const copies = counts === 'totals_grow' || counts === 'data';
    if (session.family !== 'sys' || !copies) this.#logStreamsFrom.delete(jobKeyText(key));
    else this.#logStreamsFrom.set(jobKeyText(key), 0n);
  }

  async #endingOf(job: Job, { session, ask }: ReaderContext): Promise<Ending | null> {
    if (!session.shapes.has(jobHistory)) return null;
    const hasFailed = job.status.kind === 'ended' && job.status.outcome !== 'completed';
    const answer = await this.#endings.of(job.key, session, async () => {
      const found = await ask('chosen job', [
        ...endedTasksOf(job.key, session),
        ...(hasFailed ? goodJobsAround(job.key, session) : []),
      ]);
      const others = [...found.of(jobHistory, goodBefore), ...found.of(jobHistory, goodAfter)];
      const [task = null] = found.of(taskHistory);
      return { value: { task, around: hasFailed ? goodAround(job, others) : null } };
    });
    return 'value' in answer ? answer.value : null;
  }
}

/** Whether the picture already has all there is on how a job is going, or how it ended. */
function isEnough({ status }: Job, task: Task | undefined): boolean {
  return status.kind === 'running' || (status.outcome === 'completed' && task !== undefined);
}
