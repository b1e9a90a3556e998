import { describe, expect, it } from 'vitest';
import type { Remark } from '../../source/backup/remark.ts';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { seconds, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

const remark: Remark = {
  id: 'history_not_read',
  seconds: 10,
  number: 4012,
  again: tenFortyTwo + seconds(300),
};
const day = usualDay();
const running = day.jobs.filter(({ status }) => status.kind === 'running');
const world = { ...day, jobs: running, remarks: [remark] };
const sentence = 'History not read within 10 s (server error 4012); next try at 10:47:17.';

describe('a history that was not read in time', () => {
  it('is said above the tenants, with the number and when it is tried again, next to what runs', async () => {
    const terminal = openTerminal({ world, columns: 80 });
    await terminal.shows(`⚠ ${sentence}`);
    await terminal.shows('71.40 %');
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('is said above the jobs of a tenant; that there are none is not claimed', async () => {
    const terminal = openTerminal({ world, columns: 80, tenant: '1006' });
    await terminal.shows(`⚠ ${sentence}`);
    await terminal.shows('No backup job is running. Those that have ended could not be read.');
    await terminal.shows('running 0 · history –');
    expect(terminal.text()).not.toContain('has been started');
    terminal.type(key.tab, key.tab);
    await terminal.shows('Jobs that have ended could not be read. Tab shows the others.');
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('is no reason to say that all of it was searched', async () => {
    const terminal = openTerminal({ world, columns: 100, tenant: '1002' });
    await terminal.shows('71.40 %');
    terminal.type('/', 'full', key.enter);
    await terminal.shows('filter: full');
    expect(terminal.text()).not.toContain('history was searched');
  });
});
