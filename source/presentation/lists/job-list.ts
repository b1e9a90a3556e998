import { elapsedSeconds, isClusterJob } from '../../backup/job.ts';
import { writtenBytes } from '../../backup/task.ts';
import { progressOf } from '../../backup/task-progress.ts';
import type { Tenant } from '../../backup/tenant.ts';
import { bytes } from '../../text/number.ts';
import { cellWidth } from '../../text/width.ts';
import type { ProgressContext } from '../progress-text.ts';
import type { Cell, ColumnSpec } from './columns.ts';
import {
  byCell,
  clusterCell,
  jobDataCell,
  leastDataCells,
  mostDataCells,
  resultCell,
  speedCell,
  startedCell,
  statusCell,
  tightDataCells,
  tookCell,
} from './job-cells.ts';
import type { JobRow } from './job-rows.ts';
import { leastOfName, widestName } from './name-width.ts';
import { logCell } from './progress-cells.ts';

/** Before the name of a tenant whose job a cluster job started. */
const indent = '└ ';

/**
 * The columns of a list of jobs; `withTenant` where it has jobs of several tenants.
 * @param tenants those whose names are not cut while there is anything else to leave out
 */
export function jobColumns(
  context: ProgressContext,
  withTenant: boolean,
  tenants: readonly Tenant[] = [],
): readonly ColumnSpec<JobRow>[] {
  const { theme, now } = context;
  const { columns, none } = theme.words.screens;
  const faint = (text: string): Cell => ({ text, role: 'faint' });
  const first = (row: JobRow) =>
    row.tasks[0] === undefined ? null : progressOf(row.tasks[0], row.job, context);
  const tenant: ColumnSpec<JobRow> = {
    id: 'tenant',
    title: columns.tenant,
    priority: 0,
    least: leastOfName(widestName(tenants) + cellWidth(indent), 12),
    most: 32,
    cutTo: 12,
    cell: row =>
      isClusterJob(row.job)
        ? { text: theme.words.screens.crumbs.allTenants, role: 'faint' }
        : { text: (row.depth === 0 ? '' : indent) + row.tenantName, role: 'strong' },
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
      id: 'type',
      title: columns.type,
      priority: 3,
      least: 4,
      tight: 4,
      most: 8,
      cell: row => ({ text: row.job.type.text }),
    },
    {
      id: 'status',
      title: columns.status,
      shortTitle: '',
      priority: 0,
      least: 11,
      tight: 2,
      most: 20,
      cell: row => statusCell(row.job, (first(row)?.stuck ?? null) !== null),
    },
    {
      id: 'started',
      title: columns.started,
      shortTitle: columns.startedDay,
      priority: 1,
      least: 11,
      tight: 5,
      most: 19,
      yields: true,
      cell: ({ job: { startedAt } }) =>
        startedAt === null ? faint(none) : startedCell(startedAt, now, theme),
    },
    {
      id: 'took',
      title: columns.took,
      align: 'right',
      priority: 2,
      least: 6,
      tight: 6,
      most: 12,
      cell: ({ job }) => {
        const seconds = elapsedSeconds(job, now);
        return seconds === null ? { text: none } : tookCell(job, seconds, theme);
      },
    },
    {
      id: 'data',
      title: columns.data,
      priority: 0,
      least: leastDataCells,
      tight: tightDataCells,
      most: mostDataCells,
      yields: true,
      cell: row => {
        if (isClusterJob(row.job)) return clusterCell(row.job, row.children, theme);
        const progress = first(row);
        return progress === null ? faint(none) : jobDataCell(progress, row.job, theme);
      },
    },
    {
      id: 'result',
      title: columns.leftOrResult,
      shortTitle: columns.left,
      priority: 0,
      least: 10,
      most: 34,
      cell: row => resultCell(row.job, first(row), theme),
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
      id: 'size',
      title: columns.written,
      align: 'right',
      priority: 6,
      least: 7,
      most: 9,
      cell: row => {
        const written = writtenBytes(row.tasks);
        if (written === 0n) return faint(none);
        const size = bytes(written);
        // The log that was copied is not in OUTPUT_BYTES.
        if (row.job.plusArchivelog !== true || written < 0n) return faint(size);
        return { ...faint(theme.words.screens.lists.sizeAndLog(size)), shorter: [size] };
      },
    },
    {
      id: 'speed',
      title: columns.speed,
      align: 'right',
      priority: 7,
      least: 9,
      most: 10,
      cell: row => speedCell(row.tasks, first(row), now, theme),
    },
    {
      id: 'by',
      title: columns.by,
      priority: 8,
      least: 14,
      most: 32,
      yields: true,
      cell: row => byCell(row.job, row.depth, theme),
    },
    {
      id: 'set',
      title: columns.set,
      align: 'right',
      priority: 9,
      spare: true,
      least: 3,
      most: 10,
      cell: ({ job }) =>
        faint(job.backupSetId === null || job.backupSetId === 0n ? none : job.backupSetId.toString()),
    },
  ];
  return withTenant ? [tenant, ...others] : others;
}
