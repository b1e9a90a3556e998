import type { Account, Home } from './accounts.ts';
import { schemaOf, type Tenancy, type View, viewsFor } from './catalog.ts';
import type { Micros } from './kernel/rows.ts';
import { type Release, traitsOf } from './releases.ts';
import type { Database } from './sql/database.ts';
import { mysqlErrors } from './sql/errors.ts';
import type { Asking } from './sql/functions.ts';
import { clusterZone, zoneMinutes } from './sql/times.ts';
import { systemVariables } from './sql/variables.ts';

/** What a session needs of the server it is in. */
export interface Surroundings {
  release: Release;
  now(): Micros;
  /** The tables of a tenant with times in a zone. */
  database(tenancy: Tenancy, tenantId: number, zone: number): Database;
  sessions(): readonly Session[];
  /** Ends another session, or the statement it waits for. */
  kill(id: number, what: 'query' | 'connection'): boolean;
}

/** One logged-in connection: who it is, where it is, and what it has set. */
export class Session {
  readonly id: number;
  readonly account: Account;
  readonly home: Home;
  readonly tenancy: Tenancy;
  readonly views: ReadonlyMap<string, View>;
  readonly surroundings: Surroundings;
  readonly variables: Map<string, string>;
  database: string | null = null;
  readOnly = false;
  zone = clusterZone;
  /** The statement at work, for SHOW PROCESSLIST. */
  statement: string | null = null;

  constructor(id: number, account: Account, home: Home, surroundings: Surroundings) {
    this.id = id;
    this.account = account;
    this.home = home;
    this.surroundings = surroundings;
    this.tenancy = home.kind === 'SYS' ? 'sys' : home.mode === 'ORACLE' ? 'oracle' : 'mysql';
    this.views = viewsFor(surroundings.release, this.tenancy);
    const { version } = traitsOf(surroundings.release);
    this.variables = new Map([
      ...Object.entries(systemVariables),
      ['ob_compatibility_mode', home.mode],
      ['version', `5.7.25-OceanBase-v${version}`],
      [
        'version_comment',
        `OceanBase ${version} (r1-0000000000000000000000000000000000000000) (Built for demonstration)`,
      ],
    ]);
    if (this.tenancy === 'oracle') this.database = 'SYS';
  }

  get mode(): 'mysql' | 'oracle' {
    return this.tenancy === 'oracle' ? 'oracle' : 'mysql';
  }

  /** Whether the account has SELECT on a view, by its upper-case name. */
  mayRead(view: string): boolean {
    return this.account.rights === 'all' || this.account.rights.has(view.toUpperCase());
  }

  /** The databases this account may use. */
  databases(): string[] {
    const may = this.account.rights === 'all' || this.account.rights.size > 0;
    return ['information_schema', ...(may ? [schemaOf(this.tenancy), 'mysql', 'test'] : ['test'])];
  }

  /** Makes a database current. Throws 1049 for an unknown one, 1044 without a right on it. */
  use(name: string): void {
    const known = [...new Set([...this.databases(), schemaOf(this.tenancy), 'mysql'])];
    const database = known.find(one => one.toLowerCase() === name.toLowerCase());
    if (database === undefined) throw mysqlErrors.unknownDatabase(name);
    if (!this.databases().includes(database)) throw mysqlErrors.databaseDenied(this.account.user, database);
    this.database = database;
  }

  /** Sets a system variable of the session. Throws 1193, 1298 or 1231 as the server does. */
  set(name: string, value: string): void {
    const known = name.toLowerCase();
    if (!this.variables.has(known)) throw mysqlErrors.unknownVariable(name);
    if (known === 'time_zone') {
      const zone = zoneMinutes(value);
      if (zone === null) throw mysqlErrors.unknownZone(value);
      this.zone = zone;
    }
    if (/timeout$/.test(known) && !/^\d+$/.test(value)) throw mysqlErrors.wrongValue(name, value);
    this.variables.set(known, value);
  }

  /** How long a statement may take, in microseconds: its hint, else ob_query_timeout. */
  timeLimit(sql: string): number {
    const hint = /\/\*\+[^*]*query_timeout\s*\(\s*(\d+)\s*\)/i.exec(sql)?.[1];
    return Number(hint ?? this.variables.get('ob_query_timeout') ?? 10_000_000);
  }

  get tables(): Database {
    return this.surroundings.database(this.tenancy, this.home.id, this.zone);
  }

  get asking(): Asking {
    return {
      now: () => this.surroundings.now(),
      zone: this.zone,
      tenantId: this.home.id,
      tenantName: this.home.name,
      user: this.account.user,
      database: this.database,
      connectionId: this.id,
      version: traitsOf(this.surroundings.release).version,
      mayRead: view => this.mayRead(view),
    };
  }
}
