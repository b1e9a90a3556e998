import dns from 'node:dns';
import { expect, it, onTestFinished } from 'vitest';
import type { SourceError } from '../../../source/backup/source.ts';
import { startSimulator } from '../../../source/simulator/index.ts';
import { openSource } from '../../contract/source-on.ts';
import { errorInEnglish } from '../../fixtures/in-english.ts';
import { startPacketProxy } from '../../fixtures/packet-proxy.ts';

type Answer = (error: Error | null, addresses?: readonly { address: string; family: number }[]) => void;

it.each([
  ['ENOTFOUND', 'unknown host name'],
  ['EAI_AGAIN', 'could not be resolved'],
])(
  'a name that stops resolving (%s) is reported, looked up again at each try, and works once it is back',
  async (code, sentence) => {
    const simulator = await startSimulator({ scenario: 'still' });
    const proxy = await startPacketProxy(simulator);
    const { lookup } = dns;
    let isKnown = true;
    let lookups = 0;
    const ours = (_name: string, _options: unknown, answer: Answer) => {
      lookups += 1;
      setImmediate(() => {
        if (isKnown) answer(null, [{ address: '127.0.0.1', family: 4 }]);
        else
          answer(
            Object.assign(new Error(`getaddrinfo ${code}`), { code, errno: -3008, syscall: 'getaddrinfo' }),
          );
      });
    };
    dns.lookup = ours as unknown as typeof dns.lookup;
    const connection = () => ({ host: 'observer.test', port: proxy.port, user: 'root@sys', password: '' });
    const source = openSource({ connection }, 'root', { ssl: { mode: 'disabled', ca: null } });
    onTestFinished(async () => {
      dns.lookup = lookup;
      await source.close();
      await proxy.close();
      await simulator.close();
    });
    const { tenants } = await source.read({ kind: 'tenants' });
    isKnown = false;
    // An open connection needs no name.
    expect((await source.read({ kind: 'tenants' })).tenants).toEqual(tenants);
    proxy.cut();
    const before = lookups;
    for (let times = 0; times < 10; times++) {
      const failure = await source.read({ kind: 'tenants' }).then(
        () => null,
        (error: SourceError) => error,
      );
      expect(failure).toMatchObject({ serverNumber: null });
      if (failure?.kind === 'cannot_connect') expect(errorInEnglish(failure)).toContain(sentence);
      else expect(times).toBe(0);
    }
    expect(lookups).toBeGreaterThanOrEqual(before + 9);
    isKnown = true;
    expect((await source.read({ kind: 'tenants' })).tenants).toEqual(tenants);
  },
);
