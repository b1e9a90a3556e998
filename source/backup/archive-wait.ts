import {
  type Archive,
  type ArchiveSeen,
  archiveLag,
  archiveStillToGo,
  furthestBehind,
  isBehindBy,
  isDoing,
  resultWithout,
} from './archive.ts';
import { isClusterJob, type Job } from './job.ts';
import { canceling, phaseOf } from './phase.ts';
import { type Picture, tasksOf } from './picture.ts';
import { type LogProgress, logProgress } from './progress.ts';
import type { Instant } from './row.ts';
import type { Status } from './status.ts';
import type { Task } from './task.ts';
import { sysTenantId } from './tenant.ts';

/**
 * How a task depends on the archive of its tenant. With PLUS_ARCHIVELOG ON the kernel copies the log only once the
 * archive's checkpoint has passed END_SCN (ob_backup_data_set_task_mgr.cpp). From 4.3.1 on a task waits for that in
 * BEFORE_BACKUP_LOG ('now'); earlier releases have no STATUS for it and wait in BACKUP_LOG ('until_passed').
 */
export type ArchiveNeed = 'never' | 'later' | 'now' | 'until_passed';

/** States of the log in which a task has no use for the archive, or none any more. */
const independent: ReadonlySet<LogProgress['state']> = new Set([
  'not_requested',
  'nothing_to_copy',
  'running',
  'done',
  'ended',
]);

/** @param job the task's job: only it says whether log was asked for */
export function archiveNeed(task: Task, job: Job | null): ArchiveNeed {
  const { status, logFiles } = task;
  if (status.kind === 'ended' || status.text === canceling) return 'never';
  const log = logProgress(task, job).state;
  if (independent.has(log)) return 'never';
  const phase = phaseOf(status.text);
  if (phase === 'wait_archive') return 'now';
  if (phase === 'log') return logFiles === null ? 'until_passed' : 'never';
  return log === 'unknown_request' ? 'never' : 'later';
}

/** Whether a task may be waiting for the archive at this moment, as far as its own row shows. */
export function mayWait(task: Task, job: Job | null): boolean {
  const need = archiveNeed(task, job);
  return need === 'now' || need === 'until_passed';
}

function isUnderWay({ kind, text }: Status): boolean {
  return kind === 'running' && text !== canceling;
}

function tenantsOf(jobs: readonly Job[]): (bigint | null)[] {
  return [...new Set(jobs.map(job => job.key.tenantId))];
}

/** The tenants whose archive has to be DOING, or a running backup in this picture will fail. */
export function tenantsInNeedOfArchive(picture: Picture): (bigint | null)[] {
  const needing = picture.jobs.filter(job => {
    if (!isUnderWay(job.status) || isClusterJob(job)) return false;
    const tasks = tasksOf(picture, job.key);
    return tasks.length === 0 || tasks.some(task => isUnderWay(task.status));
  });
  return tenantsOf(needing);
}

/** Of these the tenants whose archive decides when a backup that takes the log along can continue. */
export function tenantsWaitingForArchive(picture: Picture): (bigint | null)[] {
  const waiting = picture.jobs.filter(job => {
    if (!isUnderWay(job.status) || isClusterJob(job) || job.plusArchivelog !== true) return false;
    const tasks = tasksOf(picture, job.key);
    return tasks.length === 0 || tasks.some(task => archiveNeed(task, job) !== 'never');
  });
  return tenantsOf(waiting);
}

/**
 * The kernel code that a job is about to fail with, as the archive of its tenant is not DOING; null where it is, or was not
 * read. The root service looks at every step of a job in INIT or DOING, so within half a minute (before 4.2.0 within five
 * minutes), and does not wait for the archive to come back; while canceling it does not look.
 * @param archives those read with the job, of any tenants
 */
export function archiveFailure(
  { key, status }: Pick<Job, 'key' | 'status'>,
  archives: readonly Archive[] | undefined,
): bigint | null {
  if (archives === undefined || !isUnderWay(status) || key.tenantId === sysTenantId) return null;
  const bad = archiveNotDoing(key.tenantId, archives);
  return archivesOf(key.tenantId, archives).length > 0 && bad === null ? null : resultWithout(bad);
}

