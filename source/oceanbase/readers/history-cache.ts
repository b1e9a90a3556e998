import type { Instant } from '../../backup/row.ts';
import { RowsMovingToHistory } from './moving-rows.ts';
import { SlowHistory } from './slow-history.ts';

/** Rows of one answer: of a kind that has pages of history, and parts that belong to them. */
export interface Read<Row, Part> {
  readonly readAt: Instant;
  readonly live: { readonly rows: readonly Row[]; readonly parts: readonly Part[] };
  readonly history: {
    /** One page, in the order of the statement that asked for it, with one row more than a page if there are older. */
    readonly page: readonly Row[];
    /** Rows that were asked for by their keys. */
    readonly others: readonly Row[];
    readonly parts: readonly Part[];
  };
}

/** What the cache has to know of its rows. */
export interface CachedKind<Row, Key, Part> {
  /** By what a row is asked for in the history. */
  readonly keyOf: (row: Row) => Key;
  /** A text that is the same for a row in the live view and in the history, and of no other row. */
  readonly nameOf: (row: Row) => string;
  readonly partNameOf: (part: Part) => string;
  /** Bytes that one of them takes in memory, about. */
  readonly sizeOf: (rowOrPart: Row | Part) => number;
  /** Rows in a page. */
  readonly pageRows: number;
}

/**
 * A row may come and go unseen while another screen is shown: after a gap this long between two reads, by the
 * server's clock, the newest page is read again.
 */
const maxGapMicros = 20_000_000n;
/** And this long after the last time in any case, for a row so short-lived that no read ever saw it live. */
const maxAgeMicros = 300_000_000n;
/** Pages' worth of rows that may have ended since the pages were read; past it the pages are read again, so that weeks do not pile up. */
const mostSpare = 20;
/**
 * Bytes of rows, about what they take in memory, past which no older page is read: comments and descriptions may be long.
 * What ends meanwhile may take a quarter more.
 */
const mostBytes = 16_000_000;
const mostBytesWithSpare = mostBytes * 1.25;

/**
 * What is known of the history for one screen's question. History rows never change, so each is read once:
 * a page at the start, older pages when asked for, and the newest again when a live row has left, or one may
 * have come and gone unseen.
 */
export class HistoryCache<Row, Key, Part> {
  readonly #kind: CachedKind<Row, Key, Part>;
  readonly #canMissRows: boolean;
  readonly #rows = new Map<string, Row>();
  #rowList: readonly Row[] | null = null;
  readonly #parts = new Map<string, Part>();
  /** Names of the rows that came in pages. */
  readonly #paged = new Set<string>();
  readonly #movingRows = new RowsMovingToHistory<Key>();
  readonly #movingParts = new RowsMovingToHistory<null>();
  #now: Instant = 0n;
  #gap = 0n;
  #hadGap = false;
  #readAt: Instant | null = null;
  #pages = 0;
  #oldest: Row | null = null;
  #hasOlder = false;
  /** Whether it could be read in time. */
  readonly slow = new SlowHistory();

  /** @param canMissRows whether rows may come and go that were never seen live; not so for a single row */
  constructor(kind: CachedKind<Row, Key, Part>, canMissRows: boolean) {
    this.#kind = kind;
    this.#canMissRows = canMissRows;
  }

  /** The server's clock of the last read; 0n before it. */
  get now(): Instant {
    return this.#now;
  }

  /** Whether the history has to be read, at the time of the last read. */
  get isDue(): boolean {
    return this.#isDueAt(this.#now);
  }

  /** The same at the expected time of the next read, so that it can be part of it. */
  get isDueNext(): boolean {
    const isLate = this.#canMissRows && this.#gap > maxGapMicros && !this.slow.isPausedAt(this.#now);
    return this.#isDueAt(this.#now + this.#gap) || isLate;
  }

  #isDueAt(now: Instant): boolean {
    if (this.slow.isPausedAt(now)) return false;
    const areMoving = this.awaited.length > 0 || this.#movingParts.awaited.length > 0;
    if (this.#readAt === null || areMoving) return true;
    return this.#canMissRows && (this.#hadGap || now - this.#readAt >= maxAgeMicros);
  }

  /** Keys of rows that have left the live view and were not found in the history yet. */
  get awaited(): Key[] {
    return this.#movingRows.awaited;
  }

  /** How many pages have been read. */
  get pages(): number {
    return this.#pages;
  }

  /** Whether there are rows older than those read. */
  get hasOlder(): boolean {
    return this.#hasOlder;
  }

