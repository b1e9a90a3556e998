import { rootserver } from './comments.ts';
import type { Ids, Micros } from './rows.ts';
import type { Step } from './script.ts';

type Pairs = readonly (readonly [name: string, value: string | number])[];

/** A row of DBA_OB_ROOTSERVICE_EVENT_HISTORY, module 'backup_data', as ROOTSERVICE_EVENT_ADD writes it. */
function event(at: Micros, name: string, pairs: Pairs): Step {
  const named = [0, 1, 2, 3, 4, 5].flatMap(i => [
    [`NAME${i + 1}`, pairs[i]?.[0] ?? ''],
    [`VALUE${i + 1}`, String(pairs[i]?.[1] ?? '')],
  ]);
  const row = {
    TIMESTAMP: at,
    MODULE: 'backup_data',
    EVENT: name,
    ...Object.fromEntries(named),
    EXTRA_INFO: '',
    RS_SVR_IP: rootserver.ip,
    RS_SVR_PORT: rootserver.port,
  };
  return { at, change: 'put', table: 'ROOTSERVICE_EVENT_HISTORY', tenantId: 1, row };
}

/**
 * A backup was started in this tenant (1 is sys), or was refused: then the result is -9040 and there is no job. The event
 * names only tenant and result (ob_backup_data_scheduler.cpp, start_backup_data).
 */
export function startEvent(at: Micros, tenantId: number, result: number): Step {
  return event(at, 'start_backup_data', [
    ['tenant_id', tenantId],
    ['result', result],
  ]);
}

/** The event of a cluster job for a tenant whose start failed, right after the event of the start. */
export function childRefusedEvent(at: Micros, tenantId: number, result: number, trace: string): Step {
  return event(at, 'handle_user_tenant_backup_failed', [
    ['user_tenant_id', tenantId],
    ['ret', result],
    ['trace_id', trace],
  ]);
}

/** A task was created for a job. */
export function taskCreatedEvent(at: Micros, { tenantId, jobId }: Ids): Step {
  return event(at, 'persist_set_task', [
    ['tenant_id', tenantId],
    ['job_id', jobId],
  ]);
}

/** A phase of a task is over (ob_backup_data_set_task_mgr.cpp). */
export function phaseEvent(at: Micros, name: string, { tenantId, jobId, taskId }: Ids): Step {
  return event(at, name, [
    ['tenant_id', tenantId],
    ['job_id', jobId],
    ['task_id', taskId],
  ]);
}

/** ALTER SYSTEM CANCEL BACKUP in a tenant. */
export function cancelEvent(at: Micros, tenantId: number): Step {
  return event(at, 'cancel_backup_data', [
    ['tenant_id', tenantId],
    ['backup_tenant_ids', '[]'],
  ]);
}
