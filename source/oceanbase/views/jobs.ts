import type { HistoryFilter } from '../../backup/history-filter.ts';
import { type Job, type JobKey, parseBackupType } from '../../backup/job.ts';
import type { Row, RowOrigin } from '../../backup/row.ts';
import { parseJobStatus } from '../../backup/status.ts';
import { sysTenantId } from '../../backup/tenant.ts';
import { historyPage, type Scope } from '../../backup/view.ts';
import { dialectOf } from '../session/dialect.ts';
import { Fields, onOff } from '../statement/fields.ts';
import { type HistoryMark, pageOf } from '../statement/history-page.ts';
import { parseInteger } from '../statement/values.ts';
import {
  allOf,
  canHaveChildren,
  inScope,
  isChildOf,
  isJob,
  keyColumns,
  ofTenant,
  onJob,
  withOutcome,
} from './conditions.ts';
import {
  type Branch,
  branchOf,
  type ColumnSet,
  cdbOrDba,
  columnsOf,
  type Family,
  type ReadableViews,
  type ServerView,
  viewName,
} from './view.ts';

const jobColumns = [
  'TENANT_ID',
  'JOB_ID',
  'BACKUP_SET_ID',
  'INITIATOR_TENANT_ID',
  'INITIATOR_JOB_ID',
  'EXECUTOR_TENANT_ID',
  'PLUS_ARCHIVELOG',
  'BACKUP_TYPE',
  'START_TIMESTAMP',
  'END_TIMESTAMP',
  'STATUS',
  'RESULT',
  'COMMENT',
  'DESCRIPTION',
];

/** Jobs that run. */
export const jobs: ServerView<Job> = {
  id: 'jobs',
  names: cdbOrDba('OB_BACKUP_JOBS'),
  isRequired: true,
  hasTenantId: true,
  neededColumns: [],
  listColumns: jobColumns,
  loss: 'jobs',
  toRow: (row, ownTenantId) => toJob(row, 'live', ownTenantId),
};

/** Jobs that have ended. A job moves here after its task, in a transaction of its own. */
export const jobHistory: ServerView<Job> = {
  ...jobs,
  id: 'job_history',
  names: cdbOrDba('OB_BACKUP_JOB_HISTORY'),
  isRequired: false,
  loss: 'ended_jobs',
  toRow: (row, ownTenantId) => toJob(row, 'history', ownTenantId),
};

function toJob(row: Row, origin: RowOrigin, ownTenantId: bigint | null): Job {
  const fields = new Fields(row);
  const executors = fields.text('EXECUTOR_TENANT_ID').split(',').map(parseInteger);
  return {
    key: fields.jobKey(ownTenantId),
    origin,
    backupSetId: fields.integer('BACKUP_SET_ID'),
    initiatorTenantId: fields.integer('INITIATOR_TENANT_ID'),
    initiatorJobId: fields.integer('INITIATOR_JOB_ID'),
    executorTenantIds: executors.filter(id => id !== null),
    plusArchivelog: onOff.get(fields.text('PLUS_ARCHIVELOG')) ?? null,
    type: parseBackupType(fields.text('BACKUP_TYPE')),
    level: fields.text('JOB_LEVEL'),
    startedAt: fields.instant('START_TIMESTAMP'),
    endedAt: fields.instant('END_TIMESTAMP'),
    status: parseJobStatus(fields.text('STATUS')),
    result: fields.count('RESULT'),
    comment: fields.text('COMMENT'),
    description: fields.text('DESCRIPTION'),
    path: fields.text('PATH'),
    row,
  };
}

/** Labels of job history rows that are not the page. */
export const otherJobs = 'other_jobs';
export const lastJobs = 'last_jobs';
export const previousJob = 'past_jobs';

/** At most this many jobs are looked up by key in one statement. */
const maxKeys = 100;

/** Jobs that run in the tenants of the scope. */
export function runningJobs(scope: Scope, which: ColumnSet, readable: ReadableViews): Branch[] {
  return branchOf(jobs, which, readable, { where: inScope(scope, 'v', readable.family) });
}

/** A page's rows: whose jobs, which of them, and the row after which it begins; null for the newest page. */
export interface JobPage {
  readonly scope: Scope;
  readonly only: HistoryFilter | null;
  readonly mark: HistoryMark | null;
}

