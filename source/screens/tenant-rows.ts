import { type Activity, activityOf } from '../backup/activity.ts';
import type { Picture } from '../backup/picture.ts';
import type { Server } from '../backup/server.ts';
import { sysTenantId, type Tenant } from '../backup/tenant.ts';
import { matches, type Sorting, sorted } from './sorting.ts';

/** A line of the tenant picker. */
export interface TenantRow {
  readonly key: string;
  /** The row of all tenants, which stands for the sys tenant's cluster jobs. */
  readonly all: boolean;
  readonly id: bigint | null;
  readonly name: string;
  readonly mode: string | null;
  readonly tenant: Tenant | null;
  readonly activity: Activity;
}

/** The key of the row of all tenants. */
export const allTenants = 'all';

/** A text that names a tenant's row. */
export const tenantRowKey = (id: bigint | null): string => `tenant ${id ?? 'own'}`;

const started = (row: TenantRow): bigint | null => row.activity.running[0]?.startedAt ?? null;

/** What the picker can be sorted by. */
export const tenantSortings: readonly Sorting<TenantRow>[] = [
  { id: 'tenant', by: row => row.name },
  { id: 'now', by: started },
  { id: 'last', by: row => row.activity.last?.endedAt ?? null },
];

/**
 * The rows of the picker: in sys first the one of all tenants, which is never filtered away, then the
 * tenants by number.
 * @param allName what the row of all tenants is called
 */
export function tenantRows(
  picture: Picture,
  server: Server,
  allName: string,
  filter: string,
  sort: string | null,
): readonly TenantRow[] {
  const rows = picture.tenants
    .filter(tenant => tenant.id !== sysTenantId || server.sees === 'own_tenant')
    .map(tenant => ({
      key: tenantRowKey(tenant.id),
      all: false,
      id: tenant.id,
      name: tenant.name,
      mode: tenant.mode,
      tenant,
      activity: activityOf(picture, tenant.id),
    }))
    .sort((a, b) => Number((a.id ?? 0n) - (b.id ?? 0n)))
    .filter(row => matches(filter, textsOf(row)));
  const ordered = sorted(rows, tenantSortings, sort);
  if (server.sees === 'own_tenant') return ordered;
  const all: TenantRow = {
    key: allTenants,
    all: true,
    id: sysTenantId,
    name: allName,
    mode: null,
    tenant: picture.tenants.find(tenant => tenant.id === sysTenantId) ?? null,
    activity: activityOf(picture, sysTenantId),
  };
  return [all, ...ordered];
}

function textsOf(row: TenantRow): (string | null)[] {
  const jobs = [...row.activity.running, ...(row.activity.last === null ? [] : [row.activity.last])];
  return [
    row.name,
    row.id?.toString() ?? null,
    row.mode,
    ...jobs.flatMap(job => [job.status.text, job.type.text]),
  ];
}
