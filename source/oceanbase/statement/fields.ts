import type { JobKey } from '../../backup/job.ts';
import type { Column, Instant, Row } from '../../backup/row.ts';
import { type Counter, notKnown } from '../../backup/task.ts';
import { addressText } from '../../text/address.ts';
import { parseHundredths, parseInteger, parseWholePart } from './values.ts';

/** ON and OFF; anything else is not known. */
export const onOff: ReadonlyMap<string, boolean> = new Map([
  ['ON', true],
  ['OFF', false],
]);

/** ip:port, with brackets around an IPv6 address; '' without an address. */
export function serverAddress(ip: string, port: bigint | null): string {
  return ip === '' ? '' : addressText(ip, port);
}

/** A row's columns by name; a column the view does not have is null like a NULL. */
export class Fields {
  readonly #byName: ReadonlyMap<string, Column>;
  constructor(row: Row) {
    this.#byName = new Map(row.map(column => [column.name, column]));
  }
  has(name: string): boolean {
    return this.#byName.has(name);
  }
  /** Safe to draw; '' for NULL. */
  text(name: string): string {
    return this.#byName.get(name)?.text ?? '';
  }
  integer(name: string): bigint | null {
    return parseInteger(this.#byName.get(name)?.raw ?? null);
  }
  count(name: string): bigint {
    return this.integer(name) ?? 0n;
  }
  /**
   * A number of things that only grows from 0: bytes, blocks, files. `notKnown` for NULL, a text that is no number, and
   * one below 0; 0 where the view has no such column.
   */
  amount(name: string): bigint {
    if (!this.has(name)) return 0n;
    const number = this.integer(name);
    return number === null || number < 0n ? notKnown : number;
  }
  instant(name: string): Instant | null {
    return this.#byName.get(name)?.instant ?? null;
  }
  /** A decimal number without its fraction; null for NULL, one below 0, and a text that is none. */
  wholePart(name: string): bigint | null {
    return parseWholePart(this.#byName.get(name)?.raw ?? null);
  }
  hundredths(name: string): number | null {
    return parseHundredths(this.#byName.get(name)?.raw ?? null);
  }
  counter(finished: string, total: string): Counter {
    return { finished: this.amount(finished), total: this.amount(total) };
  }
  /** The job a row belongs to; a user tenant's views have no TENANT_ID. */
  jobKey(ownTenantId: bigint | null): JobKey {
    return { tenantId: this.integer('TENANT_ID') ?? ownTenantId, jobId: this.count('JOB_ID') };
  }
}
