import type { Picture } from '../backup/picture.ts';
import type { Server } from '../backup/server.ts';
import { type BackupSource, SourceError } from '../backup/source.ts';
import { findTenant, type Tenant } from '../backup/tenant.ts';
import type { Scope } from '../backup/view.ts';

/** Which of the things asked for is not there; text/en/report.ts words it. */
export type NotFoundReason =
  /** `known`: some of the tenants there are, for a sentence. */
  | { readonly id: 'no_tenant'; readonly name: string; readonly known: string }
  | { readonly id: 'no_job_in_tenant' | 'no_recent_job'; readonly job: bigint }
  | { readonly id: 'several_jobs'; readonly job: bigint; readonly tenants: string };

/** The tenant or job asked for is not there. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly reason: NotFoundReason;

  constructor(reason: NotFoundReason) {
    super(reason.id);
    this.reason = reason;
  }
}

/**
 * Whose jobs were asked for: all, or those of the tenant with that name or number.
 * @throws NotFoundError where there is no such tenant
 */
export function scopeIn(tenants: readonly Tenant[], wanted: string | null, { sees }: Server): Scope {
  if (wanted === null) return { kind: 'all' };
  const found = findTenant(tenants, wanted, sees);
  if (found === null) {
    const some = tenants.slice(0, 10).map(({ name, id }) => `${name} (${id ?? '–'})`);
    const more = tenants.length > some.length ? ', …' : '';
    throw new NotFoundError({ id: 'no_tenant', name: wanted, known: `${some.join(', ')}${more}` });
  }
  return { kind: 'tenant', tenantId: found.id };
}

/**
 * The tenants, and what runs in them. One tenant that is down holds up what is read of all: whoever asks for
 * another is not kept from it.
 */
export async function readOverview(
  source: BackupSource,
  tenant: string | null,
): Promise<{ readonly tenants: readonly Tenant[]; readonly picture: Picture | null }> {
  try {
    const picture = await source.read({ kind: 'tenants' });
    return { tenants: picture.tenants, picture };
  } catch (error) {
    if (tenant === null || !(error instanceof SourceError) || error.tenants === null) throw error;
    return { tenants: error.tenants, picture: null };
  }
}
