import type { Instant } from '../../backup/row.ts';
import { Fields } from '../statement/fields.ts';
import { parseLength } from '../statement/values.ts';
import { type Branch, branchOf, type ReadableViews, type ServerView, viewName } from './view.ts';

/** archive_lag_target of a tenant. */
export interface LagTarget {
  /** Null in a user tenant whose number is not known. */
  readonly tenantId: bigint | null;
  readonly seconds: number;
}

/** Parameters of the tenants, one row a server. Of all of them the program reads archive_lag_target (4.2.0 on). */
export const parameters: ServerView<LagTarget> = {
  id: 'parameters',
  names: {
    sys: 'oceanbase.GV$OB_PARAMETERS',
    mysql: 'oceanbase.GV$OB_PARAMETERS',
    oracle: 'SYS.GV$OB_PARAMETERS',
  },
  isRequired: false,
  hasTenantId: true,
  neededColumns: ['TENANT_ID', 'NAME', 'VALUE'],
  listColumns: ['TENANT_ID', 'VALUE'],
  loss: 'archive_lag_target',
  toRow: (row, ownTenantId) => {
    const fields = new Fields(row);
    const seconds = parseLength(fields.text('VALUE'));
    return seconds === null ? null : { tenantId: fields.integer('TENANT_ID') ?? ownTenantId, seconds };
  },
};

/** archive_lag_target of these tenants. */
export function lagTargetsOf(tenantIds: readonly (bigint | null)[], readable: ReadableViews): Branch[] {
  const { family } = readable;
  const ids = tenantIds.filter(id => id !== null).join(', ') || 0;
  const ofTenants = family === 'sys' ? ` AND p.TENANT_ID IN (${ids})` : '';
  const rows = `SELECT DISTINCT p.TENANT_ID, p.VALUE FROM ${viewName(parameters, family)} p WHERE p.NAME = 'archive_lag_target'${ofTenants}`;
  return branchOf(parameters, 'list', readable, { from: `(${rows}) v` });
}

/** Microseconds after which a target is read again: an administrator may have changed it. */
const keptFor = 300_000_000n;

/** The targets of tenants as they were last read; each is asked for every five minutes at most, answered or not. */
export class LagTargets {
  readonly #known = new Map<bigint | null, { readonly askedAt: Instant; readonly seconds: number | null }>();

  /** Of these tenants those that are to be asked for. */
  due(tenantIds: readonly (bigint | null)[], now: Instant): (bigint | null)[] {
    return tenantIds.filter(id => {
      const known = this.#known.get(id);
      return known === undefined || now - known.askedAt >= keptFor;
    });
  }

  /** Notes that these are asked for, before that is known to have gone well: a statement must not fail of them twice. */
  noteAsked(tenantIds: readonly (bigint | null)[], now: Instant): void {
    for (const id of tenantIds) {
      this.#known.set(id, { askedAt: now, seconds: this.#known.get(id)?.seconds ?? null });
    }
  }

  /** Takes in what was read. */
  note(targets: readonly LagTarget[], now: Instant): void {
    for (const { tenantId, seconds } of targets) this.#known.set(tenantId, { askedAt: now, seconds });
  }

  /** The target of a tenant in seconds; null where it is not known. */
  of(tenantId: bigint | null): number | null {
    return this.#known.get(tenantId)?.seconds ?? null;
  }
}
