import type { JobKey } from '../backup/job.ts';
import { sysTenantId } from '../backup/tenant.ts';
import type { Scope } from '../backup/view.ts';
import { columnsFor, type Family, type ViewId, type ViewShape, viewName } from './catalog.ts';
import { dialectOf } from './session/dialect.ts';
import { type HistoryMark, pageOf } from './statement/history-page.ts';
import type { Branch } from './statement/statement.ts';

type Which = 'list' | 'full';

/** So many jobs are looked for by their keys in one statement. */
const mostKeys = 100;

/** What rows of the job history beside the page are called in an answer. */
export const otherJobs = 'other_jobs';

/** Builds the branches of a screen's statement. Every condition is made of numbers and of times the server sent. */
export class Queries {
  readonly #family: Family;
  readonly #shapes: ReadonlyMap<ViewId, ViewShape>;

  constructor(family: Family, shapes: ReadonlyMap<ViewId, ViewShape>) {
    this.#family = family;
    this.#shapes = shapes;
  }

  #has(view: ViewId): boolean {
    return this.#shapes.has(view);
  }

  /** Which live rows are found in the history once they have left. */
  get historyHas(): { readonly jobs: boolean; readonly tasks: boolean } {
    return { jobs: this.#has('job_history'), tasks: this.#has('task_history') };
  }

  #columns(view: ViewId, which: Which): string[] {
    const shape = this.#shapes.get(view);
    return shape === undefined ? [] : columnsFor(view, shape, which);
  }

  /** A branch, or none where the view cannot be read. */
  #branch(view: ViewId, which: Which, parts: Omit<Branch, 'view' | 'columns'>): Branch[] {
    const columns = this.#columns(view, which);
    return columns.length === 0 ? [] : [{ view, columns, ...parts }];
  }

  #view(view: ViewId): string {
    return viewName(view, this.#family);
  }

  /** A condition on the tenant, or ''. It also keeps a tenant without a leader from holding up the others. */
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
  live(scope: Scope, which: Which): Branch[] {
    const where = this.#scope(scope, 'v');
    return [...this.#branch('jobs', which, { where }), ...this.#branch('tasks', which, { where })];
  }

  /**
   * The newest page of history, the jobs of it that must not be missing wherever they stand (those that have
   * just left the live views, and ended children of cluster jobs that still run), and the tasks of all these
   * and of live jobs, as a task moves to the history before its job does.
   */
  newest(scope: Scope, which: Which, awaited: readonly JobKey[]): Branch[] {
    const wanted = [this.#areKeys(awaited, 'v'), scope.kind === 'all' ? this.#childrenOfRunning('v') : ''];
    const others = wanted.filter(text => text !== '').join(' OR ');
    const keys = this.#keyColumns.map(column => `v.${column}`).join(', ');
    const live = this.#scope(scope, 'v');
    const more = [
      `SELECT ${keys} FROM ${this.#view('jobs')} v${live === '' ? '' : ` WHERE ${live}`}`,
      ...(others === '' ? [] : [`SELECT ${keys} FROM ${this.#view('job_history')} v WHERE ${others}`]),
    ];
    return [
      ...this.#page(scope, which, null, more),
      ...(others === '' ? [] : this.#branch('job_history', which, { source: otherJobs, where: others })),
    ];
  }

  /** The page of history after the mark, with its tasks. */
  older(scope: Scope, which: Which, mark: HistoryMark | null): Branch[] {
    return this.#page(scope, which, mark, []);
  }

  #page(scope: Scope, which: Which, mark: HistoryMark | null, moreKeys: readonly string[]): Branch[] {
    if (!this.#has('job_history')) return [];
    const inScope = this.#scope(scope, 'h');
    const page = (columns: readonly string[]) =>
      pageOf(this.#view('job_history'), columns, inScope, scope, mark, this.#family);
    const columns = [...new Set([...this.#columns('job_history', which), ...this.#keyColumns])];
    const keys = [`SELECT ${this.#keyColumns.join(', ')} FROM ${page(this.#keyColumns)}`, ...moreKeys];
    const tasks = `${this.#view('task_history')} v JOIN (${keys.join(' UNION ')}) k ON ${this.#onKey('v', 'k')}`;
    return [
      ...this.#branch('job_history', which, { from: page(columns) }),
      ...this.#branch('task_history', which, { from: tasks, where: this.#scope(scope, 'v') }),
    ];
  }

  /** The newest job of each tenant in the history, those awaited, and the ended children of cluster jobs that still run. */
  lastJobs(awaited: readonly JobKey[]): Branch[] {
    const history = this.#view('job_history');
    const tenant = this.#family === 'sys' ? 'TENANT_ID, ' : '';
    const group = this.#family === 'sys' ? ' GROUP BY TENANT_ID' : '';
    const newest = `SELECT ${tenant}MAX(JOB_ID) AS JOB_ID FROM ${history}${group}`;
    const others = [this.#areKeys(awaited, 'v'), this.#childrenOfRunning('v')].filter(text => text !== '');
    return [
      ...this.#branch('job_history', 'list', {
        source: 'last_jobs',
        from: `${history} v JOIN (${newest}) k ON ${this.#onKey('v', 'k')}`,
      }),
      ...(others.length === 0
        ? []
        : this.#branch('job_history', 'list', { source: otherJobs, where: others.join(' OR ') })),
    ];
  }

  #childrenOfRunning(alias: string): string {
    if (this.#family !== 'sys') return '';
    const parents = `SELECT JOB_ID FROM ${this.#view('jobs')} WHERE TENANT_ID = ${sysTenantId}`;
    return `(${alias}.INITIATOR_TENANT_ID = ${sysTenantId} AND ${alias}.TENANT_ID <> ${sysTenantId} AND ${alias}.INITIATOR_JOB_ID IN (${parents}))`;
  }

  #areKeys(keys: readonly JobKey[], alias: string): string {
    return keys
      .slice(0, mostKeys)
      .map(key => `(${this.#isOneJob(key, alias)})`)
      .join(' OR ');
  }

  #isOneJob(key: JobKey, alias: string): string {
    const job = `${alias}.JOB_ID = ${key.jobId}`;
    return this.#family === 'sys' && key.tenantId !== null
      ? `${alias}.TENANT_ID = ${key.tenantId} AND ${job}`
      : job;
  }

  /** Whether this job can have children: only a job of the sys tenant can. */
  #isParent(key: JobKey): boolean {
    return this.#family === 'sys' && key.tenantId === sysTenantId;
  }

  /** A job with its children. */
  #isFamily(key: JobKey, alias: string): string {
    if (!this.#isParent(key)) return this.#isOneJob(key, alias);
    return `(${this.#isOneJob(key, alias)}) OR (${this.#isChild(key, alias)})`;
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
      ...this.#branch('job_history', 'full', { source: otherJobs, where: this.#isFamily(key, 'v') }),
      ...this.#tasksOf('task_history', key, this.#has('job_history') ? ['jobs', 'job_history'] : ['jobs']),
    ];
  }

  /** A job's tasks; a cluster job has none of its own, so those of its children, wherever their job rows are. */
  #tasksOf(view: 'tasks' | 'task_history', key: JobKey, jobViews: readonly ViewId[]): Branch[] {
    if (!this.#isParent(key)) return this.#branch(view, 'full', { where: this.#isOneJob(key, 'v') });
    const keys = jobViews.map(
      jobs => `SELECT j.TENANT_ID, j.JOB_ID FROM ${this.#view(jobs)} j WHERE ${this.#isChild(key, 'j')}`,
    );
    return this.#branch(view, 'full', {
      from: `${this.#view(view)} v JOIN (${keys.join(' UNION ')}) k ON ${this.#onKey('v', 'k')}`,
    });
  }

  /** A backup set, and where it is incremental the sets from the full one on that it may build on. */
  backupSets(tenantId: bigint | null, backupSetId: bigint): Branch[] {
    const dialect = dialectOf(this.#family);
    const inTenant = (alias: string) =>
      this.#family === 'sys' && tenantId !== null ? `${alias}.TENANT_ID = ${tenantId} AND ` : '';
    const full = `SELECT MAX(s.PREV_FULL_BACKUP_SET_ID) FROM ${this.#view('set_files')} s WHERE ${inTenant('s')}s.BACKUP_SET_ID = ${backupSetId} AND s.${dialect.quote('BACKUP_TYPE')} NOT IN ('FULL', 'D')`;
    return this.#branch('set_files', 'full', {
      where: `${inTenant('v')}(v.BACKUP_SET_ID = ${backupSetId} OR (v.BACKUP_SET_ID < ${backupSetId} AND v.BACKUP_SET_ID >= (${full})))`,
    });
  }
}
