import QuickLRU from 'quick-lru';

import { type Job, type JobKey, jobKeyText, parentOf } from '../backup/job.ts';

import { withOrphanTasks } from '../backup/orphan-task.ts';
import { type Picture, uniteJobs, uniteTasks } from '../backup/picture.ts';
import type { Instant } from '../backup/row.ts';
import type { Server } from '../backup/server.ts';
import { type BackupSource, SourceError } from '../backup/source.ts';
import { type AnswerTo, type Readers, readBy, type Scope, type View } from '../backup/view.ts';
import { addressText } from '../text/address.ts';
import type { ConnectSettings } from './connection/driver-options.ts';
import { type ConnectionLabel, toSourceError } from './connection/errors.ts';
import { KnownPeer } from './connection/known-peer.ts';
import { withHistoryWhenDue } from './history-cache.ts';
import { createJobHistory, findableIn, type JobHistory, jobsIn, unitedWith } from './job-history.ts';
import { JobReader } from './job-reader.ts';
import { type ReaderContext, readOn } from './reader-context.ts';
import { RefusalList } from './refusal-list.ts';
import { openSession, type Session } from './session/session.ts';
import { markOf, pageOrder } from './statement/history-page.ts';
import { runStatement } from './statement/run-statement.ts';
import { TenantList } from './tenant-list.ts';

import { awaitedJobs, jobPage, keysOfNewest, keysOfPage, newestJobs, runningJobs } from './views/jobs.ts';
import { readers } from './views/registry.ts';
import { endedTasks, runningTasks } from './views/tasks.ts';
import { userTenants } from './views/tenants.ts';

