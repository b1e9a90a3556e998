import type { EventsPicture } from '../backup/event.ts';
import { type Job, type JobKey, jobKeyText, parentOf } from '../backup/job.ts';
import type { LogStreamsPicture } from '../backup/log-stream.ts';
import { findJob, type Picture, uniteJobs, uniteTasks } from '../backup/picture.ts';
import type { Server } from '../backup/server.ts';
import { type BackupSource, type JobsQuery, type Scope, SourceError } from '../backup/source.ts';
import { withUnseenJobs } from '../backup/unseen-job.ts';
import type { ConnectSettings } from './connection.ts';
import { type Asker, toSourceError } from './errors.ts';
import { pageOrder } from './history-page.ts';
import { HistoryMemory, type Read } from './memory.ts';
import { Queries } from './queries.ts';
import { read } from './reading.ts';
import { openSession, type Session } from './session.ts';
import { SetMemory } from './set-memory.ts';
import { TenantList } from './tenant-list.ts';

/** Questions whose history is remembered: the screens one goes back and forth between. */
const rememberedQuestions = 8;

/** Why there are no log streams or events. */
const onlyInSys = 'Only the sys tenant can see this.';

/** What is asked on: a connection, and the statements for its kind of tenant. */
interface Ready {
  readonly session: Session;
  readonly queries: Queries;
}

/**
 * Reads a cluster over one connection, one statement a refresh. A lost connection is opened again by the
 * next call, and what is known of the history outlives it.
 */
class LiveSource implements BackupSource {
  readonly #settings: ConnectSettings;
  readonly #asker: Asker;
  readonly #end = new AbortController();
  #session: Session | null = null;
  #opening: Promise<Session> | null = null;
  readonly #tenants = new TenantList();
  readonly #sets = new SetMemory();
  readonly #memories = new Map<string, HistoryMemory>();

  constructor(settings: ConnectSettings) {
    this.#settings = settings;
    this.#asker = { user: settings.user, where: settings.socket ?? `${settings.host}:${settings.port}` };
  }

  async identify(): Promise<Server> {
    return (await this.#ready()).session.server;
  }

  async tenants(): Promise<Picture> {
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

  async #tenantsAndWhatRuns({ session, queries }: Ready): Promise<Picture> {
    const all: Scope = { kind: 'all' };
    const memory = this.#memory('tenants', true);
    const withTenants = this.#tenants.isOld;
    const ask = async (withHistory: boolean) => {
      const found = await read(session, this.#asker, 'tenants', [
        ...(withTenants ? queries.tenants() : []),
        ...queries.live(all, 'list'),
        ...(withHistory ? queries.lastJobs(memory.awaited) : []),
      ]);
      memory.noteLive(found, { jobs: queries.historyHas.jobs, tasks: false });
      if (withHistory) memory.add(found);
      this.#tenants.note(found, withTenants);
      return found;
    };
    const found = await withHistoryWhereWanted(memory, ask);
    const running = new Set(found.live.jobs.map(job => jobKeyText(job.key)));
    const last = lastByTenant(memory.jobs);
    memory.keepOnly(job => last.has(job) || isChildOf(job, running));
    const jobs = withUnseenJobs(uniteJobs([...found.live.jobs, ...memory.jobs]), found.live.tasks);
    return {
      readAt: found.readAt,
      tenants: this.#tenants.known(session, jobs),
      jobs,
      tasks: uniteTasks(found.live.tasks),
      olderJobs: true,
    };
  }

  async #justTenants({ session, queries }: Ready) {
    const found = await read(session, this.#asker, 'tenants', queries.tenants());
    this.#tenants.note(found, true);
    return this.#tenants.known(session, []);
  }

