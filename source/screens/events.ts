import { isFailure } from '../backup/event.ts';
import type { Scope, View } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { type EventRow, eventColumns, eventRows } from '../presentation/lists/event-list.ts';
import { count } from '../text/number.ts';
import { answerList } from './answer-list.ts';
import { copiedRow } from './copy-text.ts';
import { listKeys, liveKeys } from './keys.ts';
import type { ListPlace } from './list-frame.ts';
import { defineScreen } from './screen.ts';

/** The time line of the root service's events. */
export interface EventsPlace extends ListPlace {
  readonly screen: 'events';
  readonly scope: Scope;
  /** Whose events, for the breadcrumb. */
  readonly name: string;
}

/** @param name whose events they are, for the breadcrumb */
export function eventsPlace(scope: Scope, name: string): EventsPlace {
  return { screen: 'events', scope, name, list: listStart, widths: new Map() };
}

const list = answerList<EventsPlace, View<'events'>, EventRow>({
  view: ({ scope }) => ({ kind: 'events', scope }),
  rows: (answer, { state }) => eventRows(answer, state.tenants),
  unavailable: answer => answer.unavailable,
  specs: ({ scope }, _, { state, theme }) =>
    eventColumns(theme, state.now, scope.kind === 'all', state.tenants),
  empty: ({ theme }) => theme.words.screens.events.nothing,
  path: ({ name, scope }, { theme }) => [scope.kind === 'all' ? theme.words.screens.crumbs.allTenants : name],
  title: ({ theme }) => theme.words.screens.crumbs.events,
  counted: (rows, _, { theme }) => theme.words.screens.events.counted(count(BigInt(rows.length))),
  isTrouble: ({ event }) => isFailure(event),
  detailsOf: ({ event }, { theme }) => ({
    title: theme.words.screens.details.event(event.event),
    row: event.row,
  }),
});

/** What the root service did for backups, newest first: of one tenant, or of all. */
export const eventsScreen = defineScreen<EventsPlace, EventRow>({
  ...list,
  id: 'events',
  actions: {
    ...list.actions,
    copy: (_, row, { theme }) =>
      row === null ? null : copiedRow(row.tenantName ?? '', row.event.row, theme),
  },
  keys: [...listKeys, ...liveKeys],
  opener: { id: 'events', presses: ['e'], label: 'e', footer: 'e' },
});
