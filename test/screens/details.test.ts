import { describe, expect, it } from 'vitest';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { column, job, picture, task } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

describe('the details', () => {
  it('have every column with its exact value, those of the task below those of the job', async () => {
    const of = job();
    const value = '1715248462749288000';
    const row = [
      column('START_SCN', value, 'scn'),
      column('COMMENT', `${'很长'.repeat(60)}END`),
      column('RESULT', null),
    ];
    const world = picture({ tenants: usualDay().tenants, jobs: [of], tasks: [task({ of, row })] });
    const terminal = openTerminal({ world, rows: 40 });
    await terminal.shows('crm_prod');
    terminal.type(key.down, key.enter);
    await terminal.shows('DOING');
    terminal.type('d');
    await terminal.shows('│ START_SCN           │ 1715248462749288000');
    await terminal.shows(/│ +│ .*END +│/);
    await terminal.shows('NULL');
    expect(terminal.text()).toMatch(/── +│ Task 12 /);
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('scroll where they are longer than the screen', async () => {
    const terminal = openTerminal({ columns: 60, rows: 15 });
    await terminal.shows('crm_prod');
    terminal.type(key.down, 'd');
    await terminal.shows('TENANT_NAME');
    terminal.type(key.escape);
    await terminal.showsNot('All columns');
    terminal.type(key.enter);
    await terminal.shows('› Jobs');
    await terminal.shows(/▸ 12 /);
    terminal.type('d');
    await terminal.shows('1–8 of 55');
    terminal.type('G');
    await terminal.shows('LOG_PROGRESS');
    await terminal.shows('48–55 of 55');
    terminal.type(key.pageUp);
    await terminal.shows('41–48 of 55');
  });
});
