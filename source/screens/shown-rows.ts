import { failedFirst } from '../backup/cluster-job.ts';
import type { EventsPicture } from '../backup/event.ts';
import { isClusterJob, sameJob } from '../backup/job.ts';
import type { LogStreamsPicture } from '../backup/log-stream.ts';
import { findJob, type Picture } from '../backup/picture.ts';
import { sysTenantId } from '../backup/tenant.ts';
import type { Scope } from '../backup/view.ts';
import { settle } from '../components/list-window.ts';
import { changeText, tenantOf } from '../presentation/change-text.ts';
import { alertRows } from '../presentation/lists/alert-list.ts';
import { eventRows } from '../presentation/lists/event-list.ts';
import { allJobs, type JobRow, jobRows } from '../presentation/lists/job-list.ts';
import { logStreamRows } from '../presentation/lists/log-stream-list.ts';
import { type TenantRow, tenantRows, tenantsKnown } from '../presentation/lists/tenant-list.ts';
import type { Theme } from '../presentation/theme.ts';
import type { Words } from '../text/words.ts';
import type { LoggedChange } from '../watch/change-log.ts';
import type { Store, WatchState } from '../watch/store.ts';
import { type Copied, copiedColumns, copiedJob, copiedRow, copiedTrace, traceOf } from './copied.ts';
import { sectionsOf } from './details-rows.ts';
import { memoLast } from './memo-last.ts';
import {
  type Entry,
  eventsEntry,
  jobsEntry,
  logStreamsEntry,
  type Subject,
  taskEntry,
  tenantTitle,
} from './places.ts';

/** The rows of lists as they are on the screen, for keys that move among them and open them. */
export interface ShownRows {
  /** The keys of the rows of an open screen; none where it has no list. */
  keys(entry: Entry): readonly string[];
  /** The screen that the chosen row opens, or null. */
  opens(entry: Entry, height: number): Entry | null;
  /** The details of the chosen row, or of the job on the screen; null where there is none. */
  details(entry: Entry, height: number): Entry | null;
  /** The log streams of the job on the screen; null where there is none. */
  logStreams(entry: Entry): Entry | null;
  /** The events of the chosen tenant, or of the tenant on the screen. */
  events(entry: Entry, height: number): Entry | null;
  /** What the copy key takes: the chosen row, or what the screen is about; null where there is nothing. */
  copies(entry: Entry, height: number): Copied | null;
}

/** Cluster jobs list the jobs they started, failed ones first; other jobs none. */
export function childRows(state: WatchState, entry: Entry): readonly JobRow[] {
  const picture = state.location?.picture ?? null;
  if (picture === null || entry.screen !== 'task') return [];
  const found = findJob(picture, entry.key);
  if (found === null || !isClusterJob(found)) return [];
  return jobRows(picture, state.tenants, allJobs)
    .filter(row => row.depth === 1)
    .sort((a, b) => failedFirst(a.job, b.job));
}

