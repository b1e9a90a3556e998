// Keys, as a terminal really sends them: the built program in a pseudo terminal, faults of the input injected.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { startProgram, startTerminal, type Terminal } from './driver/terminal.ts';
import { shellCommand } from './program.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'still' });
});
afterAll(() => simulator.close());

const words = () => ['-h', simulator.host, '-P', String(simulator.port), '-n', '60'];
const command = () => shellCommand(...words());
const inShell = (script: string): Terminal => startTerminal('bash', ['-c', script]);

/** The terminal's modes as `stty -a` prints them between two marks. */
function modesIn(terminal: Terminal, mark: string): string {
  const [, modes = ''] = terminal.raw.split(mark);
  return modes.replace(/\s+/g, ' ');
}

describe('without a terminal as standard input', () => {
  it.each([
    ['a pipe at its end', (run: string) => `: | ${run}; echo ENDED $?`],
    ['/dev/null', (run: string) => `${run} </dev/null; echo ENDED $?`],
  ])('keys come from the controlling terminal: %s', async (_, script) => {
    await using terminal = inShell(script(command()));
    await terminal.waitFor('mysql_tenant');
    terminal.type('j');
    terminal.type('\r');
    await terminal.waitFor('› Jobs');
    terminal.type('q');
    await terminal.waitFor('ENDED 0');
    expect(terminal.alternate()).toBe(false);
  });

  it('the list that a shell reads is left alone', async () => {
    const script = `stty -a; echo MARK1; printf 'one\\ntwo\\n' | while read name; do ${command()}; echo DONE $name; done; echo MARK2; stty -a; echo MARK2; exit`;
    await using terminal = startTerminal('bash', ['-c', `echo MARK1; ${script}`]);
    for (const name of ['one', 'two']) {
      await terminal.waitFor(() => terminal.alternate());
      await terminal.waitFor('mysql_tenant');
      terminal.type('q');
      await terminal.waitFor(`DONE ${name}`);
    }
    await terminal.exit;
    expect(modesIn(terminal, 'MARK2')).toBe(modesIn(terminal, 'MARK1'));
  });

  it('and without a controlling terminal the state is printed once', async () => {
    await using terminal = inShell(`setsid -w ${command()} </dev/null; echo ENDED $?`);
    await terminal.waitFor('ENDED 0');
    expect(terminal.raw).toContain('mysql_tenant');
    expect(terminal.raw).not.toContain('\x1b[?1049h');
  });
});

describe('a paste without its end', () => {
  it('gives the keys back after a moment', async () => {
    await using terminal = startProgram(words());
    await terminal.waitFor('mysql_tenant');
    terminal.type('/');
    terminal.type('\x1b[200~some text');
    await terminal.waitFor('/some text');
    // What follows may be the rest of it, which is no key; a key typed later on is one again.
    await vi.waitUntil(
      () => {
        terminal.type('X');
        return terminal.screen().join('\n').includes('some textX');
      },
      { timeout: 60_000 },
    );
    terminal.type('\x03');
    expect((await terminal.exit).code).toBe(130);
  });

  it('ends with Ctrl-C at once', async () => {
    await using terminal = startProgram(words());
    await terminal.waitFor('mysql_tenant');
    terminal.type('\x1b[200~some text');
    terminal.type('\x03');
    expect((await terminal.exit).code).toBe(130);
    expect(terminal.alternate()).toBe(false);
  });
});

