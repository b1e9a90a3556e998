import type { Server } from '../backup/server.ts';
import type { Tenant } from '../backup/tenant.ts';

/** Names that need no quotes in a statement; any other one the reader writes himself. */
const plainName = /^[A-Za-z_]\w*$/;

function forTenant(tenant: Tenant | null): string {
  return tenant !== null && plainName.test(tenant.name) ? `TENANT=${tenant.name}` : 'TENANT=…';
}

/** The statement that switches a tenant's log archiving on, as sys runs it; then without the tenant. */
export function startArchiving(tenant: Tenant | null): readonly [string, string] {
  return [`ALTER SYSTEM ARCHIVELOG ${forTenant(tenant)}`, 'ALTER SYSTEM ARCHIVELOG'];
}

/** The statement that starts a backup of a tenant: in sys it names the tenant; then without what it is for. */
export function startBackup(tenant: Tenant, sees: Server['sees']): readonly [string, string] {
  const begin = 'ALTER SYSTEM BACKUP';
  return [`${begin} ${sees === 'own_tenant' ? 'DATABASE' : forTenant(tenant)}`, begin];
}
