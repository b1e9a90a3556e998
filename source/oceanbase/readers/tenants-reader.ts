import { isClusterJob, type Job, jobKeyText, parentOf } from '../../backup/job.ts';
import { withOrphanTasks } from '../../backup/orphan-task.ts';
import { mergeJobs, mergeTasks, type Picture, withEndedJobs } from '../../backup/picture.ts';
import type { Remark } from '../../backup/remark.ts';
import { SourceError } from '../../backup/source.ts';
import type { Task } from '../../backup/task.ts';
import { sysTenantId } from '../../backup/tenant.ts';
import type { Scope, View } from '../../backup/view.ts';
import { awaitedJobs, jobsByKey, newestJobs, runningJobs } from '../views/jobs.ts';
import { runningTasks } from '../views/tasks.ts';
import { userTenants } from '../views/tenants.ts';
import { BackupRecords, type DayStart } from './backup-records.ts';
import type { Read } from './history-cache.ts';
import { findableIn, type JobHistory, jobsIn } from './job-history.ts';
import type { LagTargets } from './lag-targets.ts';
import type { ReaderContext } from './reader-context.ts';
import type { RefusalList } from './refusal-list.ts';
import { withHistoryWhenDue } from './slow-history.ts';
import { noStory, type StoryReader } from './story-reader.ts';
import { type ArchivePart, TenantArchives } from './tenant-archives.ts';
import { TenantList } from './tenant-list.ts';

const noArchives: ArchivePart = { branches: [], note: () => undefined };

/** Reads the tenants to choose from. */
export class TenantsReader {
  readonly #list = new TenantList();
  readonly #refusals: RefusalList;
  readonly #story: StoryReader;
  readonly #records: BackupRecords;
  readonly #archives: TenantArchives;
  #hasRead = false;
  /** Ended jobs in order, of these rows of the history and while these cluster jobs run. */
  #ended: { readonly rows: readonly Job[]; readonly parents: string; readonly jobs: readonly Job[] } = {
    rows: [],
    parents: '',
    jobs: [],
  };
  /** The tenants that ran a backup when last read. */
  #running: readonly (bigint | null)[] = [];

  /** @param dayStart when the day of a moment began, in the user's time zone */
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
    // Only the first statement has them: where it is not answered, the next one does without.
    const archivesOnce = once(await this.#archives.part(this.#running, context), noArchives);
    const storyOnce = once(await this.#story.part(chosen, context), noStory);
    const ask = async (withHistory: boolean) => {
      const records = withHistory || !history.slow.isSeparate ? this.#records.branches(context) : [];
      const [archives, story] = [archivesOnce(), storyOnce()];
      const left = withHistory ? [] : history.slow.keysToAsk(history.awaited);
      const found = await context.ask('tenants', [
        ...(withTenants ? userTenants(session) : []),
        ...runningJobs(all, 'list', session),
        ...runningTasks(all, 'list', session),
        ...(withHistory
          ? [...newestJobs(session), ...awaitedJobs(all, 'list', history.awaited, session)]
          : jobsByKey(left, 'list', session)),
        ...refusals.branches(context.now),
        ...records,
        ...archives.branches,
        ...story.branches,
      ]);
      refusals.note(found);
      this.#records.note(found, records);
      archives.note(found);
      const read = jobsIn(found);
      history.noteLive(read, { rows: findableIn(session).rows, parts: false });
      if (withHistory) history.add(read);
      else if (left.length > 0) history.addAwaited(read);
      this.#list.note(found, withTenants);
      return { ...read, found, story };
    };
    const known = ({ readAt, live }: Read<Job, Task>) => {
      const jobs = this.#jobsOf(live, history);
      const [archives, refused] = [this.#archives.known(), refusals.known(all, jobs)];
      const remarks = [history.slow.remark, ...(refused.remarks ?? []), ...(archives.remarks ?? [])];
      const tenants = this.#list.known(session, jobs);
      return {
        picture: { readAt, tenants, jobs, tasks: mergeTasks(live.parts), olderJobs: true },
        rest: { ...archives, ...refused, ...remarksOf(remarks) },
      };
    };
    const early = (answer: Read<Job, Task>) => {
      const { picture, rest } = known(answer);
      context.early({ ...picture, ...rest, ...this.#records.known(picture.tenants) });
    };
    const answer = await withHistoryWhenDue(history, ask, { early, hadOthers: context.hadOthers });
    const { picture, rest } = known(answer);
    if (!this.#hasRead) context.early({ ...picture, ...rest });
    this.#hasRead = true;
    return {
      ...picture,
      ...(await this.#records.of(picture.tenants, context)),
      ...(await this.#story.of(chosen, picture, answer.found, answer.story, context)),
      ...rest,
    };
  }

  /** What runs, the last ended job of each tenant, and the ended children of cluster jobs that run. */
  #jobsOf(live: Read<Job, Task>['live'], history: JobHistory): Job[] {
    this.#running = [...new Set(live.rows.map(job => job.key.tenantId))].filter(id => id !== sysTenantId);
    const parents = live.rows.filter(isClusterJob).map(job => jobKeyText(job.key));
    return withOrphanTasks(withEndedJobs(live.rows, this.#endedOf(history, parents)), live.parts);
  }

  /** The ended ones of these, in order: of ten thousand tenants, and between most reads nothing ends. */
  #endedOf(history: JobHistory, parents: readonly string[]): readonly Job[] {
    const name = parents.join();
    if (this.#ended.rows === history.rows && this.#ended.parents === name) return this.#ended.jobs;
    this.#records.noteEnded(history.rows);
    const last = lastByTenant(history.rows);
    const running = new Set(parents);
    history.retain(job => last.has(job) || isChildOf(job, running));
    this.#ended = { rows: history.rows, parents: name, jobs: mergeJobs(history.rows) };
    return this.#ended.jobs;
  }

  async #readAlone({ session, ask }: ReaderContext) {
    const found = await ask('tenants', userTenants(session));
    this.#list.note(found, true);
    return this.#list.known(session, []);
  }
}

/** A value for whoever takes it first, then the other one. */
function once<T>(value: T, after: T): () => T {
  let next = value;
  return () => {
    const taken = next;
    next = after;
    return taken;
  };
}

function remarksOf(remarks: readonly (Remark | null)[]): Pick<Picture, 'remarks'> {
  const known = remarks.filter(remark => remark !== null);
  return known.length === 0 ? {} : { remarks: known };
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
