import { type Job, type JobKey, jobKeyText, parentOf } from '../backup/job.ts';
import { newestFirst, type Picture, uniteJobs, uniteTasks } from '../backup/picture.ts';
import type { Instant } from '../backup/row.ts';
import type { Server } from '../backup/server.ts';
import type { BackupSource, JobsQuery, Scope } from '../backup/source.ts';
import { sysTenantId, type Tenant } from '../backup/tenant.ts';
import type { ConnectSettings } from './connection.ts';
import { type Asker, toSourceError } from './errors.ts';
import { HistoryMemory, type Read } from './memory.ts';
import { Queries } from './queries.ts';
import { toJob, toTask, toTenant } from './rows.ts';
import { openSession, type Session } from './session.ts';
import { type Branch, takeApart, unionOf } from './statement.ts';

/** Tenants come and go rarely: they are read again after this long. */
const tenantsKeptMicros = 60_000_000n;
/** Questions whose history is remembered: the screens one goes back and forth between. */
const rememberedQuestions = 8;

interface TenantsRead {
  readonly tenants: readonly Tenant[];
  readonly readAt: Instant;
}

/**
 * Reads a cluster over one connection, one statement a refresh. A lost connection is opened again by the
 * next call, and what is known of the history outlives it.
 */
class LiveSource implements BackupSource {
  readonly #settings: ConnectSettings;
  readonly #asker: Asker;
  #session: Session | null = null;
  #opening: Promise<Session> | null = null;
  #closed = false;
  #tenants: TenantsRead | null = null;
  #lastReadAt: Instant = 0n;
  readonly #memories = new Map<string, HistoryMemory>();

  constructor(settings: ConnectSettings) {
    this.#settings = settings;
    this.#asker = { user: settings.user, where: settings.socket ?? `${settings.host}:${settings.port}` };
  }

