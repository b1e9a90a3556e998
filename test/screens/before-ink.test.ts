// Frames before Ink is loaded, and how it takes over.
import { describe, expect, it } from 'vitest';
import { type Mount, mountScreens } from '../../source/screens/mount.tsx';
import { frameFaults, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { server } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

/** Ink that is loaded when the test says so; `asked` once something has wanted it. */
function inkLater() {
  const { promise, resolve } = Promise.withResolvers<Mount>();
  let asked = false;
  return {
    ink: {
      load: () => {
        asked = true;
        return promise;
      },
      whenIdle: () => () => undefined,
    },
    asked: () => asked,
    loads: () => resolve(mountScreens),
  };
}

describe('before Ink is loaded', () => {
  it('the first frame says whom we are connecting to, with header and keys', async () => {
    const later = inkLater();
    const source = fakeSource(usualDay());
    source.gate = new Promise(() => undefined);
    const terminal = openTerminal({ fake: source, ink: later.ink });
    await terminal.shows(/onnecting to root@sys · 10\.0\.0\.5:2881/i);
    expect(frameFaults(terminal)).toEqual([]);
    expect(later.asked()).toBe(false);
  });

  it('the first answer is on the screen, and Ink is loaded behind it and writes nothing of it again', async () => {
    const later = inkLater();
    const terminal = openTerminal({ columns: 120, rows: 40, ink: later.ink });
    await terminal.shows('mysql_tenant');
    await terminal.until(later.asked, 'Ink is asked for');
    const before = terminal.lines();
    expect(frameFaults(terminal)).toEqual([]);
    await terminal.idle();
    terminal.written();
    later.loads();
    await terminal.idle();
    // The mode that marks pastes, for the keys that are read from now on.
    expect(terminal.written()).toBe('\x1b[?2004h');
    expect(terminal.lines()).toEqual(before);
    terminal.type('?');
    await terminal.shows('Help');
  });

  it('a key that was typed is kept until Ink reads the keys', async () => {
    const later = inkLater();
    const terminal = openTerminal({ ink: later.ink });
    terminal.type('?');
    await terminal.shows('mysql_tenant');
    later.loads();
    await terminal.shows('Help');
  });

  it('a first connection that fails ends the program, and the terminal is given back', async () => {
    const later = inkLater();
    const source = fakeSource(usualDay());
    source.failure = new Error('broken');
    const terminal = openTerminal({ fake: source, ink: later.ink });
    terminal.screens.stop();
    expect(await terminal.screens.ended).toEqual({ kind: 'quit' });
    await terminal.display.drawn();
    expect(terminal.display.term.buffer.active.type).toBe('normal');
    expect(terminal.keyboard.raw).toBe(false);
  });

  it('an end while it is being loaded keeps it from being mounted', async () => {
    const later = inkLater();
    const terminal = openTerminal({ ink: later.ink });
    await terminal.shows('mysql_tenant');
    terminal.screens.stop();
    later.loads();
    await terminal.screens.ended;
    terminal.written();
    await new Promise(resolve => setImmediate(resolve));
    expect(terminal.written()).toBe('');
  });
});

describe('with a tenant by its number and a job', () => {
  const asked = { tenant: '1002', job: 41n };

  it('the panel is read first, without the list of tenants', async () => {
    const source = fakeSource(usualDay());
    const terminal = openTerminal({ fake: source, ...asked, columns: 120 });
    await terminal.shows(/mysql_tenant \(1002\).*Job 41/);
    await terminal.idle();
    expect(source.calls).not.toContain('tenants');
    terminal.type('\x7f');
    await terminal.shows('› Jobs');
  });

  it('the list of tenants tells what to say where the job’s tenant cannot be read', async () => {
    const source = fakeSource(usualDay());
    const terminal = openTerminal({ fake: source, tenant: '77', job: 41n, columns: 120 });
    await terminal.shows(/77/);
    await terminal.idle();
    expect(source.calls).toContain('tenants');
  });

  it('a login to a user tenant begins with the list, for its number is not that of sys', async () => {
    const source = fakeSource(usualDay(), server({ sees: 'own_tenant', tenantId: 1002n }));
    const terminal = openTerminal({ fake: source, ...asked });
    await terminal.shows('Job 41');
    expect(source.calls[1]).toBe('tenants');
  });
});
