import type { BackupSet } from '../backup/backup-set.ts';
import { type Job, type JobKey, parseBackupType } from '../backup/job.ts';
import { isKnownTaskStatus } from '../backup/phase.ts';
import type { Place, Row } from '../backup/row.ts';
import type { Mode } from '../backup/server.ts';
import { parseJobStatus, parseStatus } from '../backup/status.ts';
import type { Task } from '../backup/task.ts';
import type { Tenant } from '../backup/tenant.ts';
import { Fields } from './statement/fields.ts';
import { parseInteger, scnInstant } from './statement/values.ts';

function keyOf(fields: Fields, ownTenantId: bigint | null): JobKey {
  return { tenantId: fields.integer('TENANT_ID') ?? ownTenantId, jobId: fields.count('JOB_ID') };
}

/** ON and OFF; anything else is not known. */
const onOff: ReadonlyMap<string, boolean> = new Map([
  ['ON', true],
  ['OFF', false],
]);

/** A row of …_BACKUP_JOBS or …_JOB_HISTORY. */
export function toJob(row: Row, place: Place, ownTenantId: bigint | null): Job {
  const fields = new Fields(row);
  const executors = fields.text('EXECUTOR_TENANT_ID').split(',').map(parseInteger);
  return {
    key: keyOf(fields, ownTenantId),
    place,
    backupSetId: fields.integer('BACKUP_SET_ID'),
    initiatorTenantId: fields.integer('INITIATOR_TENANT_ID'),
    initiatorJobId: fields.integer('INITIATOR_JOB_ID'),
    executorTenantIds: executors.filter(id => id !== null),
    plusArchivelog: onOff.get(fields.text('PLUS_ARCHIVELOG')) ?? null,
    type: parseBackupType(fields.text('BACKUP_TYPE')),
    level: fields.text('JOB_LEVEL'),
    startedAt: fields.instant('START_TIMESTAMP'),
    endedAt: fields.instant('END_TIMESTAMP'),
    status: parseJobStatus(fields.text('STATUS')),
    result: fields.count('RESULT'),
    comment: fields.text('COMMENT'),
    description: fields.text('DESCRIPTION'),
    path: fields.text('PATH'),
    row,
  };
}

/** A row of …_BACKUP_TASKS or …_TASK_HISTORY. */
export function toTask(row: Row, place: Place, ownTenantId: bigint | null): Task {
  const fields = new Fields(row);
  return {
    job: keyOf(fields, ownTenantId),
    taskId: fields.count('TASK_ID'),
    place,
    backupSetId: fields.integer('BACKUP_SET_ID'),
    startedAt: fields.instant('START_TIMESTAMP'),
    endedAt: fields.instant('END_TIMESTAMP'),
    status: parseStatus(fields.text('STATUS'), isKnownTaskStatus),
    startScn: fields.count('START_SCN'),
    endScn: fields.count('END_SCN'),
    inputBytes: fields.count('INPUT_BYTES'),
    outputBytes: fields.count('OUTPUT_BYTES'),
    tablets: fields.counter('FINISH_TABLET_COUNT', 'TABLET_COUNT'),
    macroBlocks: fields.counter('FINISH_MACRO_BLOCK_COUNT', 'MACRO_BLOCK_COUNT'),
    logFiles: fields.has('LOG_FILE_COUNT') ? fields.counter('FINISH_LOG_FILE_COUNT', 'LOG_FILE_COUNT') : null,
    dataProgress: fields.hundredths('DATA_PROGRESS'),
    logProgress: fields.hundredths('LOG_PROGRESS'),
    result: fields.count('RESULT'),
    comment: fields.text('COMMENT'),
    path: fields.text('PATH'),
    row,
  };
}

const modes: ReadonlyMap<string, Mode> = new Map([
  ['MYSQL', 'MYSQL'],
  ['ORACLE', 'ORACLE'],
]);
const logModes: ReadonlyMap<string, boolean> = new Map([
  ['ARCHIVELOG', true],
  ['NOARCHIVELOG', false],
]);

/** A row of DBA_OB_TENANTS. */
export function toTenant(row: Row): Tenant {
  const fields = new Fields(row);
  return {
    id: fields.integer('TENANT_ID'),
    name: fields.text('TENANT_NAME'),
    mode: modes.get(fields.text('COMPATIBILITY_MODE')) ?? null,
    archivesLog: logModes.get(fields.text('LOG_MODE')) ?? null,
    row,
  };
}

/** A row of …_BACKUP_SET_FILES. */
export function toBackupSet(row: Row, ownTenantId: bigint | null): BackupSet {
  const fields = new Fields(row);
  const elapsed = fields.text('ELAPSED_SECONDES');
  const minRestoreScn = fields.count('MIN_RESTORE_SCN');
  return {
    tenantId: fields.integer('TENANT_ID') ?? ownTenantId,
    backupSetId: fields.count('BACKUP_SET_ID'),
    type: parseBackupType(fields.text('BACKUP_TYPE')),
    status: fields.text('STATUS'),
    fileStatus: fields.text('FILE_STATUS'),
    prevFullBackupSetId: fields.count('PREV_FULL_BACKUP_SET_ID'),
    prevIncBackupSetId: fields.count('PREV_INC_BACKUP_SET_ID'),
    startedAt: fields.instant('START_TIMESTAMP'),
    endedAt: fields.instant('END_TIMESTAMP'),
    elapsedSeconds: /^\d/.test(elapsed) ? Number(elapsed) : null,
    minRestoreScn,
    minRestoreAt: scnInstant(minRestoreScn),
    inputBytes: fields.count('INPUT_BYTES'),
    outputBytes: fields.count('OUTPUT_BYTES'),
    plusArchivelog: onOff.get(fields.text('PLUS_ARCHIVELOG')) ?? null,
    tenantCompatible: fields.text('TENANT_COMPATIBLE'),
    backupCompatible: fields.integer('BACKUP_COMPATIBLE'),
    path: fields.text('PATH'),
    row,
  };
}
