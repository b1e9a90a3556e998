import { describe, expect, it } from 'vitest';
import { SourceError } from '../../source/backup/source.ts';
import { historyPage } from '../../source/backup/view.ts';
import { errorInEnglish } from '../fixtures/in-english.ts';
import { ownSimulator } from './on-simulator.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';

const users = ['root@sys', 'root@mysql_tenant', 'SYS@oracle_tenant'];

import { handClock } from './hand-clock.ts';

describe.each(users)('What %s sends', user => {
  it('names no secret, reads only, and carries the program’s name; each SELECT has a time limit', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo' });
    const source = sourceOn(as(user));
    await source.read({ kind: 'tenants' });
    const { jobs } = await source.read({ kind: 'jobs', scope: all, pages: 2, columns: 'full' });
    for (const job of jobs.slice(0, 5)) await source.read({ kind: 'job', key: job.key });
    const sent = simulator.statements();
    expect(sent.some(({ sql }) => /SESSION (TRANSACTION READ ONLY|tx_read_only = 1)$/.test(sql))).toBe(true);
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
    const { jobs } = await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' });
    const running = jobs.find(job => job.status.kind === 'running' && job.key.tenantId !== 1n)!;
    const questions = [
      () => source.read({ kind: 'tenants' }),
      () => source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' }),
      () =>
        source.read({
          kind: 'jobs',
          scope: ofTenant(Number(running.key.tenantId)),
          pages: 1,
          columns: 'list',
        }),
      () => source.read({ kind: 'job', key: running.key }),
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
      source.read({ kind: 'tenants' }),
      source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' }),
    ]);
    expect([server.user, tenants.tenants.length > 0, jobs.jobs.length > 0]).toEqual([user, true, true]);
    expect(simulator.connections()).toBe(1);
  });

  it('is known of each view by what its rows were read with', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo', clock: handClock() });
    const source = sourceOn(as(user));
    const list = { kind: 'jobs', scope: all, pages: 2, columns: 'list' } as const;
    expect(source.statement?.(list)).toBeNull();
    const { jobs } = await source.read(list);
    const ended = { kind: 'job', key: jobs.find(job => job.status.kind === 'ended')!.key } as const;
    const listing = source.statement?.(list);
    expect(listing).toMatch(/ob-backup-top: jobs \*\/.* FROM \S+OB_BACKUP_JOBS /);
    await source.read(ended);
    const sent = simulator.statements().map(({ sql }) => sql);
    expect(sent.at(-1)).not.toBe(source.statement?.(ended));
    expect(source.statement?.(ended)).toMatch(/ob-backup-top: task \*\/.* FROM \S+OB_BACKUP_TASK_HISTORY /);
    expect(source.statement?.({ kind: 'tenants' })).toBeNull();
    expect(source.statement?.(list)).toBe(listing);
    expect(sent).toContain(listing);
    expect(sent).toContain(source.statement?.(ended));
  });

  it('finds a job that came and went while nobody looked', async () => {
    const clock = handClock();
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    simulator.clear();
    const source = sourceOn(as(user));
    const tenantId = user.includes('oracle') ? 1004 : 1002;
    const read = async () =>
      (await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' })).jobs.length;
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
    await source.read({ kind: 'job', key });
    const before = simulator.statements().length;
    for (let refresh = 0; refresh < 3; refresh++)
      expect((await source.read({ kind: 'job', key })).jobs).toEqual([]);
    expect(simulator.statements().length - before).toBe(3);
  });
});

/** A cluster in which a view of running jobs has more rows than are read. */
async function crowded(tenantId: number) {
  const { simulator, as } = await ownSimulator({ scenario: 'empty', clock: handClock() });
  for (let JOB_ID = 1; JOB_ID <= 20_001; JOB_ID++)
    simulator.put(tenantId, 'JOBS', { JOB_ID, STATUS: 'DOING' });
  const failureOf = (reading: Promise<unknown>) =>
    reading.then(
      () => null,
      (error: unknown) => (error instanceof SourceError ? error : null),
    );
  return { simulator, as, failureOf };
}

describe('More running jobs than are read', () => {
  it.each([
    ['root@mysql_tenant', 1002, 'oceanbase.DBA_OB_BACKUP_JOBS'],
    ['SYS@oracle_tenant', 1004, 'SYS.DBA_OB_BACKUP_JOBS'],
  ])('are a failure for %s that names the view, on a connection that stays', async (user, tenantId, view) => {
    const { simulator, as, failureOf } = await crowded(tenantId);
    const source = sourceOn(as(user));
    const list = { kind: 'jobs', scope: all, pages: 1, columns: 'list' } as const;
    const failure = await failureOf(source.read(list));
    expect(failure?.kind).toBe('server_error');
    expect(errorInEnglish(failure as SourceError)).toContain(
      `${view} on 127.0.0.1:${simulator.port} has more rows`,
    );
    simulator.remove(tenantId, 'JOBS', { JOB_ID: 7 });
    expect((await source.read(list)).jobs).toHaveLength(20_000);
    expect(
      simulator.statements().filter(({ sql }) => /^SET .*(READ ONLY|tx_read_only = 1)/.test(sql)),
    ).toHaveLength(1);
  });

  it('leave sys the tenants to choose from, and the jobs of every other one', async () => {
    const { as, failureOf } = await crowded(1002);
    const source = sourceOn(as('root@sys'));
    const failure = await failureOf(source.read({ kind: 'tenants' }));
    expect(failure?.reason).toMatchObject({ id: 'too_many_rows', detail: 'oceanbase.CDB_OB_BACKUP_JOBS' });
    expect(failure?.tenants?.map(({ id }) => id)).toContain(1004n);
    const one = { kind: 'jobs', scope: ofTenant(1004), pages: 1, columns: 'list' } as const;
    expect((await source.read(one)).jobs).toEqual([]);
  });
});

describe('What an older page costs', () => {
  it('is one statement, once', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'demo', clock: handClock() });
    const source = sourceOn(as('root@sys'));
    const first = await source.read({ kind: 'jobs', scope: ofTenant(1002), pages: 1, columns: 'list' });
    const before = simulator.statements().length;
    const second = await source.read({ kind: 'jobs', scope: ofTenant(1002), pages: 2, columns: 'list' });
    expect(simulator.statements().length - before).toBe(2);
    expect(second.jobs.length - first.jobs.length).toBe(historyPage);
    await source.read({ kind: 'jobs', scope: ofTenant(1002), pages: 2, columns: 'list' });
    expect(simulator.statements().length - before).toBe(3);
  });
});

describe('A server that offers query attributes', () => {
  it.each(users)('gets plain queries all the same from %s', async user => {
    const { as } = await ownSimulator({ scenario: 'demo', advertiseQueryAttributes: true });
    expect((await sourceOn(as(user)).read({ kind: 'tenants' })).tenants.length).toBeGreaterThan(0);
  });
});
