import type { JobKey } from '../../backup/job.ts';
import { dialectOf } from '../session/dialect.ts';
import { areJobs, jobHistory, jobs, newestJobs } from './jobs.ts';
import { type Branch, branchOf, type ReadableViews, viewName } from './view.ts';

/** The columns of a `JobSighting`: just enough to know what has happened. */
const sightingColumns: ReadonlySet<string> = new Set([
  'TENANT_ID',
  'JOB_ID',
  'BACKUP_TYPE',
  'START_TIMESTAMP',
  'END_TIMESTAMP',
  'STATUS',
  'RESULT',
]);

/** Labels of these rows in an answer. */
export const liveElsewhere = 'live_elsewhere';
export const endedElsewhere = 'ended_elsewhere';
export const lastElsewhere = 'last_elsewhere';

/** Live jobs read at most: a tenant has one or two. */
export const maxLiveElsewhere = 1000;

/** The same rows with only these columns, under a label of their own. */
function sightings(branches: readonly Branch[], source: string): Branch[] {
  return branches.map(branch => ({
    ...branch,
    source,
    columns: branch.columns.filter(name => sightingColumns.has(name)),
  }));
}

/** The live jobs of all tenants, the newest where there are very many. */
export function allLiveJobs(readable: ReadableViews): Branch[] {
  const { family } = readable;
  const dialect = dialectOf(family);
  return sightings(branchOf(jobs, 'list', readable, {}), liveElsewhere).map(branch => {
    const list = branch.columns.map(name => `h.${dialect.quote(name)}`).join(', ');
    const select = `SELECT ${list} FROM ${viewName(jobs, family)} h ORDER BY h.START_TIMESTAMP DESC`;
    const from = dialect.firstRows(select, maxLiveElsewhere, 'v');
    return { ...branch, from, maxRows: maxLiveElsewhere };
  });
}

/** The outcome of jobs that have left the live view; none where nothing is awaited. */
export function outcomesOf(awaited: readonly JobKey[], readable: ReadableViews): Branch[] {
  const where = areJobs(awaited, readable.family);
  return where === '' ? [] : sightings(branchOf(jobHistory, 'list', readable, { where }), endedElsewhere);
}

/** The newest ended job of each tenant: it may have come and gone between two reads. */
export function newestEndedJobs(readable: ReadableViews): Branch[] {
  return sightings(newestJobs(readable), lastElsewhere);
}

/** Whether a statement with these branches reads all live jobs anyway. */
export function readsAllLiveJobs(branches: readonly Branch[]): boolean {
  return branches.some(({ view, from, where = '' }) => view === jobs && from === undefined && where === '');
}
