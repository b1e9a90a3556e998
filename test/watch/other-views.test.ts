import { describe, expect, it } from 'vitest';
import type { EventsPicture } from '../../source/backup/event.ts';
import type { View } from '../../source/backup/view.ts';
import { archive, backupEvent, picture, seconds, task, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

import { watchedStore } from './watched-store.ts';

const event = backupEvent(300, { jobId: null, result: -9040n });

/** A store that has started. */
function started(firstView: View) {
  const watched = watchedStore(firstView);
  watched.store.start();
  return watched;
}

describe('views that are neither lists nor panels of jobs', () => {
  it('the events are read by one call and kept while nothing new happens', async () => {
    const { clock, source, store } = started({ kind: 'events', scope: { kind: 'all' } });
    source.backupEvents = [event];
    await clock.advance(0);
    const first = store.state().answer;
    expect((first as EventsPicture).events).toEqual([event]);
    await clock.advance(3000);
    expect(source.calls).toEqual(['identify', 'events', 'events']);
    expect(store.state().answer).toBe(first);
    source.backupEvents = [];
    await clock.advance(20_000);
    expect(store.state().answer).toMatchObject({ events: [] });
  });

  it('log streams are those of the job asked for, and the panel is there at once when one comes back', async () => {
    const key = { tenantId: 1002n, jobId: 12n };
    const { clock, store } = started({ kind: 'job', key });
    await clock.advance(0);
    const panel = store.state().answer;
    store.show({ kind: 'log_streams', key });
    expect(store.state().answer).toBeNull();
    await clock.advance(0);
    expect(store.state().answer).toMatchObject({ logStreams: [], unavailable: null });
    store.show({ kind: 'job', key });
    expect(store.state().answer).toBe(panel);
  });
});

describe('refused starts in the store', () => {
  const refusal = (tenantId: bigint, before: number) => ({
    tenantId,
    at: tenFortyTwo - seconds(before),
    result: -9040n,
  });

  it('stay known while a view without them is shown, and a view of one tenant changes only its own', async () => {
    const { clock, source, store } = started({ kind: 'tenants' });
    source.world = { ...usualDay(), refusals: [refusal(1002n, 300), refusal(1006n, 200)] };
    await clock.advance(0);
    expect(store.state().refusals).toHaveLength(2);
    source.world = usualDay();
    store.show({ kind: 'job', key: { tenantId: 1002n, jobId: 12n } });
    await clock.advance(0);
    expect(store.state().refusals).toHaveLength(2);
    source.world = { ...usualDay(), refusals: [] };
    const scope = { kind: 'tenant', tenantId: 1002n } as const;
    store.show({ kind: 'jobs', scope, pages: 1, columns: 'list' });
    await clock.advance(0);
    expect(store.state().refusals).toEqual([refusal(1006n, 200)]);
  });
});

describe('an archive that moves on', () => {
  const key = { tenantId: 1002n, jobId: 12n };

  it.each([
    ['changes nothing while the data is read', 'BACKUP_DATA_MAJOR', true],
    ['changes the picture while the task waits for it', 'BEFORE_BACKUP_LOG', false],
  ] as const)('%s', async (_name, status, same) => {
    const { clock, source, store } = started({ kind: 'job', key });
    const { jobs } = usualDay();
    const of = jobs.find(({ key: own }) => own.jobId === 12n);
    if (of === undefined) throw new Error('The usual day has lost its job 12.');
    const world = picture({ jobs, tasks: [task({ of, status })] });
    source.world = { ...world, archives: [archive({ checkpointScn: 1n })] };
    await clock.advance(0);
    const before = store.state().answer;
    source.world = { ...world, archives: [archive({ checkpointScn: 2n })] };
    await clock.advance(2000);
    expect(store.state().answer === before).toBe(same);
  });
});
