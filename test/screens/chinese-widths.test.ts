import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../source/text/width.ts';
import { wordsOf } from '../../source/text/words.ts';
import { chinese } from '../../source/text/zh/index.ts';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';

/** The cell in which that text begins in each of the lines that have it. */
function cellsOf(lines: readonly string[], text: RegExp): number[] {
  return lines.flatMap(line => {
    const at = line.search(text);
    return at === -1 ? [] : [cellWidth(line.slice(0, at))];
  });
}

describe('in Chinese', () => {
  it.each([60, 80, 120, 200])('at %i columns no line is too wide, and columns line up', async columns => {
    const terminal = openTerminal({ columns, rows: 34, colour: true });
    await terminal.shows(wordsOf('en').screens.columns.tenant);
    terminal.type('T');
    await terminal.shows('租户');
    await terminal.idle();
    expect(frameFaults(terminal)).toEqual([]);
    const lines = terminal.lines();
    const titles = lines.findIndex(line => line.includes('最近成功'));
    const [title] = cellsOf(lines, /最近成功/);
    const rows = lines.slice(titles + 1).filter(line => !line.includes('所有租户'));
    expect(new Set(cellsOf(rows, /(?<= )(?:FULL|INC) \d+[smhd]|\d+[hd]\d*|从未/))).toEqual(new Set([title]));
    for (const keys of [[key.down, key.enter], [key.enter], ['d'], [key.escape, '?']]) {
      for (const pressed of keys) {
        terminal.type(pressed);
        await terminal.idle();
      }
      expect(frameFaults(terminal)).toEqual([]);
      expect(terminal.text()).toMatch(/\p{Script=Han}/u);
      if (keys.includes('d')) {
        const [titled = ''] = terminal.lines().filter(line => /字段 .*值/.test(line));
        const [ruled = ''] = terminal.lines().filter(line => line.includes('├'));
        expect(titled).toMatch(/^ │.*│$/);
        expect(cellWidth(titled)).toBe(cellWidth(ruled));
      }
    }
  });

  it('no title of the list of tenants is cut, however wide the terminal is', { tags: ['slow'] }, async () => {
    const terminal = openTerminal({ columns: 60, rows: 34, words: chinese });
    await terminal.shows('成功');
    for (let columns = 60; columns <= 140; columns++) {
      terminal.display.resize(columns, 34);
      await terminal.passes(1);
      await terminal.idle();
      const title = terminal.lines().find(line => line.includes('成功  ') || line.endsWith('成功')) ?? '';
      expect(title, `at ${columns} columns`).toMatch(/租户 .*数据/);
      expect(title, `at ${columns} columns`).not.toContain('…');
    }
  });
});
