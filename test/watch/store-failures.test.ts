import { describe, expect, it } from 'vitest';
import { SourceError } from '../../source/backup/source.ts';
import { failureSaying } from '../fixtures/in-english.ts';
import { server } from '../fixtures/values.ts';

import { jobsOf, watchedStore } from './watched-store.ts';

describe('the store, where a read fails', () => {
  it('keeps the picture when a read fails, tells why and when it tries again, and forgets it when it succeeds', async () => {
    const { clock, source, store, fatal } = watchedStore();
    store.start();
    await clock.advance(0);
    const before = store.state().answer;
    source.failure = failureSaying('connection_lost', 'The connection was lost.');
    await clock.advance(2000);
    const failedAt = clock.now();
    expect(store.state().answer).toBe(before);
    expect(store.state().failure).toMatchObject({ since: failedAt, attempts: 1, nextTryAt: failedAt + 2000 });
    await clock.advance(2000);
    expect(store.state().failure).toMatchObject({
      since: failedAt,
      attempts: 2,
      nextTryAt: clock.now() + 4000,
    });
    source.failure = null;
    await clock.advance(4000);
    expect(store.state().failure).toBeNull();
    expect(fatal).toEqual([]);
  });

  it('asks again who the server is after the connection was lost', async () => {
    const { clock, source, store } = watchedStore();
    store.start();
    await clock.advance(0);
    source.failure = failureSaying('connection_lost', 'The connection was lost.');
    await clock.advance(2000);
    source.failure = null;
    source.server = server({ versionText: 'OceanBase 4.3.5.0' });
    await clock.advance(2000);
    expect(source.calls.slice(-2)).toEqual(['identify', 'tenants']);
    expect(store.state().server?.versionText).toBe('OceanBase 4.3.5.0');
  });

  it.each(['cannot_connect', 'login_refused', 'views_missing', 'views_unreadable'] as const)(
    'ends where the first connection fails with %s',
    async kind => {
      const { clock, source, store, fatal } = watchedStore();
      source.failure = failureSaying(kind, 'No.');
      store.start();
      await clock.advance(0);
      expect(fatal.map(error => error.kind)).toEqual([kind]);
    },
  );

  it.each(['connection_lost', 'timed_out', 'server_busy', 'server_error'] as const)(
    'keeps trying where the first connection fails with %s',
    async kind => {
      const { clock, source, store, fatal } = watchedStore();
      source.failure = failureSaying(kind, 'Not now.');
      store.start();
      await clock.advance(0);
      expect(fatal).toEqual([]);
      source.failure = null;
      await clock.advance(2000);
      expect(store.state().answer).not.toBeNull();
    },
  );

  it('keeps the picture and tries again only when asked to after the password is refused later', async () => {
    const { clock, source, store, fatal } = watchedStore();
    store.start();
    await clock.advance(0);
    source.failure = failureSaying('login_refused', 'The password is refused.');
    await clock.advance(2000);
    expect(fatal).toEqual([]);
    expect(store.state().failure).toMatchObject({ waitsForUser: true, nextTryAt: null });
    expect(store.state().answer).not.toBeNull();
    const asked = source.calls.length;
    store.show(jobsOf(1002n));
    store.touch();
    store.refresh();
    store.setInterval(1);
    store.togglePause();
    store.togglePause();
    await clock.advance(3_600_000);
    expect(source.calls).toHaveLength(asked);
    store.retry();
    await clock.advance(3_600_000);
    expect(source.calls).toHaveLength(asked + 1);
    expect(store.state().failure).toMatchObject({ waitsForUser: true, attempts: 2 });
    source.failure = null;
    store.retry();
    await clock.advance(0);
    expect(store.state().failure).toBeNull();
  });

  it('turns an error that is no SourceError into one', async () => {
    const { clock, source, store } = watchedStore();
    store.start();
    await clock.advance(0);
    source.failure = new TypeError('x is not a function');
    await clock.advance(2000);
    expect(store.state().failure?.error).toBeInstanceOf(SourceError);
  });
});
