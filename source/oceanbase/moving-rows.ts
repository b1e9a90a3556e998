/**
 * Notices which rows have left the live views since the read before. Those are looked for in the history:
 * a job moves there after its task, in a transaction of its own, so the look may come too early and is
 * repeated a few times.
 */
export class RowsMovingToHistory<T> {
  #live: ReadonlyMap<string, T> = new Map();
  readonly #awaited = new Map<string, { readonly what: T; readonly looksLeft: number }>();
  static readonly looks = 5;

  /** Takes what is live now, by a text that names each; what was and is not any more is awaited in the history. */
  note(live: ReadonlyMap<string, T>): void {
    for (const [name, what] of this.#live) {
      if (!live.has(name)) this.#awaited.set(name, { what, looksLeft: RowsMovingToHistory.looks });
    }
    for (const name of live.keys()) this.#awaited.delete(name);
    this.#live = live;
  }

  /** What has left and was not found in the history yet. */
  get awaited(): T[] {
    return [...this.#awaited.values()].map(entry => entry.what);
  }

  /** Takes what a read of the history has found. What was looked for in vain too often is given up: its tenant was dropped. */
  found(inHistory: ReadonlySet<string>): void {
    for (const [name, { what, looksLeft }] of this.#awaited) {
      if (inHistory.has(name) || looksLeft <= 1) this.#awaited.delete(name);
      else this.#awaited.set(name, { what, looksLeft: looksLeft - 1 });
    }
  }
}
