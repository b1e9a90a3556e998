// The program with --mouse in a real terminal: what it asks the terminal for, and that it takes it back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { startProgram, startTerminal, type Terminal } from './driver/terminal.ts';
import { shellCommand } from './program.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'still' });
});
afterAll(() => simulator.close());

const words = () => ['-h', simulator.host, '-P', String(simulator.port), '-n', '60'];
/** `still` has two tenants; the list is whole once it has what is read behind it, such as the last good backup. */
const isListed = /mysql_tenant[\s\S]*oracle_tenant .*never/;

/** Whether the terminal reports the mouse, by what was last written of each of the two modes. */
function mouseModes({ raw }: Pick<Terminal, 'raw'>): string[] {
  return ['1000', '1006'].map(
    mode => [...raw.matchAll(new RegExp(`\\x1b\\[\\?${mode}([hl])`, 'g'))].at(-1)?.[1] ?? '–',
  );
}

const report = (button: number, x: number, y: number, end = 'M') => `\x1b[<${button};${x + 1};${y + 1}${end}`;
const lineOf = (terminal: Terminal, text: RegExp) => terminal.screen().findIndex(line => text.test(line));

describe('with --mouse', () => {
  it('a click chooses a row and a second one opens it, the wheel moves, and the modes are off at the end', async () => {
    await using terminal = startProgram([...words(), '--mouse'], { columns: 120 });
    await terminal.waitFor(isListed);
    expect(mouseModes(terminal)).toEqual(['h', 'h']);
    const y = lineOf(terminal, /^ {3}.? +oracle_tenant/);
    const whole = report(0, 10, y) + report(0, 10, y, 'm');
    // Which pieces it comes in is tested in input-filter.test.ts.
    terminal.type(whole);
    await terminal.waitFor(screen => screen[y]?.startsWith(' ▸') === true);
    terminal.type(report(64, 0, 0));
    await terminal.waitFor(screen => screen[y]?.startsWith(' ▸') === false);
    terminal.type(whole + whole);
    await terminal.waitFor('› Jobs');
    terminal.type('q');
    expect((await terminal.exit).code).toBe(0);
    expect(mouseModes(terminal)).toEqual(['l', 'l']);
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('the modes are off after %s', async signal => {
    await using terminal = startProgram([...words(), '--mouse']);
    await terminal.waitFor(isListed);
    terminal.kill(signal);
    await terminal.exit;
    expect(mouseModes(terminal)).toEqual(['l', 'l']);
  });

  it('they are off while it is suspended, on again after fg, and off when it is killed', async () => {
    await using terminal = startTerminal('bash', ['--norc', '--noprofile', '-i'], {
      env: { PS1: 'PROMPT ', HISTFILE: undefined },
    });
    await terminal.waitFor('PROMPT');
    terminal.type(`sh -c 'echo PID $$ PID; exec ${shellCommand(...words(), '--mouse')}'\r`);
    await terminal.waitFor(isListed);
    expect(mouseModes(terminal)).toEqual(['h', 'h']);
    terminal.type('\x1a');
    await terminal.waitFor('Stopped');
    expect(mouseModes(terminal)).toEqual(['l', 'l']);
    terminal.type('fg\r');
    await terminal.waitFor(() => terminal.alternate());
    await terminal.waitFor(isListed);
    expect(mouseModes(terminal)).toEqual(['h', 'h']);
    process.kill(Number(/PID (\d+) PID/.exec(terminal.raw)?.[1]), 'SIGKILL');
    await terminal.waitFor('ob-backup-top was killed or ran out of memory');
    expect(mouseModes(terminal)).toEqual(['l', 'l']);
  });
});

it('without --mouse nothing is asked for, and reports that come all the same are no keys', async () => {
  await using terminal = startProgram(words());
  await terminal.waitFor(isListed);
  expect(mouseModes(terminal)).toEqual(['–', '–']);
  const before = terminal.screen().slice(1);
  terminal.type([report(0, 10, lineOf(terminal, /oracle_tenant/)), report(65, 3, 3), '\x1b[M !!'].join(''));
  terminal.type('?');
  await terminal.waitFor('Help');
  terminal.type('q');
  await terminal.waitFor(isListed);
  expect(terminal.screen().slice(1)).toEqual(before);
});
