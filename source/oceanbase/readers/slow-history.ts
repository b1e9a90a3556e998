import type { Remark } from '../../backup/remark.ts';
import type { Instant } from '../../backup/row.ts';
import { SourceError } from '../../backup/source.ts';
import { serverTimeLimitMicros } from '../connection/time-limits.ts';

/** A history that was not read in time is left alone for this long, by the server's clock, doubled with each failure in a row. */
const pauseMicros = 300_000_000n;
const maxDoublings = 2;

/**
 * Remembers that the history could not be read in time. Until it could be, live rows are read without it: what runs must
 * not wait for what has ended.
 */
export class SlowHistory {
  #failure: SourceError | null = null;
  #failures = 0;
  /** When it is tried again; null from a failure until the server's clock is known. */
  #again: Instant | null = null;
  /** Whether rows that have left are looked for by their keys meanwhile. */
  #asksKeys = true;

  /** Whether the history is asked for in a statement of its own: the last one that had it was not answered in time. */
  get isSeparate(): boolean {
    return this.#failure !== null;
  }

  /** The last failure since it was read; null for none. */
  get failure(): SourceError | null {
    return this.#failure;
  }

  /** Whether it is not asked for at this time. */
  isPausedAt(now: Instant): boolean {
    return this.#failure !== null && (this.#again === null || now < this.#again);
  }

  noteFailure(failure: SourceError): void {
    this.#failure = failure;
    this.#failures += 1;
    this.#again = null;
    this.#asksKeys = true;
  }

  /**
   * The keys of what has left, to look for in the history while it is paused: that takes few rows of few tenants. None
   * after a statement with them was not answered.
   */
  keysToAsk<Key>(awaited: readonly Key[]): readonly Key[] {
    if (this.#again === null || !this.#asksKeys || awaited.length === 0) return [];
    this.#asksKeys = false;
    return awaited;
  }

  noteKeysRead(): void {
    this.#asksKeys = true;
  }

  /** Takes the server's clock of an answer. */
  noteClock(now: Instant): void {
    const doublings = BigInt(Math.min(this.#failures - 1, maxDoublings));
    if (this.#failure !== null) this.#again ??= now + pauseMicros * 2n ** doublings;
  }

  /** What is live was not read in time either, so it was not the history alone: no pause once that is back. */
  noteLiveFailure(): void {
    this.#failures = 0;
    this.#again = 0n;
  }

  noteRead(): void {
    this.#failure = null;
    this.#failures = 0;
    this.#again = null;
  }

  /** What to say of it; null while it can be read. */
  get remark(): Remark | null {
    if (this.#failure === null || this.#again === null) return null;
    const seconds = serverTimeLimitMicros / 1e6;
    return { id: 'history_not_read', seconds, number: this.#failure.serverNumber, again: this.#again };
  }
}

/** Whether a statement was not answered in time: it may be because of the history in it. */
export function isTimeout(error: unknown): error is SourceError {
  return error instanceof SourceError && error.kind === 'timed_out';
}

/** What has to be known of a history to read it when it is due. */
interface ReadHistory {
  readonly isDue: boolean;
  readonly isDueNext: boolean;
  /** The server's clock of the last read. */
  readonly now: Instant;
  readonly slow: SlowHistory;
}

/** How a read continues where the history in its statement may have been the reason that it was not answered in time. */
export interface SlowReading<Answer> {
  /** Takes what is live where the history is asked for after it. */
  readonly early: (live: Answer) => void;
  /** Whether the last statement also had what other tenants do: that may have been the reason, too. */
  readonly hadOthers: () => boolean;
}

/**
 * Reads what is live, and the history in the same statement where that is known to be needed. Where the live
 * rows show that one has just left, or the clock that a while has passed unseen, the history is read at once,
 * in a statement of its own. Where it is not read in time, the answer is that without it.
 * @throws SourceError where what is live could not be read, or the connection was lost
 */
export async function withHistoryWhenDue<Answer>(
  history: ReadHistory,
  ask: (withHistory: boolean) => Promise<Answer>,
  { early, hadOthers }: SlowReading<Answer>,
): Promise<Answer> {
  const { slow } = history;
  if (history.isDueNext && !slow.isSeparate) {
    try {
      return await ask(true);
    } catch (error) {
      noteTimeout(error, slow);
    }
    const mayBeOthers = hadOthers();
    const live = await whereOnlyLive(ask, slow);
    return mayBeOthers ? withHistoryAfter(live, history, ask, early) : live;
  }
  const live = await ask(false);
  if (!history.isDue) return live;
  return withHistoryAfter(live, history, ask, slow.isSeparate ? early : () => undefined);
}

async function whereOnlyLive<Answer>(
  ask: (withHistory: boolean) => Promise<Answer>,
  slow: SlowHistory,
): Promise<Answer> {
  try {
    return await ask(false);
  } catch (error) {
    if (isTimeout(error)) slow.noteLiveFailure();
    throw error;
  }
}

async function withHistoryAfter<Answer>(
  live: Answer,
  { slow, now }: ReadHistory,
  ask: (withHistory: boolean) => Promise<Answer>,
  early: (live: Answer) => void,
): Promise<Answer> {
  early(live);
  try {
    return await ask(true);
  } catch (error) {
    noteTimeout(error, slow);
    slow.noteClock(now);
    return live;
  }
}

/**
 * Takes what a statement with the history failed with.
 * @throws the same where it is no timeout, or none that the server has reported: the connection is cut then
 */
export function noteTimeout(error: unknown, slow: SlowHistory): void {
  if (!isTimeout(error)) throw error;
  slow.noteFailure(error);
  if (error.serverNumber === null) throw error;
}
