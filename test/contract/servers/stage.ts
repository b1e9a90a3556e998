import type { RowTexts } from '../../fixtures/rows.ts';
import type { ViewName } from './views.ts';

/**
 * Who connects. `root` may read everything, `reader` has SELECT on the single views, `partial` on the job views
 * and DBA_OB_TENANTS only, `nobody` has no rights and starts without a database.
 */
export type Account = 'root' | 'reader' | 'partial' | 'nobody';

export type Row = RowTexts;

export interface ConnectionSettings {
  host: string;
  port: number;
  user: string;
  password: string;
  database?: string;
}

/** Which tenant the client logs into, and the kernel release whose views it finds there. */
export interface Cluster {
  as: 'sys' | 'mysql' | 'oracle';
  release: string;
  /** Of the user tenant; 1002 (mysql) or 1004 (oracle) unless given. Ignored for sys, which is 1. */
  tenantId?: bigint;
}

/** A server with OceanBase's backup views whose rows a test decides. One contract suite runs on each kind. */
export interface Stage {
  readonly name: 'simulator' | 'engine' | 'real cluster';
  /** False on a real cluster: it is read, and everything below but `connection` and `close` throws there. */
  readonly canPut: boolean;
  /** How the client connects to what was last built; each stage starts as sys at the newest release, without rows. */
  connection(as?: Account): ConnectionSettings;
  /** Makes the server one of that release, seen from that tenant. Rows stay. 'oracle' on the simulator only. */
  build(cluster: Cluster): Promise<void>;
  /** Puts a row, replacing the one with the same key. The view leaves out columns its release does not have. */
  put(view: ViewName, tenantId: bigint, row: Row): Promise<void>;
  /** Takes away the tenant's rows whose columns have these values. */
  remove(view: ViewName, tenantId: bigint, key: Record<string, string>): Promise<void>;
  /** Takes away every row. */
  clear(): Promise<void>;
  /** Ends the server at once, as a crash would. The next `restart` brings it back with its rows. */
  kill?(): Promise<void>;
  /** Stops the server's process: connections stay open and nothing answers, until `thaw`. */
  freeze?(): Promise<void>;
  thaw?(): void;
  /** Starts it again on the same port. */
  restart?(): Promise<void>;
  close(): Promise<void>;
}

/** The tenant a cluster description speaks of. */
export function tenantIdOf({ as, tenantId }: Cluster): bigint {
  if (as === 'sys') return 1n;
  return tenantId ?? (as === 'mysql' ? 1002n : 1004n);
}
