import QuickLRU from 'quick-lru';
import type { Archive } from '../../backup/archive.ts';
import { tenantsInNeedOfArchive, tenantsWaitingForArchive } from '../../backup/archive-wait.ts';
import { goodAround } from '../../backup/backup-record.ts';
import { isBeingWritten } from '../../backup/backup-set.ts';
import { type Job, type JobKey, jobKeyText } from '../../backup/job.ts';
import { findJob, type Picture, tasksOf } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import { SourceError } from '../../backup/source.ts';
import { archivelog, archivesOf } from '../views/archivelog.ts';
import { backupSets, setWithItsBase } from '../views/backup-sets.ts';
import { endedJob, goodAfter, goodBefore, goodJobsAround, jobHistory, runningJob } from '../views/jobs.ts';
import { endedTasksOf, runningTasksOf } from '../views/tasks.ts';
import { tenants, userTenant } from '../views/tenants.ts';
import { findableIn, jobsIn, unitedWith } from './job-history.ts';
import type { LagTargets } from './lag-targets.ts';
import { LogStreamCounters } from './log-stream-counters.ts';
import { OncePerJob } from './once-per-job.ts';
import type { PreviousRuns } from './previous-runs.ts';
import type { ReaderContext } from './reader-context.ts';
import { withHistoryWhenDue } from './slow-history.ts';
import { StatusChangeReader } from './status-changes.ts';

/** What a job that has ended leaves. */
type Leavings = Required<Pick<Picture, 'sets'>> & Pick<Picture, 'around'>;

type TenantIds = readonly (bigint | null)[];

/** Jobs whose archives are known by tenant; the ones not asked for longest are evicted first. */
const maxJobs = 100;

/** Microseconds for which archives are left out after a panel with them could not be read. */
const optionalPause = 300_000_000n;

/** Reads one job with all that its panel shows. */
export class JobReader {
  readonly #sets = new OncePerJob<Leavings>();
  readonly #previousRuns: PreviousRuns;
  readonly #logStreams = new LogStreamCounters();
  /** The tenants whose archives matter to each job, as its last picture showed. */
  readonly #archivesOf = new QuickLRU<string, TenantIds>({ maxSize: maxJobs });
  /** Of those the tenants whose normal lag matters. */
  readonly #waitingOf = new QuickLRU<string, TenantIds>({ maxSize: maxJobs });
  readonly #lagTargets: LagTargets;
  /** From when on archives are read with jobs that do not wait for them. */
  #archivesFrom: Instant = 0n;
  readonly #statusChanges = new StatusChangeReader();
  /** Jobs that were read before, by name. */
  readonly #opened = new QuickLRU<string, true>({ maxSize: maxJobs });

  constructor(previousRuns: PreviousRuns, lagTargets: LagTargets) {
    this.#previousRuns = previousRuns;
    this.#lagTargets = lagTargets;
  }

