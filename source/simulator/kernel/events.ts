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
 * A backup was started in this tenant (1 is sys), or was refused with this result: then there is no job. The event names
 * only tenant and result (ob_backup_data_scheduler.cpp, start_backup_data).
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

/**
 * An incremental becomes full because the tenant's data version is not that of the set it would build on. The kernel has
 * the two the wrong way round (update_backup_type_if_need_); the names of its columns are not known.
 */
export function compatibleNotMatchEvent(at: Micros, tenantId: number, now: string, before: string): Step {
  return event(at, 'compatible_not_match', [
    ['tenant_id', tenantId],
    ['curr_compatible', before],
    ['prev_compatible', now],
  ]);
}

/** A task was created for a job. */
export function taskCreatedEvent(at: Micros, { tenantId, jobId }: Ids): Step {
  return event(at, 'persist_set_task', [
    ['tenant_id', tenantId],
    ['job_id', jobId],
  ]);
}

/** A task's STATUS changed (advance_status_ in ob_backup_data_set_task_mgr.cpp). */
export function statusEvent(at: Micros, ids: Ids, current: string, next: string, result = 0): Step {
  return event(at, 'advance_status', [
    ['tenant_id', ids.tenantId],
    ['job_id', ids.jobId],
    ['backup_set_id', ids.setId],
    ['curr_status', current],
    ['next_status', next],
    ['result', result],
  ]);
}

/** A phase of a task is over; written after the event of the STATUS, a moment later. */
export function phaseEvent(at: Micros, name: string, { tenantId, jobId, taskId }: Ids): Step {
  return {
    ...event(at + 1, name, [
      ['tenant_id', tenantId],
      ['job_id', jobId],
      ['task_id', taskId],
    ]),
    at,
  };
}

/** The root service gives up a job (deal_non_reentrant_job). */
export function failedJobEvent(
  at: Micros,
  { tenantId, jobId }: Pick<Ids, 'tenantId' | 'jobId'>,
  result: number,
  trace: string,
): Step {
  return event(at, 'deal with failed job', [
    ['tenant_id', tenantId],
    ['job_id', jobId],
    ['result', result],
    ['trace_id', trace],
  ]);
}

/** ALTER SYSTEM CANCEL BACKUP in a tenant. */
export function cancelEvent(at: Micros, tenantId: number): Step {
  return event(at, 'cancel_backup_data', [
    ['tenant_id', tenantId],
    ['backup_tenant_ids', '[]'],
  ]);
}
