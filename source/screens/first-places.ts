import { type JobKey, jobKeyText } from '../backup/job.ts';
import type { Server } from '../backup/server.ts';
import { findTenant, sysTenantId, type Tenant } from '../backup/tenant.ts';
import { scopeOf } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { remarkText } from '../presentation/error-text.ts';
import type { Words } from '../text/words.ts';
import { jobPlace } from './job.ts';
import { jobsPlace } from './jobs.ts';
import type { Place } from './screen.ts';
import { ownerTitle } from './screen-lines.ts';

export interface FirstPlaces {
  /** Name or number of a tenant, as the user wrote it. */
  readonly tenant: string | null;
  readonly job: bigint | null;
  readonly tenants: readonly Tenant[];
  readonly server: Server;
  readonly words: Words;
}

/**
 * The screens to open on top of the tenant picker, and a sentence for the footer. A job without a tenant is
 * the own tenant's; in sys that is a cluster job.
 */
export function firstPlaces({ tenant, job, tenants, server, words }: FirstPlaces): {
  readonly places: readonly Place[];
  readonly message: string | null;
} {
  const [first = null] = server.remarks;
  const remark = first === null ? null : remarkText(first, words);
  const found = tenant === null ? null : findTenant(tenants, tenant, server.sees);
  if (tenant !== null && found === null) {
    return { places: [], message: words.screens.alerts.noTenant(tenant) };
  }
  if (tenant === null && job === null) return { places: [], message: remark };
  const own = server.sees === 'own_tenant' ? (tenants[0]?.id ?? server.tenantId) : sysTenantId;
  const id = found === null ? own : found.id;
  const ofSys = id === sysTenantId && server.sees === 'all_tenants';
  const name = ofSys ? words.screens.crumbs.allTenants : (found?.tenant?.name ?? server.tenantName);
  const title = ownerTitle(name, id, words.screens.crumbs);
  const jobs = jobsPlace(scopeOf(id), title);
  const key: JobKey | null = job === null ? null : { tenantId: id, jobId: job };
  if (key === null) return { places: [jobs], message: remark };
  const atJob = { ...jobs, list: { ...listStart, selected: jobKeyText(key) } };
  return { places: [atJob, jobPlace(key, title)], message: remark };
}
