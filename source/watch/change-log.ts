import QuickLRU from 'quick-lru';
import { type Change, jobChange } from '../backup/change.ts';
import type { Elsewhere, JobSighting } from '../backup/elsewhere.ts';
import { type Job, jobKeyText } from '../backup/job.ts';
import { findJob, type Picture } from '../backup/picture.ts';
import type { Refusal } from '../backup/refusal.ts';
import type { Instant } from '../backup/row.ts';
import type { Stuck } from '../backup/stuck.ts';
import type { Task } from '../backup/task.ts';
import type { Tenant } from '../backup/tenant.ts';

/** A change with all that is said of it. */
export interface SeenChange extends Change {
  /** The server's clock when this program saw it. */
  readonly seenAt: Instant;
  /** Whose it is, where the tenants' list has it. */
  readonly tenant: Tenant | null;
}

/** A change, reported to people and commands once. */
export interface LoggedChange extends SeenChange {
  /** Counts from 1 since the program started; later ones are greater. */
  readonly serial: number;
  /** Whether that was long after it happened: more than three times as long as changes are looked for. */
  readonly isLate: boolean;
  /** When this program learnt of it: the machine's milliseconds since 1970. */
  readonly noticedAt: number;
}

/** What is needed to judge one picture. */
export interface ChangeContext {
  readonly tenants: readonly Tenant[];
  /** The machine's milliseconds since 1970. */
  readonly noticedAt: number;
  /** How often changes are looked for, those that the view on the screen does not show included. */
  readonly paceSeconds: number;
  /** Whether a running task is stuck, as of this picture. */
  readonly stuckOf: (task: Task, job: Job) => Stuck | null;
  /** What has become late, as of a picture; absent where nobody asked for it. */
  readonly lateIn?: (picture: Picture) => readonly Change[];
}

/** What one answer has of jobs: those of its view, where that shows jobs, and those read along with it. */
export interface SeenJobs {
  readonly picture: Picture | null;
  readonly elsewhere: Elsewhere | null;
}

/** Finds what has happened from the answers to all views, whichever shows it first. */
export interface ChangeLog {
  /** The changes that this answer brings, in the order in which they happened. */
  take(seen: SeenJobs, context: ChangeContext): readonly LoggedChange[];
  /** All changes since the start, those that happened last first, bounded. Keeps its identity while nothing is added. */
  all(): readonly LoggedChange[];
}

const maxLogged = 200;
/** More than the views of hundreds of tenants show at once; a picture with more has room for twice its own. */
const maxJobs = 5000;

/** The last sight of a job: that it ran, or when it had ended. */
type LastSight = 'running' | Instant;

/** What a person is called for; the others are only written down. */
const alertKinds: ReadonlySet<Change['kind']> = new Set([
  'completed',
  'failed',
  'canceled',
  'stuck',
  'refused',
  'long_running',
  'no_good_backup',
]);

/** A change seen later than this multiple of the interval between looks was seen late. */
const lateAfter = 3;

/** The serial number of the change that was logged last; 0 before the first. */
export function newestSerial(changes: readonly LoggedChange[]): number {
  return changes.reduce((last, { serial }) => Math.max(last, serial), 0);
}

/** Whether a change is worth a bell and a notification. */
export function isAlert(change: Pick<Change, 'kind'>): boolean {
  return alertKinds.has(change.kind);
}

/**
 * One memory for all views: a job that one view showed running and another one shows ended has ended once.
 * What had happened before the first picture is no change.
 */
