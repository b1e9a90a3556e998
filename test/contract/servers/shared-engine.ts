// One engine serves a whole vitest run. It lives in vitest's main process, is started when a test first asks
// for it, and is reached from the test processes over loopback.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Engine, startEngine } from './engine.ts';
import type { EngineHandle } from './engine-stage.ts';

interface Answer {
  host: string;
  port: number;
  pid: number;
}

/** Serves an engine that is started by the first request. `close` ends it. */
export async function serveEngine(): Promise<{ address: string; close(): Promise<void> }> {
  let starting: Promise<Engine> | null = null;
  const acts: Record<string, (engine: Engine) => Promise<unknown>> = {
    '/pid': async () => {},
    '/kill': engine => engine.kill(),
    '/restart': engine => engine.restart(),
  };
  const server = createServer(async (request, response) => {
    try {
      starting ??= startEngine();
      const engine = await starting;
      await acts[request.url ?? '']?.(engine);
      const answer: Answer = { host: engine.host, port: engine.port, pid: engine.pid };
      response.end(JSON.stringify(answer));
    } catch (error) {
      response.statusCode = 500;
      response.end(error instanceof Error ? error.message : String(error));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await (await starting?.catch(() => null))?.stop();
    },
  };
}

async function ask(address: string, act: string): Promise<Answer> {
  const response = await fetch(address + act, { method: 'POST' });
  const body = await response.text();
  if (!response.ok) throw new Error(body);
  return JSON.parse(body) as Answer;
}

/** The engine behind an address of `serveEngine`; starts it if it is not running. Throws when it does not come up. */
export async function reachEngine(address: string): Promise<EngineHandle> {
  const { host, port } = await ask(address, '/pid');
  return {
    host,
    port,
    pid: async () => (await ask(address, '/pid')).pid,
    kill: async () => void (await ask(address, '/kill')),
    restart: async () => void (await ask(address, '/restart')),
  };
}
