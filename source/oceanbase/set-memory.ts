import type { BackupSet } from '../backup/backup-set.ts';
import { type Job, jobKeyText } from '../backup/job.ts';
import type { Picture } from '../backup/picture.ts';
import { SourceError } from '../backup/source.ts';
import type { ConnectionLabel } from './connection/errors.ts';
import type { Queries } from './queries.ts';
import type { Session } from './session/session.ts';
import { read } from './statement/run-statement.ts';

interface Known {
  readonly sets: readonly BackupSet[];
  readonly remarks: readonly string[];
  readonly looks: number;
}

type SetsOfPicture = Pick<Picture, 'sets' | 'remarks'>;

/** So many jobs' sets are remembered; the ones asked for first are forgotten first. */
const remembered = 100;
/** A set that still says DOING after its job has ended, or could not be read, is asked for so many times. */
const mostLooks = 3;

/** The backup sets of ended jobs, each read once. */
export class SetMemory {
  readonly #known = new Map<string, Known>();

  /**
   * The set of a job that has ended, with the sets it may build on. What cannot be read is a remark: the job's
   * own rows are told all the same.
   * @throws SourceError when the connection was lost
   */
  async of(job: Job, session: Session, queries: Queries, label: ConnectionLabel): Promise<SetsOfPicture> {
    const { key, backupSetId } = job;
    // A cluster job has the number 0: its sets are those of its children.
    if (backupSetId === null || backupSetId <= 0n) return {};
    const name = jobKeyText(key);
    const had = this.#known.get(name) ?? { sets: [], remarks: [], looks: 0 };
    const isFinal = had.sets.some(set => set.backupSetId === backupSetId && set.status !== 'DOING');
    if (isFinal || had.looks >= mostLooks) {
      return had.remarks.length === 0 ? { sets: had.sets } : { remarks: had.remarks };
    }
    try {
      const remark = await session.reach('set_files');
      if (remark !== null) return { remarks: [remark] };
      const branches = queries.backupSets(key.tenantId, backupSetId);
      const found = await read(session, label, 'backup set', branches);
      const sets = [...found.sets].sort((a, b) => Number(a.backupSetId - b.backupSetId));
      this.#remember(name, { sets, remarks: [], looks: had.looks + 1 });
      return { sets };
    } catch (error) {
      if (!(error instanceof SourceError) || session.link.lost) throw error;
      const remarks = [error.message];
      this.#remember(name, { sets: [], remarks, looks: had.looks + 1 });
      return { remarks };
    }
  }

  #remember(name: string, entry: Known): void {
    this.#known.set(name, entry);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= remembered) break;
      this.#known.delete(oldest);
    }
  }
}
