import { isClusterJob, type Job, jobKeyText } from '../backup/job.ts';
import type { Picture } from '../backup/picture.ts';
import { type PreviousRun, previousRunOf } from '../backup/previous-run.ts';
import { SourceError } from '../backup/source.ts';
import type { ConnectionLabel } from './connection/errors.ts';
import { previousRun } from './neighbour-queries.ts';
import type { Session } from './session/session.ts';
import { read } from './statement/run-statement.ts';

type PastOfPicture = Pick<Picture, 'past' | 'remarks'>;

interface Known {
  readonly answer: PastOfPicture;
  readonly looks: number;
}

/** So many jobs are remembered; the ones asked for first are forgotten first. */
const remembered = 100;
/** What could not be read is asked for so many times. */
const mostLooks = 3;

/** The last COMPLETED backup before each job, read once a job: what has ended does not change. */
export class PastMemory {
  readonly #known = new Map<string, Known>();

  /**
   * The measure for a job; a cluster job has none. What cannot be read is a remark.
   * @throws SourceError when the connection was lost
   */
  async of(job: Job, session: Session, label: ConnectionLabel): Promise<PastOfPicture> {
    const { kind } = job.type;
    if (isClusterJob(job) || kind === 'other' || !session.shapes.has('job_history')) return {};
    const name = jobKeyText(job.key);
    const had = this.#known.get(name);
    if (had !== undefined && (had.answer.past !== undefined || had.looks >= mostLooks)) return had.answer;
    const looks = (had?.looks ?? 0) + 1;
    try {
      const branches = previousRun(job.key, kind, session.family, session.shapes);
      const { past } = await read(session, label, 'last backup', branches);
      const [earlier] = past.jobs;
      const run: PreviousRun | null =
        earlier === undefined ? null : previousRunOf(earlier, past.tasks[0] ?? null);
      return this.#remember(name, { answer: { past: run }, looks });
    } catch (error) {
      if (!(error instanceof SourceError) || session.link.lost) throw error;
      return this.#remember(name, { answer: { remarks: [error.message] }, looks });
    }
  }

  #remember(name: string, entry: Known): PastOfPicture {
    this.#known.set(name, entry);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= remembered) break;
      this.#known.delete(oldest);
    }
    return entry.answer;
  }
}
