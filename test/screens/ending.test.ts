import { describe, expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { failureSaying } from '../fixtures/in-english.ts';
import { usualDay } from '../fixtures/worlds.ts';

/** The terminal as the shell wants it back. */
function givenBack(terminal: ReturnType<typeof openTerminal>) {
  const { display, keyboard } = terminal;
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
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type(...keys);
    expect(await terminal.screens.ended).toEqual({ kind });
    expect(givenBack(terminal)).toEqual(shellReady);
    expect(terminal.clock.waiting()).toBe(0);
  });

  it('when asked from outside', async () => {
    const terminal = openTerminal();
    terminal.screens.stop();
    expect(await terminal.screens.ended).toEqual({ kind: 'quit' });
    expect(givenBack(terminal)).toMatchObject({ screen: 'normal', raw: false });
  });

  it('with the error when the first connection is refused', async () => {
    const refused = failureSaying('login_refused', 'Wrong password.');
    const terminal = openTerminal();
    terminal.source.failure = refused;
    expect(await terminal.screens.ended).toEqual({ kind: 'fatal', error: refused });
    expect(givenBack(terminal)).toEqual(shellReady);
  });

  it('as crashed when a screen throws, and the terminal is given back', async () => {
    const terminal = openTerminal({ tenant: 'mysql_tenant' });
    await terminal.shows('› Jobs');
    await terminal.shows('COMPLETED');
    const world = usualDay();
    const jobs = world.jobs.map(job => ({
      ...job,
      get type(): never {
        throw new Error('a fault of ours');
      },
    }));
    terminal.source.world = { ...world, jobs: jobs.filter(({ key: { jobId } }) => jobId === 12n) };
    await terminal.passes(2);
    const ending = await terminal.screens.ended;
    expect(ending).toMatchObject({ kind: 'crashed', error: { message: 'a fault of ours' } });
    expect(givenBack(terminal)).toEqual(shellReady);
    expect(terminal.clock.waiting()).toBe(0);
  });
});

describe('Ctrl-Z', () => {
  it('gives the terminal back, and draws everything again when the program resumes', async () => {
    let goOn = () => {};
    let slept: ReturnType<typeof givenBack> | null = null;
    const terminal = openTerminal({
      suspend: () => {
        slept = givenBack(terminal);
        return new Promise<void>(resolve => {
          goOn = resolve;
        });
      },
    });
    await terminal.shows('crm_prod');
    const before = terminal.lines().slice(1);
    terminal.type(key.ctrlZ);
    await terminal.until(() => slept !== null, 'it sleeps');
    await terminal.idle();
    expect(givenBack(terminal)).toEqual(shellReady);
    terminal.display.term.write('$ fg\r\n');
    goOn();
    await terminal.until(() => terminal.keyboard.raw, 'it goes on');
    await terminal.shows('crm_prod');
    await terminal.idle();
    expect(terminal.display.term.buffer.active.type).toBe('alternate');
    expect(terminal.lines().slice(1)).toEqual(before);
    terminal.type(key.down, key.enter);
    await terminal.shows('› Jobs');
  });
});

describe('Ctrl-L', () => {
  it('redraws a screen that something else has written over', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    const before = terminal.lines();
    terminal.display.term.write('\x1b[5;1HBroadcast message\r\nfrom root\r\n\r\n');
    await terminal.shows('Broadcast');
    terminal.type(key.ctrlL);
    await terminal.showsNot('Broadcast');
    await terminal.idle();
    expect(terminal.lines()).toEqual(before);
    terminal.type('j');
    await terminal.shows(/ ▸ +mysql_tenant/);
    expect(terminal.lines().slice(0, 3)).toEqual(before.slice(0, 3));
  });
});

describe('pasted text', () => {
  it('is no command', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type('\x1b[200~q\rd?\x1b[201~');
    await terminal.idle();
    expect(terminal.text()).toMatch(/▸ +all tenants/);
  });

  it('goes into the filter that is being typed', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type('/');
    await terminal.idle();
    terminal.type('\x1b[200~crm\x1b[201~');
    await terminal.shows('filter: crm');
    await terminal.showsNot('mysql_tenant');
  });
});

describe('escape sequences that nobody asked for', () => {
  it('do nothing', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    const before = terminal.lines();
    for (const sequence of ['\x1b[I', '\x1b[15~', '\x1b[<0;10;5M', '\x1b[1;5A', '\x1b[?1;2c', '\x1bOP']) {
      terminal.type(sequence);
      await terminal.idle();
    }
    expect(terminal.lines()).toEqual(before);
  });
});
