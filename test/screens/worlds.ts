import type { Picture } from '../../source/backup/picture.ts';
import { job, picture, seconds, task, tenant, tenFortyTwo } from './fake-source.ts';

const failedComment =
  '(SERVER)ls_id: 1001, addr: "10.0.0.7:2882", module: BACKUP_DATA, result: -4012(Timeout), trace_id: YB420A000007-0005F1-0-0';

/** A cluster as on a usual day: a cluster job with children, a failed increment, a tenant with a Chinese name. */
export function usualDay(): Picture {
  const cluster = job({
    tenantId: 1n,
    jobId: 7n,
    backupSetId: 0n,
    initiatorTenantId: 1n,
    initiatorJobId: 7n,
    executorTenantIds: [1002n, 1004n, 1006n, 1008n],
    level: 'CLUSTER',
  });
  const child = job({ initiatorTenantId: 1n, initiatorJobId: 7n, plusArchivelog: true });
  const oracle = job({
    tenantId: 1004n,
    jobId: 3n,
    initiatorTenantId: 1n,
    initiatorJobId: 7n,
    plusArchivelog: true,
  });
  const ended = job({
    tenantId: 1002n,
    jobId: 11n,
    type: 'INC',
    status: 'COMPLETED',
    startedAt: tenFortyTwo - seconds(86_400),
    endedAt: tenFortyTwo - seconds(85_649),
  });
  const failed = job({
    tenantId: 1002n,
    jobId: 10n,
    type: 'INC',
    status: 'FAILED',
    result: -4012n,
    comment: failedComment,
    startedAt: tenFortyTwo - seconds(172_800),
    endedAt: tenFortyTwo - seconds(172_618),
  });
  const failedChinese = job({
    tenantId: 1008n,
    jobId: 4n,
    status: 'FAILED',
    result: -4012n,
    comment: failedComment,
    startedAt: tenFortyTwo - seconds(7_800),
    endedAt: tenFortyTwo - seconds(7_200),
  });
  return picture({
    tenants: [
      tenant(1002n, 'mysql_tenant'),
      tenant(1004n, 'oracle_tenant', 'ORACLE'),
      tenant(1006n, 'crm_prod'),
      tenant(1008n, '订单中心'),
    ],
    jobs: [cluster, child, oracle, ended, failed, failedChinese],
    tasks: [
      task({ of: child }),
      task({
        of: oracle,
        status: 'BEFORE_BACKUP_LOG',
        macroBlocks: { finished: 820n, total: 820n },
        tablets: { finished: 668n, total: 668n },
      }),
      task({ of: ended, status: 'COMPLETED', macroBlocks: { finished: 900n, total: 900n } }),
      task({ of: failed, status: 'FAILED', result: -4012n, comment: failedComment }),
      task({ of: failedChinese, status: 'FAILED', result: -4012n, comment: failedComment }),
    ],
  });
}
