import type { Instant } from '../../backup/row.ts';
import { spoken } from '../../text/duration.ts';
import { cellWidth } from '../../text/width.ts';
import type { LoggedChange } from '../../watch/change-log.ts';
import { changeRoles, refusedBecause, tenantOf } from '../change-text.ts';
import { resultText } from '../result-text.ts';
import type { Theme } from '../theme.ts';
import type { Cell, ColumnSpec } from './columns.ts';
import { leastOfName } from './name-width.ts';

/** A line of the list of alerts. */
export interface AlertRow {
  readonly key: string;
  readonly change: LoggedChange;
}

/** All that has happened since the start, what happened last first. A row keeps its key, wherever it stands. */
export function alertRows(changes: readonly LoggedChange[]): readonly AlertRow[] {
  return changes.map(change => ({ key: change.serial.toString(), change }));
}

function reasonText(change: LoggedChange, theme: Theme): string {
  const { kind, result, seconds } = change;
  if (kind === 'refused') return refusedBecause(change, theme);
  if (result !== 0n) return resultText(result, '', theme);
  return seconds === null ? '' : theme.words.screens.throughput.stalled(spoken(seconds, theme.words.time));
}

/** How long after it happened it was seen; '' where that was as soon as could be. */
function lateText({ isLate, seenAt, at }: LoggedChange, theme: Theme): string {
  if (!isLate) return '';
  return theme.words.screens.changes.seenLater(spoken(Number(seenAt - at) / 1e6, theme.words.time));
}

/** Why it ended as it did, and whether it was seen late; what has less room says less, the lateness last. */
function resultCell(change: LoggedChange, theme: Theme): Cell {
  const [reason, late] = [reasonText(change, theme), lateText(change, theme)];
  const code = change.result === 0n ? '' : change.result.toString();
  const line = (...parts: string[]) => parts.filter(part => part !== '').join(' · ');
  const length = change.seconds === null ? '' : spoken(change.seconds, theme.words.time);
  const shorter = [line(code, late), code, length].filter(text => text !== '');
  return { text: line(reason, late), shorter };
}

/** The columns of the list of alerts. */
export function alertColumns(
  theme: Theme,
  now: Instant | null,
  rows: readonly AlertRow[] = [],
): readonly ColumnSpec<AlertRow>[] {
  const { columns, changes, none } = theme.words.screens;
  const widest = rows.reduce((most, { change }) => Math.max(most, cellWidth(tenantOf(change, theme))), 0);
  return [
    {
      id: 'time',
      title: columns.time,
      priority: 0,
      least: 11,
      most: 19,
      cell: ({ change: { at } }) => ({
        text: theme.zone.date(at, ...(now === null ? [] : [now])),
        shorter: [theme.zone.date(at, ...(now === null ? [] : [now])).slice(0, -':00'.length)],
        role: 'faint',
      }),
    },
    {
      id: 'tenant',
      title: columns.tenant,
      priority: 0,
      least: leastOfName(widest, 12),
      cutTo: 12,
      most: 32,
      cell: ({ change }) => ({ text: tenantOf(change, theme), role: 'strong' }),
    },
    {
      id: 'job',
      title: columns.job,
      priority: 4,
      least: 4,
      most: 12,
      cell: ({ change: { job } }) => ({ text: job?.jobId.toString() ?? none }),
    },
    {
      id: 'type',
      title: columns.type,
      priority: 3,
      least: 4,
      most: 8,
      cell: ({ change: { type } }) => ({ text: type === '' ? none : type }),
    },
    {
      id: 'what',
      title: columns.what,
      priority: 0,
      least: 9,
      most: 16,
      cell: ({ change: { kind } }) => ({
        text: changes.kinds[kind],
        shorter: [changes.kindsShort[kind]],
        role: changeRoles[kind],
      }),
    },
    {
      id: 'result',
      title: columns.outcome,
      priority: 1,
      least: 12,
      most: 48,
      cell: ({ change }) => resultCell(change, theme),
    },
  ];
}