  async identify(): Promise<Server> {
    return (await this.#ready()).server;
  }

  async tenants(): Promise<Picture> {
    const session = await this.#ready();
    const queries = new Queries(session.family, session.shapes);
    const all: Scope = { kind: 'all' };
    const memory = this.#memory('tenants');
    const withTenants = this.#tenantsAreOld();
    const ask = async (withHistory: boolean) => {
      const branches = [
        ...(withTenants ? queries.tenants() : []),
        ...queries.live(all, 'list'),
        ...(withHistory ? queries.lastJobs() : []),
      ];
      const read = await this.#read(session, 'tenants', branches);
      memory.noteLive(read);
      if (withHistory) memory.add(read);
      if (withTenants) this.#tenants = { tenants: read.tenants, readAt: read.readAt };
      return read;
    };
    const read = await withHistoryWhereWanted(memory, ask);
    const running = new Set(read.live.jobs.map(job => jobKeyText(job.key)));
    const last = lastByTenant(memory.jobs);
    memory.keepOnly(job => last.has(job) || isChildOf(job, running));
    return {
      readAt: read.readAt,
      tenants: this.#known(session, read),
      jobs: uniteJobs([...read.live.jobs, ...memory.jobs]),
      tasks: uniteTasks(read.live.tasks),
      olderJobs: true,
    };
  }

  async jobs(query: JobsQuery): Promise<Picture> {
    const session = await this.#ready();
    const queries = new Queries(session.family, session.shapes);
    const { scope, columns } = query;
    const tenant = scope.kind === 'all' ? 'all' : String(scope.tenantId);
    const memory = this.#memory(`jobs ${tenant} ${columns}`);
    const ask = async (withHistory: boolean) => {
      const history = withHistory ? queries.history(scope, columns, null) : [];
      const read = await this.#read(session, 'jobs', [...queries.live(scope, columns), ...history]);
      memory.noteLive(read);
      if (withHistory) memory.addNewest(read);
      return read;
    };
    const read = await withHistoryWhereWanted(memory, ask);
    while (memory.pages < query.pages && memory.older) {
      memory.addOlder(await this.#read(session, 'older jobs', queries.history(scope, columns, memory.mark)));
    }
    return {
      readAt: read.readAt,
      tenants: [],
      jobs: uniteJobs([...read.live.jobs, ...memory.jobs]),
      tasks: uniteTasks([...read.live.tasks, ...memory.tasks]),
      olderJobs: memory.older,
    };
  }

  async task(key: JobKey): Promise<Picture> {
    const session = await this.#ready();
    const queries = new Queries(session.family, session.shapes);
    const memory = this.#memory(`task ${jobKeyText(key)}`);
    const ask = async (withHistory: boolean) => {
      const history = withHistory ? queries.endedJob(key) : [];
      const read = await this.#read(session, 'task', [...queries.liveJob(key), ...history]);
      memory.noteLive(read);
      if (withHistory) memory.add(read);
      return read;
    };
    const isKnown = (read: Read) => read.live.jobs.length > 0 || memory.jobs.length > 0;
    const read = await withHistoryWhereWanted(memory, ask, isKnown);
    return {
      readAt: read.readAt,
      tenants: [],
      jobs: uniteJobs([...read.live.jobs, ...memory.jobs]),
      tasks: uniteTasks([...read.live.tasks, ...memory.tasks]),
      olderJobs: false,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening?.catch(() => undefined);
    await this.#session?.link.close();
    this.#session = null;
  }

  async #ready(): Promise<Session> {
    if (this.#session !== null && !this.#session.link.lost) return this.#session;
    this.#opening ??= openSession(this.#settings, this.#asker).finally(() => {
      this.#opening = null;
    });
    const session = await this.#opening;
    if (this.#closed) await session.link.close();
    this.#session = session;
    return session;
  }

  async #read(
    session: Session,
    purpose: string,
    branches: readonly Branch[],
  ): Promise<Read & { tenants: Tenant[]; readAt: Instant }> {
    const { family, shapes, server } = session;
    const statement = unionOf(purpose, branches, family);
    try {
      const answer = takeApart(statement, (await session.link.query(statement.sql)).rows, shapes, family);
      const jobs = (view: 'jobs' | 'job_history', place: 'live' | 'history') =>
        (answer.rows.get(view) ?? []).map(row => toJob(row, place, server.tenantId));
      const tasks = (view: 'tasks' | 'task_history', place: 'live' | 'history') =>
        (answer.rows.get(view) ?? []).map(row => toTask(row, place, server.tenantId));
      this.#lastReadAt = answer.readAt ?? server.clock;
      return {
        readAt: this.#lastReadAt,
        tenants: (answer.rows.get('tenants') ?? []).map(toTenant),
        live: { jobs: jobs('jobs', 'live'), tasks: tasks('tasks', 'live') },
        // The history's order is the server's: newest first.
        history: {
          jobs: jobs('job_history', 'history').sort(newestFirst),
          tasks: tasks('task_history', 'history'),
        },
      };
    } catch (error) {
      throw toSourceError(error, this.#asker, 'reading');
    }
  }

  /** Tenants as the server lists them; those it does not list, by what is known of them. */
  #known(session: Session, read: Read): Tenant[] {
    const listed = this.#tenants?.tenants ?? [];
    const { server } = session;
    if (session.shapes.has('tenants') && listed.length > 0) return [...listed].sort(byNumber);
    if (server.sees === 'own_tenant') {
      return [
        { id: server.tenantId, name: server.tenantName, mode: server.mode, archivesLog: null, row: [] },
      ];
    }
    const numbers = new Set([...read.live.jobs, ...read.history.jobs].map(job => job.key.tenantId));
    return [...numbers]
      .filter(id => id !== null && id !== sysTenantId)
      .map(id => ({ id, name: String(id), mode: null, archivesLog: null, row: [] }))
      .sort(byNumber);
  }

  /** Tenants are read with the first picture, and again when the server's clock has gone on for a while. */
  #tenantsAreOld(): boolean {
    return this.#tenants === null || this.#lastReadAt - this.#tenants.readAt > tenantsKeptMicros;
  }

  #memory(question: string): HistoryMemory {
    const memory = this.#memories.get(question) ?? new HistoryMemory();
    this.#memories.delete(question);
    this.#memories.set(question, memory);
    for (const oldest of this.#memories.keys()) {
      if (this.#memories.size <= rememberedQuestions) break;
      this.#memories.delete(oldest);
    }
    return memory;
  }
}

function byNumber(a: Tenant, b: Tenant): number {
  return Number((a.id ?? 0n) - (b.id ?? 0n));
}

/**
 * Reads what is live, and the history in the same statement where that is known to be needed. Where the live
 * rows show that one has just left, the history is read at once, in a statement of its own.
 */
async function withHistoryWhereWanted<R extends Read>(
  memory: HistoryMemory,
  ask: (withHistory: boolean) => Promise<R>,
  isKnown: (read: R) => boolean = () => true,
): Promise<R> {
  const asked = memory.wanting;
  const read = await ask(asked);
  return !asked && (memory.wanting || !isKnown(read)) ? ask(true) : read;
}

/** The newest ended job of each tenant. */
function lastByTenant(jobs: readonly Job[]): Set<Job> {
  const last = new Map<bigint | null, Job>();
  for (const job of jobs) {
    const had = last.get(job.key.tenantId);
    if (had === undefined || had.key.jobId < job.key.jobId) last.set(job.key.tenantId, job);
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
