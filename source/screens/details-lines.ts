import type { JobKey } from '../backup/job.ts';
import { findJob, tasksOf } from '../backup/picture.ts';
import type { Column, Row } from '../backup/row.ts';
import type { Scope, View } from '../backup/view.ts';
import type { TextPair } from '../components/table-size.ts';
import { eventRows } from '../presentation/lists/event-list.ts';
import { logStreamRows } from '../presentation/lists/log-stream-list.ts';
import type { Theme } from '../presentation/theme.ts';
import { cellWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { answerTo, type WatchState } from '../watch/state.ts';
import { panelPicture } from './screen-lines.ts';

/** Rows of views with a title each, one below the other. */
export interface RowSection {
  readonly title: string;
  readonly row: Row;
}

/** Whose columns are shown. */
export type Subject =
  | { readonly kind: 'job'; readonly key: JobKey }
  | { readonly kind: 'tenant'; readonly id: bigint | null }
  | { readonly kind: 'log_stream'; readonly key: JobKey; readonly row: string }
  | { readonly kind: 'event'; readonly scope: Scope; readonly row: string };

/** The view that has the subject's row. */
export function viewOfSubject(of: Subject): View {
  switch (of.kind) {
    case 'job':
      return { kind: 'job', key: of.key };
    case 'tenant':
      return { kind: 'tenants' };
    case 'log_stream':
      return { kind: 'log_streams', key: of.key };
    case 'event':
      return { kind: 'events', scope: of.scope };
  }
}

/** The rows that the details show: a job's with those of its tasks, a tenant's, a log stream's or an event's. */
export function sectionsOf(subject: Subject, state: WatchState, theme: Theme): readonly RowSection[] {
  const { details } = theme.words.screens;
  switch (subject.kind) {
    case 'tenant': {
      const listed = answerTo(state, { kind: 'tenants' })?.tenants ?? [];
      return listed
        .filter(({ id }) => id === subject.id)
        .map(({ name, row }) => ({ title: details.tenant(name), row }));
    }
    case 'log_stream': {
      const answer = answerTo(state, { kind: 'log_streams', key: subject.key });
      return (answer === null ? [] : logStreamRows(answer, state.tenants))
        .filter(({ key }) => key === subject.row)
        .map(({ of }) => ({ title: details.logStream(of.lsId.toString()), row: of.row }));
    }
    case 'event': {
      const answer = answerTo(state, { kind: 'events', scope: subject.scope });
      return (answer === null ? [] : eventRows(answer, state.tenants))
        .filter(({ key }) => key === subject.row)
        .map(({ event }) => ({ title: details.event(event.event), row: event.row }));
    }
    case 'job':
      return sectionsOfJob(subject.key, state, theme);
  }
}

function sectionsOfJob(key: JobKey, state: WatchState, theme: Theme): readonly RowSection[] {
  const { details } = theme.words.screens;
  const picture = panelPicture(state);
  const job = picture === null ? null : findJob(picture, key);
  if (picture === null || job === null) return [];
  return [
    { title: details.job(job.key.jobId.toString()), row: job.row },
    ...tasksOf(picture, key).map(task => ({ title: details.task(task.taskId.toString()), row: task.row })),
    ...(picture.sets ?? [])
      .filter(set => set.backupSetId === job.backupSetId && set.tenantId === job.key.tenantId)
      .map(set => ({ title: details.set(set.backupSetId.toString()), row: set.row })),
    ...(picture.archives ?? [])
      .filter(({ tenantId }) => tenantId === null || tenantId === job.key.tenantId)
      .map(({ row }) => ({ title: details.archive, row })),
  ];
}

/** A value as the server sent it; times in the chosen zone with all digits, SCNs with the time they mean. */
function valueText(column: Column, theme: Theme): string {
  if (column.text === null) return theme.words.screens.details.isNull;
  if (column.kind === 'time' && column.instant !== undefined) return theme.zone.full(column.instant, 6);
  return column.text;
}

/** Cells of the names: the longest, within a third of the room. */
export function nameCells(sections: readonly RowSection[], room: number): number {
  const names = sections.flatMap(({ row }) => row.map(column => cellWidth(column.name)));
  return Math.min(Math.max(6, ...names), Math.max(6, Math.floor(room / 2)));
}

/** One pair a column, its value over several pairs where it is longer than `cells`. Titles stand between rows. */
export function pairsOf(sections: readonly RowSection[], cells: number, theme: Theme): readonly TextPair[] {
  return sections.flatMap(({ title, row }, index) => [
    ...(index === 0 ? [] : [['', ''] as const]),
    ['──', title] as const,
    ...row.flatMap(column =>
      wrap(valueText(column, theme), cells).map((line, at) => [at === 0 ? column.name : '', line] as const),
    ),
  ]);
}
