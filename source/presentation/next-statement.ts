import type { Server } from '../backup/server.ts';
import type { Tenant } from '../backup/tenant.ts';

/** Names that need no quotes in a statement; any other one the reader writes himself. */
const plainName = /^[A-Za-z_]\w*$/;

function forTenant(tenant: Tenant | null): string {
  return tenant !== null && plainName.test(tenant.name) ? `TENANT=${tenant.name}` : 'TENANT=…';
}

/** The statement that switches a tenant's log archiving on: in sys it names the tenant; then without it. */
export function startArchiving(
  tenant: Tenant | null,
  sees: Server['sees'] = 'all_tenants',
): readonly [string, string] {
  const begin = 'ALTER SYSTEM ARCHIVELOG';
  return [sees === 'own_tenant' ? begin : `${begin} ${forTenant(tenant)}`, begin];
}

/**
 * The statement that starts a backup of a tenant: in sys it names the tenant; then without what it is for. Without the
 * tenant's log being archived none can start, so that comes first.
 */
export function startBackup(tenant: Tenant, sees: Server['sees']): readonly [string, string] {
  if (tenant.archivesLog === false) return startArchiving(tenant, sees);
  const begin = 'ALTER SYSTEM BACKUP';
  return [`${begin} ${sees === 'own_tenant' ? 'DATABASE' : forTenant(tenant)}`, begin];
}
