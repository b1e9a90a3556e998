import type { Picture } from '../../backup/picture.ts';
import type { Remark } from '../../backup/remark.ts';
import type { Instant } from '../../backup/row.ts';
import { SourceError } from '../../backup/source.ts';
import { type TenantArchive, tenantArchives } from '../../backup/tenant-archive.ts';
import { allArchives, archivelog, checkpointsOf } from '../views/archivelog.ts';
import type { Branch, StatementRows } from '../views/view.ts';
import type { ReaderContext } from './reader-context.ts';

/** Archives of all tenants are read again after this long, by the server's clock, whether or not they could be read. */
const allMicros = 300_000_000n;
/** And those of tenants that run a backup, which fails with its archive, after this long. */
const runningMicros = 30_000_000n;

type TenantId = bigint | null;

/** How far the log of each tenant is archived, as it was last read. */
export class TenantArchives {
  #archives: readonly TenantArchive[] | null = null;
  #allAt: Instant | null = null;
  #runningAt: Instant = 0n;
  #remark: Remark | null = null;

  /** The branch for a statement to be sent about now, for the tenants that ran a backup when last read. */
  async branches(running: readonly TenantId[], { session, now }: ReaderContext): Promise<Branch[]> {
    const all = this.#allAt === null || now - this.#allAt >= allMicros;
    const some = !all && running.length > 0 && now - this.#runningAt >= runningMicros;
    if (!all && !some) return [];
    // Before it is known to go well: a statement must not fail of it twice in a row.
    if (all) this.#allAt = now;
    this.#runningAt = now;
    try {
      this.#remark = await session.reach(archivelog);
    } catch (error) {
      if (!(error instanceof SourceError) || session.link.lost) throw error;
      return [];
    }
    if (this.#remark !== null) return [];
    return all ? allArchives(session) : checkpointsOf(running, session);
  }

  /** Takes the answer to a statement that had these branches. */
  note(found: StatementRows, branches: readonly Branch[]): void {
    if (branches.length === 0) return;
    const read = tenantArchives(found.of(archivelog), found.readAt);
    const isAll = branches.every(({ where = '' }) => where === '');
    const fresh = new Set(read.map(({ tenantId }) => tenantId));
    const kept = isAll ? [] : (this.#archives ?? []).filter(({ tenantId }) => !fresh.has(tenantId));
    this.#archives = [...kept, ...read];
  }

  /** What is known, as a part of a picture; why nothing is, where the view cannot be read. */
  known(): Pick<Picture, 'tenantArchives' | 'remarks'> {
    return {
      ...(this.#archives === null || this.#remark !== null ? {} : { tenantArchives: this.#archives }),
      ...(this.#remark === null ? {} : { remarks: [this.#remark] }),
    };
  }
}
