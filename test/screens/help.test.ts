import { describe, expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { server } from '../fixtures/values.ts';

describe('the help', () => {
  it('says which of its lines are seen where it is longer than the screen', async () => {
    const terminal = openTerminal({ columns: 60, rows: 15 });
    await terminal.shows('crm_prod');
    terminal.type('?');
    await terminal.shows(/1–12 of \d+/);
    terminal.type('j');
    await terminal.shows(/2–13 of \d+/);
  });

  it('has the keys of the screen below it, and why that has no percentage', async () => {
    const capabilities = {
      totalsAreReal: false,
      logFilesAreCounted: false,
      dataProgressIs: 'unknowable',
    } as const;
    const old = server({ version: [4, 1, 0, 2], versionText: 'OceanBase 4.1.0.2', capabilities });
    const terminal = openTerminal({ server: old, tenant: '1002', job: 12n, rows: 40 });
    await terminal.shows('no percentage before 4.2.1 BP3: the server keeps no totals');
    terminal.type('?');
    await terminal.shows('Why no percentage');
    await terminal.shows('before 4.2.1 BP3');
    expect(terminal.text()).not.toContain('show running jobs');
    terminal.type(key.escape);
    await terminal.shows('19 514 blocks');
  });
});
