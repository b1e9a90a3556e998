import { type Job, jobKeyText, parentOf } from '../../backup/job.ts';
import { withOrphanTasks } from '../../backup/orphan-task.ts';
import { mergeJobs, mergeTasks, type Picture } from '../../backup/picture.ts';
import { SourceError } from '../../backup/source.ts';
import { sysTenantId } from '../../backup/tenant.ts';
import type { Scope, View } from '../../backup/view.ts';
import { awaitedJobs, newestJobs, runningJobs } from '../views/jobs.ts';
import { runningTasks } from '../views/tasks.ts';
import { userTenants } from '../views/tenants.ts';
import type { Branch } from '../views/view.ts';
import { BackupRecords, type DayStart } from './backup-records.ts';
import { withHistoryWhenDue } from './history-cache.ts';
import { findableIn, jobsIn } from './job-history.ts';
import type { LagTargets } from './lag-targets.ts';
import type { ReaderContext } from './reader-context.ts';
import type { RefusalList } from './refusal-list.ts';
import type { StoryReader } from './story-reader.ts';
import { type ArchivePart, TenantArchives } from './tenant-archives.ts';
import { TenantList } from './tenant-list.ts';

/** What rides in the statement every now and then: the history's aggregates, and the archives. */
type RareParts = readonly [records: readonly Branch[], archives: ArchivePart];

const noParts: RareParts = [[], { branches: [], note: () => undefined }];

/** Reads the tenants to choose from. */
export class TenantsReader {
  readonly #list = new TenantList();
  readonly #refusals: RefusalList;
  readonly #story: StoryReader;
  readonly #records: BackupRecords;
  readonly #archives: TenantArchives;
  #hasRead = false;
  /** The tenants that ran a backup when last read. */
  #running: readonly (bigint | null)[] = [];

  /** @param dayStart when the day of a moment began, in the time zone of whoever looks */
  constructor(refusals: RefusalList, story: StoryReader, lagTargets: LagTargets, dayStart: DayStart) {
    this.#refusals = refusals;
    this.#story = story;
    this.#records = new BackupRecords(dayStart);
    this.#archives = new TenantArchives(lagTargets);
  }

  /** Whether the tenants were read at all. */
  get hasRead(): boolean {
    return this.#hasRead;
  }

  /** Tenants, what runs in each, the last ended job of each, its record in the history, and its archive. */
  async read(view: View<'tenants'>, context: ReaderContext): Promise<Picture> {
    try {
      return await this.#readWithJobs(view, context);
    } catch (error) {
      if (error instanceof SourceError && isOfAllTenants(error) && !context.session.link.lost) {
        throw new SourceError(error.kind, error.reason, await this.#readAlone(context));
      }
      throw error;
    }
  }

  async #readWithJobs({ story: chosen }: View<'tenants'>, context: ReaderContext): Promise<Picture> {
    const { session } = context;
    const all: Scope = { kind: 'all' };
    const history = context.history('tenants', true);
    const withTenants = this.#list.isOld;
    const refusals = await this.#refusals.of(session);
    const rare = [
      this.#records.branches(context),
      await this.#archives.part(this.#running, context),
    ] as const;
    const rareOnce = once(rare);
    const story = await this.#story.branches(chosen, context);
    const ask = async (withHistory: boolean) => {
      const [records, archives] = rareOnce();
      const found = await context.ask('tenants', [
        ...(withTenants ? userTenants(session) : []),
        ...runningJobs(all, 'list', session),
        ...runningTasks(all, 'list', session),
        ...(withHistory
          ? [...newestJobs(session), ...awaitedJobs(all, 'list', history.awaited, session)]
          : []),
        ...refusals.branches(context.now),
        ...records,
        ...archives.branches,
        ...story,
      ]);
      refusals.note(found);
      this.#records.note(found, records);
      archives.note(found);
      const read = jobsIn(found);
      history.noteLive(read, { rows: findableIn(session).rows, parts: false });
      if (withHistory) history.add(read);
      this.#list.note(found, withTenants);
      return { ...read, found };
    };
    const { readAt, live, found } = await withHistoryWhenDue(history, ask);
    const running = new Set(live.rows.map(job => jobKeyText(job.key)));
    this.#records.noteEnded(history.rows);
    const last = lastByTenant(history.rows);
    history.retain(job => last.has(job) || isChildOf(job, running));
    const jobs = withOrphanTasks(mergeJobs([...live.rows, ...history.rows]), live.parts);
    this.#running = [...new Set(live.rows.map(job => job.key.tenantId))].filter(id => id !== sysTenantId);
    const tenants = this.#list.known(session, jobs);
    const [archives, refused] = [this.#archives.known(), refusals.known(all, jobs)];
    const remarks = [...(refused.remarks ?? []), ...(archives.remarks ?? [])];
    const picture: Picture = { readAt, tenants, jobs, tasks: mergeTasks(live.parts), olderJobs: true };
    if (!this.#hasRead) context.early({ ...picture, ...archives, ...refused });
    this.#hasRead = true;
    return {
      ...picture,
      ...(await this.#records.of(tenants, context)),
      ...(await this.#story.of(chosen, picture, found, story, context)),
      ...archives,
      ...refused,
      ...(remarks.length === 0 ? {} : { remarks }),
    };
  }

  async #readAlone({ session, ask }: ReaderContext) {
    const found = await ask('tenants', userTenants(session));
    this.#list.note(found, true);
    return this.#list.known(session, []);
  }
}

/** A value for whoever takes it first, then nothing. */
function once(value: RareParts): () => RareParts {
  let left: RareParts | null = value;
  return () => {
    const taken = left;
    left = null;
    return taken ?? noParts;
  };
}

/**
 * Whether what failed is the views over all tenants, and not the list to choose from: one tenant without a leader holds
 * them up, and very many jobs are more than are read.
 */
function isOfAllTenants({ kind, reason }: SourceError): boolean {
  return kind === 'timed_out' || reason.id === 'too_many_rows';
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
