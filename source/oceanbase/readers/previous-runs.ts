import { isClusterJob, type Job } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import { type PreviousRun, previousRunOf } from '../../backup/previous-run.ts';
import { jobHistory, jobOfPreviousRun, previousJob } from '../views/jobs.ts';
import { previousTask, taskHistory, taskOfPreviousRun } from '../views/tasks.ts';
import { OncePerJob } from './once-per-job.ts';
import type { ReaderContext } from './reader-context.ts';

/** Reads how the last backup before a job went, once a job. */
export class PreviousRuns {
  readonly #known = new OncePerJob<PreviousRun | null>();

  /** The last COMPLETED backup of the same type before this job, as a part of its picture; a cluster job has none. */
  async of(job: Job, { session, ask }: ReaderContext): Promise<Pick<Picture, 'previousRun' | 'remarks'>> {
    const { kind } = job.type;
    if (isClusterJob(job) || kind === 'other' || !session.shapes.has(jobHistory)) return {};
    const answer = await this.#known.of(job.key, session, async () => {
      const found = await ask('last backup', [
        ...jobOfPreviousRun(job.key, kind, session),
        ...taskOfPreviousRun(job.key, kind, session),
      ]);
      const [previous] = found.of(jobHistory, previousJob);
      const [task = null] = found.of(taskHistory, previousTask);
      return { value: previous === undefined ? null : previousRunOf(previous, task) };
    });
    return 'value' in answer ? { previousRun: answer.value } : { remarks: [answer.remark] };
  }
}
