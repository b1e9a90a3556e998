// Jobs that the view on the screen does not show are read with it, so that changes are known on every screen.
import { describe, expect, it } from 'vitest';
import type { Elsewhere } from '../../source/backup/elsewhere.ts';
import type { SourceError } from '../../source/backup/source.ts';
import { jobRow, tenantRow } from '../fixtures/rows.ts';
import { handClock } from './hand-clock.ts';
import { ownSimulator } from './on-simulator.ts';
import { describeOnEveryStage } from './servers/every-stage.ts';
import { all, ofTenant, sourceOn } from './source-on.ts';

const other = { tenantId: 1006n, jobId: 3n };
const listOf = (tenantId: number) =>
  ({ kind: 'jobs', scope: ofTenant(tenantId), pages: 1, columns: 'list' }) as const;

/** "1002/7 DOING 0" */
const short = (elsewhere: Elsewhere | undefined) =>
  elsewhere?.jobs
    .map(({ key, status, result }) => `${key.tenantId}/${key.jobId} ${status.text} ${result}`)
    .sort();

describeOnEveryStage('Jobs elsewhere', stage => {
  describe.skipIf(!stage.canPut)('on a stage of ours', () => {
    it('come with the first answer of a view that does not show them, and with none that does', async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      for (const id of [1002n, 1006n]) await stage.put('TENANTS', id, tenantRow(`tenant_${id}`));
      await stage.put('JOBS', 1002n, jobRow(7));
      await stage.put('JOBS', other.tenantId, jobRow(other.jobId, { STATUS: 'FAILED', RESULT: '-4012' }));
      const expected = ['1002/7 DOING 0', '1006/3 FAILED -4012'];
      for (const view of [
        listOf(1006),
        { kind: 'job', key: other },
        { kind: 'log_streams', key: other },
        { kind: 'events', scope: all },
      ] as const) {
        const { elsewhere } = await sourceOn(stage).read(view);
        expect(short(elsewhere), view.kind).toEqual(expected);
      }
      for (const view of [
        { kind: 'tenants' },
        { kind: 'jobs', scope: all, pages: 1, columns: 'list' },
      ] as const) {
        expect(await sourceOn(stage).read(view)).not.toHaveProperty('elsewhere');
      }
    });
  });
});

const mysqlJob = { JOB_ID: 7, STATUS: 'DOING', BACKUP_TYPE: 'FULL', RESULT: 0 };

/** A cluster where job 7 of tenant 1002 runs, seen by a user who looks at something else. */
async function looking(user = 'root@sys') {
  const clock = handClock();
  const { simulator, as } = await ownSimulator({ scenario: 'empty', clock });
  const tenantId = user.includes('oracle') ? 1004 : 1002;
  const started = { START_TIMESTAMP: clock.at * 1000 };
  simulator.put(tenantId, 'JOBS', { ...mysqlJob, ...started });
  const end = (status = 'FAILED', result = -4012) => {
    const ended = { ...mysqlJob, ...started, STATUS: status, RESULT: result, END_TIMESTAMP: clock.at * 1000 };
    simulator.put(tenantId, 'JOB_HISTORY', ended);
    simulator.remove(tenantId, 'JOBS', { JOB_ID: 7 });
  };
  const source = sourceOn(as(user));
  const sent = () => simulator.statements().map(({ sql }) => sql);
  return { clock, simulator, source, end, sent, started, tenantId };
}

const elsewhereIn = (sql: string) => /'(live|ended|last)_elsewhere'/.test(sql);

