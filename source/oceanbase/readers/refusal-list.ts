import type { BackupEvent } from '../../backup/event.ts';
import type { Job } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import { openRefusals, type Refusal, refusalsIn } from '../../backup/refusal.ts';
import type { Instant } from '../../backup/row.ts';
import type { Scope } from '../../backup/view.ts';
import type { Session } from '../session/session.ts';
import { events, failedStarts, failedStartsLabel } from '../views/events.ts';
import type { Branch, StatementRows } from '../views/view.ts';

/** Failed starts are read again after this long, by the server's clock. */
const keptMicros = 30_000_000n;
/** And after this long, where a statement with them was not answered in time. */
const pauseMicros = 300_000_000n;

/** The part of a statement that is about refused starts. */
export interface RefusalPart {
  /** What to ask now, where it is not among these branches already. */
  branches(now: Instant, others?: readonly Branch[]): Branch[];
  note(found: StatementRows): void;
  /** The last refusal of each tenant, where this part has read them; else null. */
  read(): readonly Refusal[] | null;
  known(scope: Scope, jobs: readonly Job[]): Pick<Picture, 'refusals' | 'remarks'>;
}

const nothing: RefusalPart = {
  branches: () => [],
  note: () => undefined,
  read: () => null,
  known: () => ({}),
};

/** The backups that could not start, as they were last read. Only sys sees them. */
export class RefusalList {
  #events: readonly BackupEvent[] = [];
  #from: Instant = 0n;

  /** What this session asks of them: a branch now and then, or nothing where they cannot be read. */
  async of(session: Session): Promise<RefusalPart> {
    if (session.server.sees !== 'all_tenants') return nothing;
    const remark = await session.reach(events);
    if (remark !== null) return { ...nothing, known: () => ({ remarks: [remark] }) };
    let asked = false;
    let read: readonly Refusal[] | null = null;
    return {
      branches: (now, others = []) => {
        asked = now >= this.#from && others.every(({ source }) => source !== failedStartsLabel);
        return asked ? failedStarts(now, session) : [];
      },
      note: found => {
        if (!asked) return;
        this.#events = found.of(events, failedStartsLabel);
        this.#from = found.readAt + keptMicros;
        read = refusalsIn(this.#events);
      },
      read: () => read,
      known: (scope, jobs) => ({ refusals: this.#known(scope, jobs) }),
    };
  }

  /** Takes that a statement with these branches was not answered in time. */
  noteTimeout(branches: readonly Branch[], now: Instant): void {
    if (branches.some(({ source }) => source === failedStartsLabel)) this.#from = now + pauseMicros;
  }

  #known(scope: Scope, jobs: readonly Job[]): Refusal[] {
    const inScope = refusalsIn(this.#events).filter(
      ({ tenantId }) => scope.kind === 'all' || tenantId === scope.tenantId,
    );
    return openRefusals(inScope, jobs);
  }
}
