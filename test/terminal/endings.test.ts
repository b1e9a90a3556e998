import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { startProgram, startTerminal, type Terminal } from './driver/terminal.ts';
import { shellCommand } from './program.ts';

/** Whether there is such a process; one that has ended is, until its parent has asked how. */
function isRunning(pid: number): boolean {
  const status = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return status !== '' && !status.startsWith('Z');
}

describe('however it ends, the terminal is given back', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'still' });
  });
  afterAll(() => simulator.close());
  const start = (): Terminal => startProgram(['-h', simulator.host, '-P', String(simulator.port)]);

  const ways: readonly [string, (terminal: Terminal) => void, number][] = [
    ['q', terminal => terminal.type('q'), 0],
    ['Ctrl-C', terminal => terminal.type('\x03'), 130],
    ['SIGINT', terminal => terminal.kill('SIGINT'), 130],
    ['SIGTERM', terminal => terminal.kill('SIGTERM'), 143],
    ['SIGHUP', terminal => terminal.kill('SIGHUP'), 129],
  ];
  it.each(ways)('after %s, with the exit code for it', async (_, end, code) => {
    await using terminal = start();
    await terminal.waitFor('mysql_tenant');
    expect(terminal.alternate()).toBe(true);
    end(terminal);
    expect(await terminal.exit).toEqual({ code, signal: null });
    expect(terminal.alternate()).toBe(false);
    expect(terminal.raw).toMatch(/\x1b\[\?25h[\s\S]*$/);
  });

  // Each copy of a row is some 100 bytes; a terminal's driver takes 20,000.
  it('after q too where it takes nothing more: keys do not wait for a full terminal', async () => {
    await using terminal = start();
    await terminal.waitFor('mysql_tenant');
    terminal.type('j');
    await terminal.waitFor(/▸ +mysql_tenant/);
    terminal.hold();
    for (let time = 0; time < 400; time++) terminal.type('y');
    terminal.type('q');
    await expect.poll(() => isRunning(terminal.pid), { timeout: 60_000 }).toBe(false);
    terminal.resume();
    await terminal.waitFor(() => !terminal.alternate());
  });

  it('after a login that is refused, with the sentence below the prompt', async () => {
    await using terminal = startProgram([
      '-h',
      simulator.host,
      '-P',
      String(simulator.port),
      '-u',
      'nobody@nosuch',
    ]);
    expect(await terminal.exit).toEqual({ code: 3, signal: null });
    expect(terminal.alternate()).toBe(false);
    expect(terminal.screen().join(' ')).toContain('1045');
  });

  it('and a shell can be used as before', async () => {
    const command = `${shellCommand('-h', simulator.host, '-P', simulator.port)}; stty -a | grep -c -w -- echo; echo ENDED $?`;
    await using terminal = startTerminal('bash', ['-c', command]);
    await terminal.waitFor('mysql_tenant');
    terminal.type('q');
    await terminal.waitFor('ENDED 0');
  });
});

describe('the screens', () => {
  // Bun does not start in one.
  it.skipIf(process.env.OB_TEST_EXECUTABLE)('stand in a folder that was removed', async () => {
    const simulator = await startSimulator({ scenario: 'still' });
    try {
      const folder = mkdtempSync(join(tmpdir(), 'removed-'));
      const command = `cd ${folder} && rmdir ${folder} && exec ${shellCommand('-h', simulator.host, '-P', simulator.port)}`;
      await using terminal = startTerminal('bash', ['-c', command]);
      await terminal.waitFor(/mysql_tenant[\s\S]*q quit/);
      terminal.type('q');
      expect(await terminal.exit).toEqual({ code: 0, signal: null });
    } finally {
      await simulator.close();
    }
  });
});

describe('the password prompt', () => {
  it('shows nothing of what is typed', async () => {
    const simulator = await startSimulator({ scenario: 'still' });
    try {
      const words = ['-h', simulator.host, '-P', String(simulator.port), '-u', 'backup_reader@sys', '-p'];
      await using terminal = startProgram(words);
      await terminal.waitFor('Enter password:');
      terminal.type('reader\r');
      await terminal.waitFor('mysql_tenant');
      expect(terminal.raw.slice(0, terminal.raw.indexOf('\x1b[?1049h'))).not.toContain('reader\r');
    } finally {
      await simulator.close();
    }
  });
});

describe('the demo', () => {
  it('shows moving bars soon after its start', async () => {
    await using terminal = startProgram(['--demo', '-n', '0.5'], { columns: 100, rows: 30 });
    await terminal.waitFor(/mysql_tenant.* \d+\.\d\d %/);
    const percent = (screen: string[]) => /mysql_tenant.* (\d+\.\d\d) %/.exec(screen.join('\n'))?.[1];
    const first = percent(terminal.screen());
    await terminal.waitFor(screen => percent(screen) !== undefined && percent(screen) !== first);
    terminal.type('q');
    expect((await terminal.exit).code).toBe(0);
  });
});
