// What it takes until the first figure is known: each statement is a round trip, which is what a far cluster costs.
import { describe, expect, it } from 'vitest';
import { ownSimulator } from './on-simulator.ts';
import { sourceOn } from './source-on.ts';

describe('Until the first answer', () => {
  it('a panel takes five statements after the login', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'still' });
    const source = sourceOn(as('root@sys'));
    let sent: readonly string[] = [];
    const whole = await source.read({ kind: 'job', key: { tenantId: 1002n, jobId: 2n } }, answer => {
      sent = simulator.statements().map(({ sql }) => /ob-backup-top: ([a-z ]+) \*/.exec(sql)?.[1] ?? sql);
      expect(answer.jobs.map(({ key }) => key.jobId)).toEqual([2n]);
      expect(answer.tasks.length).toBe(1);
      expect(answer.owner?.name).toBe('mysql_tenant');
    });
    expect(sent).toEqual(['identify', 'session', 'identify', 'columns', 'task']);
    expect(whole.tasks.length).toBe(1);
  });

  it('the list of tenants takes as many, and the last good backups follow', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as('root@sys'));
    let sent = 0;
    const whole = await source.read({ kind: 'tenants' }, answer => {
      sent = simulator.statements().length;
      expect(answer.tenants.length).toBeGreaterThan(2);
      expect(answer.records).toBeUndefined();
    });
    expect(sent).toBe(5);
    expect(whole.records).toBeDefined();
    expect(simulator.statements().length).toBeLessThanOrEqual(6);
  });

  it('is none in pieces: the second time the whole answer comes at once', async () => {
    const { as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as('root@sys'));
    await source.read({ kind: 'tenants' });
    let early = 0;
    await source.read({ kind: 'tenants' }, () => {
      early += 1;
    });
    expect(early).toBe(0);
  });
});
