import type { Row } from '../store.ts';
import { type Scenario, tenant } from './scenario.ts';

/** The job in the example of the official documentation, an old one with D for FULL. Times are in UTC+8. */
const job: Row = {
  TENANT_ID: 1002,
  JOB_ID: 1,
  INCARNATION: 1,
  BACKUP_SET_ID: 1,
  INITIATOR_TENANT_ID: 1,
  INITIATOR_JOB_ID: 1,
  EXECUTOR_TENANT_ID: '1002',
  PLUS_ARCHIVELOG: 'OFF',
  BACKUP_TYPE: 'D',
  JOB_LEVEL: 'USER_TENANT',
  ENCRYPTION_MODE: 'NONE',
  PASSWD: '',
  START_TIMESTAMP: '2022-06-01 17:10:24.046643',
  END_TIMESTAMP: null,
  STATUS: 'DOING',
  RESULT: 0,
  COMMENT: '',
  DESCRIPTION: '',
  PATH: 'file:///data/nfs/backup/data',
};

/** The task in the same documentation: data at 100 %, log files not counted yet. */
const task: Row = {
  TENANT_ID: 1002,
  TASK_ID: 2,
  JOB_ID: 2,
  INCARNATION: 1,
  BACKUP_SET_ID: 2,
  START_TIMESTAMP: '2024-05-09 17:54:07.718856',
  END_TIMESTAMP: null,
  STATUS: 'BEFORE_BACKUP_LOG',
  START_SCN: 1715248462749288000n,
  END_SCN: 1715248598352783000n,
  USER_LS_START_SCN: 1715248476694964000n,
  ENCRYPTION_MODE: 'NONE',
  PASSWD: '',
  INPUT_BYTES: 173261302,
  OUTPUT_BYTES: 18706154,
  OUTPUT_RATE_BYTES: '0.0000',
  EXTRA_META_BYTES: 0,
  TABLET_COUNT: 668,
  FINISH_TABLET_COUNT: 668,
  MACRO_BLOCK_COUNT: 82,
  FINISH_MACRO_BLOCK_COUNT: 82,
  FILE_COUNT: 0,
  META_TURN_ID: 1,
  DATA_TURN_ID: 0,
  RESULT: 0,
  COMMENT: '',
  PATH: 'file:///data/nfs/backup/data',
  MINOR_TURN_ID: 1,
  MAJOR_TURN_ID: 1,
  DATA_PROGRESS: '100.00',
  LOG_FILE_COUNT: 0,
  FINISH_LOG_FILE_COUNT: 0,
  LOG_PROGRESS: '0.00',
};

export const still: Scenario = {
  name: 'still',
  summary: 'the rows of the official example; nothing moves',
  tenants: [tenant(1002, 'mysql_tenant'), tenant(1004, 'oracle_tenant', { mode: 'ORACLE' })],
  begin(cluster) {
    cluster.store.replace('JOBS', 1002, job);
    cluster.store.replace('TASKS', 1002, task);
    cluster.freeze();
  },
};
