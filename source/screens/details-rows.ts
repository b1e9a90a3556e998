import type { EventsPicture } from '../backup/event.ts';
import type { LogStreamsPicture } from '../backup/log-stream.ts';
import { findJob, type Picture, tasksOf } from '../backup/picture.ts';
import type { Column, Row } from '../backup/row.ts';
import type { TextPair } from '../components/rows-table.tsx';
import { eventRows } from '../presentation/lists/event-list.ts';
import { logStreamRows } from '../presentation/lists/log-stream-list.ts';
import type { Theme } from '../presentation/theme.ts';
import { cellWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { WatchState } from '../watch/store.ts';
import type { Subject } from './places.ts';

/** Rows of views with a title each, one below the other. */
export interface RowSection {
  readonly title: string;
  readonly row: Row;
}

/** The rows that the details show: a job's with those of its tasks, a tenant's, a log stream's or an event's. */
export function sectionsOf(subject: Subject, state: WatchState, theme: Theme): readonly RowSection[] {
  const { details } = theme.words.screens;
  if (subject.kind === 'tenant') {
    const tenant = ((state.answer as Picture | null)?.tenants ?? []).find(({ id }) => id === subject.id);
    return tenant === undefined ? [] : [{ title: details.tenant(tenant.name), row: tenant.row }];
  }
  if (subject.kind === 'log_stream') {
    const rows = state.answer === null ? [] : logStreamRows(state.answer as LogStreamsPicture, state.tenants);
    return rows
      .filter(({ key }) => key === subject.row)
      .map(({ of }) => ({ title: details.logStream(of.lsId.toString()), row: of.row }));
  }
  if (subject.kind === 'event') {
    const rows = state.answer === null ? [] : eventRows(state.answer as EventsPicture, state.tenants);
    return rows
      .filter(({ key }) => key === subject.row)
      .map(({ event }) => ({ title: details.event(event.event), row: event.row }));
  }
  const picture = state.location?.picture ?? null;
  if (picture === null) return [];
  const job = findJob(picture, subject.key);
  if (job === null) return [];
  const tasks = tasksOf(picture, subject.key);
  return [
    { title: details.job(job.key.jobId.toString()), row: job.row },
    ...tasks.map(task => ({ title: details.task(task.taskId.toString()), row: task.row })),
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
