import { describe, expect, it } from 'vitest';
import { mouseKeys } from '../../source/terminal/mouse.ts';
import { type EmulatedTerminal, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { manyBackups } from '../fixtures/many-backups.ts';
import { usualDay } from '../fixtures/worlds.ts';

/** A click on a cell that counts from 0, as it comes from the input filter. */
const clickAt = (x: number, y: number) => mouseKeys(`\x1b[<0;${x + 1};${y + 1}M`) ?? '';
const wheelDown = mouseKeys('\x1b[<65;1;1M') ?? '';
const wheelUp = mouseKeys('\x1b[<64;1;1M') ?? '';

const markedLine = (terminal: EmulatedTerminal) => terminal.lines().findIndex(line => /^ ?▸/.test(line));

/** Clicks on the first cell of a text on the screen. */
function clickOn(terminal: EmulatedTerminal, text: string): void {
  const y = terminal.lines().findIndex(line => line.includes(text));
  terminal.type(clickAt(terminal.lines()[y]?.indexOf(text) ?? 0, y));
}

describe('a click', () => {
  it.each([
    [60, 15],
    [80, 24],
    [120, 40],
  ])('at %dx%d chooses the row of the line it is on, each of them', async (columns, rows) => {
    const terminal = openTerminal({ columns, rows, world: manyBackups(60, 3) });
    await terminal.shows('tenant_001');
    terminal.type('z', 'G');
    await terminal.shows('tenant_060');
    const listed = terminal.lines().flatMap((line, y) => (/^ [ ▸] .? *tenant_\d+/.test(line) ? [y] : []));
    expect(listed.length).toBeGreaterThan(3);
    for (const y of listed) {
      if (y === markedLine(terminal)) continue;
      const before = terminal.lines()[y]?.slice(3);
      terminal.type(clickAt(10, y));
      await terminal.until(() => markedLine(terminal) === y, `line ${y} is chosen`);
      expect(terminal.lines()[y]?.slice(3)).toBe(before);
    }
  });

  it('on the chosen row opens it, as does a double click on another one', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    const y = terminal.lines().findIndex(line => /^ {3}.? +mysql_tenant/.test(line));
    terminal.type(clickAt(10, y) + clickAt(10, y));
    await terminal.shows('Tenants › mysql_tenant (1002) › Jobs');
  });

  it('chooses a line of what needs someone, and a second one opens what it is about', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('✖ 订单中心');
    const y = terminal.lines().findIndex(line => line.startsWith(' ✖ 订单中心'));
    terminal.type(clickAt(30, y));
    await terminal.until(() => markedLine(terminal) === y, 'its line is chosen');
    terminal.type(clickAt(30, y));
    await terminal.shows('订单中心 (1008) › Job 4');
  });

  it('on a column title orders the list by it, and again the other way round', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    clickOn(terminal, 'TENANT');
    await terminal.shows('TENANT▴');
    clickOn(terminal, 'TENANT▴');
    await terminal.shows('TENANT▾');
    clickOn(terminal, 'PHASE');
    await terminal.idle();
    expect(terminal.text()).toContain('TENANT▾');
  });

  it.each([
    [120, false],
    [80, true],
  ])('on a key of the last line does what the key does, %d columns, ASCII %s', async (columns, ascii) => {
    const terminal = openTerminal({ columns, ascii });
    await terminal.shows('crm_prod');
    clickOn(terminal, '? help');
    await terminal.shows('Help');
    const last = terminal.lines().length - 1;
    terminal.type(clickAt(terminal.lines()[last]?.indexOf('q close') ?? 0, last));
    await terminal.showsNot('Help');
    clickOn(terminal, '/ filter');
    terminal.type('crm');
    await terminal.showsNot('oracle_tenant');
    clickOn(terminal, 'Esc clear');
    await terminal.shows('oracle_tenant');
  });

  it('takes a filter that is being typed', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.type('/tenant');
    await terminal.showsNot(/^ [ ▸] .? *crm_prod/m);
    const y = terminal.lines().findIndex(line => /^ {3}.? +oracle_tenant/.test(line));
    terminal.type(clickAt(10, y));
    await terminal.until(() => /▸.*oracle_tenant/.test(terminal.text()), 'the row is chosen');
    await terminal.shows('filter: tenant');
    expect(terminal.text()).not.toContain('/tenant');
  });

  it('on the header, between the keys or outside all rows does nothing', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    const before = terminal.lines().slice(1);
    for (const [x, y] of [
      [5, 0],
      [5, 1],
      [119, 23],
      [5, 20],
      [500, 5],
      [5, 500],
    ] as const) {
      terminal.type(clickAt(x, y));
    }
    await terminal.idle();
    expect(terminal.lines().slice(1)).toEqual(before);
  });
});

describe('the wheel', () => {
  it('moves three rows, and scrolls text by three lines', async () => {
    const terminal = openTerminal({ columns: 120, world: manyBackups(60, 30) });
    await terminal.shows('tenant_001');
    const start = markedLine(terminal);
    terminal.type(wheelDown);
    await terminal.until(() => markedLine(terminal) === start + 3, 'three rows down');
    terminal.type(wheelUp);
    await terminal.until(() => markedLine(terminal) === start, 'and up');
    terminal.type('?');
    await terminal.shows('1–');
    terminal.type(wheelDown);
    await terminal.shows('4–');
  });

  it('reads older jobs past the end of the list', async () => {
    const terminal = openTerminal({ columns: 120, fake: fakeSource({ ...usualDay(), olderJobs: true }) });
    await terminal.shows('crm_prod');
    terminal.type(key.down, key.enter);
    await terminal.shows('history 2+');
    await terminal.idle();
    terminal.type(wheelDown);
    await terminal.until(() => terminal.source.calls.includes('jobs 2'), 'the second page is read');
  });
});
