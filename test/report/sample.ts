import type { Picture } from '../../source/backup/picture.ts';
import type { Row, RowOrigin } from '../../source/backup/row.ts';
import type { Server } from '../../source/backup/server.ts';
import { toColumn } from '../../source/oceanbase/statement/values.ts';
import { columnKind } from '../../source/oceanbase/views/columns.ts';
import { jobHistory, jobs as runningJobs } from '../../source/oceanbase/views/jobs.ts';
import { tasks as runningTasks, taskHistory } from '../../source/oceanbase/views/tasks.ts';
import { tenants as tenantsView } from '../../source/oceanbase/views/tenants.ts';
import type { Family, ServerView } from '../../source/oceanbase/views/view.ts';

type Texts = Readonly<Record<string, string | null>>;

/** A row as the reader makes it from what a server sends. */
export function rowOf(texts: Texts, family: Family = 'sys'): Row {
  return Object.entries(texts).map(([name, text]) =>
    toColumn(name, columnKind(name, undefined), text, family),
  );
}

/** The running job and its task as the official documentation shows them, PASSWD left out as the reader does. */
export const officialJob: Texts = {
  TENANT_ID: '1002',
  JOB_ID: '2',
  INCARNATION: '1',
  BACKUP_SET_ID: '2',
  INITIATOR_TENANT_ID: '1',
  INITIATOR_JOB_ID: '1',
  EXECUTOR_TENANT_ID: '1002',
  PLUS_ARCHIVELOG: 'OFF',
  BACKUP_TYPE: 'FULL',
  JOB_LEVEL: 'USER_TENANT',
  ENCRYPTION_MODE: 'NONE',
  START_TIMESTAMP: '2024-05-09 17:54:07.046643',
  END_TIMESTAMP: null,
  STATUS: 'DOING',
  RESULT: '0',
  COMMENT: '',
  DESCRIPTION: '',
  PATH: 'file:///data/nfs/backup/data',
};

export const officialTask: Texts = {
  TENANT_ID: '1002',
  TASK_ID: '2',
  JOB_ID: '2',
  INCARNATION: '1',
  BACKUP_SET_ID: '2',
  START_TIMESTAMP: '2024-05-09 17:54:07.718856',
  END_TIMESTAMP: null,
  STATUS: 'BEFORE_BACKUP_LOG',
  START_SCN: '1715248462749288000',
  END_SCN: '1715248598352783000',
  USER_LS_START_SCN: '1715248476694964000',
  ENCRYPTION_MODE: 'NONE',
  INPUT_BYTES: '173261302',
  OUTPUT_BYTES: '18706154',
  OUTPUT_RATE_BYTES: '0.0000',
  EXTRA_META_BYTES: '0',
  TABLET_COUNT: '668',
  FINISH_TABLET_COUNT: '668',
  MACRO_BLOCK_COUNT: '82',
  FINISH_MACRO_BLOCK_COUNT: '82',
  FILE_COUNT: '0',
  META_TURN_ID: '1',
  DATA_TURN_ID: '0',
  RESULT: '0',
  COMMENT: '',
  PATH: 'file:///data/nfs/backup/data',
  MINOR_TURN_ID: '1',
  MAJOR_TURN_ID: '1',
  DATA_PROGRESS: '100.00',
  LOG_FILE_COUNT: '0',
  FINISH_LOG_FILE_COUNT: '0',
  LOG_PROGRESS: '0.00',
};

export const sysServer: Server = {
  host: '10.0.0.5',
  port: 2881,
  user: 'root@sys',
  versionText: 'OceanBase 4.3.3.0',
  version: [4, 3, 3, 0],
  mode: 'MYSQL',
  sees: 'all_tenants',
  tenantId: 1n,
  tenantName: 'sys',
  tls: true,
  certificateChanged: false,
  capabilities: { totalsAreReal: true, logFilesAreCounted: true, dataProgressIs: 'in_view' },
  clock: 1_715_249_000_000_000n,
  remarks: [],
};

const tenants = [
  {
    TENANT_ID: '1002',
    TENANT_NAME: 'mysql_tenant',
    TENANT_TYPE: 'USER',
    COMPATIBILITY_MODE: 'MYSQL',
    LOG_MODE: 'ARCHIVELOG',
  },
];

interface Parts {
  readonly jobs?: readonly (readonly [Texts, RowOrigin])[];
  readonly tasks?: readonly (readonly [Texts, RowOrigin])[];
  readonly family?: Family;
}

/** A picture of these rows, read 90 s after the official task began. */
export function pictureOf({ jobs = [], tasks = [], family = 'sys' }: Parts): Picture {
  const own = family === 'sys' ? null : 1002n;
  const typed = <T>(view: ServerView<T>, texts: Texts) => {
    const value = view.toRow(rowOf(texts, family), own);
    if (value === null) throw new Error(`${view.id} has no use for this row.`);
    return value;
  };
  return {
    readAt: 1_715_277_337_718_856n,
    tenants: tenants.map(texts => typed(tenantsView, texts)),
    jobs: jobs.map(([texts, origin]) => typed(origin === 'live' ? runningJobs : jobHistory, texts)),
    tasks: tasks.map(([texts, origin]) => typed(origin === 'live' ? runningTasks : taskHistory, texts)),
    olderJobs: false,
  };
}
