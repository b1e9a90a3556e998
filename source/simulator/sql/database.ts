import type { DatabaseSync } from 'node:sqlite';
import { type Column, schemaOf, type Tenancy, type View, viewsFor } from '../catalog.ts';
import { withProgress } from '../kernel/rows.ts';
import type { Release } from '../releases.ts';
import type { Row, Store, TableName, Value } from '../store.ts';
import { scaleOf } from '../wire/types.ts';
import { type FunctionContext, functions, type SqlValue } from './functions.ts';
import { informationSchema } from './information-schema.ts';
import { clusterZone, readTime, writeTime } from './times.ts';

/** What is used of node:sqlite. */
export interface Engine {
  DatabaseSync: typeof DatabaseSync;
}

/** A result column as SQLite describes it: `column` and `table` are null for an expression. */
export interface Origin {
  name: string;
  column: string | null;
  database: string | null;
  table: string | null;
}

/**
 * The views of one tenant with times in one zone, as SQLite tables that are kept in step with the store.
 */
export class Database {
  readonly views: ReadonlyMap<string, View>;
  readonly tenancy: Tenancy;
  readonly #db: DatabaseSync;
  readonly #tenantId: number;
  readonly #zone: number;
  readonly #stop: () => void;
  readonly #pending = new Map<string, { table: TableName; tenantId: number; key: string; row: Row | null }>();
  /** SQLite's rowid by view and key, to replace and remove rows. */
  readonly #numbers = new Map<string, number>();
  #next = 1;
  #caller: FunctionContext | null = null;

