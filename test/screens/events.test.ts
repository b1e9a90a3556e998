import { describe, expect, it } from 'vitest';
import type { BackupEvent } from '../../source/backup/event.ts';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { remarkSaying } from '../fixtures/in-english.ts';
import { backupEvent } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

const events = [
  backupEvent(120, { tenantId: 1006n, jobId: null, result: -9040n }),
  backupEvent(300, { event: 'persist_set_task', result: null }),
  backupEvent(300, { tenantId: 1n, values: [] }),
];

function stageWith(shown: readonly BackupEvent[], options: Parameters<typeof openTerminal>[0] = {}) {
  const fake = fakeSource(usualDay());
  fake.backupEvents = shown;
  return openTerminal({ fake, columns: 140, ...options });
}

const rows = (lines: readonly string[]) => lines.slice(3, 6).map(line => line.replace(/ +/g, ' ').trim());

describe('the events', () => {
  it('of all tenants tell when, what, of whom, and the result with its name', async () => {
    const terminal = stageWith(events);
    await terminal.shows('crm_prod');
    terminal.type('e');
    await terminal.shows('Tenants › all tenants › Events');
    await terminal.shows('newest 3');
    expect(rows(terminal.lines())).toEqual([
      '▸ 11-22 10:40:17 crm_prod start_backup_data -9040 OB_BACKUP_CAN_NOT_START – task_id 4',
      '11-22 10:37:17 crm_prod persist_set_task – 4 task_id 4',
      '11-22 10:37:17 sys start_backup_data 0 4',
    ]);
    terminal.type('d');
    await terminal.shows('Event start_backup_data');
  });

  it('of the chosen tenant are reached from the list of tenants, its jobs and its panel', async () => {
    const terminal = stageWith(events);
    await terminal.shows('crm_prod');
    terminal.type('j', 'e');
    await terminal.shows('Tenants › mysql_tenant (1002) › Events');
    terminal.type(key.escape);
    await terminal.shows(/ ▸ +mysql_tenant/);
    terminal.type(key.enter);
    await terminal.shows('› Jobs');
    terminal.type('e');
    await terminal.shows('Tenants › mysql_tenant (1002) › Events');
    terminal.type(key.escape);
    await terminal.shows('› Jobs');
    terminal.type(key.enter);
    await terminal.shows('71.40 %');
    terminal.type('e');
    await terminal.shows('Tenants › mysql_tenant (1002) › Events');
    terminal.type(key.escape);
    await terminal.shows('71.40 %');
  });

  it('keep time, tenant, name and result on a narrow terminal', async () => {
    const terminal = stageWith(events, { columns: 60, rows: 15 });
    await terminal.shows('crm_prod');
    terminal.type('e');
    await terminal.shows('11-22 10:40');
    expect(terminal.lines()[2]?.trim().split(/ {2,}/)).toEqual(['TIME', 'TENANT', 'EVENT', 'RESULT']);
    expect(terminal.text()).toContain('-9040');
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('say why there are none to be seen, or that there are none', async () => {
    const terminal = stageWith([]);
    terminal.source.unavailable = remarkSaying('Events can be read in the sys tenant only.');
    await terminal.shows('crm_prod');
    terminal.type('e');
    await terminal.shows('Events can be read in the sys tenant only.');
    terminal.source.unavailable = null;
    terminal.type('r');
    await terminal.shows('RootService has recorded no backup events here.');
  });
});
