import type { View } from '../backup/view.ts';
import { tableExtraLines, tableFrame } from '../components/table-size.ts';
import { copiedColumns } from './copy-text.ts';
import { nameCells, pairsOf, type RowSection } from './details-lines.ts';
import { defineScreen, type ListRow, type Model, type Place } from './screen.ts';
import { crumbLine, readingText, sentenceFrame, whereText } from './screen-lines.ts';

/** Every column of a row. */
export interface DetailsPlace extends Place {
  readonly screen: 'details';
  /** The view that has the row. */
  readonly view: View;
  /** The row as it is now, and what belongs to it; none where it is not in the view any more. */
  readonly sections: (model: Model) => readonly RowSection[];
  /** The breadcrumb. */
  readonly path: (model: Model) => readonly string[];
  readonly scroll: number;
}

/** The details of what another screen has chosen, which says where to find it. */
export function detailsPlace(about: Pick<DetailsPlace, 'view' | 'sections' | 'path'>): DetailsPlace {
  return { screen: 'details', scroll: 0, ...about };
}

/** Every column of a row as the server sent it, one a line. */
export const detailsScreen = defineScreen<DetailsPlace, ListRow>({
  id: 'details',
  isOverlay: true,
  view: ({ view }) => view,
  frame(place, _, model, size) {
    const { state, theme } = model;
    const { crumbs, details: words } = theme.words.screens;
    const path = [crumbs.tenants, ...place.path(model), crumbs.details];
    const sections = place.sections(model);
    if (sections.length === 0) {
      const waits = state.answer === null || state.location?.state === 'moving';
      return sentenceFrame(place, path, waits ? readingText(model) : words.gone, model, size);
    }
    const room = size.columns - 2 - tableFrame;
    const names = nameCells(sections, room);
    const widths = [names, room - names] as const;
    const pairs = pairsOf(sections, widths[1], theme);
    const seen = Math.max(1, size.height - 1 - tableExtraLines);
    const scroll = Math.min(place.scroll, Math.max(0, pairs.length - seen));
    const rows = pairs.slice(scroll, scroll + seen);
    const where = whereText({ top: scroll, shown: rows.length }, pairs.length, theme);
    return {
      lines: [crumbLine(path, [where], size.columns, theme)],
      table: { titles: [words.column, words.value], rows, widths },
      place: scroll === place.scroll ? place : { ...place, scroll },
      extent: { height: seen, count: pairs.length },
    };
  },
  actions: {
    copy: (place, _, model) => copiedColumns(place.sections(model), model.theme),
  },
  keys: [],
  opener: { id: 'details', presses: ['d'], label: 'd', footer: 'd' },
});
