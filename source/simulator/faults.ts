import { SqlError } from './sql/errors.ts';

/** What can go wrong on purpose. All but `drop` last until `clear`. */
export type Fault =
  /** New connections are refused; those there stay. */
  | { kind: 'refuse' }
  /** Nothing is answered any more, neither to statements nor to new connections. */
  | { kind: 'hang' }
  /** Every connection is cut now. */
  | { kind: 'drop' }
  /** The next `times` statements (default 1) that match get this error. */
  | { kind: 'error'; match?: RegExp; errno: number; state?: string; message: string; times?: number }
  /** Every statement takes so long; beyond its time limit it ends with 4012. */
  | { kind: 'delay'; ms: number }
  /** The META tenant of this tenant has no leader: its rows cannot be read. */
  | { kind: 'tenant-down'; tenantId: number }
  | { kind: 'clear' };

/** What a fault needs to know of a statement. */
export interface Attempt {
  sql: string;
  tenantId: number;
  /** Microseconds. */
  timeLimit: number;
  /** Settles early when the connection ends or the statement is killed. */
  ended: Promise<void>;
}

export class Faults {
  #active: Exclude<Fault, { kind: 'clear' | 'drop' }>[] = [];
  #left = new Map<Fault, number>();
  #thaw: (() => void) | null = null;
  #frozen: Promise<void> | null = null;

  add(fault: Exclude<Fault, { kind: 'clear' | 'drop' }>): void {
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

  /** Waits while nothing is to be answered. */
  async thawed(): Promise<void> {
    while (this.#frozen !== null) await this.#frozen;
  }

  /** What happens to a statement before it runs: it waits, fails with the SqlError asked for, or runs out of time. */
  async meet(attempt: Attempt): Promise<'go on' | 'out of time'> {
    await this.thawed();
    const error = this.#active.find(
      fault =>
        fault.kind === 'error' &&
        (this.#left.get(fault) ?? 0) > 0 &&
        (fault.match === undefined ||
          new RegExp(fault.match.source, fault.match.flags.replace(/[gy]/g, '')).test(attempt.sql)),
    );
    if (error?.kind === 'error') {
      this.#left.set(error, (this.#left.get(error) ?? 1) - 1);
      throw new SqlError(error.errno, error.state ?? 'HY000', error.message);
    }
    const limit = attempt.timeLimit / 1000;
    const down = this.#active.some(fault => fault.kind === 'tenant-down' && touches(fault.tenantId, attempt));
    const delay = Math.max(0, ...this.#active.map(fault => (fault.kind === 'delay' ? fault.ms : 0)));
    if (down || delay >= limit) {
      await pause(limit, attempt.ended);
      return 'out of time';
    }
    if (delay > 0) await pause(delay, attempt.ended);
    return 'go on';
  }
}

/** Whether a statement reads rows of this tenant: all CDB_ views do, unless filtered to other tenants. */
function touches(tenantId: number, { sql, tenantId: own }: Attempt): boolean {
  if (own !== 1) return own === tenantId && /_OB_(BACKUP|ARCHIVELOG)/i.test(sql);
  // A query whose condition is never true reads no tenant's rows: that is how clients look for columns.
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
