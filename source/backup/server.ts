import type { KernelVersion } from './phase.ts';
import type { Remark } from './remark.ts';
import type { Instant } from './row.ts';

/** Which SQL dialect the tenant we are logged in to speaks. */
export type Mode = 'MYSQL' | 'ORACLE';

/** What the views of this connection can show of progress; determined once per connection. */
export interface Capabilities {
  /**
   * Whether MACRO_BLOCK_COUNT is a real total. Before 4.2.1 BP3 the kernel sets totals equal to the finished
   * counters, so that every ratio is 100 % from the first block on.
   */
  readonly totalsAreReal: boolean;
  /** Whether the live task view has LOG_FILE_COUNT and FINISH_LOG_FILE_COUNT (4.3.1 on). */
  readonly logFilesAreCounted: boolean;
  /** Whether the live task view has DATA_PROGRESS itself, or the view's formula is computed from the counters. */
  readonly dataProgressIs: 'in_view' | 'computed' | 'unknowable';
}

/** The cluster and tenant we are logged in to. */
export interface Server {
  readonly host: string;
  readonly port: number;
  /** The user name as it was sent: user@tenant or user@tenant#cluster. */
  readonly user: string;
  /** For people: "OceanBase 4.3.3.0"; with the words of the server where they could not be read. */
  readonly versionText: string;
  readonly version: KernelVersion | null;
  readonly mode: Mode;
  /** sys sees every tenant through the CDB_ views, a user tenant only itself through the DBA_ views. */
  readonly sees: 'all_tenants' | 'own_tenant';
  /** The tenant logged in to; its number is null where it is not known (an Oracle tenant on 4.0). */
  readonly tenantId: bigint | null;
  readonly tenantName: string;
  readonly tls: boolean;
  /** Whether a later connection of this run showed another certificate than the first one. */
  readonly certificateChanged: boolean;
  readonly capabilities: Capabilities;
  /** The server's clock when it was asked. */
  readonly clock: Instant;
  /** Worth knowing once: a view that may not be read, a column that is not there. */
  readonly remarks: readonly Remark[];
}
