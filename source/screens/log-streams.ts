import type { JobKey } from '../backup/job.ts';
import type { View } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { remarkText } from '../presentation/error-text.ts';
import { type LogStreamRow, logStreamColumns, logStreamRows } from '../presentation/lists/log-stream-list.ts';
import { count } from '../text/number.ts';
import { answerTo } from '../watch/state.ts';
import { copiedRow, copiedTrace } from './copy-text.ts';
import { detailsPlace } from './details.ts';
import type { JobPlace } from './job.ts';
import { liveKeys } from './keys.ts';
import { type ListPlace, listFrame } from './list-frame.ts';
import { defineScreen, type Model, opening } from './screen.ts';
import { crumbLine, sentenceFrame, whereText } from './screen-lines.ts';

/** The log streams of a job. */
export interface LogStreamsPlace extends ListPlace {
  readonly screen: 'log_streams';
  readonly key: JobKey;
  /** The tenant's name, for the breadcrumb. */
  readonly name: string;
}

function logStreamsPlace(key: JobKey, name: string): LogStreamsPlace {
  return { screen: 'log_streams', key, name, list: listStart, widths: new Map() };
}

function viewOf({ key }: LogStreamsPlace): View<'log_streams'> {
  return { kind: 'log_streams', key };
}

function rowsOf(place: LogStreamsPlace, { state }: Model): readonly LogStreamRow[] {
  const answer = answerTo(state, viewOf(place));
  return answer === null ? [] : logStreamRows(answer, state.tenants);
}

function sectionsOf(place: LogStreamsPlace, key: string, model: Model) {
  const { details } = model.theme.words.screens;
  return rowsOf(place, model)
    .filter(row => row.key === key)
    .map(({ of }) => ({ title: details.logStream(of.lsId.toString()), row: of.row }));
}

/** The log streams that a job's task works on, those that need a look first. Only the sys tenant can see them. */
export const logStreams = defineScreen<LogStreamsPlace, LogStreamRow>({
  id: 'log_streams',
  view: viewOf,
  rows: rowsOf,
  frame(place, rows, model, size) {
    const { state, theme } = model;
    const { crumbs, lists, logStreams: words } = theme.words.screens;
    const path = [crumbs.tenants, place.name, crumbs.job(place.key.jobId.toString()), crumbs.logStreams];
    const answer = answerTo(state, viewOf(place));
    const unavailable = answer?.unavailable ?? null;
    if (answer === null || unavailable !== null) {
      const why = unavailable === null ? lists.reading : remarkText(unavailable, theme.words);
      return sentenceFrame(place, path, why, model, size);
    }
    const tenants = new Set(rows.map(row => row.of.tenantId));
    const finished = rows.filter(({ of }) => of.status === 'FINISH').length;
    const counted = words.counted(count(BigInt(finished)), count(BigInt(rows.length)));
    const parts = {
      rows,
      specs: logStreamColumns(theme, tenants.size > 1),
      empty: words.nothing,
      above: (seen: { readonly top: number; readonly shown: number }) => [
        crumbLine(path, [counted, whereText(seen, rows.length, theme)], size.columns, theme),
      ],
      linesAbove: 1,
    };
    return listFrame(place, parts, model, size);
  },
  actions: {
    details: (place, row, { theme }) =>
      opening(
        row === null
          ? null
          : detailsPlace({
              view: viewOf(place),
              path: [place.name, theme.words.screens.crumbs.job(place.key.jobId.toString())],
              sections: model => sectionsOf(place, row.key, model),
            }),
      ),
    copy: (_, row, { theme }) =>
      row === null
        ? null
        : (copiedTrace(row.of.traceId, theme) ?? copiedRow(row.tenantName, row.of.row, theme)),
  },
  keys: liveKeys,
  opener: {
    id: 'log_streams',
    presses: ['L'],
    label: 'L',
    footer: { order: 4, label: 'L' },
    from: { job: (place: JobPlace) => logStreamsPlace(place.key, place.name) },
  },
});
