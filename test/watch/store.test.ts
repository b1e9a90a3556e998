import { describe, expect, it } from 'vitest';
import type { View } from '../../source/backup/view.ts';
import { failureSaying } from '../fixtures/in-english.ts';
import { job, picture, seconds, task, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { settled } from './manual-clock.ts';

import { jobsOf, pictureIn, tenants, watchedStore } from './watched-store.ts';

/** A gate for the source that the test opens. */
function gate() {
  let open = () => {};
  const closed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { closed, open };
}

describe('the store', () => {
  it('asks who the server is once, then for the view, then only for the view', async () => {
    const { clock, source, store } = watchedStore();
    store.start();
    await clock.advance(4000);
    expect(source.calls).toEqual(['identify', 'tenants', 'tenants', 'tenants']);
    expect(source.mostUnderWay).toBe(1);
  });

  it('reads more of a row only once that has been chosen for a moment, and not while a read has failed', async () => {
    const { clock, source, store } = watchedStore();
    const chosen = (jobId: bigint): View => ({ kind: 'tenants', story: { tenantId: 1002n, jobId } });
    const stories: (bigint | undefined)[] = [];
    const { tenants: read } = source.readers;
    source.readers = {
      ...source.readers,
      tenants: view => {
        stories.push(view.story?.jobId);
        return read(view);
      },
    };
    store.start();
    await clock.advance(0);
    for (const jobId of [1n, 2n, 3n]) {
      store.aim(chosen(jobId));
      await clock.advance(200);
    }
    expect(stories).toEqual([undefined]);
    await clock.advance(200);
    expect(stories).toEqual([undefined, 3n]);
    store.aim(chosen(3n));
    await clock.advance(1000);
    expect(stories).toEqual([undefined, 3n]);
    source.failure = failureSaying('connection_lost', 'The connection was lost.');
    await clock.advance(1500);
    const before = stories.length;
    store.aim(chosen(4n));
    await clock.advance(450);
    expect(stories).toHaveLength(before);
    store.stop();
  });

  it('keeps its state the same value while the picture does not change', async () => {
    const { clock, store } = watchedStore();
    store.start();
    await clock.advance(0);
    const before = store.state();
    await clock.advance(8000);
    expect(store.state()).toBe(before);
    expect(store.pollStatus().pictureAt).toBe(clock.now());
  });

  it('lets ages go on in steps of ten seconds on a picture that does not change', async () => {
    const { clock, store } = watchedStore();
    store.start();
    await clock.advance(0);
    const { now, answer: first } = store.state();
    await clock.advance(10_000);
    expect(store.state().now).toBe((now ?? 0n) + seconds(10));
    expect(store.state().answer).toBe(first);
  });

  it('judges each view by the clock of now, also where the answer to another one has moved it', async () => {
    const { clock, store } = watchedStore();
    store.start();
    await clock.advance(0);
    for (let second = 1; second <= 40; second++) {
      store.show(second % 2 === 0 ? tenants : jobsOf(1002n));
      await clock.advance(1000);
      expect(store.state().evidence?.now, `second ${second}`).toBe(store.state().now);
    }
    store.stop();
  });

  it('shows the last picture of a view at once when one comes back to it', async () => {
    const { clock, store, source } = watchedStore();
    store.start();
    await clock.advance(0);
    const first = store.state().answer;
    store.show(jobsOf(1002n));
    expect(store.state().answer).toBeNull();
    await clock.advance(0);
    expect(pictureIn(store)?.jobs.length).toBe(3);
    const { closed, open } = gate();
    source.gate = closed;
    store.show(tenants);
    expect(store.state().answer).toBe(first);
    open();
  });

  it('never shows an answer on another screen, and reads the new one right after it', async () => {
    const { source, store } = watchedStore();
    const { closed, open } = gate();
    source.gate = closed;
    store.start();
    await settled();
    store.show(jobsOf(1002n));
    await settled();
    store.show({ kind: 'job', key: { tenantId: 1002n, jobId: 12n } });
    expect(source.calls).toEqual(['identify']);
    open();
    await settled();
    expect(source.calls).toEqual(['identify', 'job', 'job']);
    expect(source.mostUnderWay).toBe(1);
    expect(store.state().location?.state).toBe('live');
  });

  it('stores a late answer for its own screen', async () => {
    const { clock, source, store } = watchedStore();
    store.start();
    await clock.advance(0);
    const { closed, open } = gate();
    source.gate = closed;
    await clock.advance(2000);
    source.world = picture({ ...usualDay(), jobs: [] });
    store.show(jobsOf(1002n));
    open();
    await settled();
    expect(source.calls).toEqual(['identify', 'tenants', 'tenants', 'jobs 1']);
    store.show(tenants);
    expect(pictureIn(store)?.jobs).toEqual([]);
  });

  it('knows the tenants on every screen, though only one view lists them', async () => {
    const { clock, store } = watchedStore();
    store.start();
    await clock.advance(0);
    store.show(jobsOf(1002n));
    await clock.advance(0);
    expect(pictureIn(store)?.tenants).toEqual([]);
    expect(store.state().tenants.map(({ name }) => name)).toContain('订单中心');
  });

  it('keeps the list while another page of it is read', async () => {
    const { clock, source, store } = watchedStore(jobsOf(1002n));
    store.start();
    await clock.advance(0);
    const before = store.state().answer;
    store.show(jobsOf(1002n, 2));
    expect(store.state().answer).toBe(before);
    await clock.advance(0);
    expect(source.calls.at(-1)).toBe('jobs 2');
  });

  it('reads nothing while paused, but what a screen without a picture needs', async () => {
    const { clock, source, store } = watchedStore();
    store.start();
    await clock.advance(0);
    store.togglePause();
    await clock.advance(60_000);
    expect(source.calls).toEqual(['identify', 'tenants']);
    store.show(jobsOf(1002n));
    await clock.advance(60_000);
    store.show(tenants);
    await clock.advance(60_000);
    expect(source.calls).toEqual(['identify', 'tenants', 'jobs 1']);
    store.togglePause();
    await clock.advance(0);
    expect(source.calls.at(-1)).toBe('tenants');
  });

  it('reads at full pace while a job is on its way to history', async () => {
    const running = job();
    const { clock, source, store } = watchedStore({ kind: 'job', key: running.key });
    source.world = picture({ jobs: [running], tasks: [task({ of: running })] });
    store.start();
    await clock.advance(0);
    source.world = picture();
    await clock.advance(2000);
    expect(store.state().location?.state).toBe('moving');
    expect(store.pollStatus().effectiveSeconds).toBe(2);
    await clock.advance(4000);
    expect(store.state().location?.state).toBe('lost');
    expect(store.state().location?.picture?.jobs).toHaveLength(1);
  });

  it('has a steady server clock though answers take now longer, now shorter', async () => {
    const { clock, source, store } = watchedStore();
    let late = 0n;
    source.clock = () => BigInt(clock.now()) * 1000n + seconds(3600) - late;
    store.start();
    await clock.advance(0);
    const { serverAhead } = store.pollStatus();
    late = 400_000n;
    await clock.advance(2000);
    expect(store.pollStatus().serverAhead).toBe(serverAhead);
    late = -5_000_000n;
    await clock.advance(2000);
    expect(store.pollStatus().serverAhead).toBe(seconds(3605));
  });

  it('calls no listener once it has stopped', async () => {
    const { clock, source, store } = watchedStore();
    let calls = 0;
    store.subscribe(() => {
      calls += 1;
    });
    store.start();
    await clock.advance(0);
    const before = calls;
    store.stop();
    await clock.advance(60_000);
    expect(calls).toBe(before);
    expect(source.calls).toEqual(['identify', 'tenants']);
    expect(clock.waiting()).toBe(0);
  });
});

describe('changes in the store', () => {
  it('are reported once, before the listeners, whichever view is on the screen', async () => {
    const reported: string[] = [];
    const { clock, source, store } = watchedStore(tenants, {
      onChanges: changes => reported.push(...changes.map(({ kind, tenant }) => `${kind} ${tenant?.name}`)),
    });
    store.start();
    await clock.advance(0);
    store.show(jobsOf(1002n));
    await clock.advance(0);
    const jobs = source.world.jobs.filter(({ key }) => key.tenantId !== 1002n || key.jobId !== 12n);
    const ended = job({ status: 'COMPLETED', endedAt: tenFortyTwo + seconds(1) });
    source.world = picture({ ...source.world, jobs: [...jobs, ended] });
    await clock.advance(2000);
    expect(reported).toEqual(['completed mysql_tenant']);
    store.show(tenants);
    await clock.advance(2000);
    expect(store.changes().map(({ serial }) => serial)).toEqual([1]);
  });

  it('include a task without progress for ten minutes, by the clock of the server', async () => {
    const { clock, store } = watchedStore();
    store.start();
    await clock.advance(590_000);
    expect(store.changes()).toEqual([]);
    await clock.advance(20_000);
    expect(store.changes()[0]).toMatchObject({ kind: 'stuck', tenantId: 1004n });
    expect(store.changes().every(({ seconds: still }) => still !== null && still > 600)).toBe(true);
  });
});
