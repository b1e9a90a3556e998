import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { startProgram, startTerminal } from './driver/terminal.ts';
import { type LoginProxy, startLoginProxy } from './faults/login-proxy.ts';
import { withPreloaded } from './program.ts';

const printing = fileURLToPath(new URL('faults/print-on-signal.cjs', import.meta.url));

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

describe('what others print while the screens are shown', () => {
  it('is not on the screen, and is shown after the end', async () => {
    const words = ['-h', simulator.host, '-P', String(simulator.port), '-n', '60'];
    const { command, env } = withPreloaded(printing);
    const [file, ...first] = command;
    const folder = await mkdtemp(join(tmpdir(), 'foreign-output-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const printed = join(folder, 'printed');
    await using terminal = startTerminal(file, [...first, ...words], {
      env: { ...env, OB_TEST_PRINTED: printed },
    });
    // The whole frame, with the footer: it may come in pieces.
    await terminal.waitFor(/oracle_tenant[\s\S]* open {2}[\s\S]*q quit/);
    // What is read behind the list, such as the last good backup, is in it, too.
    await terminal.waitFor(/never backed up[\s\S]*oracle_tenant +– +never /);
    const before = terminal.screen().slice(1);
    terminal.kill('SIGUSR2');
    await vi.waitUntil(() => existsSync(printed), { timeout: 60_000 });
    // What is drawn after it would come behind it.
    terminal.type('?');
    await terminal.waitFor(/^ Help /m);
    terminal.type('\x1b');
    await terminal.waitFor(screen => !/^ Help /m.test(screen.join('\n')));
    expect(terminal.raw).not.toContain('FOREIGN');
    expect(terminal.screen().slice(1)).toEqual(before);
    terminal.type('q');
    expect((await terminal.exit).code).toBe(0);
    const shown = terminal.screen().join('\n');
    expect(shown).toContain('Printed by Node or a library while the screens were shown:');
    for (const what of ['warn', 'log', 'stderr', 'deprecation']) expect(shown).toContain(`FOREIGN ${what}`);
  });

  it('is nothing of the driver for packets out of their order: they are a lost connection', async () => {
    const words = ['-h', '127.0.0.1', '-P', String(proxy.port), '-n', '0.5', '--ssl-mode', 'disabled'];
    await using terminal = startProgram(words, { columns: 120 });
    await terminal.waitFor('mysql_tenant');
    proxy.misnumber(true);
    await terminal.waitFor('not the MySQL protocol');
    expect(terminal.screen().join('\n')).toContain('mysql_tenant');
    proxy.misnumber(false);
    terminal.type('r');
    await terminal.waitFor(screen => !screen.join('\n').includes('not the MySQL protocol'));
    terminal.type('q');
    expect((await terminal.exit).code).toBe(0);
    expect(terminal.raw).not.toContain('out of order');
    expect(terminal.raw).not.toContain('Printed by Node or a library');
  });
});

describe('SIGUSR1', () => {
  it('opens no debugger', async () => {
    const words = ['-h', simulator.host, '-P', String(simulator.port), '-n', '0.5'];
    await using terminal = startProgram(words);
    await terminal.waitFor('mysql_tenant');
    terminal.kill('SIGUSR1');
    // A debugger opens on a thread of its own: the program has turned to other things since, more than once.
    const before = simulator.statements().length;
    await vi.waitUntil(() => simulator.statements().length >= before + 3, { timeout: 60_000 });
    terminal.type('?');
    await terminal.waitFor(/^ Help /m);
    terminal.type('qq');
    expect((await terminal.exit).code).toBe(0);
    expect(terminal.raw).not.toContain('Debugger');
  });
});
