import QuickLRU from 'quick-lru';
import type { Elsewhere } from '../backup/elsewhere.ts';
import type { Instant } from '../backup/row.ts';
import type { Server } from '../backup/server.ts';
import type { BackupSource } from '../backup/source.ts';
import { type AnswerTo, type Readers, readBy, type View, viewKey } from '../backup/view.ts';
import { addressText } from '../text/address.ts';
import type { ConnectSettings } from './connection/driver-options.ts';
import { type ConnectionLabel, toSourceError } from './connection/errors.ts';
import { KnownPeer } from './connection/known-peer.ts';
import type { DayStart } from './readers/backup-records.ts';
import { createJobHistory, type JobHistory } from './readers/job-history.ts';
import { JobReader } from './readers/job-reader.ts';
import { JobsElsewhere } from './readers/jobs-elsewhere.ts';
import { readJobs } from './readers/jobs-reader.ts';
import { LagTargets } from './readers/lag-targets.ts';
import { PreviousRuns } from './readers/previous-runs.ts';
import { type ReaderContext, readOn } from './readers/reader-context.ts';
import { RefusalList, type RefusalPart } from './readers/refusal-list.ts';
import { isTimeout } from './readers/slow-history.ts';
import { StoryReader } from './readers/story-reader.ts';
import { TenantsReader } from './readers/tenants-reader.ts';
import { openSession } from './session/open-session.ts';
import type { Session } from './session/session.ts';
import { runStatement } from './statement/run-statement.ts';
import { readers } from './views/registry.ts';

/** Questions whose history is kept, for the screens that a user goes back and forth between. */
const maxHistories = 8;
/** Bytes that all of them take, about, past which they are dropped before another one begins. */
const mostHistoryBytes = 48_000_000;
/** Views whose statement is kept: as many as have a picture to come back to. */
const maxStatements = 30;

/**
 * Reads a cluster over one connection, one statement a refresh. A lost connection is opened again by the
 * next call, and what is known of the history outlives it.
 */
class LiveSource implements BackupSource {
  readonly #settings: ConnectSettings;
  readonly #label: ConnectionLabel;
  readonly #end = new AbortController();
  readonly #peer = new KnownPeer();
  #session: Session | null = null;
  #opening: Promise<Session> | null = null;
  readonly #refusals = new RefusalList();
  readonly #tenants: TenantsReader;
  readonly #previousRuns = new PreviousRuns();
  readonly #lagTargets = new LagTargets();
  readonly #jobs = new JobReader(this.#previousRuns, this.#lagTargets);
  readonly #story = new StoryReader(this.#previousRuns);
  /** The server's clock at the last read. */
  #clock: Instant = 0n;
  /** The statement of each view by its name: of several that one read sends, the one that reads its rows. */
  readonly #statementOf = new QuickLRU<string, string>({ maxSize: maxStatements });
  /** How many statements have been sent. */
  #statements = 0;
  readonly #histories = new QuickLRU<string, JobHistory>({ maxSize: maxHistories });
  readonly #elsewhere = new JobsElsewhere();

  constructor(settings: ConnectSettings, dayStart: DayStart) {
    this.#settings = settings;
    this.#tenants = new TenantsReader(this.#refusals, this.#story, this.#lagTargets, dayStart);
    const where = settings.socket ?? addressText(settings.host, settings.port);
    this.#label = { user: settings.user, where };
  }

