import { describe, expect, it } from 'vitest';
import { failureSaying } from '../fixtures/in-english.ts';
import { picture } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { key, startStage } from './stage.ts';

/** The terminal as the shell wants it back. */
function givenBack(stage: ReturnType<typeof startStage>) {
  const { display, keyboard } = stage;
  const all = display.written.join('');
  return {
    screen: display.term.buffer.active.type,
    raw: keyboard.raw,
    cursorShown: all.lastIndexOf('\x1b[?25h') > all.lastIndexOf('\x1b[?25l'),
    paste: all.lastIndexOf('\x1b[?2004l') > all.lastIndexOf('\x1b[?2004h'),
  };
}

const shellReady = { screen: 'normal', raw: false, cursorShown: true, paste: true };

describe('the screens end', () => {
  it.each([
    ['q', ['q'], 'quit'],
    ['Ctrl-C', [key.ctrlC], 'interrupted'],
    ['q in a panel', [key.down, key.enter, key.enter, 'q'], 'quit'],
    ['Ctrl-C while a filter is typed', ['/', 'x', key.ctrlC], 'interrupted'],
  ] as const)('with %s, and the terminal is given back', async (_name, keys, kind) => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.type(...keys);
    expect(await stage.screens.ended).toEqual({ kind });
    expect(givenBack(stage)).toEqual(shellReady);
    expect(stage.clock.waiting()).toBe(0);
  });

  it('when told from outside', async () => {
    const stage = startStage();
    stage.screens.stop();
    expect(await stage.screens.ended).toEqual({ kind: 'quit' });
    expect(givenBack(stage)).toMatchObject({ screen: 'normal', raw: false });
  });

  it('with the error when the first connection is refused', async () => {
    const refused = failureSaying('login_refused', 'Wrong password.');
    const stage = startStage();
    stage.source.failure = refused;
    expect(await stage.screens.ended).toEqual({ kind: 'fatal', error: refused });
    expect(givenBack(stage)).toEqual(shellReady);
  });

  it('as crashed when a screen throws, and the terminal is given back', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    const [first] = usualDay().jobs;
    const broken = {
      ...first,
      get type(): never {
        throw new Error('a fault of ours');
      },
    };
    stage.source.world = { ...picture(), tenants: usualDay().tenants, jobs: [broken as never] };
    await stage.passes(2);
    const ending = await stage.screens.ended;
    expect(ending).toMatchObject({ kind: 'crashed', error: { message: 'a fault of ours' } });
    expect(givenBack(stage)).toEqual(shellReady);
    expect(stage.clock.waiting()).toBe(0);
  });
});

describe('Ctrl-Z', () => {
  it('gives the terminal back, and draws everything anew when the program goes on', async () => {
    let goOn = () => {};
    let slept: ReturnType<typeof givenBack> | null = null;
    const stage = startStage({
      suspend: () => {
        slept = givenBack(stage);
        return new Promise<void>(resolve => {
          goOn = resolve;
        });
      },
    });
    await stage.shows('crm_prod');
    const before = stage.lines().slice(1);
    stage.type(key.ctrlZ);
    await stage.until(() => slept !== null, 'it sleeps');
    await stage.idle();
    expect(givenBack(stage)).toEqual(shellReady);
    stage.display.term.write('$ fg\r\n');
    goOn();
    await stage.until(() => stage.keyboard.raw, 'it goes on');
    await stage.shows('crm_prod');
    await stage.idle();
    expect(stage.display.term.buffer.active.type).toBe('alternate');
    expect(stage.lines().slice(1)).toEqual(before);
    stage.type(key.down, key.enter);
    await stage.shows('› Jobs');
  });
});

describe('Ctrl-L', () => {
  it('draws a screen anew that something else has written over', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    const before = stage.lines();
    stage.display.term.write('\x1b[5;1HBroadcast message\r\nfrom root\r\n\r\n');
    await stage.shows('Broadcast');
    stage.type(key.ctrlL);
    await stage.showsNot('Broadcast');
    await stage.idle();
    expect(stage.lines()).toEqual(before);
    stage.type('j');
    await stage.shows(' ▸ mysql_tenant');
    expect(stage.lines().slice(0, 3)).toEqual(before.slice(0, 3));
  });
});

describe('pasted text', () => {
  it('is no command', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.type('\x1b[200~q\rd?\x1b[201~');
    await stage.idle();
    expect(stage.text()).toContain('▸ all tenants');
  });

  it('goes into the filter that is being typed', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.type('/');
    await stage.idle();
    stage.type('\x1b[200~crm\x1b[201~');
    await stage.shows('filter: crm');
    await stage.showsNot('mysql_tenant');
  });
});

describe('escape sequences that nobody asked for', () => {
  it('do nothing', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    const before = stage.lines();
    for (const sequence of ['\x1b[I', '\x1b[15~', '\x1b[<0;10;5M', '\x1b[1;5A', '\x1b[?1;2c', '\x1bOP']) {
      stage.type(sequence);
      await stage.idle();
    }
    expect(stage.lines()).toEqual(before);
  });
});
