import { type Job, jobKeyText, parentOf } from '../../backup/job.ts';
import { withOrphanTasks } from '../../backup/orphan-task.ts';
import { mergeJobs, mergeTasks, type Picture } from '../../backup/picture.ts';
import { SourceError } from '../../backup/source.ts';
import type { Scope } from '../../backup/view.ts';
import { awaitedJobs, newestJobs, runningJobs } from '../views/jobs.ts';
import { runningTasks } from '../views/tasks.ts';
import { userTenants } from '../views/tenants.ts';
import { withHistoryWhenDue } from './history-cache.ts';
import { findableIn, jobsIn } from './job-history.ts';
import type { ReaderContext } from './reader-context.ts';
import type { RefusalList } from './refusal-list.ts';
import { TenantList } from './tenant-list.ts';

/** Reads the tenants to choose from. */
export class TenantsReader {
  readonly #list = new TenantList();
  readonly #refusals: RefusalList;

  constructor(refusals: RefusalList) {
    this.#refusals = refusals;
  }

  /** Tenants, what runs in each, and the last ended job of each. */
  async read(context: ReaderContext): Promise<Picture> {
    try {
      return await this.#readWithJobs(context);
    } catch (error) {
      // One tenant without a leader holds up the views over all tenants, but not the list to choose from.
      if (error instanceof SourceError && error.kind === 'timed_out' && !context.session.link.lost) {
        throw new SourceError(error.kind, error.reason, await this.#readAlone(context));
      }
      throw error;
    }
  }

  async #readWithJobs(context: ReaderContext): Promise<Picture> {
    const { session } = context;
    const all: Scope = { kind: 'all' };
    const history = context.history('tenants', true);
    const withTenants = this.#list.isOld;
    const refusals = await this.#refusals.of(session);
    const ask = async (withHistory: boolean) => {
      const found = await context.ask('tenants', [
        ...(withTenants ? userTenants(session) : []),
        ...runningJobs(all, 'list', session),
        ...runningTasks(all, 'list', session),
        ...(withHistory
          ? [...newestJobs(session), ...awaitedJobs(all, 'list', history.awaited, session)]
          : []),
        ...refusals.branches(context.now),
      ]);
      refusals.note(found);
      const read = jobsIn(found);
      history.noteLive(read, { rows: findableIn(session).rows, parts: false });
      if (withHistory) history.add(read);
      this.#list.note(found, withTenants);
      return read;
    };
    const { readAt, live } = await withHistoryWhenDue(history, ask);
    const running = new Set(live.rows.map(job => jobKeyText(job.key)));
    const last = lastByTenant(history.rows);
    history.retain(job => last.has(job) || isChildOf(job, running));
    const jobs = withOrphanTasks(mergeJobs([...live.rows, ...history.rows]), live.parts);
    return {
      readAt,
      tenants: this.#list.known(session, jobs),
      jobs,
      tasks: mergeTasks(live.parts),
      olderJobs: true,
      ...refusals.known(all, jobs),
    };
  }

  async #readAlone({ session, ask }: ReaderContext) {
    const found = await ask('tenants', userTenants(session));
    this.#list.note(found, true);
    return this.#list.known(session, []);
  }
}

/** The job of each tenant that ended last; of several that ended together the newest. */
function lastByTenant(jobs: readonly Job[]): Set<Job> {
  const end = (job: Job) => job.endedAt ?? job.startedAt ?? 0n;
  const last = new Map<bigint | null, Job>();
  for (const job of mergeJobs(jobs)) {
    const had = last.get(job.key.tenantId);
    if (had === undefined || end(had) < end(job)) last.set(job.key.tenantId, job);
  }
  return new Set(last.values());
}

function isChildOf(job: Job, running: ReadonlySet<string>): boolean {
  const parent = parentOf(job);
  return parent !== null && running.has(jobKeyText(parent));
}
