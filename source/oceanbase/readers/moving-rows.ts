/** A row that is nowhere in the history after this many reads of it is given up: its tenant was dropped. */
const maxReads = 5;

/**
 * Notices which rows have left the live views since the read before. Those are looked for in the history:
 * a job moves there after its task, in a transaction of its own, so a read of the history may come too early and is
 * repeated a few times.
 */
export class RowsMovingToHistory<Key> {
  #live: ReadonlyMap<string, Key> = new Map();
  readonly #awaited = new Map<string, { readonly key: Key; readonly readsLeft: number }>();

  /** Takes the keys of what is live now, by name; what was live and no longer is, is awaited in the history. */
  note(live: ReadonlyMap<string, Key>): void {
    for (const [name, key] of this.#live) {
      if (!live.has(name)) this.#awaited.set(name, { key, readsLeft: maxReads });
    }
    for (const name of live.keys()) this.#awaited.delete(name);
    this.#live = live;
  }

  /** The keys of what has left and was not found in the history yet. */
  get awaited(): Key[] {
    return [...this.#awaited.values()].map(entry => entry.key);
  }

  /** Takes the names of what was found by a read of the history that did not look for all that is awaited. */
  alsoFound(inHistory: ReadonlySet<string>): void {
    for (const name of inHistory) this.#awaited.delete(name);
  }

  /** Takes the names of what a read of the history has found that looked for what is awaited. */
  found(inHistory: ReadonlySet<string>): void {
    for (const [name, { key, readsLeft }] of this.#awaited) {
      if (inHistory.has(name) || readsLeft <= 1) this.#awaited.delete(name);
      else this.#awaited.set(name, { key, readsLeft: readsLeft - 1 });
    }
  }
}
