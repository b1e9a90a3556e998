import { isClusterJob, type Job, parentOf } from '../../backup/job.ts';
import { duration, spoken } from '../../text/duration.ts';
import { bytes } from '../../text/number.ts';
import {
  barCellWidth,
  dataCell,
  logCell,
  outcomeRoles,
  type ProgressContext,
  progressOf,
} from '../progress-text.ts';
import { resultText } from '../result-text.ts';
import type { Role, Theme } from '../theme.ts';
import type { Cell, ColumnSpec } from './columns.ts';
import { type JobRow, writtenBytes } from './job-rows.ts';

const secondsOfHour = 3600;
const secondsOfDay = 24 * secondsOfHour;

/** The colour of a job's STATUS. */
export function statusRole(job: Job): Role {
  return job.status.kind === 'running' ? 'running' : outcomeRoles[job.status.outcome];
}

/** Seconds a job has taken, or takes so far. */
export function tookSeconds(job: Pick<Job, 'startedAt' | 'endedAt'>, now: bigint | null): number | null {
  const end = job.endedAt ?? now;
  return job.startedAt === null || end === null ? null : Number(end - job.startedAt) / 1e6;
}

function tookCell(seconds: number, theme: Theme): Cell {
  const unit = seconds >= secondsOfDay ? secondsOfDay : secondsOfHour;
  const [exact, whole] = [seconds, seconds - (seconds % unit)].map(each => spoken(each, theme.words.time));
  const shorter = seconds < secondsOfHour ? [] : [exact ?? '', whole ?? ''];
  return { text: duration(seconds, theme.words.time), shorter };
}

function clusterCell({ job, children }: JobRow, theme: Theme): Cell {
  const { lists } = theme.words.screens;
  const ended = children.filter(child => child.status.kind === 'ended').length;
  const tenants = Math.max(job.executorTenantIds.length, children.length);
  return { text: lists.children(String(ended), String(tenants)) };
}

function fromCell({ job, depth }: JobRow, theme: Theme): Cell {
  if (job.status.kind === 'ended' && job.result !== 0n) {
    return {
      text: resultText(job.result, job.comment, theme),
      shorter: [job.result.toString()],
      role: 'bad',
    };
  }
  const parent = parentOf(job);
  if (parent !== null && depth === 0)
    return { text: theme.words.screens.lists.clusterJob(String(parent.jobId)) };
  return { text: job.description, role: 'faint' };
}

/** The columns of a list of jobs; `withTenant` where it has jobs of several tenants. */
export function jobColumns(context: ProgressContext, withTenant: boolean): readonly ColumnSpec<JobRow>[] {
  const { theme, now } = context;
  const { columns, none } = theme.words.screens;
  const faint = (text: string): Cell => ({ text, role: 'faint' });
  const first = (row: JobRow) =>
    row.tasks[0] === undefined ? null : progressOf(row.tasks[0], row.job, context);
  const indent = (row: JobRow) => (row.depth === 0 ? '' : '└ ');
  const tenant: ColumnSpec<JobRow> = {
    id: 'tenant',
    title: columns.tenant,
    priority: 0,
    least: 14,
    most: 32,
    cell: row =>
      isClusterJob(row.job)
        ? { text: theme.words.screens.crumbs.allTenants, role: 'faint' }
        : { text: indent(row) + row.tenantName, role: 'strong' },
  };
  const others: readonly ColumnSpec<JobRow>[] = [
    {
      id: 'job',
      title: columns.job,
      priority: 0,
      least: 4,
      most: 12,
      cell: row => ({ text: row.job.key.jobId.toString(), role: 'strong' }),
    },
    {
      id: 'set',
      title: columns.set,
      priority: 8,
      least: 3,
      most: 10,
      cell: ({ job }) =>
        faint(job.backupSetId === null || job.backupSetId === 0n ? none : job.backupSetId.toString()),
    },
    {
      id: 'type',
      title: columns.type,
      priority: 3,
      least: 4,
      most: 8,
      cell: row => ({ text: row.job.type.text }),
    },
    {
      id: 'status',
      title: columns.status,
      priority: 0,
      least: 9,
      most: 20,
      cell: row => {
        const text = row.job.status.text;
        // A row without its panel has no room for words: the mark says that it needs a look.
        return (first(row)?.stuck ?? null) === null
          ? { text, role: statusRole(row.job) }
          : { text: `${text} ⚠`, role: 'warning' };
      },
    },
    {
      id: 'started',
      title: columns.started,
      priority: 5,
      least: 14,
      most: 19,
      cell: ({ job: { startedAt } }) =>
        startedAt === null
          ? faint(none)
          : {
              ...faint(theme.zone.date(startedAt, ...(now === null ? [] : [now]))),
              shorter: [theme.zone.day(startedAt)],
            },
    },
    {
      id: 'data',
      title: columns.data,
      priority: 0,
      least: barCellWidth,
      most: barCellWidth + 6,
      cell: row => {
        if (isClusterJob(row.job)) return clusterCell(row, theme);
        const progress = first(row);
        return progress === null ? faint(none) : dataCell(progress, theme);
      },
    },
    {
      id: 'log',
      title: columns.log,
      priority: 4,
      least: 7,
      most: 10,
      cell: row => {
        const progress = first(row);
        return progress === null ? faint(none) : logCell(progress, theme);
      },
    },
    {
      id: 'took',
      title: columns.took,
      align: 'right',
      priority: 2,
      least: 7,
      most: 12,
      cell: ({ job }) => {
        const seconds = tookSeconds(job, now);
        return seconds === null ? { text: none } : tookCell(seconds, theme);
      },
    },
    {
      id: 'size',
      title: columns.size,
      align: 'right',
      priority: 6,
      least: 7,
      most: 9,
      cell: row => {
        const written = writtenBytes(row.tasks);
        return faint(written === 0n ? none : bytes(written));
      },
    },
    {
      id: 'from',
      title: columns.from,
      priority: 7,
      least: 12,
      most: 44,
      yields: true,
      cell: row => fromCell(row, theme),
    },
  ];
  return withTenant ? [tenant, ...others] : others;
}
