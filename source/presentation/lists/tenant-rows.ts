import { type Activity, activityOf } from '../../backup/activity.ts';
import type { KernelVersion } from '../../backup/phase.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Refusal } from '../../backup/refusal.ts';
import type { Instant } from '../../backup/row.ts';
import type { Server } from '../../backup/server.ts';
import type { SourceError } from '../../backup/source.ts';
import { sysTenantId, type Tenant } from '../../backup/tenant.ts';
import { needsSomeone, type TenantVerdict, tenantVerdict } from '../../backup/tenant-verdict.ts';
import { answerTo, type WatchState } from '../../watch/state.ts';
import type { ProgressContext } from '../progress-text.ts';
import { type SortedBy, type Sorting, sorted } from './sorting.ts';
import { dataEnd, type HeldEnds, noEnds } from './tenant-ends.ts';

/** How the list of tenants is drawn. */
export interface TenantColumnsContext extends ProgressContext {
  /** Null where what runs could not be read. */
  readonly picture: Picture | null;
  /** Backups refused at their start, as far as they are known. */
  readonly refusals?: readonly Refusal[];
  /** Seconds: an older COMPLETED backup does not count as a good one. */
  readonly maxAge: number;
  /** The kernel's version, which decides what phases there are; null where it is not known. */
  readonly version: KernelVersion | null;
  /** Whether statements have to name the tenant. */
  readonly sees: Server['sees'];
}

/** A line of the list of tenants. */
export interface TenantRow {
  readonly key: string;
  /**
   * One tenant; all of them, which stands for the sys tenant's cluster jobs; the fine ones folded into one line; or what a
   * tenant needs, above the list.
   */
  readonly kind: 'tenant' | 'all' | 'fold' | 'need';
  readonly id: bigint | null;
  readonly name: string;
  readonly mode: string | null;
  readonly tenant: Tenant | null;
  /** Null where what runs could not be read. */
  readonly activity: Activity | null;
  /** Of one tenant; null where what runs could not be read. */
  readonly verdict: TenantVerdict | null;
  /** When the data of what runs is expected to end, as rows are ordered by it; null where nothing runs. */
  readonly end: Instant | null;
  /** The verdicts that a folded line, or that of all tenants, stands for. */
  readonly of: readonly TenantVerdict[];
}

/** The tenants there are, and the picture of what runs in them where that could be read. */
export interface KnownTenants {
  readonly tenants: readonly Tenant[];
  readonly picture: Picture | null;
}

const fromPicture = new WeakMap<Picture, KnownTenants>();
const fromFailure = new WeakMap<SourceError, KnownTenants>();

function kept<Key extends object>(
  map: WeakMap<Key, KnownTenants>,
  key: Key,
  made: KnownTenants,
): KnownTenants {
  const known = map.get(key) ?? made;
  map.set(key, known);
  return known;
}

/**
 * What the list has to show, or null where it has nothing yet. A failure may carry the tenants alone:
 * a tenant whose jobs can be read can still be chosen.
 */
export function tenantsKnown(state: WatchState): KnownTenants | null {
  if (state.view.kind !== 'tenants') return null;
  const picture = answerTo(state, { kind: 'tenants' });
  const { failure } = state;
  if (picture !== null) return kept(fromPicture, picture, { tenants: picture.tenants, picture });
  const error = failure?.error;
  if (error == null || error.tenants === null) return null;
  return kept(fromFailure, error, { tenants: error.tenants, picture: null });
}

/** The key of the row of all tenants, and of the one that fine tenants are folded into. */
export const allTenants = 'all';
const folded = 'fold';

/** A text that names a tenant's row. */
export function tenantRowKey(id: bigint | null): string {
  return `tenant ${id ?? 'own'}`;
}

/** What the list can be ordered by other than need: columns, the least or the oldest first. */
export const tenantSortings: readonly Sorting<TenantRow>[] = [
  { id: 'tenant', first: 'up', by: row => row.name },
  { id: 'id', first: 'up', by: row => row.id },
  {
    id: 'good',
    by: row =>
      row.verdict?.lastGood === 'never' ? Number.POSITIVE_INFINITY : (row.verdict?.goodAge ?? null),
  },
];

/** What reverses the order by need: the tenants by name from the end. */
export const lastTenantsFirst: SortedBy = { id: 'tenant', reversed: true };

/** How many fine tenants stand in the list as they are; more are folded into one line. */
const mostUnfolded = 10;

/** How the list is to be made. */
export interface TenantOrder {
  /** Null: what needs someone first. */
  readonly sort: SortedBy | null;
  /** Whether fine tenants are shown one by one, however many. */
  readonly unfolded: boolean;
  /** Ends that rows are ordered by still; without them by those of now. */
  readonly held?: HeldEnds;
  /** Which rows are shown; all of them by default. */
  readonly isFound?: (row: TenantRow) => boolean;
}

/** The verdict on a tenant from what the list is drawn from; null where what runs could not be read. */
export function verdictOn(tenant: Tenant, context: TenantColumnsContext): TenantVerdict | null {
  const { picture, refusals = [], maxAge } = context;
  return picture === null ? null : tenantVerdict(tenant, { picture, tasks: context, refusals, maxAge });
}

const verdictLists = new WeakMap<TenantColumnsContext, readonly TenantVerdict[]>();

