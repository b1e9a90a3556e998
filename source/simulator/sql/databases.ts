import type { Tenancy } from '../catalog.ts';
import type { Release } from '../releases.ts';
import type { Store } from '../store.ts';
import { Database, type Engine } from './database.ts';

/** How many are kept; the least recently used one is closed first. */
const kept = 8;

/** node:sqlite, without its warning that it is experimental, which would be printed over the screens. */
async function loadSqlite(): Promise<Engine> {
  const emit = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).includes('SQLite')) return;
    Reflect.apply(emit, process, [warning, ...rest]);
  };
  try {
    const engine = await import('node:sqlite');
    const { StatementSync } = engine;
    if (typeof StatementSync.prototype.setReturnArrays !== 'function') {
      throw new Error(
        `The simulated cluster needs Node 22.16 or newer; this is ${process.versions.node}. Install a newer Node.`,
      );
    }
    return engine;
  } finally {
    process.emitWarning = emit;
  }
}

/** The databases behind the sessions, one for each tenant and time zone, created when first used. */
export class Databases {
  readonly #engine: Engine;
  readonly #store: Store;
  readonly #release: Release;
  readonly #open = new Map<string, Database>();

  private constructor(engine: Engine, store: Store, release: Release) {
    this.#engine = engine;
    this.#store = store;
    this.#release = release;
  }

  static async open(store: Store, release: Release): Promise<Databases> {
    return new Databases(await loadSqlite(), store, release);
  }

  get(tenancy: Tenancy, tenantId: number, zone: number): Database {
    const name = `${tenantId} ${zone}`;
    const known =
      this.#open.get(name) ?? new Database(this.#engine, this.#store, this.#release, tenancy, tenantId, zone);
    // The last one in the map is the most recently used.
    this.#open.delete(name);
    this.#open.set(name, known);
    for (const [other, database] of this.#open) {
      if (this.#open.size <= kept) break;
      database.close();
      this.#open.delete(other);
    }
    return known;
  }

  close(): void {
    for (const database of this.#open.values()) database.close();
    this.#open.clear();
  }
}
