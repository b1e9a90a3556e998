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

  it('has the statement that gives the right to a view that may not be read, and none where that is not it', async () => {
    const lost = { id: 'view_unreadable', loss: 'archive' } as const;
    const remarks = [
      { ...lost, view: 'oceanbase.CDB_OB_ARCHIVELOG', number: 1142 },
      { ...lost, view: 'oceanbase.CDB_OB_BACKUP_SET_FILES', number: 4012 },
    ];
    const terminal = openTerminal({ server: server({ user: 'reader@sys#prod', remarks }), rows: 40 });
    await terminal.shows('crm_prod');
    terminal.type('?');
    await terminal.shows('GRANT SELECT ON oceanbase.CDB_OB_ARCHIVELOG TO reader;');
    expect(terminal.text()).toContain('(server error 4012)');
    expect(terminal.text().match(/GRANT/g)).toHaveLength(1);
  });
});
