import { type GoodAround, goodAround } from '../../backup/backup-record.ts';
import { isClusterJob, type Job, type JobKey } from '../../backup/job.ts';
import type { JobStory } from '../../backup/job-story.ts';
import { findJob, type Picture, tasksOf } from '../../backup/picture.ts';
import type { Task } from '../../backup/task.ts';
import { goodAfter, goodBefore, goodJobsAround, jobHistory } from '../views/jobs.ts';
import { endedTasksOf, taskHistory } from '../views/tasks.ts';
import type { Branch, StatementRows } from '../views/view.ts';
import { LogStreamCounters, type LogStreamPart } from './log-stream-counters.ts';
import { OncePerJob } from './once-per-job.ts';
import type { PreviousRuns } from './previous-runs.ts';
import type { ReaderContext } from './reader-context.ts';
import { StatusChangeReader } from './status-changes.ts';

/** What does not change any more of a job that has ended. */
interface Ending {
  readonly task: Task | null;
  readonly around: GoodAround | null;
}

/** What one statement of a list asks for of its chosen job. */
export interface StoryPart {
  readonly branches: readonly Branch[];
  readonly logStreams: LogStreamPart['take'];
}

/** The part of a statement where no row is chosen. */
export const noStory: StoryPart = { branches: [], logStreams: () => ({}) };

/** What a list reads of its chosen job. */
export class StoryReader {
  readonly #previousRuns: PreviousRuns;
  readonly #statusChanges = new StatusChangeReader();
  readonly #endings = new OncePerJob<Ending>();
  readonly #logStreams = new LogStreamCounters();

  constructor(previousRuns: PreviousRuns) {
    this.#previousRuns = previousRuns;
  }

  /** What the next statement of the list asks for. */
  async part(key: JobKey | undefined, context: ReaderContext): Promise<StoryPart> {
    if (key === undefined) return noStory;
    const logStreams = await this.#logStreams.part(key, context);
    const changes = this.#statusChanges.newOnes(key, context.session);
    return { branches: [...logStreams.branches, ...changes], logStreams: logStreams.take };
  }

  /** The story of a job of this picture, as a part of it; what is read once a job is read now. */
  async of(
    key: JobKey | undefined,
    picture: Picture,
    found: StatementRows,
    part: StoryPart,
    context: ReaderContext,
  ): Promise<Pick<Picture, 'story'>> {
    const job = key === undefined ? null : findJob(picture, key);
    if (key === undefined || job === null || isClusterJob(job)) return {};
    this.#statusChanges.take(key, found);
    const known = tasksOf(picture, key)[0];
    const ending = isEnough(job, known) ? null : await this.#endingOf(job, context);
    const task = known ?? ending?.task ?? undefined;
    await this.#logStreams.note(key, task === undefined ? [] : [task], context);
    const { previousRun } = await this.#previousRuns.of(job, context);
    const { statusChanges } = await this.#statusChanges.of(job, task, context);
    const story: JobStory = {
      job: key,
      ...(ending === null ? {} : { task: ending.task }),
      ...(ending === null || ending.around === null ? {} : { around: ending.around }),
      ...(previousRun === undefined ? {} : { previousRun }),
      ...(statusChanges === undefined ? {} : { statusChanges }),
      ...part.logStreams(found),
    };
    return { story };
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
