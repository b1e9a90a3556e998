import type { Row, Value } from '../store.ts';

/** Microseconds since 1970 UTC: the unit of every time in the model. */
export type Micros = number;

export const second: Micros = 1_000_000;

/** The system change number of an instant: nanoseconds since 1970 UTC. */
export function scnOf(at: Micros): bigint {
  return BigInt(Math.round(at)) * 1000n;
}

/** An instant as in the kernel's *_DISPLAY texts: in the cluster's zone, UTC+8, with six digits of the second. */
export function displayTime(at: Micros): string {
  const shown = at + 8 * 3600 * second;
  const whole = new Date(Math.floor(shown / 1000)).toISOString().slice(0, 19).replace('T', ' ');
  return `${whole}.${String(shown % second).padStart(6, '0')}`;
}

/** The ids that the rows of one backup share. */
export interface Ids {
  tenantId: number;
  jobId: number;
  taskId: number;
  setId: number;
}

export interface JobFields {
  tenantId: number;
  jobId: number;
  setId: number;
  initiatorTenantId: number;
  initiatorJobId: number;
  executors: string;
  plusArchivelog: boolean;
  type: 'FULL' | 'INC';
  level: 'CLUSTER' | 'USER_TENANT';
  startedAt: Micros;
  description: string;
  path: string;
}

/** A row of CDB_OB_BACKUP_JOBS as the scheduler inserts it: STATUS INIT, not started yet. */
export function jobRow(fields: JobFields): Row {
  return {
    TENANT_ID: fields.tenantId,
    JOB_ID: fields.jobId,
    INCARNATION: 1,
    BACKUP_SET_ID: fields.setId,
    INITIATOR_TENANT_ID: fields.initiatorTenantId,
    INITIATOR_JOB_ID: fields.initiatorJobId,
    EXECUTOR_TENANT_ID: fields.executors,
    PLUS_ARCHIVELOG: fields.plusArchivelog ? 'ON' : 'OFF',
    BACKUP_TYPE: fields.type,
    JOB_LEVEL: fields.level,
    ENCRYPTION_MODE: 'NONE',
    PASSWD: '',
    START_TIMESTAMP: fields.startedAt,
    END_TIMESTAMP: null,
    STATUS: 'INIT',
    RESULT: 0,
    COMMENT: '',
    DESCRIPTION: fields.description,
    PATH: fields.path,
    QUANTUM_MODE: 'NONE',
  };
}

/**
 * A row of CDB_OB_BACKUP_TASKS at its start. START_TIMESTAMP is the job's, START_SCN that of the moment the task is
 * created. DATA_TURN_ID stays 0.
 */
/** What tasks and sets have in common at their start. */
const atStart = {
  INPUT_BYTES: 0,
  OUTPUT_BYTES: 0,
  OUTPUT_RATE_BYTES: '0.0000',
  EXTRA_META_BYTES: 0,
  TABLET_COUNT: 0,
  FINISH_TABLET_COUNT: 0,
  MACRO_BLOCK_COUNT: 0,
  FINISH_MACRO_BLOCK_COUNT: 0,
  FILE_COUNT: 0,
  META_TURN_ID: 1,
  DATA_TURN_ID: 0,
  RESULT: 0,
  COMMENT: '',
} as const;

export function taskRow(ids: Ids, startedAt: Micros, createdAt: Micros, path: string): Row {
  return {
    TENANT_ID: ids.tenantId,
    TASK_ID: ids.taskId,
    JOB_ID: ids.jobId,
    INCARNATION: 1,
    BACKUP_SET_ID: ids.setId,
    START_TIMESTAMP: startedAt,
    END_TIMESTAMP: null,
    STATUS: 'INIT',
    START_SCN: scnOf(createdAt),
    END_SCN: 0,
    USER_LS_START_SCN: 0,
    ENCRYPTION_MODE: 'NONE',
    PASSWD: '',
    ...atStart,
    PATH: path,
    MINOR_TURN_ID: 1,
    MAJOR_TURN_ID: 1,
    LOG_FILE_COUNT: 0,
    FINISH_LOG_FILE_COUNT: 0,
    QUANTUM_BYTES: 0,
  };
}

export interface SetFields {
  type: 'FULL' | 'INC';
  previousFull: number;
  previousInc: number;
  plusArchivelog: boolean;
  /** The tenant's data version. */
  compatible: string;
  /** The cluster's version. */
  version: string;
}

/** A row of CDB_OB_BACKUP_SET_FILES, which exists from the start of the task, DOING and COPYING. */
export function setFileRow(ids: Ids, startedAt: Micros, path: string, set: SetFields): Row {
  return {
    TENANT_ID: ids.tenantId,
    BACKUP_SET_ID: ids.setId,
    DEST_ID: 1002,
    INCARNATION: 1,
    BACKUP_TYPE: set.type,
    PREV_FULL_BACKUP_SET_ID: set.previousFull,
    PREV_INC_BACKUP_SET_ID: set.previousInc,
    START_TIMESTAMP: startedAt,
    END_TIMESTAMP: null,
    STATUS: 'DOING',
    FILE_STATUS: 'COPYING',
    ELAPSED_SECONDES: 0,
    PLUS_ARCHIVELOG: set.plusArchivelog ? 'ON' : 'OFF',
    START_REPLAY_SCN: 0,
    START_REPLAY_SCN_DISPLAY: null,
    MIN_RESTORE_SCN: 0,
    MIN_RESTORE_SCN_DISPLAY: '',
    ...atStart,
    ENCRYPTION_MODE: 'NONE',
    PASSWD: '',
    TENANT_COMPATIBLE: set.compatible,
    BACKUP_COMPATIBLE: 4,
    PATH: path,
    CLUSTER_VERSION: set.version,
    CONSISTENT_SCN: 0,
    MINOR_TURN_ID: 1,
    MAJOR_TURN_ID: 1,
  };
}

/** bytes / seconds with the four digits of decimal(32,4); '0.0000' where no time passed. */
export function outputRate(bytes: number, elapsed: Micros): string {
  return elapsed > 0 ? (bytes / (elapsed / second)).toFixed(4) : '0.0000';
}

function percentage(finished: Value | undefined, total: Value | undefined): string {
  const [done, all] = [Number(finished ?? 0), Number(total ?? 0)];
  if (all === 0) return '0.00';
  return done > all ? '99.99' : ((done / all) * 100).toFixed(2);
}

/**
 * Adds DATA_PROGRESS and LOG_PROGRESS as the view CDB_OB_BACKUP_TASKS computes them: 0.00 without a total, 99.99 where
 * more is finished than the total, else the ratio in percent with two digits. A value that the row has is kept.
 */
export function withProgress(row: Row): Row {
  return {
    DATA_PROGRESS: percentage(row.FINISH_MACRO_BLOCK_COUNT, row.MACRO_BLOCK_COUNT),
    LOG_PROGRESS: percentage(row.FINISH_LOG_FILE_COUNT, row.LOG_FILE_COUNT),
    ...row,
  };
}
