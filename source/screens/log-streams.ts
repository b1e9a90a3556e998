import type { JobKey } from '../backup/job.ts';
import { needsLook } from '../backup/log-stream.ts';
import { sysTenantId } from '../backup/tenant.ts';
import type { View } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import {
  countedLogStreams,
  type LogStreamRow,
  logStreamColumns,
  logStreamRows,
} from '../presentation/lists/log-stream-list.ts';
import { answerList } from './answer-list.ts';
import { copiedRow, copiedTrace } from './copy-text.ts';
import type { JobPlace } from './job.ts';
import { listKeys, liveKeys } from './keys.ts';
import type { ListPlace } from './list-frame.ts';
import { defineScreen } from './screen.ts';
import { shownOwner } from './screen-lines.ts';

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

const list = answerList<LogStreamsPlace, View<'log_streams'>, LogStreamRow>({
  view: ({ key }) => ({ kind: 'log_streams', key }),
  rows: (answer, { state }) => logStreamRows(answer, state.tenants),
  unavailable: answer => answer.unavailable,
  remarks: answer => answer.remarks ?? [],
  specs: (_, rows, { theme }) => logStreamColumns(theme, new Set(rows.map(row => row.of.tenantId)).size > 1),
  empty: ({ theme }) => theme.words.screens.logStreams.nothing,
  path: ({ name, key }, { theme }) => {
    const { crumbs } = theme.words.screens;
    return [shownOwner(name, key.tenantId, crumbs), crumbs.job(key.jobId.toString())];
  },
  title: ({ theme }) => theme.words.screens.crumbs.logStreams,
  counted: (rows, { hasMore }, { theme }) => (hasMore === true ? '' : countedLogStreams(rows, theme)),
  isTrouble: ({ of }) => needsLook(of),
  detailsOf: ({ of }, { theme }) => ({
    title: theme.words.screens.details.logStream(of.lsId.toString()),
    row: of.row,
  }),
});

/** The log streams that a job's task works on, those that need a look first. Only the sys tenant can see them. */
export const logStreamsScreen = defineScreen<LogStreamsPlace, LogStreamRow>({
  ...list,
  id: 'log_streams',
  actions: {
    ...list.actions,
    copy: (_, row, { theme }) =>
      row === null
        ? null
        : (copiedTrace(row.of.traceId, theme) ?? copiedRow(row.tenantName, row.of.row, theme)),
  },
  keys: [...listKeys, ...liveKeys],
  opener: {
    id: 'log_streams',
    presses: ['L'],
    label: 'L',
    footer: 'L',
    from: {
      // A cluster job has no task, and so no log streams of its own.
      job: ({ key, title }: JobPlace) => (key.tenantId === sysTenantId ? null : logStreamsPlace(key, title)),
    },
  },
});
