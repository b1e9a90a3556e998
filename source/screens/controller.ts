import type { Picture } from '../backup/picture.ts';
import type { SourceError } from '../backup/source.ts';
import { viewKey } from '../backup/view.ts';
import { type Movement, move, settle, stepOf } from '../components/list-window.ts';
import { tabs } from '../presentation/lists/job-list.ts';
import { tenantsKnown } from '../presentation/lists/tenant-list.ts';
import type { Theme } from '../presentation/theme.ts';
import { firstBytes, mostCopied } from '../terminal/sequences.ts';
import { bytes } from '../text/number.ts';
import type { Store } from '../watch/store.ts';
import { editFilter } from './filter-edit.ts';
import { firstEntries } from './first-screen.ts';
import { type Press, pastedText } from './input.ts';
import { type KeyId, keyOf } from './keys.ts';
import { sortedByNext, sortedReversed } from './list-order.ts';
import { alertsEntry, type Entry, type ListEntry, tenantsEntry, viewOf } from './places.ts';
import { createShownRows } from './shown-rows.ts';

/** How the screens end. */
export type Ending =
  | { readonly kind: 'quit' }
  /** Ctrl-C, which every other program takes for an interrupt. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'fatal'; readonly error: SourceError }
  | { readonly kind: 'crashed'; readonly error: Error };

export interface ControllerState {
  readonly stack: readonly Entry[];
  /** Whether the filter is being typed. */
  readonly editing: boolean;
  /** A sentence for the footer until the next key. */
  readonly message: string | null;
  /** A sentence that gives way to all others in the footer, until a key after it was to be seen. */
  readonly notice: string | null;
  /** The serial number up to which changes were seen: a key was pressed since. */
  readonly seenUpTo: number;
}

export interface ControllerOptions {
  readonly store: Store;
  readonly theme: Theme;
  /** Name or number of the tenant, and number of the job, to open first. */
  readonly tenant: string | null;
  readonly job: bigint | null;
  readonly quit: () => void;
  readonly interrupt: () => void;
  readonly suspend: () => void;
  readonly redraw: () => void;
  /** Puts a text into the clipboard of the terminal's owner. */
  readonly copy: (text: string) => void;
}

/** How much of a screen is seen: set by the screen that was drawn last, for keys that move by pages. */
export interface Extent {
  readonly height: number;
  /** Lines or rows there are. */
  readonly count: number;
}

