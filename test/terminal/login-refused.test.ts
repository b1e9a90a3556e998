import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { startProgram } from './driver/terminal.ts';
import { type LoginProxy, startLoginProxy } from './faults/login-proxy.ts';

describe('a login refused while the screens are shown', () => {
  let simulator: Simulator;
  let proxy: LoginProxy;
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'still' });
    proxy = await startLoginProxy(simulator.host, simulator.port);
  });
  afterAll(async () => {
    await proxy.close();
    await simulator.close();
  });

  it('is repeated by r alone: not by itself, nor by any other key', async () => {
    const words = ['-h', '127.0.0.1', '-P', String(proxy.port), '--ssl-mode', 'disabled', '-n', '0.5'];
    await using terminal = startProgram(words, { columns: 120 });
    await terminal.waitFor('mysql_tenant');
    expect(proxy.logins).toBe(1);
    proxy.refuse(true);
    proxy.cut();
    await terminal.waitFor('r: try again; more refusals may lock the account.');
    expect(proxy.logins).toBe(2);
    expect(terminal.screen().join('\n')).toContain('Login of root@sys refused.');
    // An escape that something follows at once is another key, so what it does is awaited. The last ones show that all
    // before them have done what they do; a login that any of them made would be counted below at the latest.
    for (const [keys, leads] of [
      ['\r', /› Jobs/],
      ['\x1b', /^ Tenants {2}/m],
      ['j\r', /› Jobs/],
      ['a', /^ Alerts/m],
      ['\x1b', /› Jobs/],
      ['  +-\ts?', /^ Help/m],
      ['\x1b', /› Jobs/],
    ] as const) {
      terminal.type(keys);
      await terminal.waitFor(leads);
    }
    await terminal.waitFor('r: try again');
    expect(proxy.logins).toBe(2);
    terminal.type('r');
    await terminal.waitFor(() => proxy.logins === 3);
    await terminal.waitFor('r: try again');
    proxy.refuse(false);
    terminal.type('r');
    await terminal.waitFor(screen => !screen.join('\n').includes('refused'));
    expect(proxy.logins).toBe(4);
    expect(terminal.screen().join('\n')).toContain('mysql_tenant');
    terminal.type('q');
    expect((await terminal.exit).code).toBe(0);
  });
});
