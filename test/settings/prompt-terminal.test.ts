import { spawn as spawnPiped } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('programs/ask.ts', import.meta.url));
const askCommand = `"${process.execPath}" --disable-warning=ExperimentalWarning "${script}"`;

/** Runs a shell command in a terminal of its own; `shown` resolves once its screen has held the text. */
const inTerminal = (command: string) => {
  const child = spawn('/bin/sh', ['-c', command], {
    cols: 80,
    rows: 24,
    env: { PATH: process.env.PATH ?? '' },
  });
  let screen = '';
  let waiting: { text: string; resolve: () => void }[] = [];
  child.onData(data => {
    screen += data;
    for (const { resolve } of waiting.filter(({ text }) => screen.includes(text))) resolve();
    waiting = waiting.filter(({ text }) => !screen.includes(text));
  });
  const shown = (text: string) =>
    new Promise<void>(resolve => {
      if (screen.includes(text)) resolve();
      else waiting.push({ text, resolve });
    });
  const ended = new Promise<void>(resolve => child.onExit(() => resolve()));
  return { child, shown, ended, screen: () => screen };
};

describe('the password prompt in a real terminal', () => {
  it('shows nothing of what is typed, and leaves echo and line mode on', async () => {
    const { child, shown, ended, screen } = inTerminal(`${askCommand}; stty -a`);
    await shown('Enter password: ');
    child.write('sec');
    child.write('ret\r');
    await ended;
    expect(screen()).toContain('length 6');
    expect(screen()).not.toContain('sec');
    expect(screen()).toMatch(/[ ;]icanon/);
    expect(screen()).toMatch(/[ ;]echo /);
  });

  it('asks on the terminal when standard input is a pipe, as mysql does', async () => {
    const { child, shown, ended, screen } = inTerminal(`echo from the pipe | ${askCommand} | cat; stty -a`);
    await shown('Enter password: ');
    child.write('typed\r');
    await ended;
    expect(screen()).toContain('length 5');
    expect(screen()).toMatch(/[ ;]echo /);
  });

  it('ends with 130 on Ctrl-C', async () => {
    const { child, shown, ended, screen } = inTerminal(`${askCommand}; echo "code $?"; stty -a`);
    await shown('Enter password: ');
    child.write('se\u0003');
    await ended;
    expect(screen()).toContain('code 130');
    expect(screen()).toMatch(/[ ;]echo /);
  });

  it('gives the terminal back when it is terminated meanwhile', async () => {
    // The shell that waits in the background sees the prompt's process id in a line of its own.
    const { child, shown, ended, screen } = inTerminal(
      `sh -c 'echo "pid $$."; exec ${askCommand}'; echo "code $?"; stty -a`,
    );
    await shown('Enter password: ');
    process.kill(Number(/pid (\d+)\./.exec(screen())?.[1]), 'SIGTERM');
    await ended;
    expect(screen()).toContain('code 143');
    expect(screen()).toMatch(/[ ;]icanon/);
    expect(screen()).toMatch(/[ ;]echo /);
    child.kill();
  });

  it('is refused where there is no terminal at all', async () => {
    const child = spawnPiped(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', data => {
      said += data;
    });
    await new Promise(resolve => child.once('close', resolve));
    expect(said).toBe('no_terminal_to_ask\n');
  });
});
