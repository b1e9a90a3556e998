import type { Remark } from '../backup/remark.ts';
import type { Row } from '../backup/row.ts';
import type { AnswerTo, View } from '../backup/view.ts';
import { remarkText } from '../presentation/error-text.ts';
import type { ColumnSpec } from '../presentation/lists/columns.ts';
import { answerTo } from '../watch/state.ts';
import { detailsPlace } from './details.ts';
import { type ListPlace, listFrame } from './list-frame.ts';
import { type ListRow, type Model, opening, type Screen, type ScreenStep } from './screen.ts';
import { crumbLine, readingText, remarkLines, sentenceFrame, whereText } from './screen-lines.ts';

/** A screen that lists the rows of one view, which may not be readable here. */
export interface AnswerList<P extends ListPlace, V extends View, R extends ListRow> {
  readonly view: (place: P) => V;
  readonly rows: (answer: AnswerTo<V>, model: Model) => readonly R[];
  /** Null where they can be read. */
  readonly unavailable: (answer: AnswerTo<V>) => Remark | null;
  /** What else could not be read. */
  readonly remarks?: (answer: AnswerTo<V>) => readonly Remark[];
  readonly specs: (place: P, rows: readonly R[], model: Model) => readonly ColumnSpec<R>[];
  readonly empty: (model: Model) => string;
  /** The breadcrumb, without the list itself, as the details of a row have it too. */
  readonly path: (place: P, model: Model) => readonly string[];
  readonly title: (model: Model) => string;
  /** The count of the rows, at the right of the breadcrumb. */
  readonly counted: (rows: readonly R[], answer: AnswerTo<V>, model: Model) => string;
  /** Whether someone should look at a row. */
  readonly isTrouble: (row: R) => boolean;
  /** A row as the server sent it, and what it is. */
  readonly detailsOf: (row: R, model: Model) => { readonly title: string; readonly row: Row };
}

/** What such a screen reads and draws, and the details of its rows. */
export function answerList<P extends ListPlace, V extends View, R extends ListRow>(
  list: AnswerList<P, V, R>,
): Required<Pick<Screen<P, R>, 'view' | 'rows' | 'frame' | 'actions'>> {
  const rows = (place: P, model: Model): readonly R[] => {
    const answer = answerTo(model.state, list.view(place));
    return answer === null ? [] : list.rows(answer, model);
  };
  return {
    view: list.view,
    rows,
    frame(place, shown, model, size) {
      const { theme, state } = model;
      const { crumbs } = theme.words.screens;
      const path = [crumbs.tenants, ...list.path(place, model), list.title(model)];
      const answer = answerTo(state, list.view(place));
      if (answer === null) return sentenceFrame(place, path, readingText(model), model, size);
      const unavailable = list.unavailable(answer);
      if (unavailable !== null) {
        return sentenceFrame(place, path, remarkText(unavailable, theme.words), model, size);
      }
      const remarks = remarkLines({ remarks: list.remarks?.(answer) ?? [] }, size.columns, theme);
      const parts = {
        rows: shown,
        specs: list.specs(place, shown, model),
        empty: list.empty(model),
        above: (seen: { readonly top: number; readonly shown: number }) => [
          crumbLine(
            path,
            [list.counted(shown, answer, model), whereText(seen, shown.length, theme)],
            size.columns,
            theme,
          ),
          ...remarks,
        ],
        linesAbove: 1 + remarks.length,
        isTrouble: list.isTrouble,
      };
      return listFrame(place, parts, model, size);
    },
    actions: { open: openDetails, details: openDetails },
  };

  function openDetails(place: P, row: R | null): ScreenStep {
    return opening(
      row === null
        ? null
        : detailsPlace({
            view: list.view(place),
            path: model => list.path(place, model),
            sections: now =>
              rows(place, now)
                .filter(({ key }) => key === row.key)
                .map(found => list.detailsOf(found, now)),
          }),
    );
  }
}
