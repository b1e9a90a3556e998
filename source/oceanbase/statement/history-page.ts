import type { Job, JobKey } from '../../backup/job.ts';
import { historyPage, type Scope } from '../../backup/view.ts';
import { dialectOf } from '../session/dialect.ts';
import type { Family } from '../views/view.ts';

/** The last row of a page of history, after which older pages begin. */
export interface HistoryMark {
  readonly key: JobKey;
  /** START_TIMESTAMP exactly as the server sent it; digits, blanks and colons only. */
  readonly startedAt: string;
}

/** The mark after this job; null for none. */
export function markOf(job: Job | null): HistoryMark | null {
  if (job === null) return null;
  const startedAt = job.row.find(column => column.name === 'START_TIMESTAMP')?.raw ?? '';
  return { key: job.key, startedAt: /^[\d :.-]*$/.test(startedAt) ? startedAt : '' };
}

/** JOB_ID is a sequence within a tenant; over all tenants only the start puts jobs in order. */
function isByTime(scope: Scope, family: Family): boolean {
  return family === 'sys' && scope.kind === 'all';
}

function down(a: bigint, b: bigint): number {
  return a === b ? 0 : a < b ? 1 : -1;
}

/** The order of a page, which is that of `newestFirst`: a union promises none. */
export function pageOrder(scope: Scope, family: Family): (a: Job, b: Job) => number {
  const byNumber = (a: Job, b: Job) =>
    down(a.key.jobId, b.key.jobId) || down(b.key.tenantId ?? 0n, a.key.tenantId ?? 0n);
  return isByTime(scope, family)
    ? (a, b) => down(a.startedAt ?? 0n, b.startedAt ?? 0n) || byNumber(a, b)
    : byNumber;
}

/** Rows after the mark in that order; several jobs may have started at the same microsecond. */
function afterMark(mark: HistoryMark, scope: Scope, family: Family): string {
  const { tenantId, jobId } = mark.key;
  if (!isByTime(scope, family)) return `h.JOB_ID < ${jobId}`;
  const start = dialectOf(family).timeLiteral(mark.startedAt);
  const sameStart = `h.JOB_ID < ${jobId} OR (h.JOB_ID = ${jobId} AND h.TENANT_ID > ${tenantId ?? 0n})`;
  return `(h.START_TIMESTAMP < ${start} OR (h.START_TIMESTAMP = ${start} AND (${sameStart})))`;
}

/**
 * One page of a history view as a derived table `v`, newest first, with one row more than a page: it shows
 * whether there are older ones.
 * @param inScope condition on the tenant for alias h, or ''
 * @param mark the last row already read, to continue from there; null for the newest page
 */
export function pageOf(
  view: string,
  columns: readonly string[],
  inScope: string,
  scope: Scope,
  mark: HistoryMark | null,
  family: Family,
): string {
  const dialect = dialectOf(family);
  const conditions = [inScope, mark === null ? '' : afterMark(mark, scope, family)].filter(
    text => text !== '',
  );
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const list = columns.map(name => `h.${dialect.quote(name)}`).join(', ');
  const order = isByTime(scope, family)
    ? 'h.START_TIMESTAMP DESC, h.JOB_ID DESC, h.TENANT_ID'
    : 'h.JOB_ID DESC';
  return dialect.firstRows(`SELECT ${list} FROM ${view} h${where} ORDER BY ${order}`, historyPage + 1, 'v');
}
