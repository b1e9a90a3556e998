import { isClusterJob } from '../backup/job.ts';
import { findJob } from '../backup/picture.ts';
import type { SourceError } from '../backup/source.ts';
import { type Movement, move, settle, stepOf } from '../components/list-window.ts';
import type { Words } from '../text/wording.ts';
import type { Store } from '../watch/store.ts';
import { viewKey } from '../watch/view.ts';
import { firstEntries } from './first-screen.ts';
import type { Press } from './input.ts';
import { pastedText } from './input.ts';
import { jobRows, jobSortings, tabs } from './job-rows.ts';
import { type KeyId, keyOf } from './keys.ts';
import { memoLast } from './memo-last.ts';
import {
  type Entry,
  jobsEntry,
  type ListEntry,
  type TaskEntry,
  taskEntry,
  tenantsEntry,
  viewOf,
} from './navigation.ts';
import { nextSorting } from './sorting.ts';
import { tenantRows, tenantSortings } from './tenant-rows.ts';

/** How the screens end. */
export type Ending =
  | { readonly kind: 'quit' }
  | { readonly kind: 'fatal'; readonly error: SourceError }
  | { readonly kind: 'crashed'; readonly error: Error };

export interface UiState {
  readonly stack: readonly Entry[];
  /** Whether the filter is being typed. */
  readonly editing: boolean;
  /** A sentence for the footer until the next key. */
  readonly message: string | null;
}

export interface UiOptions {
  readonly store: Store;
  readonly say: Words;
  /** Name or number of the tenant, and number of the job, to open first. */
  readonly tenant: string | null;
  readonly job: bigint | null;
  readonly quit: () => void;
  readonly suspend: () => void;
  readonly redraw: () => void;
}

/** How much of a screen is seen: set by the screen that was drawn last, for keys that move by pages. */
export interface Extent {
  readonly height: number;
  /** Lines or rows there are. */
  readonly count: number;
}

export interface Ui {
  subscribe(listener: () => void): () => void;
  state(): UiState;
  press(press: Press): void;
  paste(text: string): void;
  /** Remembers how much of the screen is seen. Draws nothing. */
  measure(extent: Extent): void;
  /** To be called when the store has changed: opens the first screen once there is something to open it on. */
  noticed(): void;
}

const movements: Readonly<Partial<Record<KeyId, Movement>>> = {
  up: 'up',
  down: 'down',
  page_up: 'page_up',
  page_down: 'page_down',
  first: 'first',
  last: 'last',
};