  constructor(
    engine: Engine,
    store: Store,
    release: Release,
    tenancy: Tenancy,
    tenantId: number,
    zone: number,
  ) {
    this.#db = new engine.DatabaseSync(':memory:');
    this.tenancy = tenancy;
    this.#tenantId = tenantId;
    this.#zone = zone;
    this.views = viewsFor(release, tenancy);
    this.#define();
    for (const table of new Set([...this.views.values()].map(view => view.table))) {
      for (const { tenantId: owner, key, row } of store.rows(table)) {
        this.#pending.set(`${table} ${key}`, { table, tenantId: owner, key, row });
      }
    }
    this.#stop = store.listen((table, owner, key, row) => {
      this.#pending.set(`${table} ${key}`, { table, tenantId: owner, key, row });
    });
  }

  #define(): void {
    const schema = schemaOf(this.tenancy);
    const db = this.#db;
    for (const name of [schema, 'information_schema', 'mysql', 'test'])
      db.exec(`ATTACH ':memory:' AS ${name}`);
    for (const view of this.views.values()) {
      const columns = view.columns.map(column => `"${column.name}" ${affinity(column, this.tenancy)}`);
      db.exec(`CREATE TABLE ${schema}."${view.name}" (${columns.join(', ')})`);
      if (view.key.length > 0) {
        const key = view.key.map(column => `"${column}"`).join(', ');
        db.exec(`CREATE INDEX ${schema}."${view.name}#key" ON "${view.name}" (${key})`);
      }
    }
    if (this.tenancy === 'oracle') db.exec('PRAGMA case_sensitive_like = ON');
    for (const [name, implementation] of Object.entries(functions)) {
      db.function(name, { varargs: true, useBigIntArguments: true }, (...args: SqlValue[]) => {
        if (this.#caller === null) return null;
        return implementation(this.#caller, args);
      });
    }
    db.exec(informationSchema(schema, [...this.views.values()]));
  }

  #flush(): void {
    if (this.#pending.size === 0) return;
    this.#db.exec('BEGIN');
    for (const view of this.views.values()) {
      const changes = [...this.#pending.values()].filter(change => change.table === view.table);
      if (changes.length > 0) this.#apply(view, changes);
    }
    this.#db.exec('COMMIT');
    this.#pending.clear();
  }

  #apply(view: View, changes: readonly { tenantId: number; key: string; row: Row | null }[]): void {
    const table = `${schemaOf(this.tenancy)}."${view.name}"`;
    const insert = this.#db.prepare(
      `INSERT OR REPLACE INTO ${table} (rowid, ${view.columns.map(column => `"${column.name}"`).join(', ')}) VALUES (?${', ?'.repeat(view.columns.length)})`,
    );
    const remove = this.#db.prepare(`DELETE FROM ${table} WHERE rowid = ?`);
    const converters = view.columns.map(column => converterFor(column, this.#zone, this.tenancy));
    for (const { tenantId, key, row } of changes) {
      if (view.rows === 'own tenant' && tenantId !== this.#tenantId) continue;
      const name = `${view.name} ${key}`;
      const number = this.#numbers.get(name) ?? this.#next++;
      if (row === null) {
        remove.run(number);
        this.#numbers.delete(name);
        continue;
      }
      this.#numbers.set(name, number);
      const whole = view.table === 'TASKS' ? withProgress(row) : row;
      const values = view.columns.map((column, i) => {
        // Internal tables have their columns in lower case.
        const isTenant = column.name.toUpperCase() === 'TENANT_ID';
        const value = whole[column.name] ?? (isTenant ? tenantId : undefined);
        return converters[i]?.(value ?? null) ?? null;
      });
      insert.run(number, ...values);
    }
  }

  /** Runs a translated query, or only determines its columns where `parameters` is null. Throws SQLite's errors. */
  query(
    sql: string,
    parameters: readonly SqlValue[] | null,
    caller: FunctionContext,
  ): { columns: Origin[]; rows: SqlValue[][] } {
    this.#flush();
    this.#caller = caller;
    try {
      const statement = this.#db.prepare(sql);
      statement.setReadBigInts(true);
      statement.setReturnArrays(true);
      const columns = statement.columns() as unknown as Origin[];
      const rows = parameters === null ? [] : (statement.all(...parameters) as unknown as SqlValue[][]);
      return { columns, rows };
    } finally {
      this.#caller = null;
    }
  }

  close(): void {
    this.#stop();
    this.#db.close();
  }
}

function affinity(column: Column, tenancy: Tenancy): string {
  // SQLite's integers end at 2^63: unsigned columns have no affinity, so that larger values can be text.
  if (/unsigned$/.test(column.type) || /_SCN$/.test(column.name)) return '';
  if (/^(bigint|NUMBER\(38\))/i.test(column.type)) return 'INTEGER';
  // Decimals are stored as numbers where that is exact, else as text.
  if (/^(decimal|NUMBER)/i.test(column.type)) return '';
  return tenancy === 'oracle' ? 'TEXT' : 'TEXT COLLATE NOCASE';
}

const largest = 2n ** 63n - 1n;

function asInteger(value: Value): Value {
  if (typeof value === 'number') return Math.trunc(value);
  if (value === null || (typeof value === 'string' && !/^-?\d+$/.test(value))) return value;
  const whole = BigInt(value);
  return whole > largest || whole < -largest ? whole.toString() : whole;
}

type Converter = (value: Value) => Value;

/** Converts a value of the store for a view's table; times become the text that the session sees. */
function converterFor({ name, type }: Column, zone: number, tenancy: Tenancy): Converter {
  if (/^(bigint|NUMBER\(38\))/i.test(type)) return asInteger;
  if (/^(decimal|NUMBER)/i.test(type)) {
    const scale = scaleOf(type);
    return value => {
      if (typeof value === 'bigint') return Number(value);
      const exact = typeof value === 'string' && scale !== null && Number(value).toFixed(scale) === value;
      return exact ? Number(value) : value;
    };
  }
  const emptyIsNull = tenancy === 'oracle' || !type.startsWith('varchar');
  const text: Converter = value => (value === null || (emptyIsNull && value === '') ? null : String(value));
  if (!/^(timestamp|datetime)/i.test(type) && !/_TIMESTAMP$/.test(name)) return text;
  const oracleText = tenancy === 'oracle' && type.startsWith('VARCHAR2');
  // SCN_TO_TIMESTAMP uses the system's zone, not the session's; so do the time texts of Oracle mode.
  const shown = name.endsWith('_SCN_DISPLAY') || oracleText ? clusterZone : zone;
  return value => {
    const at =
      typeof value === 'string' || value === null ? readTime(value ?? '', clusterZone) : Number(value);
    if (at === null) return text(value);
    return `${writeTime(at, shown, oracleText ? 0 : 6)}${type === 'TIMESTAMP(9)' ? '000' : ''}`;
  };
}
