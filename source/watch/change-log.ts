import QuickLRU from 'quick-lru';
import { type Change, jobChanges } from '../backup/change.ts';
import { type Job, jobKeyText } from '../backup/job.ts';
import { findJob, type Picture } from '../backup/picture.ts';
import type { Instant } from '../backup/row.ts';
import type { Stuck } from '../backup/stuck.ts';
import type { Task } from '../backup/task.ts';
import type { Tenant } from '../backup/tenant.ts';

/** A change, reported to people and commands once. */
export interface LoggedChange extends Change {
  /** Counts from 1 since the program started; later ones are greater. */
  readonly serial: number;
  /** When this program learnt of it: the machine's milliseconds since 1970. */
  readonly noticedAt: number;
  /** Whose it is, where the tenants' list has it. */
  readonly tenant: Tenant | null;
}

/** What is needed to judge one picture. */
export interface ChangeContext {
  readonly tenants: readonly Tenant[];
  /** The machine's milliseconds since 1970. */
  readonly noticedAt: number;
  /** Whether a running task is stuck, as of this picture. */
  readonly stuckOf: (task: Task, job: Job) => Stuck | null;
}

/** Finds what has happened from the pictures of all views, whichever shows it first. */
export interface ChangeLog {
  /** The changes that this picture brings, in the order in which they happened. */
  take(picture: Picture, seeing: ChangeContext): readonly LoggedChange[];
  /** All changes since the start, newest first, bounded. Keeps its identity while nothing is added. */
  all(): readonly LoggedChange[];
}

const maxLogged = 200;
/** Far more than the views of hundreds of tenants show at once. */
const maxJobs = 20_000;

/** What a person is called for; the others are only written down. */
const alertKinds: ReadonlySet<Change['kind']> = new Set([
  'completed',
  'failed',
  'canceled',
  'stuck',
  'refused',
]);

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
  /** The last sight of each job, the ones not seen for longest first. */
  const jobs = new QuickLRU<string, Job>({ maxSize: maxJobs });
  const stuckJobs = new Set<string>();
  const lastRefusals = new Map<string, Instant>();

  const lastSights = (picture: Picture): Job[] =>
    picture.jobs.flatMap(({ key }) => jobs.get(jobKeyText(key)) ?? []);

  const remember = (picture: Picture) => {
    for (const job of picture.jobs) {
      const key = jobKeyText(job.key);
      const seen = jobs.get(key);
      // A row in the live view may be read once more after the one in the history: what ended has ended.
      jobs.set(key, seen?.status.kind === 'ended' ? seen : job);
    }
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

  const refusalChanges = (picture: Picture, start: Instant): Change[] =>
    (picture.refusals ?? []).flatMap(({ tenantId, at, result }) => {
      const key = String(tenantId);
      if (at <= (lastRefusals.get(key) ?? start)) return [];
      lastRefusals.set(key, at);
      return [{ kind: 'refused', at, tenantId, job: null, type: '', result, seconds: null } as const];
    });

  return {
    take(picture, { tenants, noticedAt, stuckOf }) {
      const start = since ?? picture.readAt;
      const found =
        since === null
          ? []
          : [
              ...jobChanges({ ...picture, readAt: start, jobs: lastSights(picture) }, picture),
              ...refusalChanges(picture, start),
            ];
      since = start;
      const changes = [...found, ...stuckChanges(picture, stuckOf)].sort((a, b) => Number(a.at - b.at));
      remember(picture);
      if (changes.length === 0) return [];
      const fresh = changes.map(change => {
        serial += 1;
        const tenant = tenants.find(({ id }) => id === change.tenantId) ?? null;
        return { ...change, serial, noticedAt, tenant };
      });
      logged = [...[...fresh].reverse(), ...logged].slice(0, maxLogged);
      return fresh;
    },
    all: () => logged,
  };
}