  /**
   * A job and its children, their tasks, how far the log is archived, the previous run, and the set it left. After
   * the first time that is one statement, until it ends.
   */
  async read(key: JobKey, context: ReaderContext): Promise<Picture> {
    const { session } = context;
    const name = jobKeyText(key);
    const history = context.history(`task ${name}`, false);
    let asked = this.#archivesOf.get(name) ?? [];
    let waiting = this.#waitingOf.get(name) ?? [];
    // They only make it known beforehand that a backup will fail, unless one waits for them.
    const isOptional = asked.length > 0 && waiting.length === 0;
    if (isOptional && context.now < this.#archivesFrom) asked = [];
    if (asked.length > 0) await session.reach(archivelog);
    const logStreams = await this.#logStreams.part(key, context);
    const isFirst = !this.#opened.has(name);
    this.#opened.set(name, true);
    const ownId = isFirst && context.lacksTenants && session.family === 'sys' ? key.tenantId : null;
    const ask = async (withHistory: boolean) => {
      logStreams.hold();
      const withArchives = asked.length > 0 && waiting.length === 0;
      if (withArchives) this.#archivesFrom = context.now + optionalPause;
      const targets = await this.#lagTargets.part(waiting, context);
      const found = await context.ask('task', [
        ...runningJob(key, session),
        ...runningTasksOf(key, session),
        ...(withHistory ? [...endedJob(key, session), ...endedTasksOf(key, session)] : []),
        ...archivesOf(asked, session),
        ...targets.branches,
        ...logStreams.branches,
        ...this.#statusChanges.newOnes(key, session),
        ...(ownId === null ? [] : userTenant(ownId, session)),
      ]);
      const [owner] = ownId === null ? [] : found.of(tenants);
      this.#statusChanges.take(key, found);
      if (withArchives) this.#archivesFrom = 0n;
      targets.note(found);
      const read = jobsIn(found);
      history.noteLive(read, findableIn(session));
      if (withHistory) history.add(read);
      const picture: Picture = {
        readAt: read.readAt,
        tenants: [],
        ...unitedWith(read, history),
        olderJobs: false,
        ...logStreams.take(found),
        ...(owner === undefined ? {} : { owner }),
      };
      const archives = found.of(archivelog).map(archive => ({
        ...archive,
        lagTarget: this.#lagTargets.of(archive.tenantId, session),
      }));
      return { picture, archives };
    };
    let { picture, archives } = await withHistoryWhenDue(history, ask, {
      early: live => context.early(live.picture),
      hadOthers: context.hadOthers,
    });
    if (isFirst && findJob(picture, key) !== null) context.early(picture);
    let needed = tenantsInNeedOfArchive(picture);
    waiting = tenantsWaitingForArchive(picture);
    if (needed.some(id => !asked.includes(id)) && (await this.#canReadArchives(waiting, context))) {
      asked = needed;
      ({ picture, archives } = await ask(false));
      needed = tenantsInNeedOfArchive(picture);
    }
    if (asked.length === 0 || needed.length === 0) this.#archivesOf.delete(name);
    else this.#archivesOf.set(name, needed);
    this.#waitingOf.set(name, tenantsWaitingForArchive(picture));
    await this.#logStreams.note(key, tasksOf(picture, key), context);
    const job = findJob(picture, key);
    // A job that is nowhere may turn up yet: it is looked for in both places again. It is not lost where one could not be read.
    if (job === null) {
      if (history.slow.failure !== null) {
        history.slow.noteLiveFailure();
        throw history.slow.failure;
      }
      history.invalidate();
      return picture;
    }
    return joined(picture, [
      history.slow.remark === null ? {} : { remarks: [history.slow.remark] },
      asked.length === 0 && waiting.length === 0 ? {} : await this.#archivesIn(picture, archives, session),
      await this.#statusChanges.of(job, tasksOf(picture, key)[0], context),
      await this.#previousRuns.of(job, context),
      await this.#setsOf(job, context),
    ]);
  }

  /** Whether archives are to be read; where no job waits for them, they must not keep the panel from being read. */
  async #canReadArchives(waiting: TenantIds, { session, now }: ReaderContext): Promise<boolean> {
    if (waiting.length > 0) return (await session.reach(archivelog)) === null;
    if (now < this.#archivesFrom) return false;
    this.#archivesFrom = now + optionalPause;
    try {
      const canRead = (await session.reach(archivelog)) === null;
      this.#archivesFrom = 0n;
      return canRead;
    } catch (error) {
      if (!(error instanceof SourceError) || session.link.lost) throw error;
      return false;
    }
  }

  /** The archives that the jobs of a picture need; why there are none only where one waits for them. */
  async #archivesIn(
    picture: Picture,
    archives: readonly Archive[],
    session: ReaderContext['session'],
  ): Promise<Partial<Picture>> {
    const needed = tenantsInNeedOfArchive(picture);
    if (needed.length === 0) return {};
    const remark = await session.reach(archivelog);
    const waiting = tenantsWaitingForArchive(picture);
    const waits = waiting.length > 0;
    if (remark !== null) return waits ? { remarks: [remark] } : {};
    const ofLag = waits ? this.#lagTargets.remark(waiting, session) : null;
    return {
      archives: archives.filter(({ tenantId }) => needed.includes(tenantId)),
      ...(ofLag === null ? {} : { remarks: [ofLag] }),
    };
  }

  /** The set of a job that has ended, with the sets it may build on; of one that did not complete the good backups around it. */
  async #setsOf(job: Job, { session, ask }: ReaderContext): Promise<Partial<Picture>> {
    const { key, backupSetId, status } = job;
    // A cluster job has the number 0: its sets are those of its children.
    if (status.kind !== 'ended' || backupSetId === null || backupSetId <= 0n) return {};
    const hasFailed = status.outcome !== 'completed' && session.shapes.has(jobHistory);
    // The set may still say DOING for a moment after its job has ended.
    const isFinal = ({ sets }: Leavings) =>
      sets.some(set => set.backupSetId === backupSetId && !isBeingWritten(set));
    const answer = await this.#sets.of(
      key,
      session,
      async () => {
        const remark = await session.reach(backupSets);
        if (remark !== null) return { remark };
        const found = await ask('backup set', [
          ...setWithItsBase(key.tenantId, backupSetId, session),
          ...(hasFailed ? goodJobsAround(key, session) : []),
        ]);
        const sets = found.of(backupSets).sort((a, b) => Number(a.backupSetId - b.backupSetId));
        const others = [...found.of(jobHistory, goodBefore), ...found.of(jobHistory, goodAfter)];
        return { value: { sets, ...(hasFailed ? { around: goodAround(job, others) } : {}) } };
      },
      isFinal,
    );
    return 'value' in answer ? answer.value : { remarks: [answer.remark] };
  }
}

/** The picture with its parts, and the remarks of all of them. */
function joined(picture: Picture, parts: readonly Partial<Picture>[]): Picture {
  const remarks = parts.flatMap(part => part.remarks ?? []);
  return Object.assign({}, picture, ...parts, remarks.length === 0 ? {} : { remarks });
}
