import type { Ids } from './rows.ts';

interface Sequence {
  job: number;
  task: number;
  set: number;
  /** The sets that the next incremental builds on; 0 for none. */
  lastFull: number;
  lastGood: number;
  /** The tenant's data version at lastGood. */
  lastVersion: string;
}

/** After this many sets, a delete job and its tasks take their ids from the same sequences. */
const setsBetweenDeletes = 7;
const deleteTasks = 2;

/** The next ids of each tenant, and what its next incremental builds on. */
export class Sequences {
  readonly #tenants = new Map<number, Sequence>();

  #of(tenantId: number): Sequence {
    const known = this.#tenants.get(tenantId);
    if (known !== undefined) return known;
    const fresh = { job: 1, task: 1, set: 1, lastFull: 0, lastGood: 0, lastVersion: '' };
    this.#tenants.set(tenantId, fresh);
    return fresh;
  }

  /** The ids of a tenant's next backup. */
  idsFor(tenantId: number): Ids {
    const next = this.#of(tenantId);
    const ids = { tenantId, jobId: next.job++, taskId: next.task++, setId: next.set++ };
    if (ids.setId % setsBetweenDeletes === 0) {
      next.job += 1;
      next.task += deleteTasks;
    }
    return ids;
  }

  /** The id of a cluster job. */
  clusterJobId(): number {
    return this.#of(1).job++;
  }

  /** What a backup of this type builds on; 0 for nothing. */
  baseOf(tenantId: number, type: 'FULL' | 'INC'): { previousFull: number; previousInc: number } {
    const { lastFull, lastGood } = this.#of(tenantId);
    return type === 'INC'
      ? { previousFull: lastFull, previousInc: lastGood }
      : { previousFull: 0, previousInc: 0 };
  }

  /** The data version of the set that an incremental would build on, or null where there is none. */
  baseVersion(tenantId: number): string | null {
    const { lastFull, lastVersion } = this.#of(tenantId);
    return lastFull === 0 ? null : lastVersion;
  }

  /** Records a completed set. */
  completed({ tenantId, setId }: Ids, type: 'FULL' | 'INC', version: string): void {
    const next = this.#of(tenantId);
    if (type === 'FULL') next.lastFull = setId;
    next.lastGood = setId;
    next.lastVersion = version;
  }
}
