import { describe, expect, it } from 'vitest';
import { SourceError } from '../../source/backup/source.ts';
import { historyPage } from '../../source/backup/view.ts';
import { errorInEnglish, remarksInEnglish } from '../fixtures/in-english.ts';
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

describe('What is read with a job', () => {
  const waitingJob = { JOB_ID: 7, STATUS: 'DOING', PLUS_ARCHIVELOG: 'ON', BACKUP_TYPE: 'FULL' };
  const waitingTask = { TASK_ID: 7, JOB_ID: 7, STATUS: 'BEFORE_BACKUP_LOG' };
  const endedJob = { JOB_ID: 6, STATUS: 'COMPLETED', BACKUP_TYPE: 'FULL' };

  async function waiting(user: string) {
    const clock = handClock();
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    const tenantId = user.includes('oracle') ? 1004 : 1002;
    const [from, until] = [clock.at * 1000 - 60_000_000, clock.at * 1000];
    simulator.put(tenantId, 'JOBS', { ...waitingJob, START_TIMESTAMP: until });
    simulator.put(tenantId, 'TASKS', { ...waitingTask, START_TIMESTAMP: until });
    simulator.put(tenantId, 'JOB_HISTORY', { ...endedJob, START_TIMESTAMP: from, END_TIMESTAMP: until });
    return { clock, simulator, as, key: { tenantId: BigInt(tenantId), jobId: 7n } };
  }

  it.each(users)('is read by %s with the job, in the same statement, but for the first time', async user => {
    const { clock, simulator, as, key } = await waiting(user);
    const source = sourceOn(as(user));
    const first = await source.read({ kind: 'job', key });
    expect(first.archives?.map(archive => [archive.tenantId, archive.status])).toEqual([
      [key.tenantId, 'DOING'],
    ]);
    expect(first.previousRun).toMatchObject({ jobId: 6n, type: 'full', seconds: 60 });
    for (let refresh = 0; refresh < 3; refresh++) {
      clock.at += 2000;
      const before = simulator.statements().length;
      const next = await source.read({ kind: 'job', key });
      expect(simulator.statements().length - before).toBe(1);
      expect(next.archives).toHaveLength(1);
      expect(next.previousRun).toEqual(first.previousRun);
    }
  });

  it.each(users)('has for %s archive_lag_target, read once and again after five minutes', async user => {
    const { clock, simulator, as, key } = await waiting(user);
    const source = sourceOn(as(user));
    const targets = async () =>
      (await source.read({ kind: 'job', key })).archives?.map(({ lagTarget }) => lagTarget);
    const asked = () => simulator.statements().filter(({ sql }) => /archive_lag_target/.test(sql)).length;
    expect([await targets(), asked()]).toEqual([[120], 1]);
    for (const SVR_IP of ['10.0.0.5', '10.0.0.6', '10.0.0.7']) {
      const row = { SVR_IP, SVR_PORT: 2882, NAME: 'archive_lag_target', VALUE: '2h' };
      simulator.put(Number(key.tenantId), 'PARAMETERS', { TENANT_ID: Number(key.tenantId), ...row });
    }
    clock.at += 299_000;
    expect([await targets(), asked()]).toEqual([[120], 1]);
    clock.at += 2000;
    await targets();
    expect([await targets(), asked()]).toEqual([[7200], 2]);
  });

  it('is asked of the archive, without its lag, also while the log is being copied', async () => {
    const { simulator, as, key } = await waiting('root@sys');
    const source = sourceOn(as('root@sys'));
    await source.read({ kind: 'job', key });
    simulator.put(1002, 'TASKS', { ...waitingTask, STATUS: 'BACKUP_LOG' });
    expect((await source.read({ kind: 'job', key })).archives).toHaveLength(1);
    await source.read({ kind: 'job', key });
    expect(simulator.statements().at(-1)?.sql).toMatch(/ARCHIVELOG v/);
    expect(simulator.statements().at(-1)?.sql).not.toMatch(/PARAMETERS/);
  });

  const copyingTask = { ...waitingTask, STATUS: 'BACKUP_USER_DATA' };
  const logStream = {
    job_id: 7,
    task_id: 7,
    ls_id: 1001,
    task_type: 'BACKUP_USER_DATA',
    status: 'DOING',
    macro_block_count: 900,
    finish_macro_block_count: 300,
  };

  it('is in sys, while it copies data, how far its log streams are, and in no list', async () => {
    const { clock, simulator, as, key } = await waiting('root@sys');
    simulator.put(1002, 'TASKS', copyingTask);
    simulator.put(1002, 'LS_TASKS', logStream);
    simulator.put(1002, 'LS_TASKS', { ...logStream, job_id: 6, task_id: 6 });
    const source = sourceOn(as('root@sys'));
    await source.read({ kind: 'job', key });
    clock.at += 2000;
    const before = simulator.statements().length;
    const { logStreams } = await source.read({ kind: 'job', key });
    expect(simulator.statements().length - before).toBe(1);
    expect(logStreams).toMatchObject([
      { tenantId: 1002n, taskId: 7n, lsId: 1001n, macroBlocks: { finished: 300n, total: 900n } },
    ]);
    await source.read({ kind: 'tenants' });
    await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' });
    const lists = simulator.statements().slice(before + 1);
    expect(lists.filter(({ sql }) => /ls_task/.test(sql))).toEqual([]);
    simulator.put(1002, 'TASKS', waitingTask);
    await source.read({ kind: 'job', key });
    expect((await source.read({ kind: 'job', key })).logStreams).toBeUndefined();
  });

  it('does without its log streams for five minutes where it could not be read with them', async () => {
    const { clock, simulator, as, key } = await waiting('root@sys');
    simulator.put(1002, 'TASKS', copyingTask);
    simulator.put(1002, 'LS_TASKS', logStream);
    const source = sourceOn(as('root@sys'));
    const read = async () => {
      clock.at += 2000;
      return (await source.read({ kind: 'job', key })).logStreams?.length;
    };
    await read();
    expect(await read()).toBe(1);
    simulator.fault({ kind: 'error', errno: 4012, match: /ls_task/, message: 'Timeout' });
    await expect(read()).rejects.toMatchObject({ kind: 'timed_out' });
    expect(await read()).toBeUndefined();
    clock.at += 300_000;
    expect(await read()).toBeUndefined();
    expect(await read()).toBe(1);
  });

  it('is left out with a sentence where it may not be read, and not asked for again on this connection', async () => {
    const { clock, simulator, as, key } = await waiting('root@sys');
    const source = sourceOn(as('tasks_reader@sys'));
    const asked = (pattern: RegExp) => simulator.statements().filter(({ sql }) => pattern.test(sql)).length;
    for (let refresh = 0; refresh < 3; refresh++) {
      clock.at += 40_000;
      const tenants = await source.read({ kind: 'tenants' });
      expect(tenants.refusals).toBeUndefined();
      expect(remarksInEnglish(tenants.remarks ?? [])).toEqual([
        'oceanbase.DBA_OB_ROOTSERVICE_EVENT_HISTORY cannot be read (server error 1142). Events, and backups that could not start, are not shown.',
        'oceanbase.CDB_OB_ARCHIVELOG cannot be read (server error 1142). How far the log is archived is not shown.',
      ]);
      const panel = await source.read({ kind: 'job', key });
      expect([panel.archives, remarksInEnglish(panel.remarks ?? [])]).toEqual([
        undefined,
        [
          'oceanbase.CDB_OB_ARCHIVELOG cannot be read (server error 1142). How far the log is archived is not shown.',
        ],
      ]);
      expect((await source.read({ kind: 'log_streams', key })).unavailable).toEqual({
        id: 'view_unreadable',
        view: 'oceanbase.__all_virtual_backup_ls_task',
        number: 1142,
        loss: null,
      });
      expect((await source.read({ kind: 'events', scope: all })).unavailable).toMatchObject({
        id: 'view_unreadable',
        number: 1142,
      });
    }
    // With the others at login, and then alone.
    expect(asked(/ROOTSERVICE_EVENT_HISTORY/)).toBe(2);
    expect(asked(/ARCHIVELOG archivelog/)).toBe(2);
    expect(asked(/ARCHIVELOG v/)).toBe(0);
    expect(asked(/ls_task/)).toBe(1);
    expect(asked(/schedule_task/)).toBe(0);
    simulator.fault({ kind: 'drop' });
    await source.read({ kind: 'tenants' }).catch(() => undefined);
    await source.read({ kind: 'tenants' });
    expect(asked(/ROOTSERVICE_EVENT_HISTORY/)).toBe(4);
  });

  it('is asked of refused starts every half minute at most', async () => {
    const clock = handClock();
    const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
    const source = sourceOn(as('root@sys'));
    const asked = () => simulator.statements().filter(({ sql }) => /start_backup_data/.test(sql)).length;
    for (let refresh = 0; refresh < 31; refresh++) {
      await source.read({ kind: 'tenants' });
      await source.read({ kind: 'jobs', scope: ofTenant(1002), pages: 1, columns: 'list' });
      clock.at += 2000;
    }
    expect(asked()).toBe(3);
  });

  it('is one statement a refresh of the log streams and of the events', async () => {
    const { simulator, as } = await ownSimulator({ scenario: 'night', clock: handClock() });
    const source = sourceOn(as('root@sys'));
    const { jobs } = await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' });
    const parent = jobs.find(job => job.key.tenantId === 1n)!;
    for (const ask of [
      () => source.read({ kind: 'log_streams', key: parent.key }),
      () => source.read({ kind: 'events', scope: all }),
    ]) {
      await ask();
      const before = simulator.statements().length;
      await ask();
      expect(simulator.statements().length - before).toBe(1);
    }
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
