import { recentJobs } from '../../backup/activity.ts';
import { isMeantBy } from '../../backup/history-filter.ts';
import { resultText } from '../result-text.ts';
import type { ColumnSpec } from './columns.ts';
import type { FoundBy } from './filtering.ts';
import { leastOfName, widestName } from './name-width.ts';
import {
  clusterJobTexts,
  dataCells,
  endsCell,
  markCell,
  phaseCell,
  speedCell,
  tenantDataCell,
  tenantLogCell,
  typeCell,
} from './tenant-cells.ts';
import { archiveCell, goodCell, nightsCell } from './tenant-record-cells.ts';
import type { TenantColumnsContext, TenantRow } from './tenant-rows.ts';

/** What a filter searches in addition to the cells of a tenant: its newest jobs, and its states in words. */
export function tenantFoundBy(context: TenantColumnsContext): FoundBy<TenantRow> {
  const { changes, tenantList } = context.theme.words.screens;
  const jobsOf = ({ activity }: TenantRow) => (activity === null ? [] : recentJobs(activity));
  return {
    texts: row => [
      // Without the tenant whose good backup is the oldest, which its name looks for in a row of its own.
      row.kind === 'all' ? (clusterJobTexts(row, context)?.[0] ?? null) : null,
      ...(row.verdict?.needs ?? []).map(({ kind }) =>
        kind === 'could_not_start' ? changes.kinds.refused : kind === 'stuck' ? changes.kinds.stuck : kind,
      ),
      row.verdict?.lastGood === 'never' ? tenantList.never : null,
      ...jobsOf(row).flatMap(job => [
        job.status.text,
        job.type.text,
        job.status.kind === 'running' ? changes.running : null,
        job.result === 0n ? null : resultText(job.result, job.comment, context.theme),
      ]),
    ],
    isMeant: (word, row) => jobsOf(row).some(job => isMeantBy(word, job)),
  };
}

const week = 7;

/**
 * The columns of the list of tenants. What leaves first on a narrow terminal has the highest priority.
 * @param nights how many of the last days are shown
 */
export function tenantColumns(
  context: TenantColumnsContext,
  nights = week,
): readonly ColumnSpec<TenantRow>[] {
  const { columns, none, tenantList } = context.theme.words.screens;
  const own = tenantList.columns;
  const names = context.picture === null ? 0 : widestName(context.picture.tenants);
  return [
    { id: 'mark', title: '', priority: 0, least: 1, most: 1, cell: markCell },
    {
      id: 'tenant',
      title: columns.tenant,
      priority: 0,
      least: leastOfName(names, 12),
      most: 40,
      cutTo: 12,
      cell: row => ({ text: row.name, role: row.kind === 'tenant' ? 'strong' : 'faint' }),
    },
    {
      id: 'id',
      title: columns.id,
      priority: 8,
      least: 4,
      most: 20,
      spare: true,
      cell: row => ({ text: row.id === null ? none : row.id.toString(), role: 'faint' }),
    },
    {
      id: 'mode',
      title: columns.mode,
      priority: 9,
      least: 6,
      most: 6,
      spare: true,
      cell: row => ({ text: row.mode ?? none, role: 'faint' }),
    },
    { id: 'type', title: columns.type, priority: 5, least: 4, most: 6, cell: typeCell },
    {
      id: 'phase',
      title: own.phase,
      shortTitle: own.phaseShort,
      priority: 0,
      least: 3,
      most: 20,
      cell: row => phaseCell(row, context),
    },
    {
      id: 'data',
      title: columns.data,
      priority: 0,
      least: dataCells.least,
      most: dataCells.most,
      yields: true,
      grows: true,
      cell: row => tenantDataCell(row, context),
    },
    {
      id: 'speed',
      title: own.speed,
      align: 'right',
      priority: 4,
      least: 9,
      most: 10,
      cell: row => speedCell(row, context),
    },
    {
      id: 'ends',
      title: own.ends,
      shortTitle: own.endsShort,
      priority: 0,
      least: 6,
      most: 11,
      cell: row => endsCell(row, context),
    },
    {
      id: 'log',
      title: columns.log,
      priority: 6,
      least: 7,
      most: 9,
      cell: row => tenantLogCell(row, context),
    },
    {
      id: 'good',
      title: own.good,
      shortTitle: own.goodShort,
      priority: 0,
      least: 8,
      most: 12,
      cell: row => goodCell(row, context),
    },
    {
      id: 'archive',
      title: own.archive,
      priority: 2,
      least: 4,
      most: 12,
      cell: row => archiveCell(row, context),
    },
    {
      id: 'nights',
      title: own.nights,
      priority: 3,
      least: nights,
      most: 14,
      cell: row => nightsCell(row, nights, context),
    },
  ];
}

/** How many of the columns stand in a row that stands for others, left of what is said of them all. */
export const columnsOfAll = 2;
