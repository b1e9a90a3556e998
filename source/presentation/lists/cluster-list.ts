import { isFailedOrCanceled, refusalOf, withoutJob } from '../../backup/cluster-job.ts';
import type { Job } from '../../backup/job.ts';
import { isClusterJob, sameJob } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Refusal } from '../../backup/refusal.ts';
import type { Tenant } from '../../backup/tenant.ts';
import type { ProgressContext } from '../progress-text.ts';
import { couldNotStartTexts } from '../refusal-text.ts';
import type { Cell, ColumnSpec } from './columns.ts';
import { jobColumns } from './job-list.ts';
import { allJobs, type JobRow, jobRows } from './job-rows.ts';

/** A tenant in which a cluster job could not start a job. */
export interface RefusedRow {
  readonly key: string;
  readonly tenantId: bigint;
  readonly tenantName: string;
  readonly tenant: Tenant | null;
  /** Null where no event names it. */
  readonly refusal: Refusal | null;
}

/** A line of a cluster job's list: a job it started, or a tenant without one. */
export type ClusterRow = JobRow | RefusedRow;

/** Whether the line is that of a tenant in which no job could start. */
export function isRefusedRow(row: ClusterRow): row is RefusedRow {
  return !('job' in row);
}

/**
 * The tenants of a cluster job: the failed and canceled jobs, then the tenants in which none could start, then the others.
 * Other jobs have none.
 * @param refusals those known, of any tenants
 */
export function clusterRows(
  parent: Job,
  picture: Picture,
  tenants: readonly Tenant[],
  refusals: readonly Refusal[],
): readonly ClusterRow[] {
  if (!isClusterJob(parent)) return [];
  const all = jobRows(picture, tenants, allJobs);
  const start = all.findIndex(({ job }) => sameJob(job.key, parent.key)) + 1;
  const end = all.findIndex(({ depth }, index) => index >= start && depth === 0);
  const jobs = start === 0 ? [] : all.slice(start, end === -1 ? all.length : end);
  const { refused } = withoutJob(
    parent,
    jobs.map(({ job }) => job),
    refusals,
  );
  const failed = jobs.filter(({ job }) => isFailedOrCanceled(job));
  const others = jobs.filter(({ job }) => !isFailedOrCanceled(job));
  const withoutOne = refused.map((id): RefusedRow => {
    const tenant = tenants.find(each => each.id === id) ?? null;
    return {
      key: `refused ${id}`,
      tenantId: id,
      tenantName: tenant?.name ?? id.toString(),
      tenant,
      refusal: refusalOf(parent, id, refusals),
    };
  });
  return [...failed, ...withoutOne, ...others];
}

/** Columns that say the same of all jobs of a cluster job. */
const sameForAll: ReadonlySet<string> = new Set(['type', 'by']);
/** And the one that nearly does, which leaves before any other has to be tight. */
const nearlySame = 'started';

/** The columns of that list; a tenant without a job has its name only, and what is said across the others. */
export function clusterColumns(
  context: ProgressContext,
  tenants: readonly Tenant[] = [],
): readonly ColumnSpec<ClusterRow>[] {
  return jobColumns(context, true, tenants)
    .filter(({ id }) => !sameForAll.has(id))
    .map(({ cell, tight, ...spec }) => ({
      ...spec,
      ...(spec.id === nearlySame ? { priority: 3 } : tight === undefined ? {} : { tight }),
      cell: row => (isRefusedRow(row) ? refusedCell(row, spec.id) : cell(row)),
    }));
}

function refusedCell({ tenantName }: RefusedRow, column: string): Cell {
  return column === 'tenant' ? { text: `└ ${tenantName}`, role: 'bad' } : { text: '' };
}

/** Why a tenant has no job, and what to do next; null for a row of a job. */
export function acrossRefused(row: ClusterRow, { theme, now }: ProgressContext): Cell | null {
  if (!isRefusedRow(row)) return null;
  const { panel } = theme.words.screens;
  if (row.refusal === null) return { text: `✖ ${panel.leftNoJob}`, role: 'bad' };
  const texts = couldNotStartTexts(row.refusal, row.tenant, { theme, now });
  const [text = '', ...shorter] = texts.map(each => `✖ ${each}`);
  return { text, shorter, role: 'bad' };
}
