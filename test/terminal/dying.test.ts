// The program dies in ways that it cannot catch: the terminal is given back all the same.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { isAlive } from '../fixtures/processes.ts';
import { startTerminal, type Terminal } from './driver/terminal.ts';
import { deathFromWithin, programWords, shellCommand } from './program.ts';

const modes = /[0-9a-f]+(?::[0-9a-f]+){10,}/g;

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'still' });
});
afterAll(() => simulator.close());

const words = () => ['-h', simulator.host, '-P', String(simulator.port), '-n', '60'];
const run = () => shellCommand(...words());

/** An interactive shell that has printed the terminal's modes, with the program started in it. */
async function inShell(command: string): Promise<{ terminal: Terminal; pid: number }> {
  const terminal = startTerminal('bash', ['--norc', '--noprofile', '-i'], {
    env: { PS1: 'PROMPT ', HISTFILE: undefined },
  });
  await terminal.waitFor('PROMPT');
  terminal.type(`ulimit -c 0; stty -g; sh -c 'echo PID $$ PID; exec ${command}'\r`);
  // A death that the program cannot see coming leaves the shell what the terminal is about to answer. The list is whole,
  // and a tick of the header behind it asks the terminal nothing.
  await terminal.waitFor(/[1-9]s ago[\s\S]*mysql_tenant[\s\S]*oracle_tenant.*never/);
  return { terminal, pid: Number(/PID (\d+) PID/.exec(terminal.raw)?.[1]) };
}

/** The guard of a program, by the process ids of both. */
function guardOf(pid: number): number {
  const guard = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .find(name => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        return new RegExp(`^PPid:\\s+${pid}$`, 'm').test(status);
      } catch {
        return false;
      }
    });
  if (guard === undefined) throw new Error(`Process ${pid} has no guard.`);
  return Number(guard);
}

/** Polled, as the end of a process that is no child of this one cannot be awaited. */
async function untilEnded(pid: number): Promise<void> {
  await vi.waitUntil(() => !isAlive(pid), { timeout: 60_000 });
}
/** Whether a process is there, be it as a zombie. */
const isThere = (pid: number) => existsSync(`/proc/${pid}`);

describe.runIf(process.platform === 'linux')('however the program dies', () => {
  it.each([
    { title: 'by SIGKILL', command: shellCommand, signal: 'SIGKILL', code: 137 } as const,
    deathFromWithin,
  ])('$title, the terminal is given back and a shell works', async ({ command, signal, code }) => {
    const { terminal, pid } = await inShell(command(...words()));
    await using _terminal = terminal;
    expect(terminal.alternate()).toBe(true);
    const guard = guardOf(pid);
    process.kill(pid, signal);
    await terminal.waitFor('ob-backup-top was killed or ran out of memory');
    expect(terminal.alternate()).toBe(false);
    expect(terminal.raw.lastIndexOf('\x1b[?25h')).toBeGreaterThan(terminal.raw.lastIndexOf('\x1b[?25l'));
    terminal.type('echo ENDED $?; stty -g\r');
    await terminal.waitFor(`ENDED ${code}`);
    await terminal.waitFor(() => (terminal.raw.match(modes) ?? []).length === 2);
    const [first, second] = terminal.raw.match(modes) ?? [];
    expect(second).toBe(first);
    await untilEnded(guard);
  });

  it('the next command of a script finds the modes as they were', async () => {
    const command = `stty -g; sh -c 'echo PID $$ PID; exec ${run()}'; read -r; stty -g; echo DONE`;
    await using terminal = startTerminal('bash', ['-c', command]);
    await terminal.waitFor('mysql_tenant');
    const pid = Number(/PID (\d+) PID/.exec(terminal.raw)?.[1]);
    const guard = guardOf(pid);
    process.kill(pid, 'SIGKILL');
    await untilEnded(guard);
    // In raw mode this would be no end of a line.
    terminal.type('\r');
    await terminal.waitFor('DONE');
    const [first, second] = terminal.raw.match(modes) ?? [];
    expect(second).toBe(first);
  });

  it('a shell that edits its line keeps the modes that it has set since', async () => {
    const terminal = startTerminal('bash', ['--norc', '--noprofile', '-i'], { env: { PS1: 'PROMPT ' } });
    await using _terminal = terminal;
    await terminal.waitFor('PROMPT');
    const device = readlinkSync(`/proc/${terminal.pid}/fd/0`);
    const modesNow = () => execFileSync('stty', ['-g', '-F', device], { encoding: 'utf8' });
    const before = modesNow();
    terminal.type(`sh -c 'echo PID $$ PID; exec ${run()}'\r`);
    await terminal.waitFor('mysql_tenant');
    const pid = Number(/PID (\d+) PID/.exec(terminal.raw)?.[1]);
    const guard = guardOf(pid);
    process.kill(pid, 'SIGKILL');
    // Read in what was written: the shell may be quicker than the guard, whose last sequence takes its line away.
    await terminal.waitFor(() => terminal.raw.includes('Killed'));
    await untilEnded(guard);
    expect(modesNow()).toBe(before);
  });

  it('nothing is left behind at a normal end', async () => {
    const { terminal, pid } = await inShell(run());
    await using _terminal = terminal;
    const guard = guardOf(pid);
    terminal.type('q');
    await terminal.waitFor(() => !terminal.alternate());
    terminal.type('echo ENDED $?\r');
    await terminal.waitFor('ENDED 0');
    expect(isThere(guard)).toBe(false);
    expect(terminal.raw).not.toContain('was killed');
  });

  it('while it is suspended, the shell has the terminal and keeps it', async () => {
    const { terminal, pid } = await inShell(run());
    await using _terminal = terminal;
    const guard = guardOf(pid);
    terminal.type('\x1a');
    await terminal.waitFor('Stopped');
    const left = terminal.raw.length;
    process.kill(pid, 'SIGKILL');
    await untilEnded(guard);
    terminal.type('echo STILL HERE\r');
    await terminal.waitFor(/^STILL HERE/m);
    expect(terminal.raw.slice(left)).not.toContain('\x1b[?1049l');
  });
});

describe('without /bin/sh or stty', () => {
  it('the program does without a guard', async () => {
    const [file, ...first] = programWords;
    await using terminal = startTerminal(file, [...first, ...words()], {
      env: { PATH: '/nonexistent' },
    });
    await terminal.waitFor('mysql_tenant');
    terminal.type('q');
    expect((await terminal.exit).code).toBe(0);
    expect(terminal.alternate()).toBe(false);
  });
});