export function createChangeLog(): ChangeLog {
  let since: Instant | null = null;
  let serial = 0;
  let logged: readonly LoggedChange[] = [];
  /** Jobs ended up to then may have been taken in and forgotten: an old page of history brings no news. */
  let forgottenTo: Instant = 0n;
  /** The ones not seen for longest first. Not the sighting: a job has a whole row. */
  const jobs = new QuickLRU<string, LastSight>({
    maxSize: maxJobs,
    onEviction: (_, sight) => {
      if (sight !== 'running' && sight > forgottenTo) forgottenTo = sight;
    },
  });
  /** Ended jobs that were taken in. */
  const endedSights = new WeakSet<JobSighting>();
  const stuckJobs = new Set<string>();
  const lastRefusals = new Map<string, Instant>();

  /** What has become of a job since its last sight; null before the first answer, and where nothing has. */
  const jobChanges = (sighted: readonly JobSighting[], readAt: Instant): Change[] => {
    if (2 * sighted.length > jobs.maxSize) jobs.resize(2 * sighted.length);
    return sighted.flatMap(job => {
      // The row of a job that has ended stays the same from picture to picture: ten thousand of them would be looked up.
      if (endedSights.has(job)) return [];
      const key = jobKeyText(job.key);
      const earlier = jobs.get(key) ?? null;
      const hasEnded = job.status.kind === 'ended';
      // A row in the live view may be read once more after the one in the history: what ended has ended.
      const sight = hasEnded ? (job.endedAt ?? job.startedAt ?? 0n) : 'running';
      jobs.set(key, earlier === null || earlier === 'running' ? sight : earlier);
      if (hasEnded) endedSights.add(job);
      if (since === null) return [];
      const from = hasEnded && forgottenTo > since ? forgottenTo : since;
      const kind = earlier === null || earlier === 'running' ? earlier : 'ended';
      const change = jobChange(kind, job, from, readAt);
      return change === null ? [] : [change];
    });
  };

  const stuckChanges = (picture: Picture, stuckOf: ChangeContext['stuckOf']): Change[] =>
    picture.tasks.flatMap(task => {
      const key = jobKeyText(task.job);
      const job = findJob(picture, task.job);
      if (job === null || job.status.kind !== 'running' || task.status.kind !== 'running') {
        stuckJobs.delete(key);
        return [];
      }
      const stuck = stuckOf(task, job);
      if ((stuck !== null) === stuckJobs.has(key)) return [];
      if (stuck === null) stuckJobs.delete(key);
      else stuckJobs.add(key);
      return [
        {
          kind: stuck === null ? 'going_again' : 'stuck',
          at: picture.readAt,
          tenantId: job.key.tenantId,
          job: job.key,
          type: job.type.text,
          result: 0n,
          seconds: stuck?.seconds ?? null,
        } as const,
      ];
    });

  const refusalChanges = (refusals: readonly Refusal[], start: Instant): Change[] =>
    refusals.flatMap(({ tenantId, at, result }) => {
      const key = String(tenantId);
      if (at <= (lastRefusals.get(key) ?? start)) return [];
      lastRefusals.set(key, at);
      return [{ kind: 'refused', at, tenantId, job: null, type: '', result, seconds: null } as const];
    });

  return {
    take({ picture, elsewhere }, { tenants, noticedAt, paceSeconds, stuckOf, lateIn }) {
      const seenAt = picture?.readAt ?? elsewhere?.readAt;
      if (seenAt === undefined) return [];
      const start = since ?? seenAt;
      const refusals = [...(elsewhere?.refusals ?? []), ...(picture?.refusals ?? [])];
      const changes = [
        ...(elsewhere === null ? [] : jobChanges(elsewhere.jobs, elsewhere.readAt)),
        ...(picture === null ? [] : jobChanges(picture.jobs, picture.readAt)),
        ...(since === null ? [] : refusalChanges(refusals, start)),
        ...(picture === null ? [] : stuckChanges(picture, stuckOf)),
        ...(picture === null ? [] : (lateIn?.(picture) ?? [])),
      ].sort((a, b) => Number(a.at - b.at));
      since = start;
      if (changes.length === 0) return [];
      const fresh = changes.map(change => {
        serial += 1;
        const tenant = tenants.find(({ id }) => id === change.tenantId) ?? null;
        const isLate = Number(seenAt - change.at) / 1e6 > lateAfter * paceSeconds;
        return { ...change, serial, seenAt, isLate, noticedAt, tenant };
      });
      logged = [...fresh, ...logged].sort(lastFirst).slice(0, maxLogged);
      return fresh;
    },
    all: () => logged,
  };
}

/** What happened last first; of what happened at the same time what was logged last. */
function lastFirst(a: LoggedChange, b: LoggedChange): number {
  return Number(b.at - a.at) || b.serial - a.serial;
}
