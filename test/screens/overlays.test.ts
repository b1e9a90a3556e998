import { describe, expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { usualDay } from '../fixtures/worlds.ts';

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
    terminal.type('y');
    await terminal.shows('There is nothing to copy here.');
  });

  it('that is asked for before it was sent is shown with the first picture', async () => {
    const source = fakeSource(usualDay());
    const first = Promise.withResolvers<void>();
    source.gate = first.promise;
    let sent: string | null = null;
    source.statement = () => sent;
    const terminal = openTerminal({ fake: source });
    await terminal.shows(/onnecting to/);
    terminal.type('Q');
    await terminal.shows('q close');
    sent = 'SELECT 1 FROM v';
    first.resolve();
    await terminal.shows('SELECT 1 FROM v;');
    expect(terminal.text()).not.toContain('Nothing has been sent');
    terminal.type('q');
    await terminal.shows('crm_prod');
    expect(terminal.text()).not.toContain('Nothing has been sent');
  });

  it('that is asked for before it was sent is that of the screen which the program opens', async () => {
    const source = fakeSource(usualDay());
    const first = Promise.withResolvers<void>();
    source.gate = first.promise;
    source.statement = view => (source.calls.length < 2 ? null : `SELECT '${view.kind}'`);
    const terminal = openTerminal({ fake: source, tenant: 'crm_prod', job: null });
    await terminal.shows(/onnecting to/);
    terminal.type('Q');
    await terminal.shows('q close');
    first.resolve();
    await terminal.shows("SELECT 'jobs';");
    terminal.type('q');
    await terminal.shows('crm_prod (1006) › Jobs');
  });

  it('is that of the view on the screen, also when another one was read since', async () => {
    const terminal = openTerminal();
    terminal.source.statement = view => `SELECT '${view.kind}'`;
    await terminal.shows('crm_prod');
    terminal.type('Q');
    await terminal.shows("SELECT 'tenants';");
    terminal.type('q', key.enter);
    await terminal.shows('Jobs');
    terminal.type('Q');
    await terminal.shows("SELECT 'jobs';");
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

describe('the keys of the last line', () => {
  const last = (terminal: ReturnType<typeof openTerminal>) => terminal.lines().at(-1) ?? '';

  it('are those that do something for the chosen row', async () => {
    const terminal = openTerminal({ columns: 200 });
    await terminal.shows('crm_prod');
    // There is no row of the server's for all tenants.
    expect(last(terminal)).not.toContain('d all columns');
    expect(last(terminal)).not.toContain('y copy');
    terminal.type('j');
    await terminal.until(() => last(terminal).includes('d all columns'), 'a tenant has columns');
    expect(last(terminal)).toContain('y copy');
  });

  it('have no log streams for a cluster job, which has no task', async () => {
    const terminal = openTerminal({ columns: 200 });
    await terminal.shows('crm_prod');
    terminal.type(key.enter);
    await terminal.shows('└ mysql_tenant');
    terminal.type(key.enter);
    await terminal.shows('Cluster job 7');
    await terminal.until(() => last(terminal).includes('next trouble'), 'its tenants are there');
    expect(last(terminal)).not.toContain('log streams');
    terminal.type('L');
    await terminal.idle();
    expect(terminal.text()).toContain('Cluster job 7');
    terminal.type(key.enter);
    await terminal.shows('› Job 12');
    await terminal.until(() => last(terminal).includes('L log streams'), 'a job of a tenant has some');
  });

  it('do not move, open or copy where a list is empty', async () => {
    const terminal = openTerminal({ columns: 200 });
    await terminal.shows('crm_prod');
    terminal.type('e');
    await terminal.shows('Events');
    await terminal.until(() => !last(terminal).includes('move'), 'nothing moves');
    for (const word of ['open', 'all columns', 'copy', 'trouble']) expect(last(terminal)).not.toContain(word);
    expect(last(terminal)).toContain('Esc back');
  });
});
