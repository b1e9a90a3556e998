// The reader under test, connected to a stage.
import { onTestFinished } from 'vitest';
import type { BackupSource } from '../../source/backup/source.ts';
import type { Scope } from '../../source/backup/view.ts';
import type { ConnectSettings } from '../../source/oceanbase/connection/driver-options.ts';
import { liveSource } from '../../source/oceanbase/live-source.ts';
import type { Account, Row, Stage } from './stage/stage.ts';

/** A source as the program makes it; whoever opens it closes it. Plain unless the test says otherwise. */
export function openSource(
  stage: Pick<Stage, 'connection'>,
  as: Account = 'root',
  given: Partial<ConnectSettings> = {},
): BackupSource {
  const { host, port, user, password } = stage.connection(as);
  return liveSource({
    host,
    port,
    socket: null,
    user,
    password,
    ssl: { mode: 'preferred', ca: null },
    ...given,
  });
}

/** The same, closed when the test ends. */
export function sourceOn(...where: Parameters<typeof openSource>): BackupSource {
  const source = openSource(...where);
  onTestFinished(() => source.close());
  return source;
}

export const all: Scope = { kind: 'all' };
export const ofTenant = (tenantId: number | null): Scope => ({
  kind: 'tenant',
  tenantId: tenantId === null ? null : BigInt(tenantId),
});

/** The row of a job, as the official documentation shows one. */
export function jobRow(jobId: number | bigint, given: Row = {}): Row {
  return {
    JOB_ID: String(jobId),
    INCARNATION: '1',
    BACKUP_SET_ID: String(jobId),
    INITIATOR_TENANT_ID: '1002',
    INITIATOR_JOB_ID: '0',
    EXECUTOR_TENANT_ID: '1002',
    PLUS_ARCHIVELOG: 'OFF',
    BACKUP_TYPE: 'FULL',
    JOB_LEVEL: 'USER_TENANT',
    ENCRYPTION_MODE: 'NONE',
    PASSWD: 'c2VjcmV0',
    START_TIMESTAMP: '2024-05-09 09:54:07.718856',
    END_TIMESTAMP: null,
    STATUS: 'DOING',
    RESULT: '0',
    COMMENT: '',
    DESCRIPTION: '',
    PATH: 'file:///data/nfs/backup/data',
    ...given,
  };
}

/** The row of a job that has ended, a minute after it began. */
export function endedJobRow(jobId: number | bigint, given: Row = {}): Row {
  return jobRow(jobId, { STATUS: 'COMPLETED', END_TIMESTAMP: '2024-05-09 09:55:07.718856', ...given });
}

/** The row of a task in its data phase. */
export function taskRow(taskId: number | bigint, given: Row = {}): Row {
  return {
    TASK_ID: String(taskId),
    JOB_ID: String(taskId),
    INCARNATION: '1',
    BACKUP_SET_ID: String(taskId),
    START_TIMESTAMP: '2024-05-09 09:54:07.718856',
    END_TIMESTAMP: null,
    STATUS: 'BACKUP_DATA_MAJOR',
    START_SCN: '1715248462749288000',
    END_SCN: '0',
    USER_LS_START_SCN: '1715248476694964000',
    ENCRYPTION_MODE: 'NONE',
    PASSWD: 'c2VjcmV0',
    INPUT_BYTES: '173261302',
    OUTPUT_BYTES: '18706154',
    OUTPUT_RATE_BYTES: '0.0000',
    EXTRA_META_BYTES: '0',
    TABLET_COUNT: '668',
    FINISH_TABLET_COUNT: '412',
    MACRO_BLOCK_COUNT: '82',
    FINISH_MACRO_BLOCK_COUNT: '41',
    FILE_COUNT: '0',
    META_TURN_ID: '1',
    DATA_TURN_ID: '0',
    RESULT: '0',
    COMMENT: '',
    PATH: 'file:///data/nfs/backup/data',
    MINOR_TURN_ID: '1',
    MAJOR_TURN_ID: '1',
    DATA_PROGRESS: '50.00',
    LOG_FILE_COUNT: '0',
    FINISH_LOG_FILE_COUNT: '0',
    LOG_PROGRESS: '0.00',
    ...given,
  };
}

const onlyLive = /^DATA_PROGRESS$|^LOG_PROGRESS$|LOG_FILE_COUNT$/;

/** The row of a task in the history, whose view has no columns for progress; its totals are what was finished. */
export function endedTaskRow(taskId: number | bigint, given: Row = {}): Row {
  const row = taskRow(taskId, {
    STATUS: 'COMPLETED',
    END_TIMESTAMP: '2024-05-09 09:55:07.718856',
    TABLET_COUNT: '412',
    MACRO_BLOCK_COUNT: '41',
  });
  return { ...Object.fromEntries(Object.entries(row).filter(([name]) => !onlyLive.test(name))), ...given };
}

/** The row of a tenant. */
export function tenantRow(name: string, given: Row = {}): Row {
  return {
    TENANT_NAME: name,
    TENANT_TYPE: 'USER',
    COMPATIBILITY_MODE: 'MYSQL',
    STATUS: 'NORMAL',
    IN_RECYCLEBIN: 'NO',
    LOCKED: 'NO',
    LOG_MODE: 'ARCHIVELOG',
    ...given,
  };
}
