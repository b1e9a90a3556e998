import type { BackupSet } from '../backup/backup-set.ts';
import { type Job, jobKeyText } from '../backup/job.ts';
import type { Picture } from '../backup/picture.ts';
import { SourceError } from '../backup/source.ts';
import { type Asker, isPassing } from './errors.ts';
import type { Queries } from './queries.ts';
import { read } from './reading.ts';
import type { Session } from './session.ts';

type SetsOfPicture = Pick<Picture, 'sets' | 'remarks'>;

/** So many jobs' sets are remembered; the ones asked for first are forgotten first. */
const remembered = 100;
/** A set that still says DOING after its job has ended is asked for again so many times. */
const mostLooks = 3;

/** The backup sets of ended jobs, each read once. */
export class SetMemory {
  readonly #known = new Map<string, { readonly sets: readonly BackupSet[]; readonly looks: number }>();

  /**
   * The set of a job that has ended, with the sets it may build on. What cannot be read for want of the view
   * or of rights is a remark.
   * @throws SourceError for what may pass
   */
  async of(job: Job, session: Session, queries: Queries, asker: Asker): Promise<SetsOfPicture> {
    const { key, backupSetId } = job;
    // A cluster job has the number 0: its sets are those of its children.
    if (backupSetId === null || backupSetId <= 0n) return {};
    const remark = await session.probeSets();
    if (remark !== null) return { remarks: [remark] };
    const name = jobKeyText(key);
    const had = this.#known.get(name);
    const looks = had?.looks ?? 0;
    const isFinal = had?.sets.some(set => set.backupSetId === backupSetId && set.status !== 'DOING') === true;
    if (had !== undefined && (isFinal || looks >= mostLooks)) return { sets: had.sets };
    try {
      const { sets } = await read(
        session,
        asker,
        'backup set',
        queries.backupSets(key.tenantId, backupSetId),
      );
      this.#remember(name, { sets, looks: looks + 1 });
      return { sets };
    } catch (error) {
      if (!(error instanceof SourceError) || isPassing(error)) throw error;
      this.#remember(name, { sets: [], looks: mostLooks });
      return { sets: [], remarks: [error.message] };
    }
  }

  #remember(name: string, entry: { sets: readonly BackupSet[]; looks: number }): void {
    this.#known.set(name, entry);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= remembered) break;
      this.#known.delete(oldest);
    }
  }
}
