// @module-tag slow
import { describe, expect, it } from 'vitest';
import { picture } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { key, startStage } from './stage.ts';

/** What a terminal prints of a text: without escape sequences and line ends. */
const printed = (text: string) => text.replace(/\x1b\[[\d;?]*[A-Za-z]/g, '').replace(/[\r\n]/g, '');

const idle = () => {
  const world = usualDay();
  return picture({ ...world, jobs: world.jobs.filter(({ status }) => status.kind === 'ended') });
};

describe('while nothing changes', () => {
  it('a tick writes the age of the picture, the seconds of the clock, and nothing else', async () => {
    const stage = startStage({ world: idle() });
    await stage.shows('crm_prod');
    await stage.passes(1);
    await stage.shows('10:42:18');
    await stage.idle();
    stage.written();
    await stage.passes(1);
    await stage.shows('10:42:19');
    await stage.idle();
    const tick = stage.written();
    expect(printed(tick)).toBe('2 s ago · 10:42:19 +00:00');
    expect(tick.length).toBeLessThan(80);
  });

  it.each([
    ['the tenants', []],
    ['the jobs', [key.down, key.enter]],
    ['a running task', [key.down, key.enter, key.enter]],
  ] as const)('a refresh writes nothing of %s', async (_name, keys) => {
    const stage = startStage();
    await stage.shows('crm_prod');
    for (const pressed of keys) {
      stage.type(pressed);
      await stage.idle();
    }
    const body = stage.lines().slice(1);
    stage.written();
    const before = stage.source.calls.length;
    await stage.passes(4);
    await stage.until(() => stage.source.calls.length === before + 2, 'it has read twice');
    await stage.shows('10:42:21');
    await stage.idle();
    expect(printed(stage.written())).toMatch(/^[\d: sago·+]*$/);
    expect(stage.lines().slice(1)).toEqual(body);
  });

  it('nothing is cleared after the first frame, whatever is opened', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.written();
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
      stage.type(pressed);
      await stage.idle();
    }
    await stage.passes(5);
    await stage.idle();
    expect(stage.written()).not.toMatch(/\x1b\[[0-3]?J/);
  });
});

describe('while a task runs', () => {
  it('a step of its counters writes few bytes', async () => {
    const stage = startStage({ columns: 120, rows: 40 });
    await stage.shows('crm_prod');
    stage.type(key.down, key.enter, key.enter);
    await stage.shows('71.40 %');
    await stage.idle();
    const { world } = stage.source;
    const stepped = world.tasks.map(task =>
      task.status.text === 'BACKUP_DATA_MAJOR'
        ? {
            ...task,
            outputBytes: task.outputBytes + 400_000_000n,
            macroBlocks: { finished: 19_900n, total: 27_330n },
          }
        : task,
    );
    stage.source.world = { ...world, tasks: stepped };
    stage.written();
    await stage.passes(2);
    await stage.shows('72.81 %');
    await stage.idle();
    expect(stage.written().length).toBeLessThan(1300);
  });
});
