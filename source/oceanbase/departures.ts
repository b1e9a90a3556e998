/**
 * Notices which rows have left the live views since the read before. Those are looked for in the history:
 * a job moves there after its task, in a transaction of its own, so the look may come too early and is
 * repeated a few times.
 */
export class Departures {
  #live: ReadonlySet<string> = new Set();
  readonly #awaited = new Map<string, number>();
  static readonly looks = 5;

  /** Takes what is live now; rows that were and are not any more are awaited in the history. */
  note(live: ReadonlySet<string>): void {
    for (const key of this.#live) {
      if (!live.has(key)) this.#awaited.set(key, Departures.looks);
    }
    for (const key of live) this.#awaited.delete(key);
    this.#live = live;
  }

  /** Whether the history has to be read: a row has left and was not found yet. */
  get awaiting(): boolean {
    return this.#awaited.size > 0;
  }

  /** Takes what a read of the history has found. A row looked for in vain too often is given up: its tenant was dropped. */
  found(inHistory: ReadonlySet<string>): void {
    for (const [key, looksLeft] of this.#awaited) {
      if (inHistory.has(key) || looksLeft <= 1) this.#awaited.delete(key);
      else this.#awaited.set(key, looksLeft - 1);
    }
  }
}
