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

/** archive_lag_target of these tenants, or of all that the login sees. */
export function lagTargetsOf(
  tenantIds: readonly (bigint | null)[] | null,
  readable: ReadableViews,
): Branch[] {
  const { family } = readable;
  const ids = tenantIds?.filter(id => id !== null).join(', ') || 0;
  const ofTenants = family === 'sys' && tenantIds !== null ? ` AND p.TENANT_ID IN (${ids})` : '';
  const rows = `SELECT DISTINCT p.TENANT_ID, p.VALUE FROM ${viewName(parameters, family)} p WHERE p.NAME = 'archive_lag_target'${ofTenants}`;
  return branchOf(parameters, 'list', readable, { from: `(${rows}) v` });
}
