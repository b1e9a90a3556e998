import type { Picture } from '../../backup/picture.ts';
import type { Remark } from '../../backup/remark.ts';
import type { Instant } from '../../backup/row.ts';
import { SourceError } from '../../backup/source.ts';
import { type TenantArchive, tenantArchives } from '../../backup/tenant-archive.ts';
import type { Session } from '../session/session.ts';
import { allArchives, archivelog, checkpointsOf, maxArchiveTenants } from '../views/archivelog.ts';
import type { Branch, StatementRows } from '../views/view.ts';
import type { LagTargets } from './lag-targets.ts';
import type { ReaderContext } from './reader-context.ts';

/** Archives of all tenants are read again after this long, by the server's clock, whether or not they could be read. */
const allMicros = 300_000_000n;
/** And those of tenants that run a backup, which fails with its archive, after this long. */
const runningMicros = 30_000_000n;

type TenantId = bigint | null;

/** What is asked of archives in one statement. */
export interface ArchivePart {
  readonly branches: readonly Branch[];
  /** Takes the answer to a statement that had these branches. */
  note(found: StatementRows): void;
}

const nothing: ArchivePart = { branches: [], note: () => undefined };

/** How far the log of each tenant is archived, as it was last read. */
export class TenantArchives {
  readonly #lagTargets: LagTargets;
  #archives: readonly TenantArchive[] | null = null;
  #allAt: Instant | null = null;
  #runningAt: Instant = 0n;
  #remark: Remark | null = null;
  /** That it is not known of all what lag is normal. */
  #lagRemark: Remark | null = null;

  constructor(lagTargets: LagTargets) {
    this.#lagTargets = lagTargets;
  }

  /** What to ask for with a statement to be sent about now, for the tenants that ran a backup when last read. */
  async part(running: readonly TenantId[], context: ReaderContext): Promise<ArchivePart> {
    const { session, now } = context;
    const all = this.#allAt === null || now - this.#allAt >= allMicros;
    const some = !all && running.length > 0 && now - this.#runningAt >= runningMicros;
    if (!all && !some) return nothing;
    // Before it is known to go well: a statement must not fail of it twice in a row.
    if (all) this.#allAt = now;
    this.#runningAt = now;
    try {
      this.#remark = await session.reach(archivelog);
      if (this.#remark !== null) return nothing;
      const targets = await this.#lagTargets.part('all', context);
      const archives = all ? allArchives(session) : checkpointsOf(running, session);
      return {
        branches: [...archives, ...targets.branches],
        note: found => {
          targets.note(found);
          this.#note(found, all ? 'all' : running, session);
        },
      };
    } catch (error) {
      if (!(error instanceof SourceError) || session.link.lost) throw error;
      return nothing;
    }
  }

  #note(found: StatementRows, asked: readonly TenantId[] | 'all', session: Session): void {
    const rows = found
      .of(archivelog)
      .map(archive => ({ ...archive, lagTarget: this.#lagTargets.of(archive.tenantId, session) }));
    const read = tenantArchives(rows, found.readAt);
    // One that was asked for and is not among the rows archives no more.
    const fresh = new Set(asked === 'all' ? [] : asked.slice(0, maxArchiveTenants));
    const kept = asked === 'all' ? [] : (this.#archives ?? []).filter(({ tenantId }) => !fresh.has(tenantId));
    this.#archives = [...kept, ...read];
    const ids = this.#archives.map(({ tenantId }) => tenantId);
    this.#lagRemark = this.#lagTargets.remark(ids, session);
  }

  /** What is known, as a part of a picture; why nothing is, where the view cannot be read. */
  known(): Pick<Picture, 'tenantArchives' | 'remarks'> {
    const remark = this.#remark ?? this.#lagRemark;
    return {
      ...(this.#archives === null || this.#remark !== null ? {} : { tenantArchives: this.#archives }),
      ...(remark === null ? {} : { remarks: [remark] }),
    };
  }
}