/** Questions whose history is kept: the screens one goes back and forth between. */
const maxHistories = 8;

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
  readonly #tenants = new TenantList();
  readonly #refusals = new RefusalList();
  readonly #jobs = new JobReader();
  /** The server's clock at the last read. */
  #clock: Instant = 0n;
  readonly #histories = new QuickLRU<string, JobHistory>({ maxSize: maxHistories });

  readonly #readers: Readers = {
    tenants: () => this.#readTenants(),
    jobs: jobs => this.#readJobs(jobs),
    job: ({ key }) => this.#readJob(key),
    ...readOn(readers, () => this.#ready()),
  };

  constructor(settings: ConnectSettings) {
    this.#settings = settings;
    this.#label = {
      user: settings.user,
      where: settings.socket ?? addressText(settings.host, settings.port),
    };
  }

  async identify(): Promise<Server> {
    return (await this.#ready()).session.server;
  }

  async read<V extends View>(view: V): Promise<AnswerTo<V>> {
    return readBy(this.#readers, view);
  }

  async #readTenants(): Promise<Picture> {
    const ready = await this.#ready();
    try {
      return await this.#tenantsAndWhatRuns(ready);
    } catch (error) {
      // One tenant without a leader holds up the views over all tenants, but not the list to choose from.
      if (error instanceof SourceError && error.kind === 'timed_out' && !ready.session.link.lost) {
        throw new SourceError(error.kind, error.reason, await this.#justTenants(ready));
      }
      throw error;
    }
  }

  async #tenantsAndWhatRuns(ready: ReaderContext): Promise<Picture> {
    const { session } = ready;
    const all: Scope = { kind: 'all' };
    const history = this.#history('tenants', true);
    const withTenants = this.#tenants.isOld;
    const refusals = await this.#refusals.of(session);
    const ask = async (withHistory: boolean) => {
      const found = await ready.ask('tenants', [
        ...(withTenants ? userTenants(session) : []),
        ...runningJobs(all, 'list', session),
        ...runningTasks(all, 'list', session),
        ...(withHistory
          ? [...newestJobs(session), ...awaitedJobs(all, 'list', history.awaited, session)]
          : []),
        ...refusals.branches(ready.now),
      ]);
      refusals.note(found);
      const read = jobsIn(found);
      history.noteLive(read, { rows: findableIn(session).rows, parts: false });
      if (withHistory) history.add(read);
      this.#tenants.note(found, withTenants);
      return read;
    };
    const { readAt, live } = await withHistoryWhenDue(history, ask);
    const running = new Set(live.rows.map(job => jobKeyText(job.key)));
    const last = lastByTenant(history.rows);
    history.retain(job => last.has(job) || isChildOf(job, running));
    const jobs = withOrphanTasks(uniteJobs([...live.rows, ...history.rows]), live.parts);
    return {
      readAt,
      tenants: this.#tenants.known(session, jobs),
      jobs,
      tasks: uniteTasks(live.parts),
      olderJobs: true,
      ...refusals.known(all, jobs),
    };
  }

  async #justTenants({ session, ask }: ReaderContext) {
    const found = await ask('tenants', userTenants(session));
    this.#tenants.note(found, true);
    return this.#tenants.known(session, []);
  }

  async #readJobs(query: View<'jobs'>): Promise<Picture> {
    const ready = await this.#ready();
    const { session } = ready;
    const { scope, columns } = query;
    const order = pageOrder(scope, session.family);
    const tenant = scope.kind === 'all' ? 'all' : String(scope.tenantId);
    const history = this.#history(`jobs ${tenant} ${columns}`, true);
    const refusals = await this.#refusals.of(session);
    const newest = () => {
      const keys = keysOfNewest(scope, history.awaited, session);
      return [
        ...jobPage(scope, columns, null, session),
        ...endedTasks(keys, scope, columns, session),
        ...awaitedJobs(scope, columns, history.awaited, session),
      ];
    };
    const ask = async (withHistory: boolean) => {
      const found = await ready.ask('jobs', [
        ...runningJobs(scope, columns, session),
        ...runningTasks(scope, columns, session),
        ...(withHistory ? newest() : []),
        ...refusals.branches(ready.now),
      ]);
      refusals.note(found);
      const read = jobsIn(found, order);
      history.noteLive(read, findableIn(session));
      if (withHistory) history.addNewest(read);
      return read;
    };
    const read = await withHistoryWhenDue(history, ask);
    while (history.pages < query.pages && history.hasOlder) {
      const mark = markOf(history.oldest);
      const found = await ready.ask('older jobs', [
        ...jobPage(scope, columns, mark, session),
        ...endedTasks(keysOfPage(scope, mark, session), scope, columns, session),
      ]);
      history.addOlder(jobsIn(found, order));
    }
    const rows = unitedWith(read, history);
    return {
      readAt: read.readAt,
      tenants: [],
      ...rows,
      olderJobs: history.hasOlder,
      ...refusals.known(scope, rows.jobs),
    };
  }

  async #readJob(key: JobKey): Promise<Picture> {
    return this.#jobs.read(key, await this.#ready(), this.#history(`task ${jobKeyText(key)}`, false));
  }

  async close(): Promise<void> {
    // Where no connection is open yet, or one is being opened, there is nobody to say good-bye to.
    if (this.#opening === null) await this.#session?.link.close();
    this.#end.abort(Object.assign(new Error('closed'), { code: 'ABORT_ERR' }));
    await this.#opening?.catch(() => undefined);
    this.#session = null;
  }

  async #ready(): Promise<ReaderContext> {
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
    return this.#readyOn(session);
  }

  #readyOn(session: Session): ReaderContext {
    const { clock } = session.server;
    if (this.#clock < clock) this.#clock = clock;
    return {
      session,
      now: this.#clock,
      ask: async (purpose, branches) => {
        const found = await runStatement(session, this.#label, purpose, branches);
        this.#clock = found.readAt;
        return found;
      },
    };
  }

  #history(question: string, canMissRows: boolean): JobHistory {
    const kept = this.#histories.get(question);
    if (kept !== undefined) return kept;
    const history = createJobHistory(canMissRows);
    this.#histories.set(question, history);
    return history;
  }
}

/** The job of each tenant that ended last; of several that ended together the newest. */
function lastByTenant(jobs: readonly Job[]): Set<Job> {
  const end = (job: Job) => job.endedAt ?? job.startedAt ?? 0n;
  const last = new Map<bigint | null, Job>();
  for (const job of uniteJobs(jobs)) {
    const had = last.get(job.key.tenantId);
    if (had === undefined || end(had) < end(job)) last.set(job.key.tenantId, job);
  }
  return new Set(last.values());
}

function isChildOf(job: Job, running: ReadonlySet<string>): boolean {
  const parent = parentOf(job);
  return parent !== null && running.has(jobKeyText(parent));
}

/** A source that reads a cluster. It connects with its first call. */
export function liveSource(settings: ConnectSettings): BackupSource {
  return new LiveSource(settings);
}