  async identify(): Promise<Server> {
    return (await this.#ready()).server;
  }

  async read<V extends View>(view: V, early?: (answer: AnswerTo<V>) => void): Promise<AnswerTo<V>> {
    const session = await this.#ready();
    const refusals = await this.#refusals.of(session);
    const note = this.#noteStatementOf(view);
    const context = this.#contextOn(session, refusals, note, picture =>
      early?.(picture as unknown as AnswerTo<V>),
    );
    const statements = this.#statements;
    const answer = await readBy(this.#readersWith(context), view);
    // A view that this login cannot read sends nothing; what happens meanwhile has to be known all the same.
    if (this.#statements === statements) await context.ask('other jobs', []);
    const elsewhere = this.#takeElsewhere(refusals);
    return elsewhere === null ? answer : { ...answer, elsewhere };
  }

  #takeElsewhere(refusals: RefusalPart): Elsewhere | null {
    const [jobs, refused] = [this.#elsewhere.take(), refusals.read()];
    if (jobs === null && refused === null) return null;
    return { readAt: this.#clock, jobs: jobs ?? [], ...(refused === null ? {} : { refusals: refused }) };
  }

  #readersWith(context: ReaderContext): Readers {
    return {
      tenants: tenants => this.#tenants.read(tenants, context),
      jobs: jobs => readJobs(jobs, this.#refusals, this.#story, context),
      job: ({ key }) => this.#jobs.read(key, context),
      ...readOn(readers, context),
    };
  }

  #historyBytes(): number {
    return [...this.#histories.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  statement(view: View): string | null {
    return this.#statementOf.get(viewKey(view)) ?? null;
  }

  /** Keeps the first statement of a read, or what is sent in its place: the others fetch what its rows do not have. */
  #noteStatementOf(view: View): (purpose: string, sql: string) => void {
    let main: string | null = null;
    return (purpose, sql) => {
      main ??= purpose;
      if (purpose === main) this.#statementOf.set(viewKey(view), sql);
    };
  }

  async close(): Promise<void> {
    // Where no connection is open yet, or one is being opened, there is none to close properly.
    if (this.#opening === null) await this.#session?.link.close();
    this.#end.abort(Object.assign(new Error('closed'), { code: 'ABORT_ERR' }));
    await this.#opening?.catch(() => undefined);
    this.#session = null;
  }

  /** The connection, opened where there is none. */
  async #ready(): Promise<Session> {
    const { signal } = this.#end;
    if (signal.aborted) throw toSourceError(signal.reason, this.#label, 'reading');
    let session = this.#session;
    if (session === null || session.link.lost) {
      this.#opening ??= openSession(this.#settings, this.#label, this.#peer, signal).finally(() => {
        this.#opening = null;
      });
      session = await this.#opening;
      this.#session = session;
    }
    return session;
  }

  /** What to read with. Every statement of a read passes here, so here what happens elsewhere is added to it. */
  #contextOn(
    session: Session,
    refusals: RefusalPart,
    note: (purpose: string, sql: string) => void,
    early: ReaderContext['early'],
  ): ReaderContext {
    const { clock } = session.server;
    if (this.#clock < clock) this.#clock = clock;
    let hadOthers = false;
    return {
      session,
      now: this.#clock,
      early,
      hadOthers: () => hadOthers,
      lacksTenants: !this.#tenants.hasRead,
      ask: async (purpose, branches) => {
        this.#statements += 1;
        const added = this.#elsewhere.partOf(branches, session);
        hadOthers = added.branches.length > 0;
        const asked = [...branches, ...added.branches, ...refusals.branches(this.#clock, branches)];
        try {
          const found = await runStatement(session, this.#label, purpose, asked, sql => note(purpose, sql));
          this.#clock = found.readAt;
          added.note(found);
          refusals.note(found);
          return found;
        } catch (error) {
          added.failed(error);
          if (isTimeout(error)) this.#refusals.noteTimeout(asked, this.#clock);
          throw error;
        }
      },
      history: (question, canMissRows) => {
        const kept = this.#histories.get(question);
        if (kept !== undefined) return kept;
        if (this.#historyBytes() > mostHistoryBytes) this.#histories.clear();
        const history = createJobHistory(canMissRows);
        this.#histories.set(question, history);
        return history;
      },
    };
  }
}

const day = 86_400_000_000n;

/**
 * A source that reads a cluster. It connects with its first call.
 * @param dayStart when the day of a moment began, for outcomes by day; days of UTC by default
 */
export function liveSource(
  settings: ConnectSettings,
  dayStart: DayStart = instant => instant - (instant % day),
): BackupSource {
  return new LiveSource(settings, dayStart);
}