/** Conditions of a filter, made of the kernel's own words and of numbers, never of what was typed. */
function filterConditions(only: HistoryFilter | null): readonly string[] {
  if (only === null) return [];
  const { outcome, type, result } = only;
  return [
    ...(outcome === null ? [] : [withOutcome(outcome, 'h')]),
    ...(type === null ? [] : [`h.BACKUP_TYPE IN (${typeTexts[type]})`]),
    ...(result === null ? [] : [`h.RESULT IN (${-result}, ${result})`]),
  ];
}

function page(columns: readonly string[], { scope, only, mark }: JobPage, family: Family): string {
  const conditions = allOf(inScope(scope, 'h', family), ...filterConditions(only));
  return pageOf(viewName(jobHistory, family), columns, conditions, scope, mark, family);
}

/** A page of history, newest first: the newest page, or the one after the mark. */
export function jobPage(of: JobPage, which: ColumnSet, readable: ReadableViews): Branch[] {
  const columns = [...new Set([...columnsOf(jobHistory, which, readable), ...keyColumns(readable.family)])];
  return branchOf(jobHistory, which, readable, {
    from: page(columns, of, readable.family),
    maxRows: historyPage + 1,
  });
}

/** A condition on the first hundred of these jobs, for alias v; '' for none. */
export function areJobs(keys: readonly JobKey[], family: Family): string {
  return keys
    .slice(0, maxKeys)
    .map(key => `(${isJob(key, 'v', family)})`)
    .join(' OR ');
}

/** Ended jobs by their keys alone: of each a row or two of its tenant's, however long the history is. */
export function jobsByKey(keys: readonly JobKey[], which: ColumnSet, readable: ReadableViews): Branch[] {
  const where = areJobs(keys, readable.family);
  return where === '' ? [] : branchOf(jobHistory, which, readable, { source: otherJobs, where });
}

/** Ended jobs that must not be missing though they may be on no page; '' for none. */
function areOthers(scope: Scope, awaited: readonly JobKey[], family: Family): string {
  const areAwaited = areJobs(awaited, family);
  const areChildren = scope.kind === 'all' ? areChildrenOfRunning('v', family) : '';
  return [areAwaited, areChildren].filter(text => text !== '').join(' OR ');
}

function areChildrenOfRunning(alias: string, family: Family): string {
  if (family !== 'sys') return '';
  const parents = `SELECT JOB_ID FROM ${viewName(jobs, family)} WHERE TENANT_ID = ${sysTenantId}`;
  return `(${alias}.INITIATOR_TENANT_ID = ${sysTenantId} AND ${alias}.TENANT_ID <> ${sysTenantId} AND ${alias}.INITIATOR_JOB_ID IN (${parents}))`;
}

/** The ended jobs awaited since they left the live view, and ended children of cluster jobs that still run. */
export function awaitedJobs(
  scope: Scope,
  which: ColumnSet,
  awaited: readonly JobKey[],
  readable: ReadableViews,
): Branch[] {
  const where = areOthers(scope, awaited, readable.family);
  return where === '' ? [] : branchOf(jobHistory, which, readable, { source: otherJobs, where });
}

/** The newest job of each tenant in the history. */
export function newestJobs(readable: ReadableViews): Branch[] {
  const { family } = readable;
  const history = viewName(jobHistory, family);
  const [tenant, group] = family === 'sys' ? ['TENANT_ID, ', ' GROUP BY TENANT_ID'] : ['', ''];
  const newest = `SELECT ${tenant}MAX(JOB_ID) AS JOB_ID FROM ${history}${group}`;
  const from = `${history} v JOIN (${newest}) k ON ${onJob('v', 'k', family)}`;
  return branchOf(jobHistory, 'list', readable, { source: lastJobs, from, readFirst: 'k' });
}

/** SELECTs of the keys of a page's jobs; none where the history cannot be read. */
export function keysOfPage(of: JobPage, readable: ReadableViews): string[] {
  const { family, shapes } = readable;
  if (!shapes.has(jobHistory)) return [];
  const keys = keyColumns(family);
  return [`SELECT ${keys.join(', ')} FROM ${page(keys, of, family)}`];
}

