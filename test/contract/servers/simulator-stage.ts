import type { SimulatorOptions } from '../../../source/simulator/index.ts';
import { type Account, type Cluster, type Row, type Stage, tenantIdOf } from './stage.ts';
import { allColumns, keyOf, releases, type ViewName } from './views.ts';

type SimulatorModule = typeof import('../../../source/simulator/index.ts');
type Simulator = Awaited<ReturnType<SimulatorModule['startSimulator']>>;

/** User names of each account, without the tenant; the simulator's table of logins has their passwords. */
const users: Record<Account, readonly string[]> = {
  root: ['root', 'SYS'],
  reader: ['backup_reader'],
  partial: ['jobs_reader'],
  nobody: ['limited', 'LIMITED'],
};

/** The tenants of the simulator's scenario `empty` that somebody can log into. */
const tenantNames = new Map([
  [1n, 'sys'],
  [1002n, 'mysql_tenant'],
  [1004n, 'oracle_tenant'],
  [1006n, 'crm_prod'],
]);

/** Microseconds since 1970 of `yyyy-mm-dd hh:mm:ss.ffffff` in UTC, which is how the simulator keeps times. */
function microseconds(text: string): number {
  const [seconds = '', fraction = ''] = text.split('.');
  return Date.parse(`${seconds.replace(' ', 'T')}Z`) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** The row as this release shows it: times as the simulator keeps them, and '' or NULL for one that is not there. */
function asKept(view: ViewName, row: Row, release: string): Record<string, string | number | null> {
  const types = new Map(allColumns(view).map(([column, type]) => [column, type]));
  const unknown = Object.keys(row).filter(column => !types.has(column));
  if (unknown.length > 0)
    throw new Error(`No release has ${unknown.join(', ')} in ${view}; see source/simulator/views.json.`);
  const kept = Object.entries(row).map(([column, value]) => {
    if (!types.get(column)?.includes('time')) return [column, value];
    const none = release === '4.0.0' && column === 'END_TIMESTAMP' ? '' : null;
    return [column, value === null || value === '' ? none : microseconds(value)];
  });
  return Object.fromEntries(kept);
}

/** A stage on the simulator, with a real clock and no model moving: only what a test puts is there. */
export async function simulatorStage(readers: SimulatorOptions['readers'] = []): Promise<Stage> {
  const { startSimulator }: SimulatorModule = await import('../../../source/simulator/index.ts');
  let cluster: Cluster = { as: 'sys', release: releases.at(-1) ?? '4.3.3' };
  let simulator: Simulator | null = null;
  /** Kept here too, as a server of another release is another simulator. */
  const rows = new Map<string, { view: ViewName; tenantId: bigint; row: Row }>();

  const running = () => {
    if (simulator === null) throw new Error('The simulator is not running; build it first.');
    return simulator;
  };
  const show = ({ view, tenantId, row }: { view: ViewName; tenantId: bigint; row: Row }) =>
    running().put(Number(tenantId), view, asKept(view, row, cluster.release));
  const start = async (port: number) => {
    simulator = await startSimulator({ scenario: `empty@${cluster.release}`, port, readers });
    simulator.clear();
    for (const entry of rows.values()) show(entry);
  };

  await start(0);
  return {
    name: 'simulator',
    canPut: true,
    connection: (as = 'root') => {
      const { host, port, logins } = running();
      const tenantName = tenantNames.get(tenantIdOf(cluster));
      const login = logins.find(
        ({ user, tenant }) => tenant === tenantName && users[as].includes(user.replace(/@.*$/, '')),
      );
      if (login === undefined)
        throw new Error(`The simulator has no login for ${as} in tenant ${tenantIdOf(cluster)}.`);
      const user = login.user.includes('@') ? login.user : `${login.user}@${login.tenant}`;
      const database = cluster.as !== 'oracle' && as !== 'nobody' ? { database: 'oceanbase' } : {};
      return { host, port, user, password: login.password, ...database };
    },
    build: async wanted => {
      const { port } = running();
      await running().close();
      cluster = { ...wanted, tenantId: tenantIdOf(wanted) };
      await start(port);
    },
    put: async (view, tenantId, row) => {
      const entry = { view, tenantId, row };
      show(entry);
      const key = keyOf(view).map(column => row[column]);
      rows.set(JSON.stringify([view, tenantId.toString(), ...key]), entry);
    },
    remove: async (view, tenantId, key) => {
      for (const [name, entry] of rows) {
        const matches = Object.entries(key).every(([column, value]) => entry.row[column] === value);
        if (entry.view !== view || entry.tenantId !== tenantId || !matches) continue;
        rows.delete(name);
        running().remove(Number(tenantId), view, asKept(view, entry.row, cluster.release));
      }
    },
    clear: async () => {
      rows.clear();
      running().clear();
    },
    kill: async () => {
      running().fault({ kind: 'refuse' });
      running().fault({ kind: 'drop' });
    },
    freeze: async () => running().fault({ kind: 'hang' }),
    thaw: () => running().fault({ kind: 'clear' }),
    restart: async () => running().fault({ kind: 'clear' }),
    close: async () => {
      await simulator?.close();
      simulator = null;
    },
  };
}
