// Makes domain values for tests, each field given a plain default.
import type { BackupSet } from '../../source/backup/backup-set.ts';
import { type Job, type JobKey, parseBackupType } from '../../source/backup/job.ts';
import { isKnownTaskStatus } from '../../source/backup/phase.ts';
import type { Picture } from '../../source/backup/picture.ts';
import type { Capabilities } from '../../source/backup/server.ts';
import { parseJobStatus, parseStatus } from '../../source/backup/status.ts';
import type { Task } from '../../source/backup/task.ts';

type Given<T> = Partial<Omit<T, 'status' | 'type' | 'key' | 'job'>> & { status?: string };

export function jobKey(jobId: number, tenantId: number | null = 1002): JobKey {
  return { tenantId: tenantId === null ? null : BigInt(tenantId), jobId: BigInt(jobId) };
}

export function makeJob(
  key: JobKey,
  { status = 'DOING', type = 'FULL', ...given }: Given<Job> & { type?: string } = {},
): Job {
  return {
    key,
    origin: 'live',
    backupSetId: key.jobId,
    initiatorTenantId: key.tenantId,
    initiatorJobId: 0n,
    executorTenantIds: [],
    plusArchivelog: false,
    type: parseBackupType(type),
    level: 'USER_TENANT',
    startedAt: key.jobId * 1_000_000n,
    endedAt: null,
    status: parseJobStatus(status),
    result: 0n,
    comment: '',
    description: '',
    path: 'file:///backup',
    row: [],
    ...given,
  };
}

/** A cluster job of the sys tenant for these tenants. */
export function makeClusterJob(jobId: number, executors: readonly number[], given: Given<Job> = {}): Job {
  return makeJob(jobKey(jobId, 1), {
    initiatorTenantId: 1n,
    initiatorJobId: BigInt(jobId),
    executorTenantIds: executors.map(BigInt),
    level: 'CLUSTER',
    backupSetId: 0n,
    ...given,
  });
}

export function makeTask(job: JobKey, { status = 'BACKUP_DATA_MAJOR', ...given }: Given<Task> = {}): Task {
  return {
    job,
    taskId: job.jobId,
    origin: 'live',
    backupSetId: job.jobId,
    startedAt: 0n,
    endedAt: null,
    status: parseStatus(status, isKnownTaskStatus),
    startScn: 0n,
    endScn: 0n,
    inputBytes: 0n,
    outputBytes: 0n,
    tablets: { finished: 0n, total: 0n },
    macroBlocks: { finished: 0n, total: 0n },
    logFiles: { finished: 0n, total: 0n },
    dataProgress: null,
    logProgress: null,
    result: 0n,
    comment: '',
    path: 'file:///backup',
    row: [],
    ...given,
  };
}

export function makeSet(
  backupSetId: number,
  { type = 'FULL', ...given }: Partial<Omit<BackupSet, 'type'>> & { type?: string } = {},
): BackupSet {
  return {
    tenantId: 1002n,
    backupSetId: BigInt(backupSetId),
    type: parseBackupType(type),
    status: 'SUCCESS',
    fileStatus: 'AVAILABLE',
    prevFullBackupSetId: 0n,
    prevIncBackupSetId: 0n,
    startedAt: null,
    endedAt: null,
    elapsedSeconds: null,
    minRestoreScn: 0n,
    minRestoreAt: null,
    inputBytes: 0n,
    outputBytes: 0n,
    plusArchivelog: false,
    tenantCompatible: '4.3.3.0',
    backupCompatible: 4n,
    path: '',
    row: [],
    ...given,
  };
}

export function makePicture(jobs: readonly Job[], tasks: readonly Task[] = []): Picture {
  return { readAt: 0n, tenants: [], jobs, tasks, olderJobs: false };
}

/** What views of the newest release tell. */
export const everything: Capabilities = {
  totalsAreReal: true,
  logFilesAreCounted: true,
  dataProgressIs: 'in_view',
};

/** What the views tell before 4.2.1 BP3. */
export const noTotals: Capabilities = {
  totalsAreReal: false,
  logFilesAreCounted: false,
  dataProgressIs: 'unknowable',
};
