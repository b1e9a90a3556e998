import type { Traits } from '../releases.ts';
import type { Store } from '../store.ts';
import { type Micros, second } from './rows.ts';
import { archivelogRow, type TenantSpec } from './tenants.ts';

/** How a tenant's archive checkpoint moves: in steps of half of archive_lag_target, and how far behind. */
export interface ArchivePace {
  step: Micros;
  behind: Micros;
}

/** STATUS of an archive round (ObArchiveRoundState). */
export type ArchiveStatus =
  | 'PREPARE'
  | 'BEGINNING'
  | 'DOING'
  | 'INTERRUPTED'
  | 'STOPPING'
  | 'STOP'
  | 'SUSPENDING'
  | 'SUSPEND';

/** The result of a job whose tenant's archive is not DOING (check_can_backup_ in ob_backup_data_scheduler.cpp). */
export function resultWithoutArchive(status: ArchiveStatus): -9027 | -9029 {
  return status === 'INTERRUPTED' ? -9027 : -9029;
}

/** Seconds between two steps of the checkpoint where archive_lag_target is not there. */
const oldStep = 2;

/** The pace of a tenant's archive: its lag is never more than archive_lag_target. */
export function archivePace(tenant: TenantSpec, traits: Traits): ArchivePace {
  const target = traits.archiveLagTarget ? tenant.archiveLagTarget : 2 * oldStep;
  const step = Math.max(1, target / 2) * second;
  return { step, behind: Math.round(step * (0.2 + ((tenant.id * 7) % 5) / 10)) };
}

/** When the checkpoint of an archive that is not held up has passed a moment. */
export function archivePasses({ step, behind }: ArchivePace, moment: Micros): Micros {
  return Math.ceil((moment + behind) / step) * step;
}

interface State {
  tenant: TenantSpec;
  pace: ArchivePace;
  status: ArchiveStatus;
  comment: string;
  round: number;
  /** When the archive left DOING: its checkpoint stays there. */
  leftAt: Micros | null;
  held: { from: Micros; until: Micros }[];
}

/** Log archiving of all tenants that archive. */
export class Archives {
  readonly #states = new Map<number, State>();
  readonly #started: Micros;

  constructor(tenants: readonly TenantSpec[], traits: Traits, started: Micros) {
    this.#started = started;
    for (const tenant of tenants) {
      if (!tenant.archiving || tenant.recycled) continue;
      const pace = archivePace(tenant, traits);
      const running = { status: 'DOING', comment: '', round: 1, leftAt: null, held: [] } as const;
      this.#states.set(tenant.id, { tenant, pace, ...running, held: [] });
    }
  }

  /** The pace of a tenant's archive; that of the default target where it archives nothing. */
  paceOf(tenantId: number): ArchivePace {
    return this.#states.get(tenantId)?.pace ?? { step: 60 * second, behind: 20 * second };
  }

  /** STATUS of a tenant's archive, or null without one. */
  statusOf(tenantId: number): ArchiveStatus | null {
    return this.#states.get(tenantId)?.status ?? null;
  }

  /** Holds the checkpoint of a tenant at a moment for a time. */
  hold(tenantId: number, held: { from: Micros; until: Micros }, now: Micros): void {
    const state = this.#states.get(tenantId);
    if (state !== undefined) state.held = [...state.held.filter(({ until }) => until > now), held];
  }

  /** Sets STATUS. Archiving that was interrupted or stopped goes on in a new round; returns whether it does. */
  set(tenantId: number, status: ArchiveStatus, comment: string, now: Micros): boolean {
    const state = this.#states.get(tenantId);
    if (state === undefined) return false;
    const isNewRound = status === 'DOING' && (state.status === 'INTERRUPTED' || state.status === 'STOP');
    if (isNewRound) state.round += 1;
    state.status = status;
    state.comment = comment;
    state.leftAt = status === 'DOING' ? null : (state.leftAt ?? now);
    return isNewRound;
  }

  /** Tenants whose archive is not DOING. */
  notDoing(): number[] {
    return [...this.#states.values()].flatMap(({ status, tenant }) =>
      status === 'DOING' ? [] : [tenant.id],
    );
  }

  /** Writes the rows of CDB_OB_ARCHIVELOG as of a moment. */
  write(store: Store, now: Micros): void {
    for (const state of this.#states.values()) {
      const { tenant, pace, held } = state;
      const at = Math.min(now, state.leftAt ?? now);
      const reached = Math.floor(at / pace.step) * pace.step - pace.behind;
      const stays = held.find(({ from, until }) => from <= at && at < until)?.from;
      const checkpoint = Math.min(reached, stays ?? reached);
      const row = archivelogRow(tenant.id, this.#started, checkpoint, state);
      const known = store.row('ARCHIVELOG', tenant.id, { DEST_NO: 0 });
      if (known?.CHECKPOINT_SCN !== row.CHECKPOINT_SCN || known?.STATUS !== row.STATUS)
        store.replace('ARCHIVELOG', tenant.id, row);
    }
  }
}