/** Intervals that + and - step through, in seconds. */
const intervals = [0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/**
 * What the user has open and chosen, and what keys do to it. It stands outside React, so that keys that
 * arrive together ('jj' and Enter) each act on what the one before has done.
 */
export function createUi({ store, say, tenant, job, quit, suspend, redraw }: UiOptions): Ui {
  const listeners = new Set<() => void>();
  let state: UiState = { stack: [tenantsEntry()], editing: false, message: null };
  let extent: Extent = { height: 1, count: 0 };
  let opened = false;

  const set = (change: Partial<UiState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const top = (): Entry => state.stack[state.stack.length - 1] as Entry;
  const replaceTop = (entry: Entry, change: Partial<UiState> = {}) =>
    set({ ...change, stack: [...state.stack.slice(0, -1), entry] });

  const showStack = (stack: readonly Entry[], change: Partial<UiState> = {}) => {
    const [before, after] = [viewOf(state.stack), viewOf(stack)];
    set({ ...change, stack, editing: false });
    if (viewKey(before) !== viewKey(after)) store.show(after);
  };

  const tenantsNow = memoLast(tenantRows);
  const jobsNow = memoLast(jobRows);
  const childrenNow = memoLast(jobRows);

  const rowsOfTenants = (entry: ListEntry) => {
    const { picture, server } = store.state();
    if (picture === null || server === null || entry.screen !== 'tenants') return [];
    return tenantsNow(picture, server, say.screens.crumbs.allTenants, entry.filter, entry.sort);
  };
  const rowsOfJobs = (entry: ListEntry) => {
    const { picture } = store.state();
    return picture === null || entry.screen !== 'jobs'
      ? []
      : jobsNow(picture, entry.tab, entry.filter, entry.sort);
  };
  const rowsOfChildren = (entry: TaskEntry) => {
    const picture = store.state().follow?.picture ?? null;
    const found = picture === null ? null : findJob(picture, entry.key);
    if (picture === null || found === null || !isClusterJob(found)) return [];
    return childrenNow(picture, 'all', '', null).filter(row => row.depth === 1);
  };
  const keysOf = (entry: Entry): readonly string[] => {
    if (entry.screen === 'tenants') return rowsOfTenants(entry).map(row => row.key);
    if (entry.screen === 'jobs') return rowsOfJobs(entry).map(row => row.key);
    return entry.screen === 'task' ? rowsOfChildren(entry).map(row => row.key) : [];
  };
  const chosen = <Row extends { readonly key: string }>(
    rows: readonly Row[],
    entry: Entry,
  ): Row | undefined =>
    'list' in entry
      ? rows[
          settle(
            entry.list,
            rows.map(row => row.key),
            extent.height,
          ).index
        ]
      : undefined;

  /** Notes where the chosen row has come to, for the day it vanishes. */
  const keepPlace = () => {
    const entry = top();
    if (!('list' in entry) || entry.list.selected === null) return;
    const list = settle(entry.list, keysOf(entry), extent.height);
    if (list.index !== entry.list.index || list.selected !== entry.list.selected)
      replaceTop({ ...entry, list });
  };

  const scrolled = (scroll: number, movement: Movement): number => {
    const lowest = Math.max(0, extent.count - extent.height);
    return Math.min(
      lowest,
      Math.max(0, Math.min(scroll, lowest) + stepOf(movement, extent.height, extent.count)),
    );
  };

  const askOlder = (entry: ListEntry, keys: readonly string[]) => {
    const { picture } = store.state();
    const atEnd = entry.list.index >= keys.length - 1;
    if (entry.screen !== 'jobs' || entry.tab === 'running' || !atEnd || picture?.olderJobs !== true) return;
    // The page asked for before is still on its way.
    if (store.pulse().reading) return;
    replaceTop({ ...entry, pages: entry.pages + 1 });
    store.show(viewOf(state.stack));
  };

  const moveBy = (movement: Movement) => {
    const entry = top();
    const keys = keysOf(entry);
    if ('list' in entry && keys.length > 0) {
      const moved = { ...entry, list: move(entry.list, movement, keys, extent.height) };
      replaceTop(moved);
      if (moved.screen !== 'task' && movement !== 'up' && movement !== 'page_up' && movement !== 'first') {
        askOlder(moved, keys);
      }
    } else if ('scroll' in entry) {
      replaceTop({ ...entry, scroll: scrolled(entry.scroll, movement) });
    }
  };

  const openChosen = () => {
    const entry = top();
    if (entry.screen === 'tenants') {
      const row = chosen(rowsOfTenants(entry), entry);
      if (row === undefined) return;
      const scope = row.all ? ({ kind: 'all' } as const) : ({ kind: 'tenant', tenantId: row.id } as const);
      showStack([...state.stack, jobsEntry(scope, tenantTitle(row.name, row.all ? null : row.id))]);
    } else if (entry.screen === 'jobs' || entry.screen === 'task') {
      const rows = entry.screen === 'jobs' ? rowsOfJobs(entry) : rowsOfChildren(entry);
      const row = chosen(rows, entry);
      if (row === undefined) return;
      showStack([...state.stack, taskEntry(row.job.key, tenantTitle(row.tenantName, row.job.key.tenantId))]);
    }
  };

  const openDetails = () => {
    const entry = top();
    if (entry.screen === 'tenants') {
      const row = chosen(rowsOfTenants(entry), entry);
      if (row?.tenant == null) return;
      const of = { kind: 'tenant', id: row.tenant.id } as const;
      showStack([...state.stack, { screen: 'details', of, name: tenantTitle(row.name, row.id), scroll: 0 }]);
      return;
    }
    if (entry.screen === 'task') {
      const of = { kind: 'job', key: entry.key } as const;
      showStack([...state.stack, { screen: 'details', of, name: entry.name, scroll: 0 }]);
      return;
    }
    const row = entry.screen === 'jobs' ? chosen(rowsOfJobs(entry), entry) : undefined;
    if (row === undefined) return;
    const of = { kind: 'job', key: row.job.key } as const;
    const name = tenantTitle(row.tenantName, row.job.key.tenantId);
    showStack([...state.stack, { screen: 'details', of, name, scroll: 0 }]);
  };

  const back = () => {
    const entry = top();
    if ('filter' in entry && entry.filter !== '') {
      replaceTop({ ...entry, filter: '' });
    } else if (state.stack.length > 1) {
      showStack(state.stack.slice(0, -1));
    }
  };

  const changeInterval = (direction: 1 | -1) => {
    const now = store.pulse().intervalSeconds;
    const next =
      direction === 1
        ? intervals.find(seconds => seconds > now)
        : intervals.findLast(seconds => seconds < now);
    if (next !== undefined) store.setInterval(next);
  };

  const nextTab = () => {
    const entry = top();
    if (entry.screen !== 'jobs') return;
    const tab = tabs[(tabs.indexOf(entry.tab) + 1) % tabs.length] ?? 'all';
    replaceTop({ ...entry, tab });
  };

  const nextSort = () => {
    const entry = top();
    if (entry.screen === 'tenants') replaceTop({ ...entry, sort: nextSorting(tenantSortings, entry.sort) });
    if (entry.screen === 'jobs') replaceTop({ ...entry, sort: nextSorting(jobSortings, entry.sort) });
  };

  const openHelp = () => showStack([...state.stack, { screen: 'help', of: top().screen, scroll: 0 }]);

  const actions: Readonly<Partial<Record<KeyId, () => void>>> = {
    open: openChosen,
    back,
    tab: nextTab,
    pause: store.togglePause,
    longer: () => changeInterval(1),
    shorter: () => changeInterval(-1),
    refresh: store.refresh,
    details: openDetails,
    filter: () => set({ editing: true }),
    sort: nextSort,
    help: openHelp,
    quit,
    redraw,
    suspend,
  };

  const typeFilter = (text: (before: string) => string) => {
    const entry = top();
    if ('filter' in entry) replaceTop({ ...entry, filter: text(entry.filter) });
  };

  /** Keys while the filter is being typed; true where the press was one of them. */
  const edit = (press: Press): boolean => {
    const entry = top();
    if (!('filter' in entry)) return false;
    if (press === 'enter') set({ editing: false });
    else if (press === 'escape') replaceTop({ ...entry, filter: '' }, { editing: false });
    else if (press === 'backspace') {
      if (entry.filter === '') set({ editing: false });
      else typeFilter(before => withoutLast(before));
    } else if (press === 'space') typeFilter(before => `${before} `);
    else if (isCharacter(press)) typeFilter(before => before + press);
    else return false;
    return true;
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    press(press) {
      store.touch();
      if (state.message !== null) set({ message: null });
      if (state.editing && edit(press)) return;
      const id = keyOf(press, top().screen);
      if (id === null) return;
      const movement = movements[id];
      if (movement !== undefined) moveBy(movement);
      else if (!state.editing || id === 'quit' || id === 'redraw' || id === 'suspend') actions[id]?.();
    },
    paste(text) {
      if (state.editing) typeFilter(before => before + pastedText(text));
    },
    measure(seen) {
      extent = seen;
    },
    noticed() {
      const { picture, server } = store.state();
      if (picture === null || server === null) return;
      keepPlace();
      if (opened) return;
      opened = true;
      const { entries, message } = firstEntries({ tenant, job, picture, server, say });
      if (entries.length > 0) showStack([...state.stack, ...entries]);
      if (message !== null) set({ message });
    },
  };
}

/** A tenant as a breadcrumb names it. */
function tenantTitle(name: string, id: bigint | null): string {
  return id === null || name === id.toString() ? name : `${name} (${id})`;
}

const graphemes = new Intl.Segmenter('en');

function withoutLast(text: string): string {
  const segments = Array.from(graphemes.segment(text), part => part.segment);
  return segments.slice(0, -1).join('');
}

/** A press that writes a character, as opposed to a key with a name. */
function isCharacter(press: Press): boolean {
  return Array.from(graphemes.segment(press)).length === 1;
}
