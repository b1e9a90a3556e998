import { type BackupRecord, type GoodBackup, recordedDays } from '../../backup/backup-record.ts';
import type { Job } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import { SourceError } from '../../backup/source.ts';
import { sysTenantId, type Tenant } from '../../backup/tenant.ts';
import {
  newestGoodOf,
  olderGood,
  type RecentBackups,
  recentBackups,
  recentBackupsSince,
} from '../views/backup-records.ts';
import { jobHistory } from '../views/jobs.ts';
import type { Branch, StatementRows } from '../views/view.ts';
import type { ReaderContext } from './reader-context.ts';

/** The history is aggregated again after this long, by the server's clock, whether or not it could be read. */
const keptMicros = 300_000_000n;
/** Tenants whose older backups are looked for in one statement by their numbers; of more, those of all tenants are. */
const maxTenants = 100;

/** When the day of a moment began, in the user's time zone. */
export type DayStart = (instant: Instant) => Instant;

/** The last days, oldest first: when each began. */
function daysBefore(now: Instant, dayStart: DayStart): Instant[] {
  const days = [dayStart(now)];
  while (days.length < recordedDays) days.unshift(dayStart((days[0] ?? now) - 1n));
  return days;
}

type TenantId = bigint | null;

/** The record of each tenant in the history, as last read. */
export class BackupRecords {
  readonly #dayStart: DayStart;
  #days: readonly Instant[] = [];
  #recent: ReadonlyMap<TenantId, RecentBackups> | null = null;
  #readAt: Instant = 0n;
  #askedAt: Instant | null = null;
  /** The last COMPLETED backup before the days read, of the tenants it was looked for; null for none. */
  readonly #older = new Map<TenantId, GoodBackup | null>();
  /** The last COMPLETED backup of each tenant that was seen since. */
  readonly #seen = new Map<TenantId, GoodBackup>();
  #olderFrom: Instant = 0n;
  #made: { readonly tenants: readonly Tenant[]; readonly records: readonly BackupRecord[] } | null = null;

  constructor(dayStart: DayStart) {
    this.#dayStart = dayStart;
  }

  /** The branch for a statement to be sent about now; none while what was read is still good, or could not be read. */
  branches({ session, now }: Pick<ReaderContext, 'session' | 'now'>): Branch[] {
    if (this.#askedAt !== null && now - this.#askedAt < keptMicros) return [];
    this.#askedAt = now;
    this.#days = daysBefore(now, this.#dayStart);
    return recentBackupsSince(this.#days, session);
  }

  /** Takes ended jobs that other views have shown: one that was good is not forgotten when a failed one follows it. */
  noteEnded(jobs: readonly Job[]): void {
    for (const { key, type, status, endedAt } of jobs) {
      if (status.kind !== 'ended' || status.outcome !== 'completed' || endedAt === null) continue;
      if (endedAt <= (this.#seen.get(key.tenantId)?.endedAt ?? 0n)) continue;
      this.#seen.set(key.tenantId, { type, endedAt, jobId: key.jobId });
      this.#made = null;
    }
  }

  /** Takes the answer to a statement that had these branches. */
  note(found: StatementRows, branches: readonly Branch[]): void {
    if (branches.length === 0) return;
    const rows = found.of(recentBackups);
    for (const { tenantId, lastGood } of this.#recent?.values() ?? []) {
      // A backup that was recent once stays the last good one until there is another.
      if (lastGood !== null) this.#older.set(tenantId, lastGood);
    }
    this.#recent = new Map(rows.map(row => [row.tenantId, row]));
    this.#readAt = found.readAt;
    this.#made = null;
  }

  /**
   * What is known of these tenants, as a part of their picture. A COMPLETED backup older than the days read is looked for
   * once a tenant, in a statement of its own; where that fails, again after a while.
   * @throws SourceError when the connection was lost
   */
  async of(tenants: readonly Tenant[], context: ReaderContext): Promise<Pick<Picture, 'records'>> {
    const { session } = context;
    const recent = this.#recent;
    if (recent === null || !session.shapes.has(jobHistory)) return {};
    const wanted = tenants
      .map(({ id }) => id)
      .filter(
        id => id !== sysTenantId && (recent.get(id)?.lastGood ?? null) === null && !this.#older.has(id),
      );
    if (wanted.length > 0 && this.#readAt >= this.#olderFrom) await this.#lookFor(wanted, context);
    return this.known(tenants);
  }

  /** The same without asking for anything. */
  known(tenants: readonly Tenant[]): Pick<Picture, 'records'> {
    const recent = this.#recent;
    if (recent === null) return {};
    if (this.#made?.tenants !== tenants) {
      this.#made = { tenants, records: tenants.map(({ id }) => this.#recordOf(id, recent.get(id))) };
    }
    return { records: this.#made.records };
  }

  async #lookFor(tenantIds: readonly TenantId[], { session, ask }: ReaderContext): Promise<void> {
    this.#olderFrom = this.#readAt + keptMicros;
    this.#made = null;
    const wanted = tenantIds.length > maxTenants ? 'all' : tenantIds;
    try {
      const found = await ask('last good backups', newestGoodOf(wanted, session));
      for (const id of tenantIds) this.#older.set(id, null);
      for (const { key, type, endedAt } of found.of(jobHistory, olderGood)) {
        if (endedAt !== null) this.#older.set(key.tenantId, { type, endedAt, jobId: key.jobId });
      }
    } catch (error) {
      if (!(error instanceof SourceError) || session.link.lost) throw error;
      return;
    }
    this.#olderFrom = 0n;
  }

  #recordOf(tenantId: TenantId, recent: RecentBackups | undefined): BackupRecord {
    const older = this.#older.get(tenantId);
    const known = [this.#seen.get(tenantId), recent?.lastGood, older].filter(good => good != null);
    const [newest] = known.sort((a, b) => (a.endedAt < b.endedAt ? 1 : -1));
    const lastGood = newest ?? (older === undefined ? 'unknown' : 'never');
    return {
      tenantId,
      lastGood,
      days: this.#days.map((from, index) => ({ from, outcome: recent?.outcomes[index] ?? null })),
      readAt: this.#readAt,
    };
  }
}
