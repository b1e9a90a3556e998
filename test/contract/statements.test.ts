import { describe, expect, it } from 'vitest';
import { historyPage } from '../../source/backup/source.ts';
import { ownSimulator } from './on-simulator.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';

const users = ['root@sys', 'root@mysql_tenant', 'SYS@oracle_tenant'];

/** A clock that stands unless it is moved. */
function handClock() {
  const clock = { at: Date.UTC(2024, 4, 9), now: () => clock.at };
  return clock;
}

describe.each(users)('What %s sends', user => {
  it('names no secret, reads only, and carries the program’s name; each SELECT has a time limit', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as(user));
    await source.tenants();
    const { jobs } = await source.jobs({ scope: all, pages: 2, columns: 'full' });
    for (const job of jobs.slice(0, 5)) await source.task(job.key);
    const sent = simulator.statements();
    expect(sent.some(({ sql }) => sql.endsWith('SESSION TRANSACTION READ ONLY'))).toBe(true);
    for (const { sql } of sent) {
      expect(sql).not.toMatch(/PASSWD/i);
      expect(sql).toMatch(/^(SELECT|SHOW|SET|USE) .*\/\* ob-backup-top: [a-z ]+ \*\//);
      if (sql.startsWith('SELECT')) expect(sql).toMatch(/^SELECT \/\*\+ QUERY_TIMEOUT\(10000000\) \*\//);
      if (sql.startsWith('SET')) expect(sql).toMatch(/time_zone|TRANSACTION READ ONLY$/);
    }
  });

  it('is one statement a refresh, and nothing of the history while nothing ends', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo', clock: handClock() });
    const source = sourceOn(as(user));
    const { jobs } = await source.jobs({ scope: all, pages: 1, columns: 'list' });
    const running = jobs.find(job => job.status.kind === 'running' && job.key.tenantId !== 1n)!;
    const questions = [
      () => source.tenants(),
      () => source.jobs({ scope: all, pages: 1, columns: 'list' }),
      () => source.jobs({ scope: ofTenant(Number(running.key.tenantId)), pages: 1, columns: 'list' }),
      () => source.task(running.key),
    ];
    for (const ask of questions) {
      await ask();
      for (let refresh = 0; refresh < 3; refresh++) {
        const before = simulator.statements().length;
        await ask();
        const sent = simulator.statements().slice(before);
        expect(sent).toHaveLength(1);
        expect(sent[0]?.sql).not.toMatch(/HISTORY|TENANTS|SET_FILES/);
      }
    }
    expect(simulator.connections()).toBe(1);
  });

  it('is never two statements at once, though several are asked for', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as(user));
    const [server, tenants, jobs] = await Promise.all([
      source.identify(),
      source.tenants(),
      source.jobs({ scope: all, pages: 1, columns: 'list' }),
    ]);
    expect([server.user, tenants.tenants.length > 0, jobs.jobs.length > 0]).toEqual([user, true, true]);
    expect(simulator.connections()).toBe(1);
  });

  it('finds a job that came and went while nobody looked', async () => {
    const clock = handClock();
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    simulator.clear();
    const source = sourceOn(as(user));
    const tenantId = user.includes('oracle') ? 1004 : 1002;
    const read = async () => (await source.jobs({ scope: all, pages: 1, columns: 'list' })).jobs.length;
    expect(await read()).toBe(0);
    simulator.put(tenantId, 'JOB_HISTORY', {
      JOB_ID: 1,
      STATUS: 'COMPLETED',
      START_TIMESTAMP: clock.at * 1000,
      END_TIMESTAMP: clock.at * 1000,
    });
    clock.at += 10_000;
    expect(await read()).toBe(0);
    clock.at += 60_000;
    expect(await read()).toBe(1);
  });

  it('looks for a lost job in one statement a refresh', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'empty' });
    const source = sourceOn(as(user));
    const key = { tenantId: user.includes('oracle') ? 1004n : 1002n, jobId: 99n };
    await source.task(key);
    const before = simulator.statements().length;
    for (let refresh = 0; refresh < 3; refresh++) expect((await source.task(key)).jobs).toEqual([]);
    expect(simulator.statements().length - before).toBe(3);
  });
});

describe('What an older page costs', () => {
  it('is one statement, once', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo', clock: handClock() });
    const source = sourceOn(as('root@sys'));
    const first = await source.jobs({ scope: ofTenant(1002), pages: 1, columns: 'list' });
    const before = simulator.statements().length;
    const second = await source.jobs({ scope: ofTenant(1002), pages: 2, columns: 'list' });
    expect(simulator.statements().length - before).toBe(2);
    expect(second.jobs.length - first.jobs.length).toBe(historyPage);
    await source.jobs({ scope: ofTenant(1002), pages: 2, columns: 'list' });
    expect(simulator.statements().length - before).toBe(3);
  });
});

describe('A server that offers query attributes', () => {
  it.each(users)('gets plain queries all the same from %s', async user => {
    const { as } = await ownSimulator({ scenario: 'demo', advertiseQueryAttributes: true });
    expect((await sourceOn(as(user)).tenants()).tenants.length).toBeGreaterThan(0);
  });
});
