import type { JobKey } from '../backup/job.ts';
import type { Instant } from '../backup/row.ts';
import { sysTenantId } from '../backup/tenant.ts';
import type { Scope } from '../backup/view.ts';
import { columnsFor, type Family, type ViewId, type ViewShape, viewName } from './catalog.ts';
import { dialectOf } from './session/dialect.ts';
import type { Branch } from './statement/statement.ts';
import { timeText } from './statement/values.ts';

type Shapes = ReadonlyMap<ViewId, ViewShape>;

/** What rows of the earlier backup are called in an answer. */
export const pastJobs = 'past_jobs';
export const pastTasks = 'past_tasks';

const mostTenants = 100;
const mostEvents = 200;
const mostLogStreams = 1000;
const day = 86_400_000_000n;
/** Refusals older than this are nobody's concern any more; the kernel itself forgets events after a week. */
const refusalMicros = day;
const eventMicros = 7n * day;

function names(view: ViewId, shapes: Shapes): string[] {
  const shape = shapes.get(view);
  return shape === undefined ? [] : columnsFor(view, shape, view === 'archivelog' ? 'list' : 'full');
}

/** How far the log of these tenants is archived. */
export function archives(tenantIds: readonly (bigint | null)[], family: Family, shapes: Shapes): Branch[] {
  const columns = names('archivelog', shapes);
  if (columns.length === 0 || tenantIds.length === 0) return [];
  const ids = tenantIds.filter(id => id !== null).slice(0, mostTenants);
  return [
    { view: 'archivelog', columns, where: family === 'sys' ? `v.TENANT_ID IN (${ids.join(', ') || 0})` : '' },
  ];
}

/** What the kernel writes into BACKUP_TYPE, with the letters of older samples. */
const typeTexts = { full: "'FULL', 'D'", inc: "'INC', 'I'" } as const;

/** The newest COMPLETED job of a tenant before this one of this type, and its task. */
export function previousRun(key: JobKey, type: 'full' | 'inc', family: Family, shapes: Shapes): Branch[] {
  const dialect = dialectOf(family);
  const keys = family === 'sys' ? ['TENANT_ID', 'JOB_ID'] : ['JOB_ID'];
  const inTenant = family === 'sys' && key.tenantId !== null ? `h.TENANT_ID = ${key.tenantId} AND ` : '';
  const where = `${inTenant}h.JOB_ID < ${key.jobId} AND h.STATUS = 'COMPLETED' AND h.BACKUP_TYPE IN (${typeTexts[type]})`;
  const newest = (columns: readonly string[], alias: string) => {
    const list = columns.map(name => `h.${dialect.quote(name)}`).join(', ');
    const select = `SELECT ${list} FROM ${viewName('job_history', family)} h WHERE ${where} ORDER BY h.JOB_ID DESC`;
    return dialect.firstRows(select, 1, alias);
  };
  const shape = (view: ViewId) => {
    const known = shapes.get(view);
    return known === undefined ? [] : columnsFor(view, known, 'list');
  };
  const [jobs, tasks] = [shape('job_history'), shape('task_history')];
  const on = keys.map(column => `v.${column} = k.${column}`).join(' AND ');
  const ofTasks = `${viewName('task_history', family)} v JOIN ${newest(keys, 'k')} ON ${on}`;
  return [
    ...(jobs.length === 0
      ? []
      : [{ view: 'job_history', source: pastJobs, columns: jobs, from: newest(jobs, 'v') } as const]),
    ...(jobs.length === 0 || tasks.length === 0
      ? []
      : [{ view: 'task_history', source: pastTasks, columns: tasks, from: ofTasks } as const]),
  ];
}

function newestEvents(where: readonly string[], family: Family, shapes: Shapes): Branch[] {
  const columns = names('events', shapes);
  if (columns.length === 0) return [];
  const dialect = dialectOf(family);
  const list = columns.map(name => `h.${dialect.quote(name)}`).join(', ');
  const time = `h.${dialect.quote('TIMESTAMP')}`;
  const select = `SELECT ${list} FROM ${viewName('events', family)} h WHERE h.MODULE = 'backup_data' AND ${where.join(' AND ')} ORDER BY ${time} DESC`;
  return [{ view: 'events', columns, from: dialect.firstRows(select, mostEvents, 'v') }];
}

function since(now: Instant, micros: bigint, family: Family): string {
  const dialect = dialectOf(family);
  const from = now > micros ? now - micros : 0n;
  return `h.${dialect.quote('TIMESTAMP')} > ${dialect.timeLiteral(timeText(from))}`;
}

/** Starts of the last day that did not succeed; one that did leaves a job row, which says it better. */
export function failedStarts(now: Instant, family: Family, shapes: Shapes): Branch[] {
  const isStart = "h.EVENT IN ('start_backup_data', 'handle_user_tenant_backup_failed')";
  const succeeded = "(h.NAME2 = 'result' AND h.VALUE2 = '0')";
  return newestEvents([since(now, refusalMicros, family), isStart, `NOT ${succeeded}`], family, shapes);
}

/** The newest events of a week; of a tenant its own and those that name none. */
export function newestOf(scope: Scope, now: Instant, family: Family, shapes: Shapes): Branch[] {
  // Where an event names a tenant, it names it first.
  const ofTenant =
    scope.kind === 'all' || scope.tenantId === null
      ? []
      : [
          `(h.NAME1 IS NULL OR h.NAME1 NOT IN ('tenant_id', 'user_tenant_id') OR h.VALUE1 = '${scope.tenantId}')`,
        ];
  return newestEvents([since(now, eventMicros, family), ...ofTenant], family, shapes);
}

/** The log streams of a job, of a cluster job those of its running children, and their rows in the scheduler's queue. */
export function logStreamsOf(key: JobKey, family: Family, shapes: Shapes): Branch[] {
  const running = `SELECT j.TENANT_ID, j.JOB_ID FROM ${viewName('jobs', family)} j WHERE j.INITIATOR_TENANT_ID = ${sysTenantId} AND j.INITIATOR_JOB_ID = ${key.jobId} AND j.TENANT_ID <> ${sysTenantId}`;
  const ofChildren = (alias: string) =>
    ` JOIN (${running}) k ON ${alias}.TENANT_ID = k.TENANT_ID AND ${alias}.JOB_ID = k.JOB_ID`;
  const isParent = key.tenantId === sysTenantId;
  const ofOne = `v.TENANT_ID = ${key.tenantId ?? 0} AND v.JOB_ID = ${key.jobId}`;
  const branch = (view: 'ls_tasks' | 'schedule_tasks', order: string): Branch[] => {
    const columns = names(view, shapes);
    if (columns.length === 0) return [];
    const list = columns.map(name => `v.${dialectOf(family).quote(name)}`).join(', ');
    const select = `SELECT ${list} FROM ${viewName(view, family)} v${isParent ? ofChildren('v') : ` WHERE ${ofOne}`}${order}`;
    return [{ view, columns, from: dialectOf(family).firstRows(select, mostLogStreams, 'v') }];
  };
  return [
    // Where there are more than anybody reads, those still at work come first.
    ...branch('ls_tasks', " ORDER BY CASE WHEN v.STATUS = 'FINISH' THEN 1 ELSE 0 END"),
    ...branch('schedule_tasks', ''),
  ];
}
