import { columnType } from '../wire/protocol.ts';
import { scaleOf, type WireType, wireType } from '../wire/types.ts';
import type { SqlValue } from './functions.ts';

/** A column of a result. */
export interface Field {
  schema: string;
  /** Alias or name of the table in the statement. */
  table: string;
  originalTable: string;
  name: string;
  originalName: string;
  /** The kernel's type, as DESC writes it. */
  type: string;
  wire: WireType;
}

export interface Rows {
  kind: 'rows';
  fields: Field[];
  rows: (string | null)[][];
}

export interface Done {
  kind: 'ok';
  affectedRows: number;
}

export type Reply = Rows | Done;

export const done: Done = { kind: 'ok', affectedRows: 0 };

/** A column that comes from no table. */
export function field(name: string, type: string): Field {
  return { schema: '', table: '', originalTable: '', name, originalName: '', type, wire: wireType(type) };
}

/** A result of texts, as SHOW returns. */
export function listing(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): Rows {
  return {
    kind: 'rows',
    fields: columns.map(column => field(column, 'varchar(4096)')),
    rows: rows.map(row => [...row]),
  };
}

/** A value as the text protocol sends it. */
export function asText(value: SqlValue, type: string): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  const scale = scaleOf(type);
  if (scale !== null && typeof value !== 'string') return Number(value).toFixed(scale);
  if (typeof value === 'number' && Number.isInteger(value) && wireType(type).code === columnType.bigint) {
    return BigInt(value).toString();
  }
  return String(value);
}
