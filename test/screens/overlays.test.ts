import { describe, expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';

describe('q', () => {
  it('closes what lies over a screen, and ends the program from a screen alone', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type('j');
    for (const opens of ['?', 'a', 'd', '\uF704']) {
      terminal.type(opens);
      await terminal.shows('q close');
      terminal.type('q');
      await terminal.shows('q quit');
    }
    let hasEnded = false;
    void terminal.screens.ended.then(() => {
      hasEnded = true;
    });
    await terminal.passes(1);
    expect(hasEnded).toBe(false);
    terminal.type('q');
    expect(await terminal.screens.ended).toEqual({ kind: 'quit' });
  });
});

describe('the statement behind a screen', () => {
  it('is shown with each branch in a line of its own, and is copied whole', async () => {
    const terminal = openTerminal();
    const sql = 'SELECT 1 FROM v UNION ALL SELECT 2 FROM w';
    terminal.source.statement = () => sql;
    await terminal.shows('crm_prod');
    terminal.type('Q');
    await terminal.shows('SQL statement');
    await terminal.shows('SELECT 2 FROM w;');
    expect(terminal.lines()).toContain('  UNION ALL');
    terminal.type('y');
    await terminal.shows('copied the statement');
    const [, copied = ''] = /\x1b\]52;c;([^\x1b]+)/.exec(terminal.display.written.join('')) ?? [];
    expect(Buffer.from(copied, 'base64').toString()).toBe('SELECT 1 FROM v\nUNION ALL\nSELECT 2 FROM w;');
  });

  it('is said to be none where nothing was sent', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type('Q');
    await terminal.shows('Nothing has been sent for this screen yet.');
  });
});

describe('the next row that needs a look', () => {
  it('is chosen by n, N and !, and of a filtered list n takes the next hit', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    const chosen = () => terminal.lines().find(line => line.startsWith(' ▸')) ?? '';
    const start = chosen();
    terminal.type('n');
    await terminal.until(() => chosen() !== start && chosen() !== '', 'another row is chosen');
    terminal.type('/', 'tenant', key.enter);
    await terminal.shows('filter: tenant');
    const hit = chosen();
    terminal.type('n');
    await terminal.until(() => chosen() !== hit && chosen().includes('tenant'), 'the next hit is chosen');
  });
});
