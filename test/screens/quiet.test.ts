import { describe, expect, it, vi } from 'vitest';
import Yoga from 'yoga-layout';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { picture } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

/** What a terminal prints of a text: without escape sequences and line ends. */
const printed = (text: string) => text.replace(/\x1b\[[\d;?]*[A-Za-z]/g, '').replace(/[\r\n\b]/g, '');

const idle = () => {
  const world = usualDay();
  return picture({ ...world, jobs: world.jobs.filter(({ status }) => status.kind === 'ended') });
};

describe('while nothing changes', () => {
  it('a tick writes the digits that change in the age of the picture and the clock, and nothing else', async () => {
    const terminal = openTerminal({ world: idle() });
    await terminal.shows('crm_prod');
    await terminal.passes(1);
    await terminal.shows('10:42:18');
    await terminal.idle();
    terminal.written();
    await terminal.passes(1);
    await terminal.shows('10:42:19');
    await terminal.idle();
    const tick = terminal.written();
    expect(printed(tick)).toBe('29');
    expect(tick.length).toBeLessThanOrEqual(14);
  });

  it.each([
    ['the tenants', []],
    ['the jobs', [key.down, key.enter]],
    ['a running task', [key.down, key.enter, key.enter]],
  ] as const)('a refresh writes nothing of %s', async (_name, keys) => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    for (const pressed of keys) {
      terminal.type(pressed);
      await terminal.idle();
    }
    const body = terminal.lines().slice(1);
    terminal.written();
    const before = terminal.source.calls.length;
    await terminal.passes(4);
    await terminal.until(() => terminal.source.calls.length === before + 2, 'it has read twice');
    await terminal.shows('10:42:21');
    await terminal.idle();
    expect(printed(terminal.written())).toMatch(/^[\d: sago·+]*$/);
    expect(terminal.lines().slice(1)).toEqual(body);
  });

  it('Ink lays out nothing, neither for seconds that pass nor for reads that bring nothing new', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    await terminal.passes(1);
    await terminal.idle();
    const layouts = vi.spyOn(Object.getPrototypeOf(Yoga.Node.create()), 'calculateLayout');
    const before = terminal.source.calls.length;
    await terminal.passes(4);
    await terminal.until(() => terminal.source.calls.length === before + 2, 'it has read twice');
    await terminal.shows('10:42:22');
    await terminal.idle();
    expect(layouts).toHaveBeenCalledTimes(0);
    terminal.type('j');
    await terminal.idle();
    expect(layouts).toHaveBeenCalled();
    layouts.mockRestore();
  });

  it('nothing is cleared after the first frame, whatever is opened', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.written();
    for (const pressed of [
      key.down,
      key.enter,
      key.enter,
      'd',
      key.escape,
      '?',
      key.escape,
      key.escape,
      '/',
      'c',
      'r',
      'm',
    ]) {
      terminal.type(pressed);
      await terminal.idle();
    }
    await terminal.passes(5);
    await terminal.idle();
    expect(terminal.written()).not.toMatch(/\x1b\[[0-3]?J/);
  });
});

describe('while a task runs', () => {
  it('a step of its counters writes few bytes', async () => {
    const terminal = openTerminal({ columns: 120, rows: 40 });
    await terminal.shows('crm_prod');
    terminal.type(key.down, key.enter, key.enter);
    await terminal.shows('71.40 %');
    await terminal.idle();
    const { world } = terminal.source;
    const stepped = world.tasks.map(task =>
      task.status.text === 'BACKUP_DATA_MAJOR'
        ? {
            ...task,
            outputBytes: task.outputBytes + 400_000_000n,
            macroBlocks: { finished: 19_900n, total: 27_330n },
          }
        : task,
    );
    terminal.source.world = { ...world, tasks: stepped };
    terminal.written();
    await terminal.passes(2);
    await terminal.shows('72.81 %');
    await terminal.idle();
    expect(terminal.written().length).toBeLessThan(1300);
  });
});
