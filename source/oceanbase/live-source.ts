import type { EventsPicture } from '../backup/event.ts';
import { type Job, type JobKey, jobKeyText, parentOf } from '../backup/job.ts';
import { type LogStreamsPicture, slowestFirst } from '../backup/log-stream.ts';
import { withOrphanTasks } from '../backup/orphan-task.ts';
import { type Picture, uniteJobs, uniteTasks } from '../backup/picture.ts';
import type { Instant } from '../backup/row.ts';
import type { Server } from '../backup/server.ts';
import { type BackupSource, SourceError } from '../backup/source.ts';
import { type AnswerTo, type Readers, readBy, type Scope, type View } from '../backup/view.ts';
import type { ConnectSettings } from './connection/connection.ts';
import { type ConnectionLabel, toSourceError } from './connection/errors.ts';
import { KnownPeer } from './connection/known-peer.ts';
import { HistoryCache, united, withHistoryWhereWanted } from './history-cache.ts';
import { JobReader } from './job-reader.ts';
import { logStreamsOf, newestOf } from './neighbour-queries.ts';
import { Queries } from './queries.ts';
import type { ReaderContext } from './reader-context.ts';
import { RefusalList } from './refusal-list.ts';
import { openSession, type Session } from './session/session.ts';
import { pageOrder } from './statement/history-page.ts';
import { read } from './statement/run-statement.ts';
import { TenantList } from './tenant-list.ts';

/** Questions whose history is remembered: the screens one goes back and forth between. */
const rememberedQuestions = 8;

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
  readonly #jobs: JobReader;
  /** The server's clock at the last read. */
  #clock: Instant = 0n;
  readonly #memories = new Map<string, HistoryCache>();

  readonly #readers: Readers = {
    tenants: () => this.#readTenants(),
    jobs: jobs => this.#readJobs(jobs),
    job: ({ key }) => this.#readJob(key),
    log_streams: ({ key }) => this.#readLogStreams(key),
    events: ({ scope }) => this.#readEvents(scope),
  };

  constructor(settings: ConnectSettings) {
    this.#settings = settings;
    this.#label = { user: settings.user, where: settings.socket ?? `${settings.host}:${settings.port}` };
    this.#jobs = new JobReader(this.#label);
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
        error.tenants = await this.#justTenants(ready);
      }
      throw error;
    }
  }

  async #tenantsAndWhatRuns(ready: ReaderContext): Promise<Picture> {
    const { session, queries } = ready;
    const all: Scope = { kind: 'all' };
    const memory = this.#memory('tenants', true);
    const withTenants = this.#tenants.isOld;
    const refusals = await this.#refusals.of(session);
    const ask = async (withHistory: boolean) => {
      const found = await ready.ask('tenants', [
        ...(withTenants ? queries.tenants() : []),
        ...queries.live(all, 'list'),
        ...(withHistory ? queries.lastJobs(memory.awaited) : []),
        ...refusals.branches(ready.now),
      ]);
      refusals.note(found);
      memory.noteLive(found, { jobs: queries.historyHas.jobs, tasks: false });
      if (withHistory) memory.add(found);
      this.#tenants.note(found, withTenants);
      return found;
    };
    const found = await withHistoryWhereWanted(memory, ask);
    const running = new Set(found.live.jobs.map(job => jobKeyText(job.key)));
    const last = lastByTenant(memory.jobs);
    memory.keepOnly(job => last.has(job) || isChildOf(job, running));
    const jobs = withOrphanTasks(uniteJobs([...found.live.jobs, ...memory.jobs]), found.live.tasks);
    return {
      readAt: found.readAt,
      tenants: this.#tenants.known(session, jobs),
      jobs,
      tasks: uniteTasks(found.live.tasks),
      olderJobs: true,
      ...refusals.known(all, jobs),
    };
  }

  async #justTenants({ session, queries, ask }: ReaderContext) {
    const found = await ask('tenants', queries.tenants());
    this.#tenants.note(found, true);
    return this.#tenants.known(session, []);
  }

  async #readJobs(query: View<'jobs'>): Promise<Picture> {
    const ready = await this.#ready();
    const { session, queries } = ready;
    const { scope, columns } = query;
    const order = pageOrder(scope, session.family);
    const tenant = scope.kind === 'all' ? 'all' : String(scope.tenantId);
    const memory = this.#memory(`jobs ${tenant} ${columns}`, true);
    const refusals = await this.#refusals.of(session);
    const ask = async (withHistory: boolean) => {
      const history = withHistory ? queries.newest(scope, columns, memory.awaited) : [];
      const beside = refusals.branches(ready.now);
      const branches = [...queries.live(scope, columns), ...history, ...beside];
      const found = await ready.ask('jobs', branches, order);
      refusals.note(found);
      memory.noteLive(found, queries.historyHas);
      if (withHistory) memory.addNewest(found);
      return found;
    };
    const found = await withHistoryWhereWanted(memory, ask);
    while (memory.pages < query.pages && memory.older) {
      const branches = queries.older(scope, columns, memory.mark);
      memory.addOlder(await ready.ask('older jobs', branches, order));
    }
    const rows = united(found, memory);
    return {
      readAt: found.readAt,
      tenants: [],
      ...rows,
      olderJobs: memory.older,
      ...refusals.known(scope, rows.jobs),
    };
  }

  async #readJob(key: JobKey): Promise<Picture> {
    return this.#jobs.read(key, await this.#ready(), this.#memory(`task ${jobKeyText(key)}`, false));
  }

  async #readLogStreams(key: JobKey): Promise<LogStreamsPicture> {
    const { session, ask, now } = await this.#ready();
    const unavailable = await session.reach('ls_tasks');
    if (unavailable !== null) return { readAt: now, logStreams: [], unavailable };
    // Without the scheduler's queue the log streams are worth seeing all the same.
    await session.reach('schedule_tasks');
    const found = await ask('log streams', logStreamsOf(key, session.family, session.shapes));
    const logStreams = [...found.logStreams].sort(slowestFirst);
    return { readAt: found.readAt, logStreams, unavailable };
  }

  async #readEvents(scope: Scope): Promise<EventsPicture> {
    const { session, ask, now } = await this.#ready();
    const unavailable = await session.reach('events');
    if (unavailable !== null) return { readAt: now, events: [], unavailable };
    const found = await ask('events', newestOf(scope, now, session.family, session.shapes));
    return { readAt: found.readAt, events: found.events, unavailable };
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
      queries: new Queries(session.family, session.shapes),
      now: this.#clock,
      ask: async (purpose, branches, order) => {
        const found = await read(session, this.#label, purpose, branches, order);
        this.#clock = found.readAt;
        return found;
      },
    };
  }

  #memory(question: string, growsOld: boolean): HistoryCache {
    const memory = this.#memories.get(question) ?? new HistoryCache(growsOld);
    this.#memories.delete(question);
    this.#memories.set(question, memory);
    for (const oldest of this.#memories.keys()) {
      if (this.#memories.size <= rememberedQuestions) break;
      this.#memories.delete(oldest);
    }
    return memory;
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