describe('answers of the terminal', () => {
  it('are no keys', async () => {
    await using terminal = startProgram(words());
    // With what is read behind the list, such as the last good backup.
    await terminal.waitFor(/never backed up[\s\S]*oracle_tenant +– +never [\s\S]*q quit/);
    const before = terminal.screen().slice(1);
    const drawn = terminal.bytes;
    terminal.type('\x1b]11;rgb:ffff/ffff/ffff\x1b\\');
    // A light background has colours of its own, and the terminal says that they are drawn: not amid another answer.
    await terminal.waitFor(() => terminal.bytes > drawn);
    // In whatever pieces they reach the program; input-filter.test.ts cuts them anywhere.
    for (const piece of [
      '\x1b]11;rgb:ffff/',
      'ffff/ffff\x07',
      '\x1bP>|tmux ',
      '3.4 q',
      '\x1b\\',
      '\x1bP1$r0 q\x1b\\',
      '\x1b[?1;2c',
      '\x1b[24;80R',
      '\x1b[M !q',
      '\x1b[I\x1b[O',
    ]) {
      terminal.type(piece);
    }
    // Keys act in the order in which they come: once this one has, the answers have done what they do.
    terminal.type('?');
    await terminal.waitFor(/^ Help /m);
    terminal.type('\x1b');
    await terminal.waitFor(screen => !/^ Help /m.test(screen.join('\n')));
    expect(terminal.screen().slice(1)).toEqual(before);
    terminal.type('q');
    expect((await terminal.exit).code).toBe(0);
  });

  it('do not keep Esc and the arrows from working', async () => {
    await using terminal = startProgram(words());
    await terminal.waitFor('mysql_tenant');
    terminal.type('\x1b[B');
    terminal.type('\r');
    await terminal.waitFor('› Jobs');
    terminal.type('\x1b');
    await terminal.waitFor(screen => !screen.join('\n').includes('› Jobs'));
  });
});

describe('stopped from outside and continued', () => {
  it.each(['STOP', 'TSTP'] as const)(
    'by SIG%s: everything is drawn, raw mode is on, keys work',
    async signal => {
      await using terminal = startTerminal('bash', ['--norc', '--noprofile', '-i'], {
        env: { PS1: 'PROMPT ', HISTFILE: undefined },
      });
      await terminal.waitFor('PROMPT');
      terminal.type(`stty -g; sh -c 'echo PID $$ PID; exec ${command()}'\r`);
      // A stop that the program cannot see coming leaves the shell what the terminal is about to answer. A tick of the
      // header asks it nothing.
      await terminal.waitFor('mysql_tenant');
      await terminal.waitFor(/[1-9]s ago/);
      const pid = Number(/PID (\d+) PID/.exec(terminal.raw)?.[1]);
      const header = terminal.screen()[0]?.slice(0, 30);
      process.kill(pid, `SIG${signal}`);
      await terminal.waitFor('Stopped');
      if (signal === 'TSTP') expect(terminal.alternate()).toBe(false);
      terminal.type('clear; fg\r');
      await terminal.waitFor(
        screen => screen[0]?.slice(0, 30) === header && !screen.join('').includes('PROMPT'),
      );
      expect(terminal.alternate()).toBe(true);
      terminal.type('j');
      terminal.type('\r');
      await terminal.waitFor('› Jobs');
      terminal.type('q');
      await terminal.waitFor('PROMPT');
      expect(terminal.alternate()).toBe(false);
      terminal.type('echo ENDED $?; stty -g\r');
      await terminal.waitFor('ENDED 0');
      await terminal.waitFor(() => (terminal.raw.match(/[0-9a-f]+(?::[0-9a-f]+){10,}/g) ?? []).length === 2);
      const [before, after] = terminal.raw.match(/[0-9a-f]+(?::[0-9a-f]+){10,}/g) ?? [];
      expect(after).toBe(before);
    },
  );
});

describe('a key typed as soon as the screens have the terminal', () => {
  it('is taken, and not echoed into the frame', async () => {
    await using terminal = startProgram(words());
    await terminal.waitFor(() => terminal.alternate());
    terminal.type('?');
    await terminal.waitFor(/^ Help /m);
    await terminal.waitFor(/^ root@sys · \S+ · no TLS/);
    terminal.type('qq');
    expect((await terminal.exit).code).toBe(0);
  });
});
