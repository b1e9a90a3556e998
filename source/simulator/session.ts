import type { Account, LoginTenant } from './accounts.ts';
import { schemaOf, type Tenancy, type View, viewsFor } from './catalog.ts';
import type { Micros } from './kernel/rows.ts';
import { type Release, traitsOf } from './releases.ts';
import type { Database } from './sql/database.ts';
import { mysqlErrors } from './sql/errors.ts';
import type { FunctionContext } from './sql/functions.ts';
import { clusterZone, zoneMinutes } from './sql/times.ts';
import { oracleVariables, systemVariables } from './sql/variables.ts';

/** What a session uses of the cluster. */
export interface ClusterContext {
  release: Release;
  now(): Micros;
  /** The views of a tenant, with times in a zone (minutes east of UTC). */
  database(tenancy: Tenancy, tenantId: number, zone: number): Database;
  sessions(): readonly Session[];
  /** Ends another session, or its running statement; false if there is no such session. */
  kill(id: number, what: 'query' | 'connection'): boolean;
}

/** One logged-in connection: its account, its tenant and its variables. */
export class Session {
  readonly id: number;
  readonly account: Account;
  readonly tenant: LoginTenant;
  readonly tenancy: Tenancy;
  readonly views: ReadonlyMap<string, View>;
  readonly cluster: ClusterContext;
  readonly variables: Map<string, string>;
  database: string | null = null;
  readOnly = false;
  zone = clusterZone;
  /** The running statement, for SHOW PROCESSLIST. */
  statement: string | null = null;

  constructor(id: number, account: Account, tenant: LoginTenant, cluster: ClusterContext) {
    this.id = id;
    this.account = account;
    this.tenant = tenant;
    this.cluster = cluster;
    this.tenancy = tenant.kind === 'SYS' ? 'sys' : tenant.mode === 'ORACLE' ? 'oracle' : 'mysql';
    this.views = viewsFor(cluster.release, this.tenancy);
    const { version } = traitsOf(cluster.release);
    this.variables = new Map([
      ...Object.entries(systemVariables),
      ...(this.tenancy === 'oracle' ? Object.entries(oracleVariables) : []),
      ['ob_compatibility_mode', tenant.mode],
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

  /** Makes a database current. Throws 1049 if it is unknown, 1044 without a privilege on it. */
  use(name: string): void {
    const known = [...new Set([...this.databases(), schemaOf(this.tenancy), 'mysql'])];
    const database = known.find(one => one.toLowerCase() === name.toLowerCase());
    if (database === undefined) throw mysqlErrors.unknownDatabase(name);
    if (!this.databases().includes(database)) throw mysqlErrors.databaseDenied(this.account.user, database);
    this.database = database;
  }

  /** Sets a system variable of the session. Throws 1193, 1298 or 1231, as the server does. */
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

  /** The time limit of a statement in microseconds: its hint, else ob_query_timeout. */
  timeLimit(sql: string): number {
    const hint = /\/\*\+[^*]*query_timeout\s*\(\s*(\d+)\s*\)/i.exec(sql)?.[1];
    return Number(hint ?? this.variables.get('ob_query_timeout') ?? 10_000_000);
  }

  get tables(): Database {
    return this.cluster.database(this.tenancy, this.tenant.id, this.zone);
  }

  get functionContext(): FunctionContext {
    return {
      now: () => this.cluster.now(),
      zone: this.zone,
      tenantId: this.tenant.id,
      tenantName: this.tenant.name,
      user: this.account.user,
      database: this.database,
      connectionId: this.id,
      version: traitsOf(this.cluster.release).version,
      mayRead: view => this.mayRead(view),
    };
  }
}
