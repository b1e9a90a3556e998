import { type Activity, activityOf } from '../../backup/activity.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Server } from '../../backup/server.ts';
import type { SourceError } from '../../backup/source.ts';
import { sysTenantId, type Tenant } from '../../backup/tenant.ts';
import { answerTo, type WatchState } from '../../watch/store.ts';
import { matches, type SortedBy, type Sorting, sorted } from './sorting.ts';

/** A line of the tenant picker. */
export interface TenantRow {
  readonly key: string;
  /** The row of all tenants, which stands for the sys tenant's cluster jobs. */
  readonly all: boolean;
  readonly id: bigint | null;
  readonly name: string;
  readonly mode: string | null;
  readonly tenant: Tenant | null;
  /** Null where what runs could not be read. */
  readonly activity: Activity | null;
}

/** The tenants there are, and the picture of what runs in them where that could be read. */
export interface KnownTenants {
  readonly tenants: readonly Tenant[];
  readonly picture: Picture | null;
}

const fromPicture = new WeakMap<Picture, KnownTenants>();
const fromFailure = new WeakMap<SourceError, KnownTenants>();

function kept<Key extends object>(
  map: WeakMap<Key, KnownTenants>,
  key: Key,
  made: KnownTenants,
): KnownTenants {
  const known = map.get(key) ?? made;
  map.set(key, known);
  return known;
}

/**
 * What the picker has to show, or null where it has nothing yet. A failure may carry the tenants alone:
 * one can still choose the tenant whose jobs can be read.
 */
export function tenantsKnown(state: WatchState): KnownTenants | null {
  if (state.view.kind !== 'tenants') return null;
  const picture = answerTo(state, { kind: 'tenants' });
  const { failure } = state;
  if (picture !== null) return kept(fromPicture, picture, { tenants: picture.tenants, picture });
  const error = failure?.error;
  if (error?.tenants === undefined) return null;
  return kept(fromFailure, error, { tenants: error.tenants, picture: null });
}

/** The key of the row of all tenants. */
export const allTenants = 'all';

/** A text that names a tenant's row. */
export const tenantRowKey = (id: bigint | null): string => `tenant ${id ?? 'own'}`;

const started = (row: TenantRow): bigint | null => row.activity?.running[0]?.startedAt ?? null;

/** What the picker can be sorted by: its columns, from left to right. */
export const tenantSortings: readonly Sorting<TenantRow>[] = [
  { id: 'tenant', first: 'up', by: row => row.name },
  { id: 'id', by: row => row.id },
  { id: 'mode', first: 'up', by: row => row.mode },
  { id: 'now', by: started },
  { id: 'last', by: row => row.activity?.last?.endedAt ?? null },
];

/** The reverse of the picker's own order, which is by number. */
export const lastTenantsFirst: SortedBy = { id: 'id', reversed: false };

/**
 * The rows of the picker: in sys first the one of all tenants, which is never filtered away, then the
 * tenants by number.
 * @param allName what the row of all tenants is called
 */
export function tenantRows(
  { tenants, picture }: KnownTenants,
  server: Server,
  allName: string,
  filter: string,
  sort: SortedBy | null,
): readonly TenantRow[] {
  const activity = (id: bigint | null) => (picture === null ? null : activityOf(picture, id));
  const rows = tenants
    .filter(tenant => tenant.id !== sysTenantId || server.sees === 'own_tenant')
    .map(tenant => ({
      key: tenantRowKey(tenant.id),
      all: false,
      id: tenant.id,
      name: tenant.name,
      mode: tenant.mode,
      tenant,
      activity: activity(tenant.id),
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
    tenant: tenants.find(tenant => tenant.id === sysTenantId) ?? null,
    activity: activity(sysTenantId),
  };
  return [all, ...ordered];
}

function textsOf(row: TenantRow): (string | null)[] {
  const { running = [], last = null } = row.activity ?? {};
  const jobs = last === null ? running : [...running, last];
  return [
    row.name,
    row.id?.toString() ?? null,
    row.mode,
    ...jobs.flatMap(job => [job.status.text, job.type.text]),
  ];
}
