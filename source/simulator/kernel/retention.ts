import type { Row, Store } from '../store.ts';

/** Jobs of a tenant kept in history, as the demonstration never ends; a real cluster purges none. */
const historyKept = 600;
/** Events kept; a real cluster drops them after a week (ob_event_history_recycle_interval). */
const eventsKept = 10_000;

interface Ended {
  jobId: number;
  setId: number;
}

/** Bounds the memory of an endless demonstration: the oldest history and events go first. */
export class Retention {
  readonly #store: Store;
  readonly #jobs = new Map<number, Ended[]>();
  /** TASK_ID by tenant and JOB_ID. */
  readonly #tasks = new Map<string, number>();
  #events: Row[] = [];

  constructor(store: Store) {
    this.#store = store;
    store.listen((table, tenantId, _, row) => {
      if (row === null) return;
      if (table === 'ROOTSERVICE_EVENT_HISTORY') this.#events.push(row);
      if (table === 'TASK_HISTORY') this.#tasks.set(`${tenantId}/${row.JOB_ID}`, Number(row.TASK_ID));
      if (table !== 'JOB_HISTORY') return;
      const ended = this.#jobs.get(tenantId) ?? [];
      ended.push({ jobId: Number(row.JOB_ID), setId: Number(row.BACKUP_SET_ID) });
      this.#jobs.set(tenantId, ended);
    });
  }

  /** Removes what is too much. */
  trim(): void {
    for (const [tenantId, ended] of this.#jobs) {
      for (const { jobId, setId } of ended.splice(0, Math.max(0, ended.length - historyKept))) {
        const task = `${tenantId}/${jobId}`;
        this.#store.remove('JOB_HISTORY', tenantId, { JOB_ID: jobId });
        this.#store.remove('TASK_HISTORY', tenantId, { TASK_ID: this.#tasks.get(task) ?? 0 });
        this.#store.remove('SET_FILES', tenantId, { BACKUP_SET_ID: setId, DEST_ID: 1002 });
        this.#tasks.delete(task);
      }
    }
    for (const row of this.#events.splice(0, Math.max(0, this.#events.length - eventsKept)))
      this.#store.remove('ROOTSERVICE_EVENT_HISTORY', 1, row);
  }
}
