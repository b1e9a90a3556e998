import type { Row } from './row.ts';
import type { Mode } from './server.ts';

/** A tenant that can be backed up: TENANT_TYPE 'USER', not in the recycle bin. */
export interface Tenant {
  /** Null where the server does not tell its own number (an Oracle tenant on 4.0). */
  readonly id: bigint | null;
  readonly name: string;
  /** COMPATIBILITY_MODE, or null where the server does not tell it. */
  readonly mode: Mode | null;
  /** LOG_MODE: whether the tenant archives its log, or null where the view has no such column (4.0). */
  readonly archivesLog: boolean | null;
  readonly row: Row;
}

/** The sys tenant's number. Its JOB rows are cluster jobs: started for many tenants at once. */
export const sysTenantId = 1n;
