import { schemaOf } from '../catalog.ts';
import type { Session } from '../session.ts';
import { columnType } from '../wire/protocol.ts';
import { wireType } from '../wire/types.ts';
import type { Origin } from './database.ts';
import type { SqlValue } from './functions.ts';
import type { SelectItem } from './select.ts';
import type { Translated } from './translate.ts';

export interface Typed {
  type: string;
  /** Index of the column's item in the first select list, where that is certain. */
  item: number | null;
}

/** Result types of functions, in MySQL mode. */
const results: Readonly<Record<string, string>> = {
  COUNT: 'bigint',
  SUM: 'decimal(65,0)',
  AVG: 'decimal(65,4)',
  NOW: 'datetime(6)',
  CURRENT_TIMESTAMP: 'datetime(6)',
  SYSDATE: 'datetime(0)',
  EFFECTIVE_TENANT_ID: 'bigint',
  CONNECTION_ID: 'bigint unsigned',
  TIMESTAMPDIFF: 'bigint',
  UNIX_TIMESTAMP: 'bigint',
  CONCAT: 'varchar(4096)',
  TO_CHAR: 'VARCHAR2(4096)',
  UPPER: 'varchar(4096)',
  LOWER: 'varchar(4096)',
};
/** Functions whose result has the type of their argument. */
const typedByArgument = new Set(['MIN', 'MAX', 'IFNULL', 'NVL', 'COALESCE', 'NULLIF']);
const casts: Readonly<Record<string, string>> = {
  CHAR: 'varchar(4096)',
  VARCHAR: 'varchar(4096)',
  VARCHAR2: 'VARCHAR2(4096)',
  SIGNED: 'bigint',
  UNSIGNED: 'bigint unsigned',
  DATETIME: 'datetime(6)',
};

function ofCall(call: SelectItem['call'], known: ReadonlyMap<string, string>): string | null {
  if (call === null) return null;
  if (call.name === 'CAST') return casts[call.cast ?? ''] ?? null;
  if (typedByArgument.has(call.name)) return known.get(call.argument?.toUpperCase() ?? '') ?? null;
  return results[call.name] ?? null;
}

/** The item that each result column comes from, by position, counted from both ends around a `*`. */
function itemsOf(list: readonly SelectItem[], count: number): (number | null)[] {
  const star = list.findIndex(item => item.label === null);
  if (star === -1) return Array.from({ length: count }, (_, i) => (i < list.length ? i : null));
  const behind = list.length - 1 - list.findLastIndex(item => item.label === null);
  return Array.from({ length: count }, (_, i) => {
    if (i < star) return i;
    return i >= count - behind ? list.length - (count - i) : null;
  });
}

/** Whether all values can be sent as this type: only numbers fit a numeric one. */
function fits(type: string, values: readonly SqlValue[]): boolean {
  const { code } = wireType(type);
  if (code !== columnType.bigint && code !== columnType.decimal) return true;
  const pattern = code === columnType.bigint ? /^-?\d+$/ : /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i;
  return values.every(value => value === null || pattern.test(String(value)));
}

function ofValues(values: readonly SqlValue[], mode: 'mysql' | 'oracle'): string {
  const kinds = new Set(values.filter(value => value !== null).map(value => typeof value));
  if (kinds.size !== 1) return mode === 'oracle' ? 'VARCHAR2(4096)' : 'varchar(4096)';
  if (kinds.has('bigint')) return mode === 'oracle' ? 'NUMBER' : 'bigint';
  if (kinds.has('number')) return mode === 'oracle' ? 'NUMBER' : 'decimal';
  return mode === 'oracle' ? 'VARCHAR2(4096)' : 'varchar(4096)';
}

/** The calls in lists behind the first one, by their label in upper case; of several, the first. */
function innerCalls(translated: Translated): ReadonlyMap<string, SelectItem['call']> {
  const calls = translated.lists.slice(1).flatMap(list => list.filter(item => item.call !== null));
  return new Map(calls.reverse().map(item => [item.label?.toUpperCase() ?? '', item.call]));
}

/**
 * The kernel type of each result column: that of the view's column it comes from, else of the function that returns it,
 * else of the column with its name (unions with NULLs, derived tables), else of its values.
 */
export function typesOf(
  session: Session,
  translated: Translated,
  columns: readonly Origin[],
  rows: readonly (readonly SqlValue[])[],
  known: ReadonlyMap<string, string>,
): Typed[] {
  const list = translated.lists[0] ?? [];
  const items = itemsOf(list, columns.length);
  const schema = schemaOf(session.tenancy);
  const inner = innerCalls(translated);
  return columns.map((origin, i) => {
    const item = items[i] ?? null;
    const label = origin.name.toUpperCase();
    const own = item === null ? null : ofCall(list[item]?.call ?? null, known);
    const column =
      origin.database?.toLowerCase() === schema.toLowerCase()
        ? session.views
            .get(origin.table?.toUpperCase() ?? '')
            ?.columns.find(one => one.name.toUpperCase() === origin.column?.toUpperCase())
        : undefined;
    const values = rows.map(row => row[i] ?? null);
    const guess = column?.type ?? own ?? ofCall(inner.get(label) ?? null, known) ?? known.get(label);
    const type =
      guess !== undefined && guess !== null && fits(guess, values) ? guess : ofValues(values, session.mode);
    return { type: session.mode === 'oracle' ? oracle(type) : type, item };
  });
}

/** In Oracle mode every number is a NUMBER, and texts are VARCHAR2. */
function oracle(type: string): string {
  if (/^(bigint|decimal|double)/.test(type)) return 'NUMBER';
  return /^(varchar|datetime)\(/.test(type) ? 'VARCHAR2(4096)' : type;
}
