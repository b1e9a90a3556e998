// @module-tag slow
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { describe, expect, it } from 'vitest';
import { type EmulatedTerminal, frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { hostileCluster, hostileNames, hostileTenantIds } from './hostile-cluster.ts';

/** In which column of the terminal each of the texts begins, in the first line that has it. */
function columnsOf({ display }: EmulatedTerminal, texts: readonly string[]): (number | null)[] {
  const { active } = display.term.buffer;
  const lines = Array.from({ length: display.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    return Array.from({ length: display.columns }, (_, x) => line?.getCell(x)?.getChars() ?? '');
  });
  return texts.map(text => {
    for (const cells of lines.slice(1)) {
      const at = cells.findIndex((_, x) =>
        [...text].every((character, next) => cells[x + next] === character),
      );
      if (at !== -1) return at;
    }
    return null;
  });
}

/** Where the lines of a table stand: the columns of `│` in each line that has any. */
function framesOf({ display }: EmulatedTerminal): string[] {
  const { active } = display.term.buffer;
  return Array.from({ length: display.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    return Array.from({ length: display.columns }, (_, x) => x)
      .filter(x => line?.getCell(x)?.getChars() === '│')
      .join();
  }).filter(frame => frame !== '');
}

const screens: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['the tenants', []],
  ['jobs of all tenants', [key.enter]],
  ['jobs of a tenant', [key.down, key.enter]],
  ['the panel of a task', [key.down, key.enter, key.enter]],
  ['its details', [key.down, key.enter, key.enter, 'd']],
  ['more of its details', [key.down, key.enter, key.enter, 'd', key.pageDown]],
  ['its log streams', [key.down, key.enter, key.enter, 'L']],
  ['the events', ['e']],
  ['a name copied', [key.down, 'y']],
  ['a filter', ['/', ...hostileNames.slice(0, 3), key.enter]],
];

const sizes = [60, 80, 120] as const;
const tables = ['6', '11', '15-graphemes'] as const;

describe.each(tables)('on a terminal with the widths of Unicode %s', table => {
  describe.each(sizes)('and %i columns', columns => {
    it.each(screens)(
      '%s: no line is wrapped and the header stays, also after Ctrl-L',
      async (_name, keys) => {
        const terminal = openTerminal({ columns, rows: 24, fake: hostileCluster(), colour: true });
        terminal.display.term.loadAddon(new Unicode11Addon());
        terminal.display.term.loadAddon(new UnicodeGraphemesAddon());
        terminal.display.term.unicode.activeVersion = table;
        await terminal.shows(/\d tenants · /);
        for (const pressed of keys) {
          terminal.type(pressed);
          await terminal.idle();
        }
        expect(frameFaults(terminal)).toEqual([]);
        expect(new Set(framesOf(terminal)).size).toBeLessThanOrEqual(1);
        // Without what was said: any key takes it away.
        // What is said above the keys goes with the first key, and the list has a line more.
        terminal.type(key.ctrlL);
        await terminal.idle();
        const before = terminal.lines().slice(0, -2);
        terminal.type(key.ctrlL);
        await terminal.idle();
        expect(frameFaults(terminal)).toEqual([]);
        expect(terminal.lines().slice(0, -2)).toEqual(before);
      },
    );

    it('the columns after a name stand below each other', async () => {
      const terminal = openTerminal({ columns: columns + 140, rows: 60, fake: hostileCluster() });
      terminal.display.term.loadAddon(new Unicode11Addon());
      terminal.display.term.loadAddon(new UnicodeGraphemesAddon());
      terminal.display.term.unicode.activeVersion = table;
      await terminal.shows('1002');
      await terminal.idle();
      const places = columnsOf(
        terminal,
        hostileTenantIds.map(id => `${id} `),
      );
      expect(places).not.toContain(null);
      expect(new Set(places).size).toBe(1);
    });
  });
});
