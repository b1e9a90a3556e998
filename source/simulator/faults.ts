import type { ArchiveStatus } from './kernel/archive.ts';
import { SqlError } from './sql/errors.ts';

/** Faults that can be injected. All but `drop` last until `clear`. */
export type Fault =
  /** New connections are refused; open ones stay. */
  | { kind: 'refuse' }
  /** Neither statements nor new connections are answered. */
  | { kind: 'hang' }
  /** Every connection is closed now. */
  | { kind: 'drop' }
  /** The next `times` statements that match (1 unless given) get this error. */
  | { kind: 'error'; match?: RegExp; errno: number; state?: string; message: string; times?: number }
  /** Every statement takes this long, or ends with 4012 at its time limit. */
  | { kind: 'delay'; ms: number }
  /** The META tenant of this tenant has no leader: its rows cannot be read. */
  | { kind: 'tenant-down'; tenantId: number }
  /** The log archive of this tenant has this STATUS, with a COMMENT where it was interrupted. */
  | { kind: 'archive'; tenantId: number; status: ArchiveStatus; comment?: string }
  | { kind: 'clear' };

/** Faults of the server; those of the cluster itself change its rows instead. */
export type ServerFault = Exclude<Fault, { kind: 'clear' | 'drop' | 'archive' }>;

/** What faults need to know about a statement. */
export interface PendingStatement {
  sql: string;
  tenantId: number;
  /** Microseconds. */
  timeLimit: number;
  /** Resolves when the connection is closed or the statement killed. */
  ended: Promise<void>;
}

export class Faults {
  #active: ServerFault[] = [];
  #left = new Map<Fault, number>();
  #thaw: (() => void) | null = null;
  #frozen: Promise<void> | null = null;

  add(fault: ServerFault): void {
    this.#active.push(fault);
    if (fault.kind === 'error') this.#left.set(fault, fault.times ?? 1);
    if (fault.kind === 'hang' && this.#frozen === null) {
      this.#frozen = new Promise(resolve => {
        this.#thaw = resolve;
      });
    }
  }

  clear(): void {
    this.#active = [];
    this.#left.clear();
    this.#thaw?.();
    this.#thaw = null;
    this.#frozen = null;
  }

  /** Waits while a `hang` lasts. */
  async thawed(): Promise<void> {
    while (this.#frozen !== null) await this.#frozen;
  }

  /** Applies the faults to a statement before it runs: delays it, or throws the SqlError that was asked for. */
  async apply(statement: PendingStatement): Promise<'run' | 'time out'> {
    await this.thawed();
    const error = this.#active.find(
      fault =>
        fault.kind === 'error' &&
        (this.#left.get(fault) ?? 0) > 0 &&
        (fault.match === undefined ||
          new RegExp(fault.match.source, fault.match.flags.replace(/[gy]/g, '')).test(statement.sql)),
    );
    if (error?.kind === 'error') {
      this.#left.set(error, (this.#left.get(error) ?? 1) - 1);
      throw new SqlError(error.errno, error.state ?? 'HY000', error.message);
    }
    const limit = statement.timeLimit / 1000;
    const down = this.#active.some(
      fault => fault.kind === 'tenant-down' && touches(fault.tenantId, statement),
    );
    const delay = Math.max(0, ...this.#active.map(fault => (fault.kind === 'delay' ? fault.ms : 0)));
    if (down || delay >= limit) {
      await pause(limit, statement.ended);
      return 'time out';
    }
    if (delay > 0) await pause(delay, statement.ended);
    return 'run';
  }
}

/** Whether a statement reads rows of this tenant: a SELECT of a union that names a CDB_ view does, unless it filters by other tenants. */
function touches(tenantId: number, { sql, tenantId: own }: PendingStatement): boolean {
  if (own !== 1) return own === tenantId && /_OB_(BACKUP|ARCHIVELOG)/i.test(sql);
  return sql.split(/\bUNION ALL\b/i).some(select => readsFrom(tenantId, select));
}

function readsFrom(tenantId: number, sql: string): boolean {
  // A condition that is never true reads no tenant's rows: clients look up columns that way.
  if (!/\bCDB_OB_/i.test(sql) || /\bWHERE\s+1\s*=\s*0\s*$/i.test(sql)) return false;
  const filters = [...sql.matchAll(/\bTENANT_ID`?\s*(?:=\s*(\d+)|IN\s*\(([\d\s,]+)\))/gi)];
  const named = filters.flatMap(([, one, list]) => (one ?? list ?? '').split(',').map(Number));
  return named.length === 0 || named.includes(tenantId);
}

function pause(ms: number, ended: Promise<void>): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, Math.min(ms, 2 ** 31 - 1));
    void ended.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
