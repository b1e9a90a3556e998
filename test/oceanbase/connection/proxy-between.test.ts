import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Picture } from '../../../source/backup/picture.ts';
import type { SourceError } from '../../../source/backup/source.ts';
import type { View } from '../../../source/backup/view.ts';
import { type Simulator, startSimulator } from '../../../source/simulator/index.ts';
import { openSource } from '../../contract/source-on.ts';
import { errorInEnglish } from '../../fixtures/in-english.ts';
import { type PacketProxy, startPacketProxy } from '../../fixtures/packet-proxy.ts';

const jobs: View<'jobs'> = { kind: 'jobs', scope: { kind: 'all' }, pages: 1, columns: 'list' };

let simulator: Simulator;
let proxy: PacketProxy;
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'still' });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  proxy = await startPacketProxy(simulator);
  return () => proxy.close();
});

function sourceThrough() {
  const connection = () => ({ host: '127.0.0.1', port: proxy.port, user: 'root@sys', password: '' });
  const source = openSource({ connection }, 'root', { ssl: { mode: 'disabled', ca: null } });
  onTestFinished(() => source.close());
  return source;
}

const failureOf = (read: Promise<unknown>): Promise<SourceError | null> =>
  read.then(
    () => null,
    (error: SourceError) => error,
  );
const starts = ({ jobs }: Picture) => jobs.map(({ startedAt }) => startedAt);

describe('a proxy that moves the session', () => {
  it('to a server without its settings: no answer of that session is used, and the next read logs in', async () => {
    const source = sourceThrough();
    const before = starts(await source.read(jobs));
    expect(before.length).toBeGreaterThan(0);
    proxy.switchServers();
    const failure = await failureOf(source.read(jobs));
    expect(failure).toMatchObject({ kind: 'connection_lost', reason: { id: 'session_reset' } });
    expect(errorInEnglish(failure as SourceError)).toContain('logging in again');
    expect(starts(await source.read(jobs))).toEqual(before);
    expect(proxy.logins).toBe(2);
  });

  it('in the middle of a login: the same', async () => {
    const source = sourceThrough();
    let left = 1;
    proxy.behaviour = {
      refuses: sql => {
        if (sql.includes('effective_tenant_id') && left-- > 0) proxy.switchServers();
        return null;
      },
    };
    expect(await failureOf(source.read(jobs))).toMatchObject({ reason: { id: 'session_reset' } });
    expect((await source.read(jobs)).jobs.length).toBeGreaterThan(0);
  });

  it('and sets it there as it was: nothing is noticed, and no statement is spent on the question', async () => {
    const source = sourceThrough();
    await source.read(jobs);
    const { length } = proxy.statements;
    await source.read(jobs);
    expect(proxy.statements.slice(length)).toHaveLength(1);
    expect(proxy.statements.at(-1)).toContain('@@session.time_zone');
    expect(proxy.logins).toBe(1);
  });
});

describe('errors of a proxy', () => {
  it.each([
    [4038, 'leader_changing'],
    [5150, 'tenant_not_served'],
    [8001, 'server_starting'],
  ])('%i is a failure that passes, on the same connection', async (errno, id) => {
    const source = sourceThrough();
    const before = await source.read(jobs);
    for (let times = 0; times < 10; times++) {
      proxy.behaviour = { refuses: () => ({ errno, message: 'not now' }) };
      const failure = await failureOf(source.read(jobs));
      expect(failure).toMatchObject({ kind: 'server_busy', serverNumber: errno, reason: { id } });
      proxy.behaviour = {};
      expect((await source.read(jobs)).jobs).toEqual(before.jobs);
    }
    expect(proxy.logins).toBe(1);
  });

  it.each([4038, 5150, 8001])('%i at any statement of the login leaves nothing half known', async errno => {
    const whole = sourceThrough();
    const known = await whole.identify();
    const picture = await whole.read(jobs);
    const ofLogin = proxy.statements.length;
    for (let nth = 0; nth < ofLogin; nth++) {
      let count = 0;
      proxy.behaviour = {
        refuses: () => (count++ === nth ? { errno, message: 'not now' } : null),
      };
      const source = sourceThrough();
      expect(await failureOf(source.read(jobs))).toMatchObject({ serverNumber: errno });
      const { clock: _, ...again } = await source.identify();
      expect(known).toMatchObject(again);
      expect((await source.read(jobs)).jobs).toEqual(picture.jobs);
      await source.close();
    }
  });

  it('a packet that is out of its order: a row may be missing, so nothing of it is used', async () => {
    const source = sourceThrough();
    let lost = 0;
    proxy.behaviour = {
      changes: packet => {
        const isRow = packet.subarray(5, 5 + (packet[4] ?? 0)).toString() === 'tenants';
        return isRow && lost++ === 0 ? Buffer.alloc(0) : packet;
      },
    };
    const failure = await failureOf(source.read({ kind: 'tenants' }));
    expect(failure).toMatchObject({ reason: { id: 'not_the_protocol' } });
    expect(lost).toBeGreaterThan(0);
    expect((await source.read({ kind: 'tenants' })).tenants.length).toBeGreaterThan(0);
  });
});
