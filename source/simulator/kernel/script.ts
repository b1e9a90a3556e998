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

/** Applies a step to the store. */
export function applyStep(step: Step, store: Store): void {
  if (step.change === 'put') store.replace(step.table, step.tenantId, step.row);
  if (step.change === 'change') store.change(step.table, step.tenantId, step.row);
  if (step.change === 'remove') store.remove(step.table, step.tenantId, step.row);
}

/** Steps that are not due yet; steps of the same moment keep the order in which they were added. */
export class StepQueue {
  #waiting: { step: Step; turn: number; owner: object | null }[] = [];
  #added = 0;
  #sorted = true;

  /** Adds steps; those with an owner can be withdrawn. */
  add(steps: Iterable<Step>, owner: object | null = null): void {
    for (const step of steps) this.#waiting.push({ step, turn: this.#added++, owner });
    this.#sorted = false;
  }

  /** Removes the steps of an owner that are not due yet. */
  withdraw(owner: object): void {
    this.#waiting = this.#waiting.filter(one => one.owner !== owner);
  }

  /** Removes and returns the steps due at `now`, in order of time. */
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
