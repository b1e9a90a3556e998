import { type Job, type JobKey, jobKeyText } from './job.ts';
import type { Column } from './row.ts';
import type { Task } from './task.ts';

/** The columns of a task's row that its job's row has too. */
const shared = new Set(['TENANT_ID', 'JOB_ID', 'INCARNATION', 'BACKUP_SET_ID']);

const noStatus: Column = { name: 'STATUS', kind: 'text', raw: null, text: null };

/**
 * Stands for the job of a task whose job row is in no view: what the task's row has of it and nothing more. Whether
 * log was asked for, and the type, are not known.
 */
function unseenJobOf(task: Task): Job {
  return {
    key: task.job,
    origin: task.origin,
    backupSetId: task.backupSetId,
    initiatorTenantId: null,
    initiatorJobId: null,
    executorTenantIds: [],
    plusArchivelog: null,
    type: { kind: 'other', text: '' },
    level: '',
    startedAt: task.startedAt,
    endedAt: task.endedAt,
    status: task.status,
    result: task.result,
    comment: '',
    description: '',
    path: '',
    row: [...task.row.filter(column => shared.has(column.name)), noStatus],
  };
}

/** Jobs, and one for each task that would else be shown nowhere. */
export function withOrphanTasks(jobs: readonly Job[], tasks: readonly Task[]): Job[] {
  const tenants = new Set(tasks.map(({ job }) => job.tenantId));
  // Of ten thousand tenants a few have a task.
  const known = new Set(
    jobs.filter(({ key }) => tenants.has(key.tenantId)).map(({ key }) => jobKeyText(key)),
  );
  const unseen = new Map<string, Job>();
  for (const task of tasks) {
    const key = jobKeyText(task.job satisfies JobKey);
    if (!known.has(key) && !unseen.has(key)) unseen.set(key, unseenJobOf(task));
  }
  return [...jobs, ...unseen.values()];
}
