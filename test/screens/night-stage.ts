// The simulator's night on an emulated terminal: the real reader over loopback, the real screens, a clock that
// only the test moves, and a second plain connection to look into the views with.
import type { Connection } from 'mysql2/promise';
import { onTestFinished } from 'vitest';
import type { BackupSource } from '../../source/backup/source.ts';
import { startSimulator } from '../../source/simulator/index.ts';
import { openSource } from '../contract/source-on.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { tenFortyTwo } from '../fixtures/values.ts';
import { closeAll, connect, rows } from '../simulator/client.ts';
import { type Stage, type StageOptions, startStage } from './stage.ts';

export interface Night {
  readonly stage: Stage;
  /** Rows of the views as they are at this moment of the simulated clock. */
  query(sql: string): Promise<Record<string, string | null>[]>;
  /** Lets so many minutes pass, one picture after the other, each wholly read before time goes on. */
  minutes(count: number): Promise<void>;
  /** Types keys one by one, each drawn before the next. */
  keys(...keys: readonly string[]): Promise<void>;
  /** The frame of this moment, after a picture of this moment. */
  frame(): Promise<string>;
  /** What `watch` has seen at each picture so far, oldest first. */
  readonly seen: readonly { readonly at: number; readonly rows: Record<string, string | null>[] }[];
}

const interval = 10;

/** The reader with room for the field that the stage adds to a source. */
function asFake(source: BackupSource): FakeSource {
  return new Proxy({} as FakeSource, {
    get: (own, name: keyof BackupSource) => own[name] ?? source[name]?.bind(source),
  });
}

/**
 * Starts the night, four minutes after its cluster job began.
 * @param watch a statement whose rows are kept at each picture
 */
export async function startNight(watch: string, options: StageOptions = {}): Promise<Night> {
  let now = () => Number(tenFortyTwo / 1000n);
  const simulator = await startSimulator({ scenario: 'night', clock: { now: () => now() } });
  const { host, port } = simulator;
  const real = openSource({ connection: () => ({ host, port, user: 'root@sys', password: '' }) } as never);
  const stage = startStage({
    fake: asFake(real),
    columns: 130,
    rows: 34,
    intervalSeconds: interval,
    where: { user: 'root@sys', host: '10.0.0.5', port: 2881 },
    ...options,
  });
  now = () => stage.clock.now();
  const plain: Connection = await connect(simulator);
  await plain.query("SET time_zone = '+00:00'");
  onTestFinished(async () => {
    stage.screens.stop();
    await stage.screens.ended;
    await real.close();
    await closeAll();
    await simulator.close();
  });
  const seen: { at: number; rows: Record<string, string | null>[] }[] = [];
  const query = async (sql: string) => (await rows(plain, sql)) as Record<string, string | null>[];
  const note = async () => {
    seen.push({ at: stage.clock.now(), rows: await query(watch) });
  };
  await stage.shows('slow_storage');
  await stage.idle();
  await note();
  return {
    stage,
    query,
    seen,
    async minutes(count) {
      for (let step = 0; step < (count * 60) / interval; step++) {
        await stage.clock.advance(interval * 1000);
        await stage.idle();
        await note();
      }
    },
    async keys(...keys) {
      for (const pressed of keys) {
        stage.type(pressed);
        await stage.idle();
      }
    },
    async frame() {
      stage.type('r');
      await stage.idle();
      return `${stage.lines().join('\n')}\n`;
    },
  };
}