/** @param store whose state of the moment the rows are made from */
export function createShownRows(store: Pick<Store, 'state' | 'changes'>, theme: Theme): ShownRows {
  const { state: stateOf } = store;
  const { words } = theme;
  const rowsOfAlerts = memoLast(alertRows);
  const rowsOfTenants = memoLast(tenantRows);
  const rowsOfJobs = memoLast(jobRows);
  const rowsOfChildren = memoLast(childRows);
  const rowsOfLogStreams = memoLast(logStreamRows);
  const rowsOfEvents = memoLast(eventRows);

  const tenants = (entry: Entry): readonly TenantRow[] => {
    const { server } = stateOf();
    const known = tenantsKnown(stateOf());
    if (known === null || server === null || entry.screen !== 'tenants') return [];
    return rowsOfTenants(known, server, words.screens.crumbs.allTenants, entry.filter, entry.sort);
  };
  const jobs = (entry: Entry): readonly JobRow[] => {
    const { answer, tenants: tenantsOfState } = stateOf();
    const picture = answer as Picture | null;
    if (entry.screen === 'task') return rowsOfChildren(stateOf(), entry);
    return picture === null || entry.screen !== 'jobs' ? [] : rowsOfJobs(picture, tenantsOfState, entry);
  };
  const logStreams = () => {
    const { answer, tenants: named } = stateOf();
    return answer === null ? [] : rowsOfLogStreams(answer as LogStreamsPicture, named);
  };
  const events = () => {
    const { answer, tenants: named } = stateOf();
    return answer === null ? [] : rowsOfEvents(answer as EventsPicture, named);
  };
  const alerts = () => rowsOfAlerts(store.changes());
  const rowsOf = (entry: Entry): readonly { readonly key: string }[] => {
    if (entry.screen === 'tenants') return tenants(entry);
    if (entry.screen === 'log_streams') return logStreams();
    if (entry.screen === 'alerts') return alerts();
    return entry.screen === 'events' ? events() : jobs(entry);
  };
  const keys = (entry: Entry): readonly string[] => rowsOf(entry).map(row => row.key);

  const chosen = <Row extends { readonly key: string }>(
    rows: readonly Row[],
    entry: Entry,
    height: number,
  ) => {
    if (!('list' in entry)) return undefined;
    const all = rows.map(row => row.key);
    return rows[settle(entry.list, all, height).index];
  };

  const detailsOf = (of: Subject, name: string): Entry => ({ screen: 'details', of, name, scroll: 0 });

  return {
    keys,
    opens(entry, height) {
      if (entry.screen === 'tenants') {
        const row = chosen(tenants(entry), entry, height);
        if (row === undefined) return null;
        const scope = row.all ? ({ kind: 'all' } as const) : ({ kind: 'tenant', tenantId: row.id } as const);
        return jobsEntry(scope, row.all ? row.name : tenantTitle(row.name, row.id));
      }
      if (entry.screen === 'alerts') {
        const change = chosen(alerts(), entry, height)?.change;
        return change === undefined ? null : openedBy(change, theme);
      }
      const row = chosen(jobs(entry), entry, height);
      return row === undefined ? null : taskEntry(row.job.key, titleOfRow(row, words));
    },
    details(entry, height) {
      if (entry.screen === 'task') return detailsOf({ kind: 'job', key: entry.key }, entry.name);
      if (entry.screen === 'tenants') {
        const row = chosen(tenants(entry), entry, height);
        if (row === undefined || row.tenant === null) return null;
        return detailsOf({ kind: 'tenant', id: row.id }, tenantTitle(row.name, row.id));
      }
      if (entry.screen === 'log_streams' || entry.screen === 'events') {
        const row = chosen(rowsOf(entry), entry, height)?.key;
        if (row === undefined) return null;
        const of: Subject =
          entry.screen === 'events'
            ? { kind: 'event', scope: entry.scope, row }
            : { kind: 'log_stream', key: entry.key, row };
        return detailsOf(of, entry.name);
      }
      const row = chosen(jobs(entry), entry, height);
      return row === undefined ? null : detailsOf({ kind: 'job', key: row.job.key }, titleOfRow(row, words));
    },
    logStreams: entry => (entry.screen === 'task' ? logStreamsEntry(entry.key, entry.name) : null),
    events(entry, height) {
      if (entry.screen === 'jobs') return eventsEntry(entry.scope, entry.name);
      if (entry.screen === 'task') return eventsEntry(scopeOf(entry.key.tenantId), entry.name);
      const row = entry.screen === 'tenants' ? chosen(tenants(entry), entry, height) : undefined;
      if (row === undefined) return null;
      return row.all
        ? eventsEntry({ kind: 'all' }, row.name)
        : eventsEntry({ kind: 'tenant', tenantId: row.id }, tenantTitle(row.name, row.id));
    },
    copies(entry, height) {
      switch (entry.screen) {
        case 'tenants': {
          const row = chosen(tenants(entry), entry, height);
          return row?.tenant == null ? null : copiedRow(row.name, row.tenant.row, theme);
        }
        case 'jobs': {
          const row = chosen(jobs(entry), entry, height);
          return row === undefined ? null : copiedJob(row, theme);
        }
        case 'task': {
          const child = chosen(jobs(entry), entry, height);
          const own = child ?? ownRow(stateOf(), entry);
          return own === null ? null : (traceOf(own, theme) ?? copiedJob(own, theme));
        }
        case 'log_streams': {
          const row = chosen(logStreams(), entry, height);
          if (row === undefined) return null;
          return copiedTrace(row.of.traceId, theme) ?? copiedRow(row.tenantName, row.of.row, theme);
        }
        case 'events': {
          const row = chosen(events(), entry, height);
          return row === undefined ? null : copiedRow(row.tenantName ?? '', row.event.row, theme);
        }
        case 'alerts': {
          const change = chosen(alerts(), entry, height)?.change;
          if (change === undefined) return null;
          const at = theme.zone.full(change.at);
          return { text: `${at}\t${changeText(change, theme)}`, said: words.screens.copied.alert };
        }
        case 'details':
          return copiedColumns(sectionsOf(entry.of, stateOf(), theme), theme);
        case 'help':
          return null;
      }
    },
  };
}

/** The row of the job on the screen. */
function ownRow(state: WatchState, entry: Entry): JobRow | null {
  const picture = state.location?.picture ?? null;
  if (picture === null || entry.screen !== 'task') return null;
  return jobRows(picture, state.tenants, allJobs).find(row => sameJob(row.job.key, entry.key)) ?? null;
}

/** The job an alert is about; of a start that was refused there is none, only the tenant. */
function openedBy(change: LoggedChange, theme: Theme): Entry {
  const { tenantId, job } = change;
  const name = tenantOf(change, theme);
  const title = tenantId === sysTenantId ? name : tenantTitle(name, tenantId);
  return job === null ? jobsEntry(scopeOf(tenantId), title) : taskEntry(job, title);
}

function scopeOf(tenantId: bigint | null): Scope {
  return tenantId === sysTenantId ? { kind: 'all' } : { kind: 'tenant', tenantId };
}

function titleOfRow({ job, tenantName }: JobRow, words: Words): string {
  return isClusterJob(job) ? words.screens.crumbs.allTenants : tenantTitle(tenantName, job.key.tenantId);
}
