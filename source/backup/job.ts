import type { Instant, Row, RowOrigin } from './row.ts';
import type { Status } from './status.ts';
import { sysTenantId } from './tenant.ts';

/** JOB_ID is a sequence per tenant, so only both numbers together name a job. */
export interface JobKey {
  /** Null in a tenant whose number is not known (Oracle mode on 4.0). */
  readonly tenantId: bigint | null;
  readonly jobId: bigint;
}

/** FULL or INC; 'other' keeps a text this program does not know. The kernel writes FULL/INC, older samples D/I. */
export interface BackupType {
  readonly kind: 'full' | 'inc' | 'other';
  readonly text: string;
}

/** A row of …_BACKUP_JOBS or …_BACKUP_JOB_HISTORY. */
export interface Job {
  readonly key: JobKey;
  readonly origin: RowOrigin;
  /** 0 for the cluster-level job of tenant 1. */
  readonly backupSetId: bigint | null;
  readonly initiatorTenantId: bigint | null;
  /** 0 where a tenant started its own backup. */
  readonly initiatorJobId: bigint | null;
  /** EXECUTOR_TENANT_ID, a comma-separated list in the view. */
  readonly executorTenantIds: readonly bigint[];
  /** PLUS_ARCHIVELOG; null where the text is neither ON nor OFF. */
  readonly plusArchivelog: boolean | null;
  readonly type: BackupType;
  readonly level: string;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly status: Status;
  /** 0 or the kernel's negative code; one sample has it without sign. */
  readonly result: bigint;
  readonly comment: string;
  readonly description: string;
  readonly path: string;
  readonly row: Row;
}

/** A text that names the job within one cluster: "1002/7". */
export function jobKeyText(key: JobKey): string {
  return `${key.tenantId ?? 'own'}/${key.jobId}`;
}

/** Whether two keys name the same job; tenants whose number is not known count as the same. */
export function sameJob(a: JobKey, b: JobKey): boolean {
  return a.jobId === b.jobId && a.tenantId === b.tenantId;
}

const backupTypes: ReadonlyMap<string, 'full' | 'inc'> = new Map([
  ['FULL', 'full'],
  ['D', 'full'],
  ['INC', 'inc'],
  ['I', 'inc'],
]);

/** BACKUP_TYPE, with D and I of older samples as aliases. */
export function parseBackupType(text: string): BackupType {
  return { kind: backupTypes.get(text) ?? 'other', text };
}

/** A job started in sys for one or many tenants: it has children and never a task of its own. */
export function isClusterJob(job: Pick<Job, 'key'>): boolean {
  return job.key.tenantId === sysTenantId;
}

/** The cluster job that started this one, or null: child.INITIATOR_TENANT_ID = 1, INITIATOR_JOB_ID = parent's JOB_ID. */
export function parentOf(job: Job): JobKey | null {
  if (isClusterJob(job) || job.initiatorTenantId !== sysTenantId) return null;
  if (job.initiatorJobId === null || job.initiatorJobId === 0n) return null;
  return { tenantId: sysTenantId, jobId: job.initiatorJobId };
}

/** Seconds a job or task took, or has taken by `now`; null where it has no start or, while it runs, `now` is not known. */
export function elapsedSeconds(of: Pick<Job, 'startedAt' | 'endedAt'>, now: Instant | null): number | null {
  const end = of.endedAt ?? now;
  return of.startedAt === null || end === null ? null : Number(end - of.startedAt) / 1e6;
}