  /** Bytes that rows and parts take, about. */
  get bytes(): number {
    const { sizeOf } = this.#kind;
    const all = [...this.#rows.values(), ...this.#parts.values()];
    return all.reduce((sum, each) => sum + sizeOf(each), 0);
  }

  /** Whether no older page is to be read, as what is kept takes as much as it may. */
  get isFull(): boolean {
    return this.bytes >= mostBytes;
  }

  /** The row after which the next older page begins; null before the first page. */
  get oldest(): Row | null {
    return this.#oldest;
  }

  /** The same array as long as no row comes or goes: there may be ten thousand. */
  get rows(): readonly Row[] {
    this.#rowList ??= [...this.#rows.values()];
    return this.#rowList;
  }

  get parts(): Part[] {
    return [...this.#parts.values()];
  }

  /** Takes what is live. `findable`: which of it the question would find in the history once it has left. */
  noteLive(
    { readAt, live }: Read<Row, Part>,
    findable: { readonly rows: boolean; readonly parts: boolean },
  ): void {
    const { nameOf, keyOf, partNameOf } = this.#kind;
    if (this.#now !== 0n) this.#gap = readAt - this.#now;
    this.#now = readAt;
    this.slow.noteClock(readAt);
    this.#hadGap ||= this.#gap > maxGapMicros;
    if (findable.rows) this.#movingRows.note(new Map(live.rows.map(row => [nameOf(row), keyOf(row)])));
    if (findable.parts) this.#movingParts.note(new Map(live.parts.map(part => [partNameOf(part), null])));
  }

  /** Takes history rows as they are; for questions that have no pages. */
  add(read: Read<Row, Part>): void {
    this.#note([...read.history.page, ...read.history.others], read);
  }

  /** Takes rows that were asked for by the keys of what has left, while the history itself cannot be read. */
  addAwaited({ history: { others } }: Read<Row, Part>): void {
    this.#keep(others, []);
    this.#movingRows.found(new Set(others.map(this.#kind.nameOf)));
  }

  #keep(rows: readonly Row[], parts: readonly Part[]): void {
    if (rows.length > 0) this.#rowList = null;
    for (const row of rows) this.#rows.set(this.#kind.nameOf(row), row);
    for (const part of parts) this.#parts.set(this.#kind.partNameOf(part), part);
  }

  #note(rows: readonly Row[], { readAt, history: { parts } }: Read<Row, Part>): void {
    this.#readAt = readAt;
    this.slow.noteRead();
    this.#hadGap = false;
    this.#keep(rows, parts);
    this.#movingRows.found(new Set(rows.map(this.#kind.nameOf)));
    this.#movingParts.found(new Set(parts.map(this.#kind.partNameOf)));
  }

  /** Takes the newest page. If so much has ended since that pages no longer meet, or too much is kept, what was known is dropped. */
  addNewest(read: Read<Row, Part>): void {
    const page = this.#pageOf(read);
    const meets = page.some(row => this.#paged.has(this.#kind.nameOf(row)));
    const isTooMuch =
      this.#paged.size > (this.#pages + mostSpare) * this.#kind.pageRows || this.bytes > mostBytesWithSpare;
    if (this.#pages === 0 || isTooMuch || (!meets && page.length === this.#kind.pageRows)) {
      for (const known of [this.#rows, this.#parts, this.#paged]) known.clear();
      this.#rowList = null;
      this.#pages = 1;
      this.#hasOlder = read.history.page.length > page.length;
      this.#oldest = page.at(-1) ?? null;
    }
    this.#notePaged(page);
    this.#note([...page, ...read.history.others], read);
  }

  /** Takes the next older page. */
  addOlder(read: Read<Row, Part>): void {
    const page = this.#pageOf(read);
    this.#notePaged(page);
    this.#keep(page, read.history.parts);
    this.#pages += 1;
    this.#hasOlder = read.history.page.length > page.length;
    this.#oldest = page.at(-1) ?? this.#oldest;
  }

  #pageOf({ history }: Read<Row, Part>): readonly Row[] {
    return history.page.slice(0, this.#kind.pageRows);
  }

  #notePaged(page: readonly Row[]): void {
    for (const row of page) this.#paged.add(this.#kind.nameOf(row));
  }

  /** Has the history read again with the next read. */
  invalidate(): void {
    this.#readAt = null;
  }

  /** Drops rows that are no longer wanted. */
  retain(isWanted: (row: Row) => boolean): void {
    for (const [name, row] of this.#rows) {
      if (isWanted(row)) continue;
      this.#rows.delete(name);
      this.#rowList = null;
    }
  }
}
