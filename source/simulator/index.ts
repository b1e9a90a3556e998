import { accountsOf, type LoginTenant } from './accounts.ts';
import { type Fault, Faults } from './faults.ts';
import { Cluster } from './kernel/cluster.ts';
import { metaName, type TenantSpec } from './kernel/tenants.ts';
import { type Release, releases as releaseNames } from './releases.ts';
import { ScenarioError, scenarioList, scenarioNamed } from './scenarios/index.ts';
import { Databases } from './sql/databases.ts';
import type { Row, TableName } from './store.ts';
import { offered } from './wire/login.ts';
import { capability } from './wire/protocol.ts';
import { applyToServer, WireServer } from './wire/server.ts';

export type { Fault, Release, Row };
export type ViewName = TableName;
export { ScenarioError };

export interface SimulatorOptions {
  /** Address to listen on; 127.0.0.1 unless given. */
  host?: string;
  /** 0, the default: any free port. */
  port?: number;
  /** NAME[@RELEASE]: `demo`, `night`, `demo@4.2.1`, `@4.0.0`. */
  scenario?: string;
  /** Milliseconds since 1970; the simulated server's clock follows it. */
  clock?: { now(): number };
  /**
   * Offers capability bit 27 in the greeting, as no known server does: a client that then frames its queries with
   * attributes gets 1064.
   */
  advertiseQueryAttributes?: boolean;
  /** Users who may read some views only, to see what each of them is needed for. */
  readers?: readonly SimulatedReader[];
}

/** A user with SELECT on some views only, in addition to those that every cluster has. */
export interface SimulatedReader {
  /** As the login names it, without the tenant. */
  user: string;
  password: string;
  tenant: string;
  /** Names of views without their schema. */
  views: readonly string[];
}

export interface SimulatedLogin {
  user: string;
  password: string;
  tenant: string;
  mode: 'MYSQL' | 'ORACLE';
  note: string;
}

export interface Simulator {
  readonly host: string;
  readonly port: number;
  readonly release: Release;
  readonly scenario: string;
  /** Who may log in; `user` is complete (`root@sys`). Of many tenants only the first few are listed. */
  readonly logins: readonly SimulatedLogin[];
  /** The statements that clients sent, oldest first; the last ten thousand of them. */
  statements(): readonly { user: string; sql: string }[];
  /** Number of open connections. */
  connections(): number;
  /** Moves the simulated clock forward, and the backups with it, in addition to the clock it follows. */
  advance(seconds: number): void;
  /**
   * Puts a row in place of the one with the same key. Times are microseconds since 1970 UTC (number or bigint), or
   * text in the cluster's zone, UTC+8. Columns that the release does not have are not shown.
   */
  put(tenantId: number, view: ViewName, row: Row): void;
  /** Removes the row with this key. */
  remove(tenantId: number, view: ViewName, key: Row): void;
  /** Removes every row and stops the model; `put` can then make any situation. */
  clear(): void;
  /** Injects a fault. */
  fault(fault: Fault): void;
  /** ALTER SYSTEM CANCEL BACKUP in a tenant; in sys (1) of the cluster job with its children. */
  cancel(tenantId: number): void;
  /** Closes all connections and stops listening. */
  close(): Promise<void>;
}

/** What can be simulated, the default first. */
export const scenarios: readonly { name: string; summary: string }[] = scenarioList.map(
  ({ name, summary }) => ({ name, summary }),
);

/** The kernel generations that can be simulated, oldest first. */
export const releases: readonly string[] = releaseNames;

const statementsKept = 10_000;
/** How many tenants have their logins listed; the others have the same users and passwords. */
const tenantsListed = 8;

function loginTenantsOf(tenants: readonly TenantSpec[]): LoginTenant[] {
  return [
    { id: 1, name: 'sys', mode: 'MYSQL', kind: 'SYS' },
    ...tenants
      .filter(({ recycled }) => !recycled)
      .flatMap(({ id, name, mode }): LoginTenant[] => [
        { id, name, mode, kind: 'USER' },
        { id: id - 1, name: metaName(id), mode: 'MYSQL', kind: 'META' },
      ]),
  ];
}

/**
 * Starts an embedded OceanBase cluster that any MySQL client can reach.
 * @throws ScenarioError for an unknown scenario or release; EADDRINUSE when the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0, scenario: wanted = 'demo', clock = Date, readers = [] } = options;
  const { scenario, release } = scenarioNamed(wanted);
  let ahead = 0;
  const now = (): number => Math.round(clock.now() * 1000) + ahead;
  const cluster = new Cluster(release, scenario.tenants, now(), `${scenario.name}@${release}`);
  scenario.begin(cluster, now());
  cluster.moveTo(now());

  const loginTenants = loginTenantsOf(scenario.tenants);
  const accounts = [
    ...accountsOf(loginTenants),
    ...readers.map(({ views, ...reader }) => ({
      ...reader,
      rights: new Set(views.map(view => view.toUpperCase())),
      note: 'SELECT on some views',
    })),
  ];
  const databases = await Databases.open(cluster.store, release);
  const faults = new Faults();
  const received: { user: string; sql: string }[] = [];
  const server = new WireServer(() => ({
    accounts,
    loginTenants,
    faults,
    capabilities: offered | (options.advertiseQueryAttributes === true ? capability.bit27 : 0),
    onStatement: (user, sql) => {
      received.push({ user, sql });
      if (received.length > statementsKept) received.splice(0, received.length - statementsKept);
    },
    cluster: {
      release,
      now,
      database: (tenancy, tenantId, zone) => {
        cluster.moveTo(now());
        return databases.get(tenancy, tenantId, zone);
      },
      sessions: () => server.connections.flatMap(connection => connection.session ?? []),
      kill: (id, what) => {
        const connection = server.connections.find(one => one.id === id);
        if (what === 'query') connection?.interrupt();
        else connection?.destroy();
        return connection !== undefined;
      },
    },
  }));
  await server.listen(host, port);
  const listedTenants = new Set(
    loginTenants
      .filter(({ kind }) => kind !== 'META')
      .slice(0, tenantsListed)
      .map(({ name }) => name),
  );
  const listed = accounts.filter(({ tenant }) => listedTenants.has(tenant));

  return {
    host,
    port: server.port,
    release,
    scenario: scenario.name,
    logins: listed.map(({ user, tenant, password, note }) => ({
      user: `${user}@${tenant}`,
      password,
      tenant,
      mode: loginTenants.find(one => one.name === tenant)?.mode ?? 'MYSQL',
      note,
    })),
    statements: () => [...received],
    connections: () => server.connections.length,
    advance: seconds => {
      ahead += Math.round(seconds * 1_000_000);
      cluster.moveTo(now());
    },
    put: (tenantId, view, row) => cluster.store.replace(view, tenantId, row),
    remove: (tenantId, view, key) => cluster.store.remove(view, tenantId, key),
    clear: () => cluster.stop(),
    fault: fault => {
      cluster.moveTo(now());
      if (fault.kind === 'clear') {
        faults.clear();
        cluster.resumeArchives();
      } else if (fault.kind === 'archive') {
        cluster.setArchive(fault.tenantId, fault.status, fault.comment);
      } else if (fault.kind !== 'drop') faults.add(fault);
      applyToServer(server, fault);
    },
    cancel: tenantId => {
      cluster.moveTo(now());
      cluster.cancel(tenantId);
    },
    close: async () => {
      faults.clear();
      await server.close();
      databases.close();
    },
  };
}
