import type { Row } from '../../backup/row.ts';
import type { ServerView } from '../views/view.ts';

interface Kept {
  readonly row: Row;
  /** What a view has made of it. */
  typed: { readonly view: ServerView; readonly value: unknown } | null;
}

/** Of each branch: more than run at the same time, fewer than a list of all tenants or a history has. */
const mostKept = 400;

/**
 * The rows of the last answer on a connection. From one refresh to the next most are as they were: those are not made again, and
 * all that compares pictures, or remembers something of a job, finds them the same.
 */
export class KeptRows {
  #before: ReadonlyMap<string, readonly Kept[]> = new Map();
  #now = new Map<string, Kept[]>();

  /** The rows that come from now on are those of another answer. */
  beginAnswer(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  /**
   * The next row of a branch. One in which a secret was masked is never the same as what the server sends.
   * @param sent its values, in the order of `columns`
   * @param make makes it of these
   */
  row(source: string, columns: readonly string[], sent: readonly (string | null)[], make: () => Row): Row {
    const kept = this.#now.get(source) ?? [];
    const same = this.#before.get(source)?.[kept.length];
    const isSame =
      same?.row.length === sent.length &&
      same.row.every(({ name, raw }, index) => raw === sent[index] && name === columns[index]);
    const next = isSame ? same : { row: make(), typed: null };
    if (kept.length < mostKept) kept.push(next);
    this.#now.set(source, kept);
    return next.row;
  }

  /** What a view makes of a row, the nth of its branch: another answer may have come since. */
  typed<T>(source: string, nth: number, row: Row, view: ServerView<T>, make: () => T): T {
    const kept = this.#now.get(source)?.[nth];
    if (kept?.row !== row) return make();
    if (kept.typed?.view !== view) kept.typed = { view: view as ServerView, value: make() };
    return kept.typed.value as T;
  }
}
