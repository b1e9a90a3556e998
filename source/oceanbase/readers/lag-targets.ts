import { defaultLagTarget } from '../../backup/archive.ts';
import { compareVersions, type KernelVersion } from '../../backup/phase.ts';
import type { Remark } from '../../backup/remark.ts';
import type { Instant } from '../../backup/row.ts';
import type { Session } from '../session/session.ts';
import { lagTargetsOf, parameters } from '../views/parameters.ts';
import type { Branch, StatementRows } from '../views/view.ts';
import type { ReaderContext } from './reader-context.ts';

/** Microseconds after which a target is read again: an administrator may have changed it. */
const keptFor = 300_000_000n;
/** The same after a statement that failed with it: the view asks every server of the cluster, and one may be down. */
const pausedFor = 3_600_000_000n;
/** At most this many tenants are asked for by name. */
const maxTenants = 100;

/** The first release that has archive_lag_target. */
const since: KernelVersion = [4, 2, 0, 0];

type TenantId = bigint | null;

/** What is asked of the targets in one statement. */
export interface LagTargetPart {
  readonly branches: readonly Branch[];
  /** Takes the answer to a statement that had these branches. */
  note(found: StatementRows): void;
}

const nothing: LagTargetPart = { branches: [], note: () => undefined };

/** archive_lag_target of tenants as it was last read, for all that tell an archive's lag. */
export class LagTargets {
  readonly #known = new Map<TenantId, number>();
  /** When each was asked for by itself, and all of them. */
  readonly #askedAt = new Map<TenantId, Instant>();
  #allAskedAt: Instant | null = null;
  /** Whether the last statement that had them is still without an answer, or has failed. */
  #isOpen = false;
  /** Why they could not be read when they were last due. */
  #lack: Remark | null = null;

  /** What to ask for with a statement to be sent about now, of these tenants or of all: at most every five minutes. */
  async part(wanted: readonly TenantId[] | 'all', { session, now }: ReaderContext): Promise<LagTargetPart> {
    const due = this.#due(wanted, now);
    if (due !== 'all' && due.length === 0) return nothing;
    // Before it is known to go well: a statement must not fail of them twice in a row.
    if (due === 'all') this.#allAskedAt = now;
    else for (const id of due) this.#askedAt.set(id, now);
    this.#lack = await session.reach(parameters);
    if (this.#lack !== null) return nothing;
    this.#isOpen = true;
    const ids = due === 'all' ? null : due;
    return {
      branches: lagTargetsOf(ids, session),
      note: found => {
        this.#isOpen = false;
        if (ids === null) this.#known.clear();
        else for (const id of ids) this.#known.delete(id);
        for (const { tenantId, seconds } of found.of(parameters)) this.#known.set(tenantId, seconds);
      },
    };
  }

  #due(wanted: readonly TenantId[] | 'all', now: Instant): readonly TenantId[] | 'all' {
    const wait = this.#isOpen ? pausedFor : keptFor;
    const isDue = (askedAt: Instant | null | undefined) => askedAt == null || now - askedAt >= wait;
    const allAreDue = isDue(this.#allAskedAt);
    if (wanted === 'all') return allAreDue ? 'all' : [];
    return allAreDue ? wanted.filter(id => isDue(this.#askedAt.get(id))).slice(0, maxTenants) : [];
  }

  /**
   * The target of a tenant in seconds. Where it was asked for and is not known, the default of a release that has the
   * parameter; null where that has none, and before it was asked for.
   */
  of(tenantId: TenantId, { server }: Session): number | null {
    const known = this.#known.get(tenantId) ?? this.#onlyOne(tenantId);
    if (known !== undefined) return known;
    const wasAsked = this.#allAskedAt !== null || this.#askedAt.has(tenantId);
    return wasAsked && hasDefault(server.version) ? defaultLagTarget : null;
  }

  /** Of a user tenant whose number is not known there is one row. */
  #onlyOne(tenantId: TenantId): number | undefined {
    return tenantId === null && this.#known.size === 1 ? [...this.#known.values()][0] : undefined;
  }

  /** What is to be said where the lag of these tenants' archives is shown; null where all targets are known. */
  remark(tenantIds: readonly TenantId[], { server }: Session): Remark | null {
    if (tenantIds.every(id => this.#known.has(id) || this.#onlyOne(id) !== undefined)) return null;
    const loss = hasDefault(server.version) ? 'archive_lag_target' : 'normal_lag';
    return this.#lack !== null && 'loss' in this.#lack
      ? { ...this.#lack, loss }
      : { id: 'lag_target_unknown', loss };
  }
}

function hasDefault(version: KernelVersion | null): boolean {
  return version !== null && compareVersions(version, since) >= 0;
}
