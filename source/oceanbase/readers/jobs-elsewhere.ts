import type { JobSighting } from '../../backup/elsewhere.ts';
import { type Job, type JobKey, jobKeyText } from '../../backup/job.ts';
import { mergeJobs } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import { SourceError, type SourceErrorKind } from '../../backup/source.ts';
import { jobHistory, jobs, lastJobs, otherJobs } from '../views/jobs.ts';
import {
  allLiveJobs,
  endedElsewhere,
  lastElsewhere,
  liveElsewhere,
  maxLiveElsewhere,
  newestEndedJobs,
  outcomesOf,
  readsAllLiveJobs,
} from '../views/jobs-elsewhere.ts';
import type { Branch, ReadableViews, StatementRows } from '../views/view.ts';
import { RowsMovingToHistory } from './moving-rows.ts';

/**
 * All live jobs are read this often, by the server's clock, where the view on the screen does not read them: as often
 * as the slowest screen reads its own.
 */
const liveMicros = 15_000_000n;
/** And the newest ended job of each tenant this often, for a job that came and went in between. */
const lastMicros = 300_000_000n;
/** After a statement over all tenants has failed they are left out for this long, doubled with each failure in a row. */
const pauseMicros = 60_000_000n;
const maxDoublings = 4;

/** Failures that the views of all tenants can bring about: one of a single tenant might have answered. */
const ownFailures: ReadonlySet<SourceErrorKind> = new Set(['timed_out', 'server_busy', 'server_error']);

/** What is added to one statement, and where its rows or its failure are noted. */
export interface ElsewherePart {
  readonly branches: readonly Branch[];
  note(found: StatementRows): void;
  failed(error: unknown): void;
}

/**
 * Finds what happens to jobs that the view on the screen does not read. It sends no statement: its branches ride in
 * those of the views.
 */
export class JobsElsewhere {
  readonly #moving = new RowsMovingToHistory<JobKey>();
  #liveAt: Instant | null = null;
  #lastAt: Instant | null = null;
  /** The server's clock at the last statement, and how long that was after the one before. */
  #now: Instant = 0n;
  #gap = 0n;
  /** While they are left out: for how long, from the next statement that is answered on. */
  #pause: { readonly micros: bigint; readonly until: Instant | null } | null = null;
  /** How often in a row statements over all tenants have failed. */
  #failures = 0;
  /** What was found and not handed out yet: a read may fail in a later statement. */
  #found: readonly Job[] | null = null;

  /** What was found since this was last called; null where nothing was asked. */
  take(): readonly JobSighting[] | null {
    const found = this.#found;
    this.#found = null;
    return found;
  }

  /**
   * What is added to a statement that has these branches already. One without branches is sent for nothing else, and
   * each time, as the server's clock advances with statements alone.
   */
  partOf(branches: readonly Branch[], readable: ReadableViews): ElsewherePart {
    const awaitsHistory = readable.shapes.has(jobHistory);
    if (readsAllLiveJobs(branches)) {
      const note = (found: StatementRows) => {
        this.#noteClock(found);
        this.#noteSuccess();
        this.#noteLive(found.of(jobs), found.readAt, awaitsHistory);
        this.#noteHistoryOfView(found);
      };
      return { branches: [], note, failed: error => this.#noteFailure(error) };
    }
    const isPaused = this.#pause !== null && (this.#pause.until === null || this.#now < this.#pause.until);
    const isAlone = branches.length === 0;
    const withLive = !isPaused && (isAlone || this.#isPast(this.#liveAt, liveMicros));
    const withLast = withLive && this.#lastAt !== null && this.#isPast(this.#lastAt, lastMicros);
    const awaited = isPaused ? [] : this.#moving.awaited;
    const own = [
      ...(withLive ? allLiveJobs(readable) : []),
      ...outcomesOf(awaited, readable),
      ...(withLast ? newestEndedJobs(readable) : []),
    ];
    return {
      branches: own,
      note: found => {
        this.#noteClock(found);
        this.#noteHistoryOfView(found);
        if (own.length === 0) return;
        this.#noteSuccess();
        const live = found.of(jobs, liveElsewhere);
        const ended = [...found.of(jobHistory, endedElsewhere), ...found.of(jobHistory, lastElsewhere)];
        if (awaited.length > 0) this.#moving.found(namesOf(ended));
        if (withLast) this.#lastAt = found.readAt;
        if (withLive) this.#noteLive(live, found.readAt, awaitsHistory);
        this.#found = mergeJobs([...(this.#found ?? []), ...live, ...ended]);
      },
      failed: error => {
        if (own.length > 0) this.#noteFailure(error);
      },
    };
  }

  /** What made a read of all tenants fail must not keep the view of one from being read next. */
  #noteFailure(error: unknown): void {
    if (!(error instanceof SourceError) || !ownFailures.has(error.kind)) return;
    const doublings = BigInt(Math.min(this.#failures, maxDoublings));
    this.#pause = { micros: pauseMicros * 2n ** doublings, until: null };
    this.#failures += 1;
  }

  #noteSuccess(): void {
    this.#failures = 0;
    this.#pause = null;
  }

  /** At the expected time of the statement: its own is known only when it has been read. */
  #isPast(last: Instant | null, pace: bigint): boolean {
    return last === null || this.#now + this.#gap - last >= pace;
  }

  #noteClock({ readAt }: StatementRows): void {
    if (this.#now !== 0n) this.#gap = readAt - this.#now;
    this.#now = readAt;
    if (this.#pause?.until === null) {
      this.#pause = { ...this.#pause, until: readAt + this.#pause.micros };
    }
  }

  #noteLive(live: readonly Job[], readAt: Instant, awaitsHistory: boolean): void {
    this.#liveAt = readAt;
    this.#lastAt ??= readAt;
    // A list that may have been cut does not show what has left.
    if (!awaitsHistory || live.length >= maxLiveElsewhere) return;
    this.#moving.note(new Map(live.map(({ key }) => [jobKeyText(key), key])));
  }

  /** What a view has read of the history for itself is not looked for again. */
  #noteHistoryOfView(found: StatementRows): void {
    for (const source of [jobHistory.id, lastJobs, otherJobs]) {
      this.#moving.alsoFound(namesOf(found.of(jobHistory, source)));
    }
  }
}

function namesOf(found: readonly Job[]): Set<string> {
  return new Set(found.map(({ key }) => jobKeyText(key)));
}
