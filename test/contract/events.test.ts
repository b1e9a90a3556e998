import { expect, it } from 'vitest';
import { eventRow, started } from './root-service-events.ts';
import type { Stage } from './servers/stage.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';
import { describeWithRows } from './with-rows.ts';

describeWithRows('The events of backups', events);

function events(stage: Stage): void {
  const task = (name: string, tenantId: number, secondsAgo: number) =>
    eventRow(
      name,
      [
        ['tenant_id', String(tenantId)],
        ['job_id', '5'],
        ['task_id', '6'],
      ],
      secondsAgo,
    );

  it('are those of backups, newest first; of a tenant its own and those that name none', async () => {
    for (const row of [
      started(1002, 0, 50),
      task('backup data succeed', 1002, 20),
      eventRow('before_backup_data', [], 30),
      task('backup data succeed', 1004, 10),
      { ...started(1002, 0, 5), MODULE: 'balancer' },
      started(1002, 0, 8 * 86_400),
    ]) {
      await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, row);
    }
    const source = sourceOn(stage);
    const { events: found, unavailable } = await source.read({ kind: 'events', scope: all });
    expect(unavailable).toBeNull();
    expect(found.map(({ event, tenantId, jobId, result }) => [event, tenantId, jobId, result])).toEqual([
      ['backup data succeed', 1004n, 5n, null],
      ['backup data succeed', 1002n, 5n, null],
      ['before_backup_data', null, null, null],
      ['start_backup_data', 1002n, null, 0n],
    ]);
    expect(found[0]?.values).toContainEqual({ name: 'task_id', value: '6' });
    expect(found[0]?.server).toBe('10.0.0.5:2882');
    const own = await source.read({ kind: 'events', scope: ofTenant(1002) });
    expect(own.events.map(({ tenantId }) => tenantId)).toEqual([1002n, null, 1002n]);
  });

  it('are reported as being in sys only by a user tenant', async () => {
    await stage.build({ as: 'mysql', release: '4.3.3' });
    const { events: found, unavailable } = await sourceOn(stage).read({ kind: 'events', scope: all });
    expect(found).toEqual([]);
    expect(unavailable).toEqual({
      id: 'only_in_sys',
      view: 'oceanbase.DBA_OB_ROOTSERVICE_EVENT_HISTORY',
      loss: 'events',
    });
  });
}
