import { type Activity, activityOf, recentJobs } from './activity.ts';
import { type DayOutcome, daysOf, type LastGood, lastGoodOf } from './backup-record.ts';
import type { Job } from './job.ts';
import { type Picture, tasksOf } from './picture.ts';
import { openRefusal, type Refusal } from './refusal.ts';
import type { Instant } from './row.ts';
import type { Stuck } from './stuck.ts';
import type { Task } from './task.ts';
import { progressOf, type TaskEvidence } from './task-progress.ts';
import { sysTenantId, type Tenant } from './tenant.ts';
import { type TenantArchive, tenantArchiveOf } from './tenant-archive.ts';
import type { TasksSeen } from './tracked-task.ts';

/** Why a tenant needs someone. */
export type Need =
  /** Its last backup failed, and none runs. */
  | { readonly kind: 'failed'; readonly job: Job }
  | { readonly kind: 'could_not_start'; readonly refusal: Refusal }
  | { readonly kind: 'stuck'; readonly job: Job; readonly task: Task; readonly stuck: Stuck }
  /** Its history holds no COMPLETED backup, or the last one is older than the limit; seconds. */
  | { readonly kind: 'never'; readonly isRunning: boolean }
  | { readonly kind: 'overdue'; readonly age: number; readonly isRunning: boolean };

/** The one verdict on a tenant: what lists, reports and checks say of it. */
export interface TenantVerdict {
  readonly tenant: Tenant;
  readonly activity: Activity;
  readonly lastGood: LastGood;
  /** Seconds since the end of the last COMPLETED backup; null where there is none, or it is not known. */
  readonly goodAge: number | null;
  /** Whether there is no COMPLETED backup younger than the limit; null where that is not known. */
  readonly isOverdue: boolean | null;
  /** Oldest first; null where they were not read. */
  readonly days: readonly DayOutcome[] | null;
  /** Null where it was not read, or the tenant has no round of archiving. */
  readonly archive: TenantArchive | null;
  /** The worst first. */
  readonly needs: readonly Need[];
}

/** What the verdict on a tenant is made from. */
export interface TenantEvidence {
  /** With `Picture.records` and `Picture.tenantArchives` where they could be read. */
  readonly picture: Picture;
  /** Of the tasks of the picture. */
  readonly tasks: TaskEvidence;
  readonly refusals: readonly Refusal[];
  /** Seconds: a COMPLETED backup that is older does not count as a good one any more. */
  readonly maxAge: number;
}

/** A verdict, and what it was made from in addition to the picture and what was seen of its tasks. */
interface Made extends Pick<TaskEvidence, 'now' | 'archives'>, Pick<TenantEvidence, 'maxAge'> {
  readonly refusal: Refusal | null;
  readonly verdict: TenantVerdict;
}

const verdicts = new WeakMap<TasksSeen, WeakMap<Picture, Map<Tenant, Made>>>();

/** The verdict on a tenant, made once for the same evidence: there may be ten thousand tenants. */
export function tenantVerdict(tenant: Tenant, evidence: TenantEvidence): TenantVerdict {
  const { tasks, picture, refusals, maxAge } = evidence;
  const { seen, now, archives } = tasks;
  const ofPictures = verdicts.get(seen) ?? new WeakMap<Picture, Map<Tenant, Made>>();
  verdicts.set(seen, ofPictures);
  const made = ofPictures.get(picture) ?? new Map<Tenant, Made>();
  ofPictures.set(picture, made);
  const refusal =
    refusals.length === 0
      ? null
      : openRefusal(refusals, tenant.id, recentJobs(activityOf(picture, tenant.id)));
  const known = made.get(tenant);
  const isKnown = known?.now === now && known.maxAge === maxAge && known.archives === archives;
  if (known !== undefined && isKnown && known.refusal?.at === refusal?.at) return known.verdict;
  const verdict = judge(tenant, refusal, evidence);
  made.set(tenant, { now, archives, maxAge, refusal, verdict });
  return verdict;
}

function judge(tenant: Tenant, refusal: Refusal | null, evidence: TenantEvidence): TenantVerdict {
  const { picture, tasks, maxAge } = evidence;
  const { now } = tasks;
  const activity = activityOf(picture, tenant.id);
  const lastGood = lastGoodOf(picture, tenant.id, activity.last);
  const goodAge = ageOf(lastGood, now);
  const isOverdue = lastGood === 'never' ? true : goodAge === null ? null : goodAge > maxAge;
  return {
    tenant,
    activity,
    lastGood,
    goodAge,
    isOverdue,
    days: daysOf(picture, tenant.id, activity.last),
    archive: tenantArchiveOf(picture, tenant.id),
    needs: [
      ...failureOf(activity),
      ...(refusal === null ? [] : [{ kind: 'could_not_start', refusal } as const]),
      ...activity.running.flatMap(job => stuckTasks(job, picture, tasks)),
      ...overdue(lastGood, goodAge, isOverdue, activity.running.length > 0),
    ],
  };
}

function ageOf(lastGood: LastGood, now: Instant | null): number | null {
  if (typeof lastGood === 'string' || now === null) return null;
  return Math.max(0, Number(now - lastGood.endedAt) / 1e6);
}

function failureOf({ running, last }: Activity): Need[] {
  if (running.length > 0 || last?.status.kind !== 'ended') return [];
  return last.status.outcome === 'failed' ? [{ kind: 'failed', job: last }] : [];
}

function stuckTasks(job: Job, picture: Picture, tasks: TaskEvidence): Need[] {
  return tasksOf(picture, job.key).flatMap(task => {
    const { stuck } = progressOf(task, job, tasks);
    return stuck === null ? [] : [{ kind: 'stuck', job, task, stuck } as const];
  });
}

function overdue(
  lastGood: LastGood,
  goodAge: number | null,
  isOverdue: boolean | null,
  isRunning: boolean,
): Need[] {
  if (isOverdue !== true) return [];
  return lastGood === 'never' || goodAge === null
    ? [{ kind: 'never', isRunning }]
    : [{ kind: 'overdue', age: goodAge, isRunning }];
}

/** Whether someone has to do something: a tenant without a good backup that is being backed up only has to be waited for. */
export function needsSomeone(need: Need): boolean {
  return !((need.kind === 'never' || need.kind === 'overdue') && need.isRunning);
}

/** The verdicts on all tenants that can be backed up, in the order of the picture. */
export function tenantVerdicts(evidence: TenantEvidence): TenantVerdict[] {
  return evidence.picture.tenants
    .filter(({ id }) => id !== sysTenantId)
    .map(tenant => tenantVerdict(tenant, evidence));
}

/** Of these tenants the one whose last COMPLETED backup is the oldest; null where none has one, or it is not known. */
export function oldestGood(of: readonly TenantVerdict[]): TenantVerdict | null {
  return of.reduce<TenantVerdict | null>((oldest, one) => {
    if (one.goodAge === null) return oldest;
    return oldest === null || one.goodAge > (oldest.goodAge ?? 0) ? one : oldest;
  }, null);
}
