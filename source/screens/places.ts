import type { JobKey } from '../backup/job.ts';
import type { Scope, View } from '../backup/view.ts';
import { type ListState, listStart } from '../components/list-window.ts';
import type { Pinned } from '../presentation/lists/columns.ts';
import type { Tab } from '../presentation/lists/job-list.ts';
import type { SortedBy } from '../presentation/lists/sorting.ts';
import type { ScreenId } from './keys.ts';

/** What a list remembers while it is open, and when one comes back to it. */
interface ListPlace {
  readonly list: ListState;
  readonly filter: string;
  readonly sort: SortedBy | null;
  /** Widths of its columns; grows while the screen is open. */
  readonly pinned: Pinned;
}

export interface TenantsEntry extends ListPlace {
  readonly screen: 'tenants';
}

export interface JobsEntry extends ListPlace {
  readonly screen: 'jobs';
  readonly scope: Scope;
  /** Who the jobs belong to, for the breadcrumb. */
  readonly name: string;
  readonly tab: Tab;
  /** Pages of history asked for. */
  readonly pages: number;
}

export interface TaskEntry {
  readonly screen: 'task';
  readonly key: JobKey;
  /** The tenant's name, for the breadcrumb. */
  readonly name: string;
  /** For a cluster job: the chosen one of its jobs. */
  readonly list: ListState;
  readonly pinned: Pinned;
  readonly scroll: number;
}

/** Whose columns are shown. */
export type Subject =
  | { readonly kind: 'job'; readonly key: JobKey }
  | { readonly kind: 'tenant'; readonly id: bigint | null }
  | { readonly kind: 'log_stream'; readonly key: JobKey; readonly row: string }
  | { readonly kind: 'event'; readonly scope: Scope; readonly row: string };

/** The log streams of a job. */
export interface LogStreamsEntry {
  readonly screen: 'log_streams';
  readonly key: JobKey;
  /** The tenant's name, for the breadcrumb. */
  readonly name: string;
  readonly list: ListState;
  readonly pinned: Pinned;
}

/** The time line of the root service's events. */
export interface EventsEntry {
  readonly screen: 'events';
  readonly scope: Scope;
  /** Whose events, for the breadcrumb. */
  readonly name: string;
  readonly list: ListState;
  readonly pinned: Pinned;
}

export interface DetailsEntry {
  readonly screen: 'details';
  readonly of: Subject;
  readonly name: string;
  readonly scroll: number;
}

/** What has happened since the start. */
export interface AlertsEntry {
  readonly screen: 'alerts';
  readonly list: ListState;
  readonly pinned: Pinned;
}

export interface HelpEntry {
  readonly screen: 'help';
  readonly of: ScreenId;
  readonly scroll: number;
}

/** A screen that is open, with what it remembers. */
export type Entry =
  | TenantsEntry
  | JobsEntry
  | TaskEntry
  | LogStreamsEntry
  | EventsEntry
  | DetailsEntry
  | AlertsEntry
  | HelpEntry;

/** A list of rows that can be filtered and sorted. */
export type ListEntry = TenantsEntry | JobsEntry;

const place = (): ListPlace => ({ list: listStart, filter: '', sort: null, pinned: new Map() });

/** Newly opened screens. */
export const tenantsEntry = (): TenantsEntry => ({ screen: 'tenants', ...place() });

export const jobsEntry = (scope: Scope, name: string): JobsEntry => ({
  screen: 'jobs',
  scope,
  name,
  tab: 'all',
  pages: 1,
  ...place(),
});

export const taskEntry = (key: JobKey, name: string): TaskEntry => ({
  screen: 'task',
  key,
  name,
  list: listStart,
  pinned: new Map(),
  scroll: 0,
});

export const logStreamsEntry = (key: JobKey, name: string): LogStreamsEntry => ({
  screen: 'log_streams',
  key,
  name,
  list: listStart,
  pinned: new Map(),
});

export const eventsEntry = (scope: Scope, name: string): EventsEntry => ({
  screen: 'events',
  scope,
  name,
  list: listStart,
  pinned: new Map(),
});

export const alertsEntry = (): AlertsEntry => ({ screen: 'alerts', list: listStart, pinned: new Map() });

/** Screens that read nothing of their own: the one below them stays current. */
const overlays: ReadonlySet<ScreenId> = new Set(['alerts', 'help']);

/** The view that the topmost screen shows, or the one below it where it is an overlay. */
export function viewOf(stack: readonly Entry[]): View {
  const entry = stack.findLast(({ screen }) => !overlays.has(screen));
  if (entry === undefined || entry.screen === 'tenants') return { kind: 'tenants' };
  if (entry.screen === 'jobs') {
    return { kind: 'jobs', scope: entry.scope, pages: entry.pages, columns: 'list' };
  }
  if (entry.screen === 'task') return { kind: 'job', key: entry.key };
  if (entry.screen === 'log_streams') return { kind: 'log_streams', key: entry.key };
  if (entry.screen === 'events') return { kind: 'events', scope: entry.scope };
  return entry.screen === 'details' ? viewOfSubject(entry.of) : { kind: 'tenants' };
}

function viewOfSubject(of: Subject): View {
  switch (of.kind) {
    case 'job':
      return { kind: 'job', key: of.key };
    case 'tenant':
      return { kind: 'tenants' };
    case 'log_stream':
      return { kind: 'log_streams', key: of.key };
    case 'event':
      return { kind: 'events', scope: of.scope };
  }
}

/** A tenant as a breadcrumb names it. */
export function tenantTitle(name: string, id: bigint | null): string {
  return id === null || name === id.toString() ? name : `${name} (${id})`;
}
