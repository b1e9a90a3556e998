import { type Archive, isBehindBy, isDoing } from './archive.ts';
import type { Instant } from './row.ts';

/** How far the log of a tenant is archived, read less often than the tenant's jobs. */
export interface TenantArchive {
  readonly tenantId: bigint | null;
  /** STATUS of the current round, or of the destination that is furthest behind; '' where the tenant has no round. */
  readonly status: string;
  /** Nanoseconds since 1970 UTC; 0 is "not set". */
  readonly checkpointScn: bigint;
  /**
   * archive_lag_target of the tenant in seconds, or its default in this release where the tenant's own cannot be read; null
   * where the release has none (before 4.2.0) or it was not asked for yet.
   */
  readonly lagTarget: number | null;
  /** The server's clock when it was read. */
  readonly readAt: Instant;
}

/** One value a tenant of the rows of its destinations: one that is not DOING, else the one furthest behind. */
export function tenantArchives(rows: readonly Archive[], readAt: Instant): TenantArchive[] {
  const byTenant = Map.groupBy(rows, row => String(row.tenantId));
  return [...byTenant.values()].flatMap(each => {
    const [worst] = [...each].sort(worstFirst);
    if (worst === undefined) return [];
    const { tenantId, status, checkpointScn, lagTarget } = worst;
    return [{ tenantId, status, checkpointScn, lagTarget, readAt }];
  });
}

function worstFirst(a: Archive, b: Archive): number {
  const doing = Number(isDoing(a)) - Number(isDoing(b));
  return doing !== 0 ? doing : Number(a.checkpointScn - b.checkpointScn);
}

/** Seconds by which archiving was behind when it was read; null while there is no checkpoint. */
export function lagWhenRead({ checkpointScn, readAt }: TenantArchive): number | null {
  return checkpointScn === 0n ? null : Math.max(0, Number(readAt - checkpointScn / 1000n) / 1e6);
}

/** Whether archiving was behind by more than is normal for the tenant when it was read; null where that is not known. */
export function wasBehind(archive: TenantArchive): boolean | null {
  return isDoing(archive) ? isBehindBy(lagWhenRead(archive), archive) : null;
}

/** The part of a picture that has the archives; absent where they could not be read. */
export interface WithTenantArchives {
  readonly tenantArchives?: readonly TenantArchive[];
}

const indexes = new WeakMap<readonly TenantArchive[], ReadonlyMap<string, TenantArchive>>();

/** The archive of a tenant as it was last read; null where it was not, or there is none. */
export function tenantArchiveOf(
  { tenantArchives: read }: WithTenantArchives,
  tenantId: bigint | null,
): TenantArchive | null {
  if (read === undefined) return null;
  const known = indexes.get(read) ?? new Map(read.map(one => [String(one.tenantId), one]));
  indexes.set(read, known);
  return known.get(String(tenantId)) ?? null;
}
