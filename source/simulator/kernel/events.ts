import type { Row } from '../store.ts';
import { rootserver } from './comments.ts';
import type { Ids, Micros } from './rows.ts';
import type { Step } from './script.ts';

/**
 * A row of DBA_OB_ROOTSERVICE_EVENT_HISTORY, module 'backup_data': a backup was started, or could not be (then
 * result is -9040 and there is no job).
 */
export function startEvent(at: Micros, tenantId: number, ids: Ids, result: number): Step {
  const pairs: readonly (readonly [string, string])[] = [
    ['tenant_id', String(tenantId)],
    ['job_id', String(ids.jobId)],
    ['task_id', String(ids.taskId)],
    ['backup_set_id', String(ids.setId)],
    ['result', String(result)],
    ['', ''],
  ];
  const named = pairs.flatMap(([name, value], i) => [
    [`NAME${i + 1}`, name],
    [`VALUE${i + 1}`, value],
  ]);
  const row: Row = {
    TIMESTAMP: at,
    MODULE: 'backup_data',
    EVENT: 'start_backup_data',
    ...Object.fromEntries(named),
    EXTRA_INFO: '',
    RS_SVR_IP: rootserver.ip,
    RS_SVR_PORT: rootserver.port,
  };
  return { at, change: 'put', table: 'ROOTSERVICE_EVENT_HISTORY', tenantId: 1, row };
}
