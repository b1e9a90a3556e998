import {
  hasFailedAttempt,
  isFinished,
  type LogStreamsPicture,
  type LogStreamTask,
  slowestFirst,
} from '../../backup/log-stream.ts';
import type { Counter } from '../../backup/task.ts';
import type { Tenant } from '../../backup/tenant.ts';
import { bytes, count } from '../../text/number.ts';
import { cellWidth } from '../../text/width.ts';
import { resultText } from '../result-text.ts';
import type { Role, Theme } from '../theme.ts';
import type { Cell, ColumnSpec } from './columns.ts';

/** A line of the list of log streams. */
export interface LogStreamRow {
  readonly key: string;
  readonly of: LogStreamTask;
  readonly tenantName: string;
}

/** The log streams of a job, those that need a look first. */
export function logStreamRows(
  { logStreams }: LogStreamsPicture,
  tenants: readonly Tenant[],
): readonly LogStreamRow[] {
  return [...logStreams].sort(slowestFirst).map(of => ({
    key: `${of.tenantId}/${of.taskId}/${of.lsId}`,
    of,
    tenantName: tenants.find(({ id }) => id === of.tenantId)?.name ?? of.tenantId.toString(),
  }));
}

/** The state of a log stream's work (kernel: ObBackupTaskStatus); what is at work or waits has no colour. */
const statusRoles: Readonly<Record<string, Role>> = { FINISH: 'good', DOING: 'running' };

function statusCell(task: LogStreamTask, theme: Theme): Cell {
  const { queued, failedAttempt, failedInShort } = theme.words.screens.logStreams;
  const { status, schedule } = task;
  if (hasFailedAttempt(task)) {
    return { text: `⚠ ${failedAttempt}`, shorter: [`⚠ ${failedInShort}`], role: 'bad' };
  }
  const waits = schedule !== null && !schedule.isScheduled;
  return {
    text: waits ? `${status} · ${queued}` : status,
    shorter: [status],
    role: statusRoles[status] ?? null,
  };
}

/** "3 of 6 finished", and how many have failed an attempt. */
export function countedLogStreams(rows: readonly LogStreamRow[], theme: Theme): string {
  const { counted, failed } = theme.words.screens.logStreams;
  const how = (is: (task: LogStreamTask) => boolean) => rows.filter(({ of }) => is(of)).length;
  const failures = how(hasFailedAttempt);
  const finished = counted(count(BigInt(how(isFinished))), count(BigInt(rows.length)));
  return failures === 0 ? finished : `${finished} · ${failed(count(BigInt(failures)))}`;
}

/** Macro blocks done; log streams that copy log, or wait, have none. */
function blocksCell({ finished, total }: Counter, theme: Theme): Cell {
  if (total === 0n && finished === 0n) return { text: theme.words.screens.none, role: 'faint' };
  return {
    text: theme.words.screens.logStreams.blocksOf(count(finished), count(total)),
    shorter: [count(finished)],
  };
}

/** The columns of the list of log streams; `withTenant` where it has those of several tenants. */
export function logStreamColumns(theme: Theme, withTenant: boolean): readonly ColumnSpec<LogStreamRow>[] {
  const { columns, none } = theme.words.screens;
  const tenant: ColumnSpec<LogStreamRow> = {
    id: 'tenant',
    title: columns.tenant,
    priority: 0,
    least: 12,
    most: 32,
    cell: row => ({ text: row.tenantName, role: 'strong' }),
  };
  const others: readonly ColumnSpec<LogStreamRow>[] = [
    {
      id: 'ls',
      title: columns.ls,
      priority: 0,
      least: Math.max(4, cellWidth(columns.ls)),
      most: 12,
      cell: ({ of }) => ({ text: of.lsId.toString(), role: 'strong' }),
    },
    {
      id: 'server',
      title: columns.server,
      priority: 1,
      least: 13,
      most: 48,
      cell: ({ of }) => ({ text: of.server === '' ? none : of.server }),
    },
    {
      id: 'task_type',
      title: columns.type,
      priority: 6,
      spare: true,
      least: 16,
      most: 26,
      cell: ({ of }) => ({ text: of.type, role: 'faint' }),
    },
    {
      id: 'status',
      title: columns.status,
      priority: 0,
      least: 8,
      most: 24,
      cell: ({ of }) => statusCell(of, theme),
    },
    {
      id: 'retries',
      title: columns.retries,
      align: 'right',
      priority: 0,
      least: 7,
      most: 7,
      cell: ({ of: { retryId } }) =>
        retryId > 0n
          ? { text: `↻ ${retryId}`, role: 'warning' }
          : { text: retryId.toString(), role: 'faint' },
    },
    {
      id: 'turn',
      title: columns.turn,
      align: 'right',
      priority: 8,
      spare: true,
      least: 4,
      most: 6,
      cell: ({ of }) => ({ text: of.turnId.toString(), role: 'faint' }),
    },
    {
      id: 'bytes',
      title: columns.written,
      align: 'right',
      priority: 7,
      spare: true,
      least: 7,
      most: 9,
      cell: ({ of }) => ({ text: of.outputBytes === 0n ? none : bytes(of.outputBytes), role: 'faint' }),
    },
    {
      id: 'blocks',
      title: columns.blocks,
      align: 'right',
      priority: 2,
      least: 16,
      most: 24,
      cell: ({ of: { macroBlocks } }) => blocksCell(macroBlocks, theme),
    },
    {
      id: 'result',
      title: columns.result,
      priority: 4,
      least: 6,
      most: 32,
      cell: ({ of }) =>
        of.result === 0n
          ? { text: '0', role: 'faint' }
          : { text: resultText(of.result, of.comment, theme), shorter: [of.result.toString()], role: 'bad' },
    },
    {
      id: 'trace',
      title: columns.trace,
      priority: 5,
      least: 33,
      most: 48,
      cell: ({ of }) => ({ text: of.traceId === '' ? none : of.traceId, role: 'faint' }),
    },
  ];
  return withTenant ? [tenant, ...others] : others;
}