describe('What is asked of jobs elsewhere', () => {
  it('rides in the one statement of a refresh, every fifteen seconds at most', async () => {
    const { clock, source, sent } = await looking();
    await source.read(listOf(1006));
    const before = sent().length;
    for (let refresh = 0; refresh < 30; refresh++) {
      clock.at += 2000;
      await source.read(listOf(1006));
    }
    const statements = sent().slice(before);
    expect(statements).toHaveLength(30);
    expect(statements.filter(elsewhereIn)).toHaveLength(3);
  });

  it('names seven columns of the live view, with a bound, and nothing of the history while nothing ends', async () => {
    const { source, sent } = await looking();
    await source.read({ kind: 'job', key: other });
    const branch = sent().find(elsewhereIn)?.split(' UNION ALL ').find(elsewhereIn);
    expect(branch).toMatch(
      / FROM \(SELECT (h\.`[A-Z_]+`, ){6}h\.`[A-Z_]+` FROM oceanbase\.CDB_OB_BACKUP_JOBS h ORDER BY h\.START_TIMESTAMP DESC LIMIT 1000\) v$/,
    );
    expect(branch).not.toContain('HISTORY');
  });

  it('finds with the next refresh how a job ended that has left, once', async () => {
    const { clock, source, end, sent } = await looking();
    const read = async () => short((await source.read({ kind: 'job', key: other })).elsewhere);
    expect(await read()).toEqual(['1002/7 DOING 0']);
    clock.at += 8000;
    end();
    expect(await read()).toBeUndefined();
    clock.at += 8000;
    expect(await read()).toEqual([]);
    clock.at += 2000;
    expect(await read()).toEqual(['1002/7 FAILED -4012']);
    clock.at += 2000;
    expect(await read()).toBeUndefined();
    expect(sent().filter(sql => sql.includes("'ended_elsewhere'"))).toHaveLength(1);
  });

  it('finds how a job ended that was last seen by a view of all jobs', async () => {
    const { clock, source, end } = await looking();
    await source.read({ kind: 'tenants' });
    end('CANCELED', -4072);
    const seen: unknown[] = [];
    for (let refresh = 0; refresh < 12; refresh++) {
      clock.at += 2000;
      seen.push(...(short((await source.read({ kind: 'job', key: other })).elsewhere) ?? []));
    }
    expect(seen).toEqual(['1002/7 CANCELED -4072']);
  });

  it('finds within some minutes a job that came and went unseen', async () => {
    const { clock, simulator, source, started } = await looking();
    const read = async () => short((await source.read({ kind: 'job', key: other })).elsewhere) ?? [];
    await read();
    const quick = { ...mysqlJob, JOB_ID: 8, STATUS: 'FAILED', RESULT: -9029, END_TIMESTAMP: clock.at * 1000 };
    simulator.put(1002, 'JOB_HISTORY', { ...quick, START_TIMESTAMP: started.START_TIMESTAMP });
    const seen = new Set<string>();
    for (let refresh = 0; refresh < 22; refresh++) {
      clock.at += 15_000;
      for (const text of await read()) seen.add(text);
    }
    expect([...seen].sort()).toEqual(['1002/7 DOING 0', '1002/8 FAILED -9029']);
  });

  it.each(['root@mysql_tenant', 'SYS@oracle_tenant'])(
    'is for %s the other jobs of its tenant, also on a screen that this login cannot read',
    async user => {
      const { clock, source, sent, tenantId } = await looking(user);
      const expected = [`${tenantId}/7 DOING 0`];
      const key = { tenantId: BigInt(tenantId), jobId: 3n };
      expect(short((await source.read({ kind: 'job', key })).elsewhere)).toEqual(expected);
      clock.at += 15_000;
      const before = sent().length;
      const { unavailable, elsewhere } = await source.read({ kind: 'events', scope: all });
      expect([unavailable?.id, short(elsewhere)]).toEqual(['only_in_sys', expected]);
      await source.read({ kind: 'events', scope: all });
      expect(sent().length - before).toBe(2);
    },
  );

  it('is left out after it took the rows of the screen with it, a minute, then two', async () => {
    const { clock, simulator, source, sent } = await looking();
    simulator.fault({ kind: 'error', match: /live_elsewhere/, errno: 4012, message: 'Timeout', times: 99 });
    const kinds: string[] = [];
    for (let second = 0; second < 240; second += 4) {
      const outcome = await source.read(listOf(1006)).then(
        () => 'read',
        (error: SourceError) => error.kind,
      );
      kinds.push(outcome);
      clock.at += 4000;
    }
    // The first one is asked for again at once, as its history might have been the reason.
    expect(kinds.slice(0, 3)).toEqual(['read', 'read', 'read']);
    expect(kinds.filter(kind => kind !== 'read')).toEqual(['timed_out', 'timed_out']);
    simulator.fault({ kind: 'clear' });
    clock.at += 300_000;
    expect(short((await source.read(listOf(1006))).elsewhere)).toEqual(['1002/7 DOING 0']);
    expect(sent().filter(elsewhereIn)).toHaveLength(4);
  });

  it('is left out where the list of tenants has just failed: the view of one tenant can be read', async () => {
    const { clock, simulator, source } = await looking();
    simulator.fault({ kind: 'error', match: /'jobs'/, errno: 4012, message: 'Timeout', times: 2 });
    await expect(source.read({ kind: 'tenants' })).rejects.toMatchObject({ kind: 'timed_out' });
    expect(await source.read(listOf(1006))).not.toHaveProperty('elsewhere');
    clock.at += 130_000; // two statements in a row have failed
    expect(short((await source.read(listOf(1006))).elsewhere)).toEqual(['1002/7 DOING 0']);
  });

  it('is a thousand jobs at most', async () => {
    const { clock, simulator, source } = await looking();
    for (let id = 100; id < 1200; id++) {
      simulator.put(1002, 'JOBS', { ...mysqlJob, JOB_ID: id, START_TIMESTAMP: clock.at * 1000 + id });
    }
    const { elsewhere } = await source.read({ kind: 'job', key: other });
    expect(elsewhere?.jobs).toHaveLength(1000);
  });
});
