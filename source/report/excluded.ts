import type { Tenant } from '../backup/tenant.ts';
import { storedName } from '../backup/tenant.ts';

/** The pattern of a name in which `*` is any characters, in any letter case. */
function patternOf(text: string): RegExp {
  const parts = text.split('*').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is');
}

/** Which tenants these names and ids leave out. */
export function isExcludedBy(exclude: readonly string[]): (tenant: Tenant) => boolean {
  const patterns = exclude.map(patternOf);
  return tenant =>
    patterns.some(pattern => pattern.test(storedName(tenant)) || pattern.test(String(tenant.id ?? '')));
}
