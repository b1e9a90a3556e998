/** The rows behind the views: the kernel model and tests write them, every session reads them. */

/** A time is a number, microseconds since 1970 UTC; text in a time column is kept as it is. */
export type Value = string | number | bigint | null;
export type Row = Readonly<Record<string, Value>>;

/** What identifies a row inside its tenant, by table. Column names are the sys tenant's. */
export const keyColumns = {
  TENANTS: [],
  JOBS: ['JOB_ID'],
  JOB_HISTORY: ['JOB_ID'],
  TASKS: ['TASK_ID'],
  TASK_HISTORY: ['TASK_ID'],
  SET_FILES: ['BACKUP_SET_ID', 'DEST_ID'],
  ARCHIVELOG: ['DEST_NO'],
  PARAMETERS: ['SVR_IP', 'SVR_PORT', 'NAME'],
  ROOTSERVICE_EVENT_HISTORY: ['TIMESTAMP', 'EVENT', 'VALUE1'],
  LS_TASKS: ['task_id', 'ls_id'],
  SCHEDULE_TASKS: ['task_id', 'ls_id'],
} as const satisfies Record<string, readonly string[]>;

export type TableName = keyof typeof keyColumns;
export const tableNames: readonly TableName[] = Object.keys(keyColumns) as TableName[];

/** Called for every row that changes; `row` is null when it was removed. */
export type Listener = (table: TableName, tenantId: number, key: string, row: Row | null) => void;

function keyOf(table: TableName, tenantId: number, row: Row): string {
  return [tenantId, ...keyColumns[table].map(column => String(row[column] ?? ''))].join('/');
}

export class Store {
  readonly #rows = new Map<TableName, Map<string, { tenantId: number; row: Row }>>(
    tableNames.map(name => [name, new Map()]),
  );
  readonly #listeners = new Set<Listener>();

  #table(table: TableName): Map<string, { tenantId: number; row: Row }> {
    const rows = this.#rows.get(table);
    if (rows === undefined) throw new Error(`There is no table ${table} in the simulator.`);
    return rows;
  }

  /** Inserts a row, or replaces the one with the same key. */
  replace(table: TableName, tenantId: number, row: Row): void {
    const key = keyOf(table, tenantId, row);
    this.#table(table).set(key, { tenantId, row });
    for (const listener of this.#listeners) listener(table, tenantId, key, row);
  }

  /** Changes some columns of the row with the key in `change`, if there is one. */
  change(table: TableName, tenantId: number, change: Row): void {
    const known = this.#table(table).get(keyOf(table, tenantId, change));
    if (known !== undefined) this.replace(table, tenantId, { ...known.row, ...change });
  }

  /** Removes the row with this key (key columns as an object). */
  remove(table: TableName, tenantId: number, key: Row): void {
    const name = keyOf(table, tenantId, key);
    if (this.#table(table).delete(name))
      for (const listener of this.#listeners) listener(table, tenantId, name, null);
  }

  /** One row, or undefined. */
  row(table: TableName, tenantId: number, key: Row): Row | undefined {
    return this.#table(table).get(keyOf(table, tenantId, key))?.row;
  }

  /** All rows of a table with their tenant and key, in the order of insertion. */
  *rows(table: TableName): Iterable<{ tenantId: number; key: string; row: Row }> {
    for (const [key, entry] of this.#table(table)) yield { key, ...entry };
  }

  /** Removes every row except those of the tables named. */
  clear(keep: readonly TableName[] = []): void {
    for (const table of tableNames) {
      if (keep.includes(table)) continue;
      for (const [key, { tenantId }] of [...this.#table(table)]) {
        this.#table(table).delete(key);
        for (const listener of this.#listeners) listener(table, tenantId, key, null);
      }
    }
  }

  /** Calls `listener` for every later change; returns a function that stops it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
