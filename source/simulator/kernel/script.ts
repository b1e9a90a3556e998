import type { Row, Store, TableName } from '../store.ts';
import type { Micros } from './rows.ts';

/** One change of one row at one moment. */
export interface Step {
  at: Micros;
  change: 'put' | 'change' | 'remove';
  table: TableName;
  tenantId: number;
  /** The whole row for put, the changed columns and the key for change, the key for remove. */
  row: Row;
}

/** Carries a step out. */
export function carryOut(step: Step, store: Store): void {
  if (step.change === 'put') store.replace(step.table, step.tenantId, step.row);
  if (step.change === 'change') store.change(step.table, step.tenantId, step.row);
  if (step.change === 'remove') store.remove(step.table, step.tenantId, step.row);
}

/** Steps waiting for their time, soonest first; steps of the same moment keep the order they were added in. */
export class Script {
  #waiting: { step: Step; turn: number }[] = [];
  #added = 0;
  #sorted = true;

  add(steps: Iterable<Step>): void {
    for (const step of steps) this.#waiting.push({ step, turn: this.#added++ });
    this.#sorted = false;
  }

  /** Takes out the steps due at `now`, in order. */
  due(now: Micros): Step[] {
    if (!this.#sorted) {
      this.#waiting.sort((a, b) => a.step.at - b.step.at || a.turn - b.turn);
      this.#sorted = true;
    }
    const end = this.#waiting.findIndex(({ step }) => step.at > now);
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end).map(({ step }) => step);
  }

  clear(): void {
    this.#waiting = [];
  }
}
