import { type JobKey, jobKeyText } from '../backup/job.ts';
import type { Server } from '../backup/server.ts';
import { findTenant, sysTenantId, type Tenant } from '../backup/tenant.ts';
import { scopeOf, type View } from '../backup/view.ts';
import { listStart } from '../components/list-window.ts';
import { remarkText } from '../presentation/error-text.ts';
import { tenantsKnown } from '../presentation/lists/tenant-rows.ts';
import type { Words } from '../text/words.ts';
import { answerTo, type WatchState } from '../watch/state.ts';
import { jobPlace } from './job.ts';
import { jobsPlace } from './jobs.ts';
import type { Place } from './screen.ts';
import { ownerTitle } from './screen-lines.ts';

/**
 * What to read first on this server where that is known already: the panel of a job whose tenant is named by its number.
 * null: the list of tenants, which shows why.
 */
export function firstViewOn(
  { sees }: Server,
  { tenant, job }: { readonly tenant: string | null; readonly job: bigint | null },
): View | null {
  if (sees !== 'all_tenants' || job === null || tenant === null || !/^[1-9]\d{0,17}$/.test(tenant))
    return null;
  const tenantId = BigInt(tenant);
  return tenantId === sysTenantId ? null : { kind: 'job', key: { tenantId, jobId: job } };
}

/**
 * The tenants in the first answer, null before it, and `unknown` where it was that of a job whose tenant could
 * not be read with it.
 */
export function tenantsFor(state: WatchState): readonly Tenant[] | 'unknown' | null {
  if (state.view.kind !== 'job') return tenantsKnown(state)?.tenants ?? null;
  const answer = answerTo(state, state.view);
  if (answer === null) return null;
  return answer.owner === undefined ? 'unknown' : [answer.owner];
}

/** What was asked for on the command line, and what is known when it is looked up. */
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
