import { tableExtraLines, tableFrame } from '../components/table-size.ts';
import { copiedColumns } from './copy-text.ts';
import { nameCells, pairsOf, type Subject, sectionsOf, viewOfSubject } from './details-lines.ts';
import { defineScreen, type ListRow, type Place } from './screen.ts';
import { crumbLine, sentenceFrame } from './screen-lines.ts';

/** Every column of a row. */
export interface DetailsPlace extends Place {
  readonly screen: 'details';
  readonly of: Subject;
  /** Whose row it is, for the breadcrumb. */
  readonly name: string;
  readonly scroll: number;
}

/** @param name whose row it is, for the breadcrumb */
export function detailsPlace(of: Subject, name: string): DetailsPlace {
  return { screen: 'details', of, name, scroll: 0 };
}

/** Every column of a row as the server sent it, one a line. */
export const details = defineScreen<DetailsPlace, ListRow>({
  id: 'details',
  view: ({ of }) => viewOfSubject(of),
  frame(place, _, model, size) {
    const { state, theme } = model;
    const { crumbs, details: words, lists } = theme.words.screens;
    const job = 'key' in place.of ? [crumbs.job(place.of.key.jobId.toString())] : [];
    const path = [crumbs.tenants, place.name, ...job, crumbs.details];
    const sections = sectionsOf(place.of, state, theme);
    if (sections.length === 0) {
      const waits = state.answer === null || state.location?.state === 'moving';
      return sentenceFrame(place, path, waits ? lists.reading : words.gone, model, size);
    }
    const room = size.columns - 2 - tableFrame;
    const names = nameCells(sections, room);
    const widths = [names, room - names] as const;
    const pairs = pairsOf(sections, widths[1], theme);
    const seen = Math.max(1, size.height - 1 - tableExtraLines);
    const scroll = Math.min(place.scroll, Math.max(0, pairs.length - seen));
    const rows = pairs.slice(scroll, scroll + seen);
    const where = words.lines(String(scroll + 1), String(scroll + rows.length), String(pairs.length));
    return {
      lines: [crumbLine(path, [where], size.columns, theme)],
      table: { titles: [words.column, words.value], rows, widths },
      place: scroll === place.scroll ? place : { ...place, scroll },
      extent: { height: seen, count: pairs.length },
    };
  },
  actions: {
    copy: (place, _, { state, theme }) => copiedColumns(sectionsOf(place.of, state, theme), theme),
  },
  keys: [],
  opener: { id: 'details', presses: ['d'], label: 'd', footer: { order: 7, label: 'd' } },
});
