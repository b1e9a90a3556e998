// Names with Greek, Cyrillic or accented letters, quotes and fractions, on terminals that draw these in two cells.
import { afterEach, describe, expect, it } from 'vitest';
import type { Picture } from '../../source/backup/picture.ts';
import { countAmbiguousAs, isAmbiguous } from '../../source/text/code-point-width.ts';
import { cellWidth } from '../../source/text/width.ts';
import {
  type EmulatedTerminal,
  frameFaults,
  key,
  openTerminal,
  type TerminalOptions,
} from '../fixtures/emulated-terminal.ts';
import { usualDay } from '../fixtures/worlds.ts';

afterEach(() => countAmbiguousAs(1));

const names = ['a_ταμείο', 'b_склад', 'c_café½', 'd_订单“中心”'];

/** As many ASCII letters as the character takes cells where ambiguous ones take two. */
function plainCells(text: string): string {
  return [...text]
    .map(letter => (isAmbiguous(letter.codePointAt(0) ?? 0) ? 'AA' : letter === 'ί' ? 'A' : letter))
    .join('');
}

function worldOf(nameAt: (index: number) => string): Picture {
  const { tenants, ...world } = usualDay();
  return { ...world, tenants: tenants.map((tenant, index) => ({ ...tenant, name: nameAt(index) })) };
}

const screens: readonly (readonly [string, readonly string[]])[] = [
  ['the tenants', []],
  ['the next one chosen', [key.down]],
  ['jobs of all tenants', ['g', key.enter]],
  ['history', [key.tab, key.tab]],
  ['jobs of a tenant', [key.tab, key.escape, key.down, key.enter]],
  ['its task', [key.enter]],
  ['all columns of it', ['d']],
  ['the alerts', ['q', 'a']],
  ['a filter', ['q', key.escape, key.escape, '/', '_', key.enter]],
];

/** The screen cell by cell, where no letter of another script stands. */
function asciiCells({ display }: EmulatedTerminal): string[] {
  const { active } = display.term.buffer;
  return Array.from({ length: display.rows }, (_, row) =>
    Array.from({ length: display.columns }, (__, x) => active.getLine(row)?.getCell(x)?.getChars() ?? '')
      .map(cell => (/^[!-~]$/.test(cell) ? cell : ' '))
      .join(''),
  );
}

async function shown(terminal: EmulatedTerminal, keys: readonly string[]): Promise<string[]> {
  for (const pressed of keys) {
    terminal.type(pressed);
    await terminal.idle();
  }
  await terminal.idle();
  expect(frameFaults(terminal)).toEqual([]);
  return terminal.lines();
}

async function started(
  nameAt: (index: number) => string,
  options: TerminalOptions,
): Promise<EmulatedTerminal> {
  const terminal = openTerminal({ rows: 34, colour: true, world: worldOf(nameAt), ...options });
  await terminal.shows(nameAt(0).slice(0, 2));
  await terminal.shows('q quit');
  await terminal.idle();
  return terminal;
}

describe('a terminal that draws ambiguous letters in two cells, as it answers', () => {
  it.each([80, 120, 200])(
    'shows each screen of %i columns as one of plain letters of the same width',
    async columns => {
      const plain = await started(index => plainCells(names[index] ?? ''), { columns, ascii: true });
      const frames: string[][] = [];
      for (const [, keys] of screens) frames.push(await shown(plain, keys));
      const wide = await started(index => names[index] ?? '', {
        columns,
        ambiguousIsWide: true,
        asksWidth: true,
      });
      for (const [at, [screen, keys]] of screens.entries()) {
        const lines = await shown(wide, keys);
        expect(lines.map(plainCells), screen).toEqual(frames[at]);
      }
    },
  );

  it('has names cut at a whole letter, and columns behind them in their places, at 60 columns', async () => {
    const terminal = await started(index => `${names[index]}ΩΩΩΩΩΩΩΩΩΩ`, {
      columns: 60,
      ambiguousIsWide: true,
      asksWidth: true,
    });
    const lines = await shown(terminal, []);
    const title = lines.find(line => line.includes('GOOD')) ?? '';
    const rows = lines.filter(line => /^ [> ] . {2}[abcd]_/.test(line));
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      expect(row).toMatch(/\S~ /);
      const [good = ''] = / {2}(?:INC \d+h|-)$/.exec(row) ?? [];
      expect(cellWidth(row.slice(0, -good.trimStart().length))).toBe(title.indexOf('GOOD'));
    }
  });
});

describe('a terminal that draws them in two cells and has not been asked', () => {
  it('loses letters, and no column', async () => {
    const wide = await started(index => names[index] ?? '', {
      columns: 120,
      ambiguousIsWide: true,
      ascii: true,
    });
    const narrow = await started(index => names[index] ?? '', { columns: 120, ascii: true });
    expect(asciiCells(wide)).toEqual(asciiCells(narrow));
  });
});
