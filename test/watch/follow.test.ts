import { describe, expect, it } from 'vitest';
import type { Job } from '../../source/backup/job.ts';
import { SourceError, type SourceErrorKind } from '../../source/backup/source.ts';
import type { View } from '../../source/backup/view.ts';
import { type FollowedPicture, type FollowOptions, follow } from '../../source/watch/follow.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { job, jobKey, picture, task, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { manualClock } from './manual-clock.ts';

const all: View = { kind: 'jobs', scope: { kind: 'all' }, pages: 1, columns: 'list' };
const ofTenant: View = { ...all, scope: { kind: 'tenant', tenantId: 1002n } };
const twelve = job();
const mysqlTenant = tenant(1002n, 'mysql_tenant');

const worldOf = (...jobs: Job[]) => picture({ jobs, tasks: jobs.map(of => task({ of })) });

function stage(given: Partial<FollowOptions> = {}) {
  const clock = manualClock(Number(tenFortyTwo / 1000n));
  const source = fakeSource(worldOf(twelve));
  source.clock = () => BigInt(clock.now()) * 1000n;
  const said: string[] = [];
  const pictures: FollowedPicture[] = [];
  const stop = follow({
    source,
    clock,
    random: () => 0,
    intervalSeconds: 2,
    lateLimits: { maxAge: 26 * 3600, maxRun: null },
    tenants: [mysqlTenant],
    main: all,
    readsAlone: () => false,
    onChanges: changes => said.push(...changes.map(({ kind, tenant: of }) => `${of?.name} ${kind}`)),
    onPicture: seen => {
      pictures.push(seen);
      return null;
    },
    onFailure: ({ error }) => said.push(`failing: ${error.kind}`),
    onRecovery: milliseconds => said.push(`after ${milliseconds} ms`),
    onFatal: error => said.push(`over: ${error.kind}`),
    ...given,
  });
  return { clock, source, said, pictures, stop };
}

const failure = (kind: SourceErrorKind) => new SourceError(kind, { id: 'unforeseen', detail: '' });

describe('following a cluster', () => {
  it('reads one view at the interval and hands on each answer', async () => {
    const { clock, source, pictures } = stage();
    await clock.advance(4000);
    expect(source.calls).toEqual(['identify', 'jobs 1', 'jobs 1', 'jobs 1']);
    expect(pictures.map(({ isWhole }) => isWhole)).toEqual([true, true, true]);
    expect(pictures.map(({ readAt }) => readAt - tenFortyTwo)).toEqual([0n, 2_000_000n, 4_000_000n]);
  });

  it('reports what happens with the name of the tenant, which lists of jobs do not have', async () => {
    const { clock, source, said } = stage({ main: ofTenant });
    await clock.advance(2000);
    source.world = worldOf(job({ status: 'COMPLETED' }));
    await clock.advance(2000);
    expect(said).toEqual(['mysql_tenant completed']);
  });

  it('reads each running job once by itself where asked to, before an answer counts as whole', async () => {
    const { clock, source, pictures } = stage({ readsAlone: ({ jobId }) => jobId !== 9n });
    source.world = worldOf(twelve, job({ jobId: 9n }), job({ jobId: 10n }));
    await clock.advance(0);
    expect(source.calls).toEqual(['identify', 'jobs 1', 'job', 'job', 'jobs 1']);
    expect(pictures.map(({ view, isWhole }) => [view.kind, isWhole])).toEqual([
      ['jobs', false],
      ['job', false],
      ['job', false],
      // At the same moment of the clock as the first, as no time passes here.
    ]);
    await clock.advance(2000);
    expect(pictures.at(-1)?.isWhole).toBe(true);
    expect(source.calls.slice(5)).toEqual(['jobs 1']);
  });

  it('reads a view once that it is asked to, and goes back', async () => {
    let asked: View | null = { kind: 'job', key: jobKey(12) };
    const { clock, source } = stage({
      onPicture: () => {
        const view = asked;
        asked = null;
        return view;
      },
    });
    await clock.advance(2000);
    expect(source.calls).toEqual(['identify', 'jobs 1', 'job', 'jobs 1', 'jobs 1']);
  });

  it('outlives a lost connection, says so once, and how long it was', async () => {
    const { clock, source, said } = stage();
    await clock.advance(2000);
    source.failure = failure('connection_lost');
    await clock.advance(20_000);
    source.failure = null;
    source.world = worldOf(job({ status: 'FAILED' }));
    await clock.advance(30_000);
    expect(said[0]).toBe('failing: connection_lost');
    expect(said).toContain('mysql_tenant failed');
    expect(said.filter(text => text.startsWith('after'))).toHaveLength(1);
    expect(said).toHaveLength(3);
  });

  it('is over when the first connection fails, and when a later login is refused', async () => {
    const first = stage();
    first.source.failure = failure('cannot_connect');
    await first.clock.advance(60_000);
    expect(first.said).toEqual(['over: cannot_connect']);
    expect(first.source.calls).toHaveLength(1);

    const later = stage();
    await later.clock.advance(2000);
    later.source.failure = failure('login_refused');
    await later.clock.advance(60_000);
    expect(later.said).toEqual(['over: login_refused']);
  });

  it('returns to its view where one to be read once cannot be', async () => {
    let asked: View | null = { kind: 'tenants' };
    const { clock, source, said } = stage({
      onPicture: () => {
        const view = asked;
        asked = null;
        return view;
      },
    });
    source.readers = {
      ...source.readers,
      tenants: () => {
        source.calls.push('tenants');
        return Promise.reject(failure('timed_out'));
      },
    };
    await clock.advance(6000);
    expect(source.calls.slice(0, 4)).toEqual(['identify', 'jobs 1', 'tenants', 'jobs 1']);
    expect(said.filter(text => text.startsWith('over'))).toEqual([]);
  });

  it('reads the tenants again every five minutes, where all are followed', async () => {
    const { clock, source } = stage();
    await clock.advance(299_000);
    expect(source.calls).not.toContain('tenants');
    await clock.advance(4000);
    expect(source.calls.filter(call => call === 'tenants')).toHaveLength(1);

    const one = stage({ main: ofTenant });
    await one.clock.advance(400_000);
    expect(one.source.calls).not.toContain('tenants');
  });

  it('reads nothing more once it was stopped', async () => {
    const { clock, source, stop } = stage();
    await clock.advance(2000);
    stop();
    const calls = source.calls.length;
    await clock.advance(60_000);
    expect(source.calls).toHaveLength(calls);
  });
});
