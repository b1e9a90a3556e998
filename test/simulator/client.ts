import mysql, {
  type Connection,
  type ConnectionOptions,
  type FieldPacket,
  type RowDataPacket,
} from 'mysql2/promise';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../source/simulator/index.ts';

/** A moment for clocks that stand still: 2026-11-22 02:00:00 UTC. */
export const moment = Date.UTC(2026, 10, 22, 2);
export const stillClock = { now: () => moment };

const open: { close(): Promise<void> }[] = [];

/** A simulator that `closeAll` will end. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ clock: stillClock, ...options });
  open.push(simulator);
  return simulator;
}

/** A connection with exact values, which `closeAll` will end. */
export async function connect(
  simulator: Simulator,
  user = 'root@sys',
  password = '',
  options: ConnectionOptions = {},
): Promise<Connection> {
  const connection = await mysql.createConnection({
    host: simulator.host,
    port: simulator.port,
    user,
    password,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    ...options,
  });
  // A connection cut by a fault reports that as an event too.
  connection.on('error', () => undefined);
  open.push({
    close: async () => {
      connection.destroy();
    },
  });
  return connection;
}

export async function closeAll(): Promise<void> {
  for (const one of open.splice(0).reverse()) await one.close();
}

export async function rows(connection: Connection, sql: string): Promise<Record<string, unknown>[]> {
  const [found] = await connection.query<RowDataPacket[]>(sql);
  return found;
}

/** The one value a query gives. */
export async function value(connection: Connection, sql: string): Promise<unknown> {
  const [found] = await connection.query<RowDataPacket[][]>({ sql, rowsAsArray: true });
  return found[0]?.[0];
}

export async function fields(connection: Connection, sql: string): Promise<FieldPacket[]> {
  const [, found] = await connection.query(sql);
  return found;
}

/** What the server answers instead: `errno state message`. */
export async function refusal(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    const { errno, sqlState, message } = error as { errno?: number; sqlState?: string; message: string };
    return `${errno} ${sqlState} ${message}`;
  }
  return 'no error';
}
