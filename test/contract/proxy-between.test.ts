// What a proxy does to a session, on OceanBase's own engine: its variables, and how it gives them back.
import { expect, it, onTestFinished } from 'vitest';
import type { View } from '../../source/backup/view.ts';
import { startPacketProxy } from '../fixtures/packet-proxy.ts';
import { endedJobRow } from '../fixtures/rows.ts';
import { describeOnEngine } from './servers/every-stage.ts';
import { sourceOn } from './source-on.ts';

const jobs: View<'jobs'> = { kind: 'jobs', scope: { kind: 'all' }, pages: 1, columns: 'list' };

describeOnEngine('A session moved to another server', stage => {
  it.each(['sys', 'mysql'] as const)('as %s: a lost time zone shifts no time on the screen', async as => {
    await stage.build({ as, release: '4.3.3' });
    await stage.clear();
    await stage.put('JOB_HISTORY', 1002n, endedJobRow(1));
    const { host, port, user, password } = stage.connection();
    const proxy = await startPacketProxy({ host, port });
    onTestFinished(() => proxy.close());
    const connection = () => ({ host: '127.0.0.1', port: proxy.port, user, password });
    const source = sourceOn({ connection }, 'root', { ssl: { mode: 'disabled', ca: null } });
    const before = await source.read(jobs);
    expect(before.jobs).toHaveLength(1);
    for (let times = 0; times < 3; times++) {
      proxy.switchServers();
      await expect(source.read(jobs)).rejects.toMatchObject({ reason: { id: 'session_reset' } });
      expect((await source.read(jobs)).jobs).toEqual(before.jobs);
    }
  });
});
