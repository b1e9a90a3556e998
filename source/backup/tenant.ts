import type { Row } from './row.ts';
import type { Mode, Server } from './server.ts';

/** A tenant that can be backed up: TENANT_TYPE 'USER', not in the recycle bin. */
export interface Tenant {
  /** Null where it is not known (an Oracle tenant on 4.0). */
  readonly id: bigint | null;
  /** As it is shown. */
  readonly name: string;
  /** COMPATIBILITY_MODE, or null where the server does not show it. */
  readonly mode: Mode | null;
  /** LOG_MODE: whether the tenant archives its log, or null where the view has no such column (4.0). */
  readonly archivesLog: boolean | null;
  readonly row: Row;
}

/** The tenant's name as the server stores it, which may hold characters that are not shown as they are. */
export function storedName({ name, row }: Tenant): string {
  return row.find(column => column.name === 'TENANT_NAME')?.raw ?? name;
}

/** Whom a name or a number means. */
export interface FoundTenant {
  readonly id: bigint | null;
  /** Null for sys, which the lists of tenants to back up do not have. */
  readonly tenant: Tenant | null;
}

/**
 * The tenant that a user named: by its exact name (which may be made of digits), its number, or its name in any letter
 * case where only one tenant has it. `sys` and `1` mean the cluster jobs; only the sys tenant has those.
 */
export function findTenant(
  tenants: readonly Tenant[],
  wanted: string,
  sees: Server['sees'],
): FoundTenant | null {
  const lower = wanted.toLowerCase();
  const alike = tenants.filter(tenant => storedName(tenant).toLowerCase() === lower);
  const tenant =
    tenants.find(tenant => storedName(tenant) === wanted) ??
    tenants.find(({ id }) => id !== null && id.toString() === wanted) ??
    (alike.length === 1 ? alike[0] : undefined);
  if (tenant !== undefined) return { id: tenant.id, tenant };
  const isSys = lower === 'sys' || wanted === sysTenantId.toString();
  return isSys && sees === 'all_tenants' ? { id: sysTenantId, tenant: null } : null;
}

/** The sys tenant's number. Its JOB rows are cluster jobs: started for many tenants at once. */
export const sysTenantId = 1n;