/** The verdicts on all tenants that can be backed up, made once for the same context. */
export function verdictsOn(
  { tenants }: KnownTenants,
  context: TenantColumnsContext,
): readonly TenantVerdict[] {
  const known =
    verdictLists.get(context) ??
    tenants.flatMap(tenant => (tenant.id === sysTenantId ? [] : (verdictOn(tenant, context) ?? [])));
  verdictLists.set(context, known);
  return known;
}

/**
 * The rows of the list: in sys first the one of all tenants. By need: what runs by the end of its data, the last to end
 * first, then what needs someone, then the rest by name, folded where it is many.
 * @param allName what the row of all tenants is called
 */
export function tenantRows(
  { tenants }: KnownTenants,
  server: Server,
  allName: string,
  context: TenantColumnsContext,
  { sort, unfolded, held = noEnds, isFound = () => true }: TenantOrder,
): readonly TenantRow[] {
  const rows = tenants
    .filter(tenant => tenant.id !== sysTenantId || server.sees === 'own_tenant')
    .map(tenant => rowOf(tenant, context, held));
  const found = rows.filter(isFound);
  const ordered = sort === null ? byNeed(found) : sorted(found, tenantSortings, sort);
  const isFiltered = found.length < rows.length;
  const shown = sort === null && !unfolded && !isFiltered ? fold(ordered) : ordered;
  if (server.sees === 'own_tenant') return shown;
  const all: TenantRow = {
    ...standsFor(allTenants, 'all', allName, rows),
    id: sysTenantId,
    tenant: tenants.find(tenant => tenant.id === sysTenantId) ?? null,
    activity: context.picture === null ? null : activityOf(context.picture, sysTenantId),
  };
  return [all].filter(isFound).concat(shown);
}

function rowOf(tenant: Tenant, context: TenantColumnsContext, held: HeldEnds = noEnds): TenantRow {
  const verdict = verdictOn(tenant, context);
  const key = tenantRowKey(tenant.id);
  const activity = verdict?.activity ?? null;
  const end = dataEnd(activity, context);
  return {
    key,
    kind: 'tenant',
    id: tenant.id,
    name: tenant.name,
    mode: tenant.mode,
    tenant,
    activity,
    verdict,
    end: end === null ? null : (held.byRow.get(key) ?? end),
    of: [],
  };
}

/** The lines above the list: a tenant that needs someone each, in the order of these verdicts. */
export function needRows(verdicts: readonly TenantVerdict[], context: TenantColumnsContext): TenantRow[] {
  return verdicts.map(({ tenant }) => ({
    ...rowOf(tenant, context),
    key: `need ${tenantRowKey(tenant.id)}`,
    kind: 'need',
    end: null,
  }));
}

function standsFor(key: string, kind: 'all' | 'fold', name: string, rows: readonly TenantRow[]): TenantRow {
  const of = rows.flatMap(({ verdict }) => verdict ?? []);
  return {
    key,
    kind,
    id: null,
    name,
    mode: null,
    tenant: null,
    activity: null,
    verdict: null,
    end: null,
    of,
  };
}

/** Whether a tenant's row may be folded away: nothing runs, and nothing is wrong as far as that is known. */
function isFine({ verdict }: TenantRow): boolean {
  if (verdict === null || verdict.isOverdue === null) return false;
  return verdict.activity.running.length === 0 && verdict.needs.length === 0;
}

/** The rows with the fine ones at their end folded into one, where they are many. */
function fold(rows: readonly TenantRow[]): readonly TenantRow[] {
  const fine = rows.filter(isFine);
  if (fine.length <= mostUnfolded) return rows;
  return [...rows.filter(row => !isFine(row)), standsFor(folded, 'fold', '', fine)];
}

const groups = { running: 0, inNeed: 1, atRest: 2 } as const;

function groupOf({ verdict }: TenantRow): number {
  if (verdict === null) return groups.atRest;
  if (verdict.activity.running.length > 0) return groups.running;
  return verdict.needs.length > 0 ? groups.inNeed : groups.atRest;
}

const needOrder = ['failed', 'could_not_start', 'stuck', 'never', 'overdue'] as const;

/** Orders verdicts by their worst need. */
export function worstFirst(a: TenantVerdict, b: TenantVerdict): number {
  const place = ({ needs }: TenantVerdict) => {
    const worst = needs.find(needsSomeone);
    return worst === undefined ? needOrder.length : needOrder.indexOf(worst.kind);
  };
  return (
    place(a) - place(b) || (b.goodAge ?? 0) - (a.goodAge ?? 0) || compareNames(a.tenant.name, b.tenant.name)
  );
}

function compareNames(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function byNeed(rows: readonly TenantRow[]): readonly TenantRow[] {
  const placed = rows.map(row => ({ row, group: groupOf(row), end: row.end ?? 0n }));
  return placed
    .sort((a, b) => {
      if (a.group !== b.group) return a.group - b.group;
      if (a.group === groups.running && a.end !== b.end) return a.end < b.end ? 1 : -1;
      const first = a.row.verdict;
      const second = b.row.verdict;
      const byNeed =
        a.group === groups.inNeed && first !== null && second !== null ? worstFirst(first, second) : 0;
      // Where nothing is known of them they keep the order of their numbers.
      return byNeed || (first === null || second === null ? 0 : compareNames(a.row.name, b.row.name));
    })
    .map(({ row }) => row);
}
