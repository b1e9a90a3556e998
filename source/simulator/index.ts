import { accountsOf, type Home } from './accounts.ts';
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
  /** 0, the default, is a free one. */
  port?: number;
  /** NAME[@RELEASE]: `demo`, `night`, `demo@4.2.1`, `@4.0.0`. */
  scenario?: string;
  /** Milliseconds since 1970; the simulated server's clock follows it. */
  clock?: { now(): number };
  /**
   * Offers capability bit 27 in the greeting, as no known server does: clients that then frame queries with
   * attributes get 1064.
   */
  advertiseQueryAttributes?: boolean;
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
  /** Who may log in; `user` is complete (`root@sys`). Of a hundred tenants only the first few are listed. */
  readonly logins: readonly SimulatedLogin[];
  /** What clients sent, oldest first; only the last ten thousand are kept. */
  statements(): readonly { user: string; sql: string }[];
  /** Connections open now. */
  connections(): number;
  /** Moves the simulated clock, and with it the backups, forward on top of the real one. */
  advance(seconds: number): void;
  /**
   * Puts a row, replacing the one with the same key. Times are microseconds since 1970 UTC (number or bigint), or
   * text in the cluster's zone, UTC+8. Columns a release does not have are not shown.
   */
  put(tenantId: number, view: ViewName, row: Row): void;
  /** Takes the row with this key away. */
  remove(tenantId: number, view: ViewName, key: Row): void;
  /** Takes every row away and stops the model; `put` then makes any situation. */
  clear(): void;
  /** Makes something go wrong. */
  fault(fault: Fault): void;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

/** What can be simulated, the default first. */
export const scenarios: readonly { name: string; summary: string }[] = scenarioList.map(
  ({ name, summary }) => ({ name, summary }),
);

/** The kernel generations that can be simulated, oldest first. */
export const releases: readonly string[] = releaseNames;

const statementsKept = 10_000;
/** Tenants whose logins are listed; the others have the same users and passwords. */
const tenantsListed = 8;

function homesOf(tenants: readonly TenantSpec[]): Home[] {
  return [
    { id: 1, name: 'sys', mode: 'MYSQL', kind: 'SYS' },
    ...tenants
      .filter(({ recycled }) => !recycled)
      .flatMap(({ id, name, mode }): Home[] => [
        { id, name, mode, kind: 'USER' },
        { id: id - 1, name: metaName(id), mode: 'MYSQL', kind: 'META' },
      ]),
  ];
}

/**
 * Starts an embedded OceanBase cluster that any MySQL client can reach.
 * @throws ScenarioError for a scenario or release there is none of; the system's error when the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0, scenario: wanted = 'demo', clock = Date } = options;
  const { scenario, release } = scenarioNamed(wanted);
  let ahead = 0;
  const now = (): number => Math.round(clock.now() * 1000) + ahead;
  const cluster = new Cluster(release, scenario.tenants, now(), `${scenario.name}@${release}`);
  scenario.begin(cluster, now());
  cluster.moveTo(now());

  const homes = homesOf(scenario.tenants);
  const accounts = accountsOf(homes);
  const databases = await Databases.open(cluster.store, release);
  const faults = new Faults();
  const heard: { user: string; sql: string }[] = [];
  const server = new WireServer(() => ({
    accounts,
    homes,
    faults,
    capabilities: offered | (options.advertiseQueryAttributes === true ? capability.bit27 : 0),
    heard: (user, sql) => {
      heard.push({ user, sql });
      if (heard.length > statementsKept) heard.splice(0, heard.length - statementsKept);
    },
    surroundings: {
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
    homes
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
      mode: homes.find(home => home.name === tenant)?.mode ?? 'MYSQL',
      note,
    })),
    statements: () => [...heard],
    connections: () => server.connections.length,
    advance: seconds => {
      ahead += Math.round(seconds * 1_000_000);
      cluster.moveTo(now());
    },
    put: (tenantId, view, row) => cluster.store.replace(view, tenantId, row),
    remove: (tenantId, view, key) => cluster.store.remove(view, tenantId, key),
    clear: () => cluster.stop(),
    fault: fault => {
      if (fault.kind === 'clear') faults.clear();
      else if (fault.kind !== 'drop') faults.add(fault);
      applyToServer(server, fault);
    },
    close: async () => {
      faults.clear();
      await server.close();
      databases.close();
    },
  };
}
