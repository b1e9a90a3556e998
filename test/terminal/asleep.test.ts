import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { startProgram, startTerminal } from './driver/terminal.ts';
import { withPreloaded } from './program.ts';

const sleeping = fileURLToPath(new URL('faults/sleep-on-signal.cjs', import.meta.url));

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'still' });
});
afterEach(() => simulator.fault({ kind: 'clear' }));
afterAll(() => simulator.close());

const words = () => ['-h', simulator.host, '-P', String(simulator.port), '-n', '1'];

/** The age of a picture is real time, and so is what a program that the system has stopped misses: it has to pass. */
const realSeconds = (seconds: number) => new Promise(resolve => setTimeout(resolve, seconds * 1000));

/** The picture's age in the header, which is in seconds for the first minute. */
const ageOf = (screen: string[]) => /STALE \S+|\d+s (?:ago|old)/.exec(screen[0] ?? '')?.[0];
const isFresh = (screen: string[]) => /^[0-2]s ago$/.test(ageOf(screen) ?? '');

describe('the age of the picture', () => {
  it('has in it what a stopped program has missed', async () => {
    await using terminal = startProgram(words(), { columns: 120 });
    await terminal.waitFor('oracle_tenant');
    simulator.fault({ kind: 'hang' });
    // No answer is under way: whatever is drawn after the stop is the old picture.
    await terminal.waitFor(screen => /^[2-4]s (?:ago|old)$/.test(ageOf(screen) ?? ''));
    terminal.kill('SIGSTOP');
    await realSeconds(5);
    const before = ageOf(terminal.screen());
    terminal.kill('SIGCONT');
    // The five seconds are in it at once: it does not count up to them. A frame made before the stop may come first.
    const seen = new Set<string>();
    await terminal.waitFor(screen => {
      const age = ageOf(screen);
      if (age !== undefined) seen.add(age);
      return /^(?:[5-9]|\d\d)s old$|^STALE /.test(age ?? '');
    });
    const secondsSeen = [...seen]
      .filter(age => !age.startsWith('STALE'))
      .map(age => Number.parseInt(age, 10));
    const secondsBefore = Number.parseInt(before ?? '0', 10);
    expect(secondsSeen.filter(seconds => seconds > secondsBefore + 1 && seconds < secondsBefore + 5)).toEqual(
      [],
    );
    // Everything is drawn again, in pieces.
    await terminal.waitFor('oracle_tenant');
    simulator.fault({ kind: 'clear' });
    terminal.type('r');
    await terminal.waitFor(isFresh);
  });

  it('has in it what a machine has slept through', async () => {
    const { command, env } = withPreloaded(sleeping);
    const [file, ...first] = command;
    await using terminal = startTerminal(file, [...first, ...words()], { env, columns: 120 });
    await terminal.waitFor('oracle_tenant');
    simulator.fault({ kind: 'hang' });
    terminal.kill('SIGUSR2');
    await terminal.waitFor(screen => ageOf(screen)?.startsWith('STALE 8h') === true);
    expect(terminal.screen().join('\n')).toContain('oracle_tenant');
    simulator.fault({ kind: 'clear' });
    terminal.type('r');
    await terminal.waitFor(isFresh);
  });
});
