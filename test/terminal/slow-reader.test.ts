// The reader of standard output takes its time, as `less` does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as passed } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../source/simulator/index.ts';
import { terminalEnvironment } from './driver/environment.ts';
import { assertBuilt, programWords } from './program.ts';

/** The program with more to say than a pipe takes, which nobody reads from yet; resolves when it has filled the pipe. */
async function startUnread() {
  assertBuilt();
  const simulator = await startSimulator({ scenario: 'many' });
  const [file, ...words] = programWords;
  const to = ['--no-defaults', '-h', simulator.host, '-P', String(simulator.port)];
  const program = spawn(file, [...words, ...to, '--once', '--json'], {
    env: terminalEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    program.kill('SIGKILL');
    await simulator.close();
  });
  await once(program.stdout, 'readable');
  return program;
}

describe('a reader that does not read', () => {
  it('gets all of it, however late it begins', async () => {
    const program = await startUnread();
    const ended = once(program, 'exit');
    // The program waited for a second at most, and ended with 0.
    await Promise.race([ended, passed(2000)]);
    let text = '';
    program.stdout.setEncoding('utf8').on('data', piece => {
      text += piece;
    });
    const [[code]] = await Promise.all([ended, once(program.stdout, 'end')]);
    expect(code).toBe(0);
    expect(text.length).toBeGreaterThan(500_000);
    expect(JSON.parse(text)).toHaveProperty('tenants');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('keeps no %s from ending the program', async (signal, code) => {
    const program = await startUnread();
    const ended = once(program, 'exit');
    program.kill(signal);
    expect(await ended).toEqual([code, null]);
  });
});
