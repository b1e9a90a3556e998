import { wrap } from '../text/wrap.ts';
import { defineScreen, type ListRow, type Place } from './screen.ts';
import { crumbLine, textFrame } from './screen-lines.ts';

/** The statement of the screen below. */
export interface StatementPlace extends Place {
  readonly screen: 'statement';
  /** Null until it has been sent. */
  readonly sql: string | null;
  readonly scroll: number;
}

/** @param sql as it was sent, in one line; null before that */
export function statementPlace(sql: string | null): StatementPlace {
  return { screen: 'statement', sql, scroll: 0 };
}

/** The place when another screen lies below it than before. */
export function ofAnotherView(place: Place): Place {
  return place.screen === 'statement' ? statementPlace(null) : place;
}

/** The place with its statement, where that has been sent since it was opened. */
export function onceSent(place: Place, sent: () => string | null): Place {
  if (place.screen !== 'statement' || (place as StatementPlace).sql !== null) return place;
  const sql = sent();
  return sql === null ? place : statementPlace(sql);
}

/** With each branch of the union in a line of its own, and the end that a client waits for. */
function pasted(sql: string): string {
  return `${sql.replaceAll(' UNION ALL ', '\nUNION ALL\n')};`;
}

/** The SQL that the screen below was read with, to be looked at and to be pasted into a client. */
export const statementScreen = defineScreen<StatementPlace, ListRow>({
  id: 'statement',
  isOverlay: true,
  view: null,
  frame(place, _, model, size) {
    const { theme } = model;
    const { crumbs, statement: words } = theme.words.screens;
    const text = (line: string) => wrap(line, size.columns - 4).map(part => `  ${part}`);
    const lines =
      place.sql === null
        ? text(words.none)
        : [
            ...text(words.note).map(line => theme.style('faint', line)),
            '',
            ...pasted(place.sql).split('\n').flatMap(text),
          ];
    const crumb = (where: string) => crumbLine([crumbs.statement], [where], size.columns, theme);
    return textFrame(place, crumb, lines, model, size);
  },
  actions: {
    copy: ({ sql }, _, { theme }) =>
      sql === null
        ? null
        : { kind: 'copy', text: pasted(sql), message: theme.words.screens.copied.statement },
  },
  keys: [],
  opener: { id: 'statement', presses: ['Q'], label: 'Q', footer: 'Q' },
});
