// The simulator's night on an emulated terminal: the real reader over loopback, the real screens, a clock that
// only the test moves, and a second plain connection to look into the views with.
import type { Connection } from 'mysql2/promise';
import { onTestFinished } from 'vitest';
import type { BackupSource } from '../../source/backup/source.ts';
import { startSimulator } from '../../source/simulator/index.ts';
import { openSource } from '../contract/source-on.ts';
import { type EmulatedTerminal, openTerminal, type TerminalOptions } from '../fixtures/emulated-terminal.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { tenFortyTwo } from '../fixtures/values.ts';
import { closeAll, connect, rows } from '../simulator/client.ts';

export interface Night {
  readonly terminal: EmulatedTerminal;
  /** Rows of the views as they are at this moment of the simulated clock. */
  query(sql: string): Promise<Record<string, string | null>[]>;
  /** Lets that many minutes pass, one picture after the other, each wholly read before time goes on. */
  minutes(count: number): Promise<void>;
  /** Types keys one by one, each drawn before the next. */
  keys(...keys: readonly string[]): Promise<void>;
  /** The frame of this moment, after a picture of this moment. */
  frame(): Promise<string>;
  /** What `watch` has seen at each picture so far, oldest first. */
  readonly seen: readonly { readonly at: number; readonly rows: Record<string, string | null>[] }[];
}

const interval = 10;

/** The reader with room for the field that the emulated terminal adds to a source. */
function asFake(source: BackupSource): FakeSource {
  return new Proxy({} as FakeSource, {
    get: (own, name: keyof BackupSource) => own[name] ?? source[name]?.bind(source),
  });
}

/**
 * Starts the night, four minutes after its cluster job began.
 * @param watch a statement whose rows are kept at each picture
 */
export async function startNight(watch: string, options: TerminalOptions = {}): Promise<Night> {
  let now = () => Number(tenFortyTwo / 1000n);
  const simulator = await startSimulator({ scenario: 'night', clock: { now: () => now() } });
  const { host, port } = simulator;
  const real = openSource({ connection: () => ({ host, port, user: 'root@sys', password: '' }) } as never);
  const terminal = openTerminal({
    fake: asFake(real),
    columns: 130,
    rows: 34,
    intervalSeconds: interval,
    where: { user: 'root@sys', host: '10.0.0.5', port: 2881 },
    ...options,
  });
  now = () => terminal.clock.now();
  const plain: Connection = await connect(simulator);
  await plain.query("SET time_zone = '+00:00'");
  onTestFinished(async () => {
    terminal.screens.stop();
    await terminal.screens.ended;
    await real.close();
    await closeAll();
    await simulator.close();
  });
  const seen: { at: number; rows: Record<string, string | null>[] }[] = [];
  const query = async (sql: string) => (await rows(plain, sql)) as Record<string, string | null>[];
  const note = async () => {
    seen.push({ at: terminal.clock.now(), rows: await query(watch) });
  };
  await terminal.shows('slow_storage');
  await terminal.idle();
  await note();
  return {
    terminal,
    query,
    seen,
    async minutes(count) {
      for (let step = 0; step < (count * 60) / interval; step++) {
        await terminal.clock.advance(interval * 1000);
        await terminal.idle();
        await note();
      }
    },
    async keys(...keys) {
      for (const pressed of keys) {
        terminal.type(pressed);
        await terminal.idle();
      }
    },
    async frame() {
      terminal.type('r');
      await terminal.idle();
      return `${terminal.lines().join('\n')}\n`;
    },
  };
}
