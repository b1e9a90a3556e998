import type { Cluster } from '../kernel/cluster.ts';
import type { Micros } from '../kernel/rows.ts';
import type { TenantSpec } from '../kernel/tenants.ts';

/** A situation: the tenants of the cluster, what happened before, what happens next. */
export interface Scenario {
  readonly name: string;
  readonly summary: string;
  readonly tenants: readonly TenantSpec[];
  /** Fills the cluster as of now and sets what happens next. */
  begin(cluster: Cluster, now: Micros): void;
}

/** A user tenant in ARCHIVELOG mode, but for the fields of `rest`. */
export function tenant(id: number, name: string, rest: Partial<TenantSpec> = {}): TenantSpec {
  return { id, name, mode: 'MYSQL', archiving: true, recycled: false, archiveLagTarget: 120, ...rest };
}
