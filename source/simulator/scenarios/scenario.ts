import type { Cluster } from '../kernel/cluster.ts';
import type { Micros } from '../kernel/rows.ts';
import type { TenantSpec } from '../kernel/tenants.ts';

/** A situation to look at: who lives in the cluster, what happened before, what happens next. */
export interface Scenario {
  readonly name: string;
  readonly summary: string;
  readonly tenants: readonly TenantSpec[];
  /** Fills the cluster for this moment and says what follows. */
  begin(cluster: Cluster, now: Micros): void;
}

/** A user tenant in ARCHIVELOG mode; name what differs. */
export function tenant(id: number, name: string, rest: Partial<TenantSpec> = {}): TenantSpec {
  return { id, name, mode: 'MYSQL', archiving: true, recycled: false, ...rest };
}