export interface Controller {
  subscribe(listener: () => void): () => void;
  state(): ControllerState;
  press(press: Press): void;
  paste(text: string): void;
  /** Remembers how much of the screen is seen. Draws nothing. */
  measure(extent: Extent): void;
  /** Whether the screen has something that the key for it opens. */
  canOpen(): boolean;
  /** Says a sentence in the footer, where no alert stands in it, until the next key. */
  showNotice(sentence: string): void;
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

/** Movements that may reach the end of a list. */
const onward: ReadonlySet<Movement> = new Set(['down', 'page_down', 'last']);

/** Keys that work while a filter is being typed, beside the movements. */
const whileTyping: ReadonlySet<KeyId> = new Set(['quit', 'interrupt', 'redraw', 'suspend']);

/** Intervals that + and - step through, in seconds. */
const intervals = [0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/**
 * What the user has open and chosen, and what keys do to it. It stands outside React, so that keys that
 * arrive together ('jj' and Enter) each act on what the one before has done.
 */
export function createController({
  store,
  theme,
  tenant,
  job,
  quit,
  interrupt,
  suspend,
  redraw,
  copy,
}: ControllerOptions): Controller {
  const listeners = new Set<() => void>();
  const rows = createShownRows(store, theme);
  const first = tenantsEntry();
  let state: ControllerState = { stack: [first], editing: false, message: null, notice: null, seenUpTo: 0 };
  let extent: Extent = { height: 1, count: 0 };
  let opened = false;
  let told = 0;
  let certificateTold = false;

  const set = (change: Partial<ControllerState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const top = (): Entry => state.stack.at(-1) ?? first;
  const replaceTop = (entry: Entry, change: Partial<ControllerState> = {}) =>
    set({ ...change, stack: [...state.stack.slice(0, -1), entry] });
  const showStack = (stack: readonly Entry[]) => {
    const [before, after] = [viewOf(state.stack), viewOf(stack)];
    set({ stack, editing: false });
    if (viewKey(before) !== viewKey(after)) store.show(after);
  };
  const push = (entry: Entry | null) => {
    if (entry !== null) showStack([...state.stack, entry]);
  };

  const lastSerial = () => store.changes()[0]?.serial ?? 0;

  /** What happens now is newer than what was last said. */
  const noticeChanges = () => {
    const newest = lastSerial();
    if (newest === told) return;
    told = newest;
    if (state.message !== null) set({ message: null });
  };

  /** Notes where the chosen row has come to, for the day it vanishes. */
  const keepPlace = () => {
    const entry = top();
    if (!('list' in entry) || entry.list.selected === null) return;
    const keys = rows.keys(entry);
    // Before its first picture a list has no rows, which does not mean that the chosen one has gone.
    if (keys.length === 0) return;
    const list = settle(entry.list, keys, extent.height);
    if (list.index !== entry.list.index || list.selected !== entry.list.selected) {
      replaceTop({ ...entry, list });
    }
  };

  const askOlder = (entry: ListEntry, keys: readonly string[]) => {
    const atEnd = entry.list.index >= keys.length - 1;
    if (entry.screen !== 'jobs' || entry.tab === 'running' || !atEnd) return;
    // While a read is under way, it may be the page asked for before.
    if ((store.state().answer as Picture | null)?.olderJobs !== true || store.pollStatus().reading) return;
    replaceTop({ ...entry, pages: entry.pages + 1 });
    store.show(viewOf(state.stack));
  };

  const moveBy = (movement: Movement) => {
    const entry = top();
    const keys = rows.keys(entry);
    if ('list' in entry && keys.length > 0) {
      const moved = { ...entry, list: move(entry.list, movement, keys, extent.height) };
      replaceTop(moved);
      if ('filter' in moved && onward.has(movement)) askOlder(moved, keys);
    } else if ('scroll' in entry) {
      const lowest = Math.max(0, extent.count - extent.height);
      const step = stepOf(movement, extent.height, extent.count);
      replaceTop({ ...entry, scroll: Math.min(lowest, Math.max(0, Math.min(entry.scroll, lowest) + step)) });
    }
  };

  const back = () => {
    const entry = top();
    if ('filter' in entry && entry.filter !== '') replaceTop({ ...entry, filter: '' });
    else if (state.stack.length > 1) showStack(state.stack.slice(0, -1));
  };

  const changeInterval = (step: 'longer' | 'shorter') => {
    const now = store.pollStatus().intervalSeconds;
    const next =
      step === 'longer' ? intervals.find(each => each > now) : intervals.findLast(each => each < now);
    if (next !== undefined) store.setInterval(next);
  };

  const nextTab = () => {
    const entry = top();
    if (entry.screen !== 'jobs') return;
    replaceTop({ ...entry, tab: tabs[(tabs.indexOf(entry.tab) + 1) % tabs.length] ?? 'all' });
  };

  /** Opens what belongs to the chosen row, which stays chosen for when one comes back. */
  const open = (next: Entry | null) => {
    const entry = top();
    if (next === null) return;
    if ('list' in entry) {
      const keys = rows.keys(entry);
      const list = settle(entry.list, keys, extent.height);
      replaceTop({ ...entry, list: { ...list, selected: keys[list.index] ?? null } });
    }
    push(next);
  };

  const copyChosen = () => {
    const { copied } = theme.words.screens;
    const found = rows.copies(top(), extent.height);
    if (found === null) return set({ message: copied.nothing });
    copy(found.text);
    const cut = firstBytes(found.text, mostCopied) !== found.text;
    set({ message: cut ? `${found.said}; ${copied.cut(bytes(BigInt(mostCopied)))}` : found.said });
  };

  const actions: Readonly<Partial<Record<KeyId, () => void>>> = {
    open: () => open(rows.opens(top(), extent.height)),
    details: () => open(rows.details(top(), extent.height)),
    log_streams: () => push(rows.logStreams(top())),
    events: () => open(rows.events(top(), extent.height)),
    alerts: () => push(alertsEntry()),
    copy: copyChosen,
    help: () => push({ screen: 'help', of: top().screen, scroll: 0 }),
    back,
    tab: nextTab,
    sort: () => replaceTop(sortedByNext(top())),
    reverse: () => replaceTop(sortedReversed(top())),
    filter: () => set({ editing: true }),
    pause: store.togglePause,
    longer: () => changeInterval('longer'),
    shorter: () => changeInterval('shorter'),
    refresh: store.refresh,
    quit,
    interrupt,
    redraw,
    suspend,
  };

  /** Whether the press was one for the filter that is being typed. */
  const typed = (press: Press): boolean => {
    const entry = top();
    if (!state.editing || !('filter' in entry)) return false;
    const edited = editFilter(press, entry.filter);
    if (edited === null) return false;
    replaceTop({ ...entry, filter: edited.filter }, { editing: edited.editing });
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
      const seenUpTo = lastSerial();
      // What an alert or a message has hidden was not seen yet.
      const hidden = state.message !== null || state.seenUpTo !== seenUpTo;
      if (hidden) set({ message: null, seenUpTo });
      else if (state.notice !== null) set({ notice: null });
      if (typed(press)) return;
      const id = keyOf(press, top().screen);
      if (id === null) return;
      const movement = movements[id];
      if (movement !== undefined) moveBy(movement);
      else if (!state.editing || whileTyping.has(id)) actions[id]?.();
    },
    paste(text) {
      const entry = top();
      if (state.editing && 'filter' in entry) {
        replaceTop({ ...entry, filter: entry.filter + pastedText(text) });
      }
    },
    measure(seen) {
      extent = seen;
    },
    canOpen: () => rows.opens(top(), extent.height) !== null,
    showNotice: sentence => set({ notice: sentence }),
    noticed() {
      noticeChanges();
      const { server } = store.state();
      if (server?.certificateChanged === true && !certificateTold) {
        certificateTold = true;
        set({ notice: theme.words.screens.certificateChanged });
      }
      keepPlace();
      const known = tenantsKnown(store.state());
      if (opened || known === null || server === null) return;
      opened = true;
      const { entries, message } = firstEntries({
        tenant,
        job,
        tenants: known.tenants,
        server,
        words: theme.words,
      });
      if (entries.length > 0) showStack([...state.stack, ...entries]);
      if (message !== null) set({ message });
    },
  };
}
