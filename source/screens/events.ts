import type { Scope, View } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { remarkText } from '../presentation/error-text.ts';
import { type EventRow, eventColumns, eventRows } from '../presentation/lists/event-list.ts';
import { count } from '../text/number.ts';
import { answerTo } from '../watch/state.ts';
import { copiedRow } from './copy-text.ts';
import { detailsPlace } from './details.ts';
import { liveKeys } from './keys.ts';
import { type ListPlace, listFrame } from './list-frame.ts';
import { defineScreen, type Model, opening } from './screen.ts';
import { crumbLine, sentenceFrame, whereText } from './screen-lines.ts';

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

function viewOf({ scope }: EventsPlace): View<'events'> {
  return { kind: 'events', scope };
}

function rowsOf(place: EventsPlace, { state }: Model): readonly EventRow[] {
  const answer = answerTo(state, viewOf(place));
  return answer === null ? [] : eventRows(answer, state.tenants);
}

function sectionsOf(place: EventsPlace, key: string, model: Model) {
  const { details } = model.theme.words.screens;
  return rowsOf(place, model)
    .filter(row => row.key === key)
    .map(({ event }) => ({ title: details.event(event.event), row: event.row }));
}

/** What the root service did for backups, newest first: of one tenant, or of all. */
export const events = defineScreen<EventsPlace, EventRow>({
  id: 'events',
  view: viewOf,
  rows: rowsOf,
  frame(place, rows, model, size) {
    const { state, theme } = model;
    const { crumbs, lists, events: words } = theme.words.screens;
    const path = [crumbs.tenants, place.name, crumbs.events];
    const answer = answerTo(state, viewOf(place));
    const unavailable = answer?.unavailable ?? null;
    if (answer === null || unavailable !== null) {
      const why = unavailable === null ? lists.reading : remarkText(unavailable, theme.words);
      return sentenceFrame(place, path, why, model, size);
    }
    const counted = words.counted(count(BigInt(rows.length)));
    const parts = {
      rows,
      specs: eventColumns(theme, state.now, place.scope.kind === 'all'),
      empty: words.nothing,
      above: (seen: { readonly top: number; readonly shown: number }) => [
        crumbLine(path, [counted, whereText(seen, rows.length, theme)], size.columns, theme),
      ],
      linesAbove: 1,
    };
    return listFrame(place, parts, model, size);
  },
  actions: {
    details: (place, row) =>
      opening(
        row === null
          ? null
          : detailsPlace({
              view: viewOf(place),
              path: [place.name],
              sections: model => sectionsOf(place, row.key, model),
            }),
      ),
    copy: (_, row, { theme }) =>
      row === null ? null : copiedRow(row.tenantName ?? '', row.event.row, theme),
  },
  keys: liveKeys,
  opener: { id: 'events', presses: ['e'], label: 'e', footer: { order: 8, label: 'e' } },
});