/** The first archive of a tenant that is not DOING, by which its backups fail; null where there is none. */
export function archiveNotDoing(tenantId: bigint | null, archives: readonly Archive[]): Archive | null {
  return archivesOf(tenantId, archives).find(archive => !isDoing(archive)) ?? null;
}

/** One archive of a task's tenant, and what the task has to do with it. */
export interface ArchiveOfTask {
  readonly archive: Archive;
  /** Whether the task waits for it at this moment. */
  readonly waits: boolean;
  /** Whether it has passed END_SCN, so that a task in BEFORE_BACKUP_LOG only counts the log files yet. */
  readonly hasPassed: boolean;
  /** Seconds behind the server's clock; null while there is no checkpoint. */
  readonly lag: number | null;
  /** Seconds of log up to the task's END_SCN, 0 once it has passed that; null while either is not set. */
  readonly stillToGo: number | null;
  /** Whether its lag is more than normal; null where that is not known, or it is not DOING. */
  readonly isBehind: boolean | null;
  /** Whether that is what the task waits for. */
  readonly holdsUp: boolean;
}

/** Whether a task waits for the archive of its tenant, and how that is doing. */
export interface ArchiveWait {
  readonly need: ArchiveNeed;
  readonly waits: boolean;
  /** Whether the wait is over, though STATUS is still that of the wait: log files are being counted. */
  readonly hasPassed: boolean;
  /** Seconds by which the archives it waits for are behind the server's clock, the largest; null where not known. */
  readonly lag: number | null;
  /** The kernel code its job is about to fail with, as an archive is not DOING; else null. */
  readonly failsWith: bigint | null;
  /** Null where they were not read. */
  readonly archives: readonly ArchiveOfTask[] | null;
}

/** The archive rows of a tenant; rows of a tenant's own view carry no number. */
function archivesOf(tenantId: bigint | null, archives: readonly Archive[]): readonly Archive[] {
  return archives.filter(archive => archive.tenantId === null || archive.tenantId === tenantId);
}

/**
 * The verdict on a task and its archive.
 * @param archives those read with the task, of any tenants; undefined where they were not
 * @param seen what was seen of the archive it waits for, in this picture or an earlier one
 */
export function archiveWait(
  task: Task,
  job: Job | null,
  archives: readonly Archive[] | undefined,
  seen: ArchiveSeen | null,
  now: Instant | null,
): ArchiveWait {
  const need = archiveNeed(task, job);
  if (archives === undefined || now === null) {
    return {
      need,
      waits: need === 'now' || (need === 'until_passed' && seen !== null),
      hasPassed: false,
      lag: null,
      failsWith: null,
      archives: null,
    };
  }
  const each = archivesOf(task.job.tenantId, archives).map((archive): ArchiveOfTask => {
    const stillToGo = archiveStillToGo(archive, task.endScn);
    const hasPassed = need === 'now' && isDoing(archive) && stillToGo === 0;
    const needed = (need === 'now' && !hasPassed) || (need === 'until_passed' && (stillToGo ?? 0) > 0);
    const waits = needed && isDoing(archive);
    const lag = archiveLag(archive, now);
    const isBehind = isDoing(archive) ? isBehindBy(lag, archive) : null;
    const holdsUp = waits && isBehind === true;
    return { archive, waits, hasPassed, lag, stillToGo, isBehind, holdsUp };
  });
  const lags = each.flatMap(({ waits, lag }) => (waits && lag !== null ? [lag] : []));
  return {
    need,
    waits: each.some(({ waits }) => waits),
    hasPassed: each.some(({ hasPassed }) => hasPassed) && !each.some(({ waits }) => waits),
    failsWith: archiveFailure({ key: task.job, status: task.status }, archives),
    lag: lags.length === 0 ? null : Math.max(...lags),
    archives: each,
  };
}

/** Of the archives read with a task, the one that keeps it waiting: furthest behind, and not past END_SCN yet. */
export function archiveHolding(task: Task, job: Job | null, archives: readonly Archive[]): Archive | null {
  if (!mayWait(task, job)) return null;
  const furthest = furthestBehind(archives.filter(isDoing), task.job.tenantId);
  return furthest === null || archiveStillToGo(furthest, task.endScn) === 0 ? null : furthest;
}