  async jobs(query: JobsQuery): Promise<Picture> {
    const { session, queries } = await this.#ready();
    const { scope, columns } = query;
    const order = pageOrder(scope, session.family);
    const tenant = scope.kind === 'all' ? 'all' : String(scope.tenantId);
    const memory = this.#memory(`jobs ${tenant} ${columns}`, true);
    const ask = async (withHistory: boolean) => {
      const history = withHistory ? queries.newest(scope, columns, memory.awaited) : [];
      const branches = [...queries.live(scope, columns), ...history];
      const found = await read(session, this.#asker, 'jobs', branches, order);
      memory.noteLive(found, queries.historyHas);
      if (withHistory) memory.addNewest(found);
      return found;
    };
    const found = await withHistoryWhereWanted(memory, ask);
    while (memory.pages < query.pages && memory.older) {
      const branches = queries.older(scope, columns, memory.mark);
      memory.addOlder(await read(session, this.#asker, 'older jobs', branches, order));
    }
    return {
      readAt: found.readAt,
      tenants: [],
      ...united(found, memory),
      olderJobs: memory.older,
    };
  }

  async task(key: JobKey): Promise<Picture> {
    const { session, queries } = await this.#ready();
    const memory = this.#memory(`task ${jobKeyText(key)}`, false);
    const ask = async (withHistory: boolean) => {
      const history = withHistory ? queries.endedJob(key) : [];
      const found = await read(session, this.#asker, 'task', [...queries.liveJob(key), ...history]);
      memory.noteLive(found, queries.historyHas);
      if (withHistory) memory.add(found);
      return found;
    };
    const found = await withHistoryWhereWanted(memory, ask);
    const picture: Picture = {
      readAt: found.readAt,
      tenants: [],
      ...united(found, memory),
      olderJobs: false,
    };
    const job = findJob(picture, key);
    // A job that is nowhere may turn up yet: it is looked for in both places again.
    if (job === null) memory.forgetAsking();
    return job?.status.kind === 'ended'
      ? { ...picture, ...(await this.#sets.of(job, session, queries, this.#asker)) }
      : picture;
  }

  async logStreams(_key: JobKey): Promise<LogStreamsPicture> {
    const { session } = await this.#ready();
    return { readAt: session.server.clock, logStreams: [], unavailable: onlyInSys };
  }

  async events(_scope: Scope): Promise<EventsPicture> {
    const { session } = await this.#ready();
    return { readAt: session.server.clock, events: [], unavailable: onlyInSys };
  }

  async close(): Promise<void> {
    // Where no connection is open yet, or one is being opened, there is nobody to say good-bye to.
    if (this.#opening === null) await this.#session?.link.close();
    this.#end.abort(Object.assign(new Error('closed'), { code: 'ABORT_ERR' }));
    await this.#opening?.catch(() => undefined);
    this.#session = null;
  }

  async #ready(): Promise<Ready> {
    const { signal } = this.#end;
    if (signal.aborted) throw toSourceError(signal.reason, this.#asker, 'reading');
    let session = this.#session;
    if (session === null || session.link.lost) {
      this.#opening ??= openSession(this.#settings, this.#asker, signal).finally(() => {
        this.#opening = null;
      });
      session = await this.#opening;
      this.#session = session;
    }
    return { session, queries: new Queries(session.family, session.shapes) };
  }

  #memory(question: string, growsOld: boolean): HistoryMemory {
    const memory = this.#memories.get(question) ?? new HistoryMemory(growsOld);
    this.#memories.delete(question);
    this.#memories.set(question, memory);
    for (const oldest of this.#memories.keys()) {
      if (this.#memories.size <= rememberedQuestions) break;
      this.#memories.delete(oldest);
    }
    return memory;
  }
}

/**
 * Reads what is live, and the history in the same statement where that is known to be needed. Where the live
 * rows show that one has just left, or the clock that a while has passed unseen, the history is read at once,
 * in a statement of its own.
 */
async function withHistoryWhereWanted<R extends Read>(
  memory: HistoryMemory,
  ask: (withHistory: boolean) => Promise<R>,
): Promise<R> {
  const asked = memory.wantingNext;
  const found = await ask(asked);
  return !asked && memory.wanting ? ask(true) : found;
}

/**
 * Live rows and what is known of the history as one. A running task whose job is in no view is not lost; an
 * ended one may belong to a job of the next page.
 */
function united({ live }: Read, memory: HistoryMemory): Pick<Picture, 'jobs' | 'tasks'> {
  const jobs = uniteJobs([...live.jobs, ...memory.jobs]);
  return { jobs: withUnseenJobs(jobs, live.tasks), tasks: uniteTasks([...live.tasks, ...memory.tasks]) };
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
