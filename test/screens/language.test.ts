import { describe, expect, it } from 'vitest';
import { key, openTerminal } from '../fixtures/emulated-terminal.ts';

describe('T', () => {
  it('changes everything on the screen to Chinese, and back', async () => {
    const terminal = openTerminal();
    await terminal.shows('TENANT');
    await terminal.idle();
    const before = terminal.text();
    terminal.type('T');
    await terminal.shows('租户');
    await terminal.shows('退出');
    await terminal.idle();
    const chinese = terminal
      .text()
      .replaceAll(/root@sys|OceanBase|MYSQL|ORACLE|TLS|FULL|INC|Esc|Space|Enter/g, '');
    expect(chinese).not.toMatch(/\b(TENANT|quit|move|ago|every|completed|open|help)\b/);
    terminal.type('T');
    await terminal.shows('TENANT');
    await terminal.idle();
    expect(terminal.text()).toBe(before);
  });

  it('changes whose jobs a breadcrumb says it shows, on the screens and on the columns of a row', async () => {
    const terminal = openTerminal({ rows: 40 });
    await terminal.shows('TENANT');
    terminal.type(key.enter);
    await terminal.shows('all tenants');
    terminal.type('T');
    await terminal.shows('租户 › 所有租户 › 备份任务');
    terminal.type('T');
    await terminal.shows('all tenants');
    terminal.type('d');
    await terminal.shows('VALUE');
    terminal.type('T');
    await terminal.shows(/租户 › .*任务 \d+ › 全部字段/);
  });

  it('changes the help that is open', async () => {
    const terminal = openTerminal({ rows: 60 });
    await terminal.shows('TENANT');
    terminal.type('?');
    await terminal.shows('refresh now');
    terminal.type('T');
    await terminal.shows('立即刷新');
    await terminal.showsNot('refresh now');
    terminal.type(key.escape);
    await terminal.shows('租户');
  });
});
