import { readdir, readFile } from 'node:fs/promises';
import { kill as signal } from 'node:process';
import { type Connection, createConnection } from 'mysql2/promise';
import { accounts, buildViews, clearRows, prepare, putRow, removeRows } from './engine-schema.ts';
import { type Stage, tenantIdOf } from './stage.ts';
import { until } from './until.ts';
import { releases } from './views.ts';

/** The part of an engine a stage needs; the engine itself may live in another process. */
export interface EngineHandle {
  host: string;
  port: number;
  pid(): Promise<number>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** Whether all threads of a process stand still: the signal that stops them is sent before they do. True without /proc. */
async function isStopped(pid: number): Promise<boolean> {
  const threads = `/proc/${pid}/task`;
  const states = await Promise.all(
    (await readdir(threads).catch(() => [])).map(async thread => {
      const stat = await readFile(`${threads}/${thread}/stat`, 'utf8').catch(() => '');
      return stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
    }),
  );
  return states.every(state => state === '' || state === 'T');
}

/**
 * A stage on a running engine, clean whatever the last one on it left behind: thawed, started again if it was
 * killed, no rows, sys at the newest release. Only one stage at a time may use an engine.
 */
export async function engineStage(engine: EngineHandle): Promise<Stage> {
  let root: Connection | null = null;
  let pid = await engine.pid();
  const { host, port } = engine;

  /** Opened when needed: `kill` takes the connection away. */
  const connected = async () => {
    if (root === null) {
      const opened = await createConnection({ host, port, user: 'root', timezone: 'Z' });
      opened.on('error', () => {
        root = null;
      });
      await opened.query("SET time_zone = '+00:00'");
      root = opened;
    }
    return root;
  };
  const disconnect = () => {
    root?.destroy();
    root = null;
  };

  const stage: Stage = {
    name: 'engine',
    canPut: true,
    connection: (as = 'root') => ({ host, port, ...accounts[as] }),
    build: async cluster => {
      if (cluster.as === 'oracle')
        throw new Error('The engine has no Oracle mode; build it on the simulator.');
      await buildViews(await connected(), cluster.as, cluster.release, tenantIdOf(cluster));
    },
    put: async (view, tenantId, row) => putRow(await connected(), view, tenantId, row),
    remove: async (view, tenantId, key) => removeRows(await connected(), view, tenantId, key),
    clear: async () => clearRows(await connected()),
    kill: async () => {
      disconnect();
      await engine.kill();
    },
    freeze: async () => {
      signal(pid, 'SIGSTOP');
      await until(() => isStopped(pid), 60_000);
    },
    thaw: () => void signal(pid, 'SIGCONT'),
    restart: async () => {
      disconnect();
      await engine.restart();
      pid = await engine.pid();
    },
    close: async () => disconnect(),
  };

  try {
    stage.thaw?.();
  } catch {
    await stage.restart?.(); // no such process: the last suite killed it
  }
  await prepare(await connected());
  await stage.clear();
  await stage.build({ as: 'sys', release: releases.at(-1) ?? '4.3.3' });
  return stage;
}