/** The same of the newest page, of running jobs and of those awaited: a task moves to the history before its job does. */
export function keysOfNewest(of: JobPage, awaited: readonly JobKey[], readable: ReadableViews): string[] {
  const { family } = readable;
  const { scope } = of;
  const newest = keysOfPage(of, readable);
  if (newest.length === 0) return [];
  const list = keyColumns(family)
    .map(column => `v.${column}`)
    .join(', ');
  const running = inScope(scope, 'v', family);
  const others = areOthers(scope, awaited, family);
  return [
    ...newest,
    `SELECT ${list} FROM ${viewName(jobs, family)} v${running === '' ? '' : ` WHERE ${running}`}`,
    ...(others === '' ? [] : [`SELECT ${list} FROM ${viewName(jobHistory, family)} v WHERE ${others}`]),
  ];
}

function isJobOrChild(key: JobKey, family: Family): string {
  const one = isJob(key, 'v', family);
  return canHaveChildren(key, family) ? `(${one}) OR (${isChildOf(key, 'v')})` : one;
}

/** One job while it runs; of a cluster job also its children. */
export function runningJob(key: JobKey, readable: ReadableViews): Branch[] {
  return branchOf(jobs, 'full', readable, { where: isJobOrChild(key, readable.family) });
}

/** The same from the history. */
export function endedJob(key: JobKey, readable: ReadableViews): Branch[] {
  const where = isJobOrChild(key, readable.family);
  return branchOf(jobHistory, 'full', readable, { source: otherJobs, where });
}

/** What the kernel writes into BACKUP_TYPE, with the letters of older samples. */
export const typeTexts = { full: "'FULL', 'D'", inc: "'INC', 'I'" } as const;

/** The type of a backup whose previous run can be looked up. */
export type KnownType = keyof typeof typeTexts;

/** The newest COMPLETED job of a tenant and type before this one, as a derived table. */
export function previousRunTable(
  key: JobKey,
  type: KnownType,
  columns: readonly string[],
  alias: string,
  family: Family,
): string {
  const dialect = dialectOf(family);
  const inTenant = ofTenant(key.tenantId, 'h', family);
  const earlier = `h.JOB_ID < ${key.jobId} AND ${withOutcome('completed', 'h')} AND h.BACKUP_TYPE IN (${typeTexts[type]})`;
  const list = columns.map(name => `h.${dialect.quote(name)}`).join(', ');
  const select = `SELECT ${list} FROM ${viewName(jobHistory, family)} h WHERE ${allOf(inTenant, earlier)} ORDER BY h.JOB_ID DESC`;
  return dialect.firstRows(select, 1, alias);
}

/** The job of the previous run. */
export function jobOfPreviousRun(key: JobKey, type: KnownType, readable: ReadableViews): Branch[] {
  const columns = columnsOf(jobHistory, 'list', readable);
  const from = previousRunTable(key, type, columns, 'v', readable.family);
  return branchOf(jobHistory, 'list', readable, { source: previousJob, from, maxRows: 1 });
}

/** Labels of the good jobs around another one. */
export const goodBefore = 'good_before';
export const goodAfter = 'good_after';

/** The newest COMPLETED job of the tenant before this one, and the oldest after it. */
export function goodJobsAround(key: JobKey, readable: ReadableViews): Branch[] {
  const { family } = readable;
  const dialect = dialectOf(family);
  const wanted = new Set([...keyColumns(family), 'BACKUP_TYPE', 'END_TIMESTAMP', 'STATUS']);
  const columns = columnsOf(jobHistory, 'list', readable).filter(name => wanted.has(name));
  const list = columns.map(name => `h.${dialect.quote(name)}`).join(', ');
  const good = allOf(ofTenant(key.tenantId, 'h', family), withOutcome('completed', 'h'));
  const next = (condition: string, order: 'ASC' | 'DESC', source: string): Branch => {
    const select = `SELECT ${list} FROM ${viewName(jobHistory, family)} h WHERE ${good} AND ${condition} ORDER BY h.JOB_ID ${order}`;
    return { view: jobHistory, source, columns, from: dialect.firstRows(select, 1, 'v'), maxRows: 1 };
  };
  if (columns.length === 0) return [];
  return [
    next(`h.JOB_ID < ${key.jobId}`, 'DESC', goodBefore),
    next(`h.JOB_ID > ${key.jobId}`, 'ASC', goodAfter),
  ];
}
