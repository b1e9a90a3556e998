import type { Job } from '../../backup/job.ts';
import type { Instant } from '../../backup/row.ts';
import { sysTenantId, type Tenant } from '../../backup/tenant.ts';
import type { Session } from '../session/session.ts';
import { tenants } from '../views/tenants.ts';
import type { StatementRows } from '../views/view.ts';

/** Tenants come and go rarely: they are read again after this long, by the server's clock. */
const keptMicros = 60_000_000n;

/** The tenants as they were last listed. */
export class TenantList {
  #listed: readonly Tenant[] = [];
  #listedAt: Instant | null = null;
  #now: Instant = 0n;

  /** Whether the next statement has to ask for the tenants too. */
  get isOld(): boolean {
    return this.#listedAt === null || this.#now - this.#listedAt > keptMicros;
  }

  /** Takes an answer; `withTenants`: whether the tenants were asked for. */
  note(found: StatementRows, withTenants: boolean): void {
    this.#now = found.readAt;
    if (!withTenants) return;
    this.#listed = found.of(tenants).sort(byNumber);
    this.#listedAt = found.readAt;
  }

  /** Tenants as the server lists them; where it does not, those known from the session and the jobs. */
  known({ server, shapes }: Session, jobs: readonly Job[]): readonly Tenant[] {
    if (shapes.has(tenants) && (this.#listed.length > 0 || server.sees === 'all_tenants')) {
      return this.#listed;
    }
    const nothingElse = { archivesLog: null, row: [] };
    if (server.sees === 'own_tenant') {
      return [{ id: server.tenantId, name: server.tenantName, mode: server.mode, ...nothingElse }];
    }
    const ids = new Set(jobs.map(job => job.key.tenantId).filter(id => id !== sysTenantId));
    return [...ids].map(id => ({ id, name: String(id), mode: null, ...nothingElse })).sort(byNumber);
  }
}

function byNumber(a: Tenant, b: Tenant): number {
  return Number((a.id ?? 0n) - (b.id ?? 0n));
}
