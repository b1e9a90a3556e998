import type { JobKey } from '../backup/job.ts';
import { historyPage, type Scope } from '../backup/source.ts';
import { sysTenantId } from '../backup/tenant.ts';
import { columnsFor, type Family, type ViewId, type ViewShape, viewName } from './catalog.ts';
import { dialectOf } from './dialect.ts';
import type { Branch } from './statement.ts';

/** Builds the branches of a screen's statement. Every condition is made of numbers and of times the server sent. */
export class Queries {
  readonly #family: Family;
  readonly #shapes: ReadonlyMap<ViewId, ViewShape>;

  constructor(family: Family, shapes: ReadonlyMap<ViewId, ViewShape>) {
    this.#family = family;
    this.#shapes = shapes;
  }

  has(view: ViewId): boolean {
    return this.#shapes.has(view);
  }

  #columns(view: ViewId, which: 'list' | 'full'): string[] {
    const shape = this.#shapes.get(view);
    return shape === undefined ? [] : columnsFor(view, shape, which);
  }

  /** A branch, or none where the view cannot be read. */
  #branch(
    view: ViewId,
    which: 'list' | 'full',
    parts: { from?: string; where?: string | undefined },
  ): Branch[] {
    const columns = this.#columns(view, which);
    if (columns.length === 0) return [];
    const where = parts.where === undefined || parts.where === '' ? {} : { where: parts.where };
    return [{ view, columns, ...(parts.from === undefined ? {} : { from: parts.from }), ...where }];
  }

  #view(view: ViewId): string {
    return viewName(view, this.#family);
  }

  #scope(scope: Scope, alias: string): string {
    if (this.#family !== 'sys' || scope.kind === 'all' || scope.tenantId === null) return '';
    return `${alias}.TENANT_ID = ${scope.tenantId}`;
  }

  /** The columns that name a job, for joins: the views of a user tenant have no TENANT_ID. */
  get #keyColumns(): readonly string[] {
    return this.#family === 'sys' ? ['TENANT_ID', 'JOB_ID'] : ['JOB_ID'];
  }

  #onKey(a: string, b: string): string {
    return this.#keyColumns.map(column => `${a}.${column} = ${b}.${column}`).join(' AND ');
  }

  /** Tenants that can be backed up: META tenants never can, those in the recycle bin are not offered. */
  tenants(): Branch[] {
    const names = new Set(this.#shapes.get('tenants')?.columns.map(column => column.name));
    const conditions = [
      names.has('TENANT_TYPE') ? "v.TENANT_TYPE = 'USER'" : '',
      names.has('IN_RECYCLEBIN') ? "v.IN_RECYCLEBIN = 'NO'" : '',
    ];
    return this.#branch('tenants', 'list', { where: conditions.filter(text => text !== '').join(' AND ') });
  }

  /** What runs now. */
  live(scope: Scope, which: 'list' | 'full'): Branch[] {
    const where = this.#scope(scope, 'v');
    return [...this.#branch('jobs', which, { where }), ...this.#branch('tasks', which, { where })];
  }

  /**
   * One page of history, newest first: its jobs, and the tasks of these and of live jobs (a task moves to the
   * history before its job does). One row more than a page tells whether there are older ones.
   * @param before the oldest row already read, to go on from there
   */
  history(scope: Scope, which: 'list' | 'full', before: HistoryMark | null): Branch[] {
    if (!this.has('job_history')) return [];
    const jobs = this.#page(scope, before, this.#columns('job_history', which));
    const keys = this.#keyColumns.join(', ');
    const liveJobs = `SELECT ${keys} FROM ${this.#view('jobs')}`;
    const pageKeys = `SELECT ${keys} FROM ${this.#page(scope, before, this.#keyColumns)}`;
    const tasksFrom = `${this.#view('task_history')} v JOIN (${pageKeys} UNION ${liveJobs}) k ON ${this.#onKey('v', 'k')}`;
    return [
      ...this.#branch('job_history', which, { from: jobs }),
      ...this.#branch('task_history', which, { from: tasksFrom, where: this.#scope(scope, 'v') }),
    ];
  }

  #page(scope: Scope, before: HistoryMark | null, columns: readonly string[]): string {
    const dialect = dialectOf(this.#family);
    // JOB_ID is a sequence within a tenant; over all tenants only the start puts jobs in order.
    const byTime = this.#family === 'sys' && scope.kind === 'all';
    const conditions = [this.#scope(scope, 'h')];
    if (before !== null) {
      conditions.push(
        byTime
          ? `h.START_TIMESTAMP <= ${dialect.timeLiteral(before.startedAt)}`
          : `h.JOB_ID < ${before.jobId}`,
      );
    }
    const where = conditions.filter(text => text !== '').join(' AND ');
    const list = [...new Set([...columns, ...this.#keyColumns])]
      .map(name => `h.${dialect.quote(name)}`)
      .join(', ');
    const order = byTime ? 'h.START_TIMESTAMP DESC, h.JOB_ID DESC' : 'h.JOB_ID DESC';
    const select = `SELECT ${list} FROM ${this.#view('job_history')} h${where === '' ? '' : ` WHERE ${where}`} ORDER BY ${order}`;
    return dialect.firstRows(select, historyPage + 1, 'v');
  }

  /** The last job of each tenant in the history, and the ended children of cluster jobs that still run. */
  lastJobs(): Branch[] {
    if (!this.has('job_history')) return [];
    const history = this.#view('job_history');
    const columns = this.#columns('job_history', 'list');
    if (this.#family !== 'sys') {
      const dialect = dialectOf(this.#family);
      const list = columns.map(name => `h.${dialect.quote(name)}`).join(', ');
      const select = `SELECT ${list} FROM ${history} h ORDER BY h.JOB_ID DESC`;
      return this.#branch('job_history', 'list', { from: dialect.firstRows(select, 1, 'v') });
    }
    const newest = `SELECT TENANT_ID, MAX(JOB_ID) AS JOB_ID FROM ${history} GROUP BY TENANT_ID`;
    const clusterJobs = `SELECT JOB_ID FROM ${this.#view('jobs')} WHERE TENANT_ID = ${sysTenantId}`;
    return [
      ...this.#branch('job_history', 'list', {
        from: `${history} v JOIN (${newest}) k ON ${this.#onKey('v', 'k')}`,
      }),
      ...this.#branch('job_history', 'list', {
        where: `v.INITIATOR_TENANT_ID = ${sysTenantId} AND v.TENANT_ID <> ${sysTenantId} AND v.INITIATOR_JOB_ID IN (${clusterJobs})`,
      }),
    ];
  }

  #isOneJob(key: JobKey, alias: string): string {
    const job = `${alias}.JOB_ID = ${key.jobId}`;
    return this.#family === 'sys' && key.tenantId !== null
      ? `${alias}.TENANT_ID = ${key.tenantId} AND ${job}`
      : job;
  }

  /** A job with its children: only a job of the sys tenant can have any. */
  #isFamily(key: JobKey, alias: string): string {
    if (this.#family !== 'sys' || key.tenantId !== sysTenantId) return this.#isOneJob(key, alias);
    return `(${this.#isOneJob(key, alias)} OR ${this.#isChild(key, alias)})`;
  }

  #isChild(key: JobKey, alias: string): string {
    return `${alias}.INITIATOR_TENANT_ID = ${sysTenantId} AND ${alias}.INITIATOR_JOB_ID = ${key.jobId} AND ${alias}.TENANT_ID <> ${sysTenantId}`;
  }

  /** One job's live rows; of a cluster job also its children's. */
  liveJob(key: JobKey): Branch[] {
    return [
      ...this.#branch('jobs', 'full', { where: this.#isFamily(key, 'v') }),
      ...this.#tasksOf('tasks', key, ['jobs']),
    ];
  }

  /** The same from the history. */
  endedJob(key: JobKey): Branch[] {
    return [
      ...this.#branch('job_history', 'full', { where: this.#isFamily(key, 'v') }),
      ...this.#tasksOf('task_history', key, this.has('job_history') ? ['jobs', 'job_history'] : ['jobs']),
    ];
  }

  /** A job's tasks; a cluster job has none of its own, so those of its children, wherever their job rows are. */
  #tasksOf(view: 'tasks' | 'task_history', key: JobKey, jobViews: readonly ViewId[]): Branch[] {
    if (this.#family !== 'sys' || key.tenantId !== sysTenantId) {
      return this.#branch(view, 'full', { where: this.#isOneJob(key, 'v') });
    }
    const keys = jobViews.map(
      jobs => `SELECT j.TENANT_ID, j.JOB_ID FROM ${this.#view(jobs)} j WHERE ${this.#isChild(key, 'j')}`,
    );
    return this.#branch(view, 'full', {
      from: `${this.#view(view)} v JOIN (${keys.join(' UNION ')}) k ON ${this.#onKey('v', 'k')}`,
    });
  }
}

/** A row of the history from which older pages go on. */
export interface HistoryMark {
  readonly jobId: bigint;
  /** START_TIMESTAMP exactly as the server sent it; digits, blanks and colons only. */
  readonly startedAt: string;
}
