import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../source/simulator/index.ts';
import { startProgram } from './driver/terminal.ts';
import { run } from './run.ts';

const hasIpv6 = Object.values(networkInterfaces()).some(addresses =>
  addresses?.some(({ address }) => address === '::1'),
);

describe.runIf(hasIpv6)('a server on ::1', () => {
  it('is written in brackets: on the screens, in --once and in errors', async () => {
    const simulator = await startSimulator({ scenario: 'still', host: '::1' });
    const words = ['-h', '::1', '-P', String(simulator.port)];
    const where = `[::1]:${simulator.port}`;
    try {
      await using terminal = startProgram(words);
      await terminal.waitFor('mysql_tenant');
      expect(terminal.screen()[0]).toContain(where);
      terminal.type('q');
      await terminal.exit;
      expect((await run([...words, '--once'])).stdout).toContain(where);
      expect((await run([...words, '--once', '-u', 'nobody@sys'])).stderr).toContain(where);
    } finally {
      await simulator.close();
    }
  });
});
