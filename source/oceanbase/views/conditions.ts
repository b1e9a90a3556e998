import type { JobKey } from '../../backup/job.ts';
import { type Outcome, outcomeTexts } from '../../backup/status.ts';
import { sysTenantId } from '../../backup/tenant.ts';
import type { Scope } from '../../backup/view.ts';
import type { Family } from './view.ts';

/** Rows that meet all of these conditions, of which '' is none. */
export function allOf(...conditions: readonly string[]): string {
  return conditions.filter(condition => condition !== '').join(' AND ');
}

/** Rows of one tenant; '' where the view has rows of no other, or its number is not known. */
export function ofTenant(tenantId: bigint | null, alias: string, family: Family): string {
  return family === 'sys' && tenantId !== null ? `${alias}.TENANT_ID = ${tenantId}` : '';
}

/** A condition on the tenant, or ''. It also keeps a tenant without a leader from holding up the others. */
export function inScope(scope: Scope, alias: string, family: Family): string {
  return scope.kind === 'all' ? '' : ofTenant(scope.tenantId, alias, family);
}

/** Jobs of the alias that ended so: in the kernel's own word, never in one that was typed. */
export function withOutcome(outcome: Outcome, alias: string): string {
  return `${alias}.STATUS = '${outcomeTexts[outcome]}'`;
}

/** The columns that name a job, for joins: the views of a user tenant have no TENANT_ID. */
export function keyColumns(family: Family): readonly string[] {
  return family === 'sys' ? ['TENANT_ID', 'JOB_ID'] : ['JOB_ID'];
}

/** Joins two aliases by the job. */
export function onJob(a: string, b: string, family: Family): string {
  return keyColumns(family)
    .map(column => `${a}.${column} = ${b}.${column}`)
    .join(' AND ');
}

/** Rows of one job. */
export function isJob(key: JobKey, alias: string, family: Family): string {
  return allOf(ofTenant(key.tenantId, alias, family), `${alias}.JOB_ID = ${key.jobId}`);
}

/** Whether this job can have children: only a job of the sys tenant can. */
export function canHaveChildren(key: JobKey, family: Family): boolean {
  return family === 'sys' && key.tenantId === sysTenantId;
}

/** Rows of the jobs that a cluster job started. */
export function isChildOf(key: JobKey, alias: string): string {
  return `${alias}.INITIATOR_TENANT_ID = ${sysTenantId} AND ${alias}.INITIATOR_JOB_ID = ${key.jobId} AND ${alias}.TENANT_ID <> ${sysTenantId}`;
}
