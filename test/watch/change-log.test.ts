import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../source/backup/job.ts';
import type { Picture } from '../../source/backup/picture.ts';
import type { Task } from '../../source/backup/task.ts';
import { type ChangeContext, createChangeLog, isAlert, newestSerial } from '../../source/watch/change-log.ts';
import { areFreed } from '../fixtures/freed.ts';
import { job, picture, seconds, task, tenant, tenFortyTwo } from '../fixtures/values.ts';

const tenants = [tenant(1002n, 'mysql_tenant'), tenant(1004n, 'oracle_tenant')];
const seeing = (change: Partial<ChangeContext> = {}): ChangeContext => ({
  tenants,
  noticedAt: 1000,
  paceSeconds: 15,
  stuckOf: () => null,
  ...change,
});
const at = (after: number, jobs: readonly Job[], change: Partial<Picture> = {}) => ({
  picture: picture({ readAt: tenFortyTwo + seconds(after), jobs, ...change }),
  elsewhere: null,
});
/** An answer to a view that shows other jobs. */
const withElsewhere = (after: number, elsewhere: readonly Job[], jobs: readonly Job[] = []) => ({
  ...at(after, jobs),
  elsewhere: { readAt: tenFortyTwo + seconds(after), jobs: elsewhere },
});
const short = (changes: readonly { kind: string; job: Job['key'] | null; result: bigint }[]) =>
  changes.map(({ kind, job: key, result }) => `${kind} ${key?.tenantId}/${key?.jobId} ${result}`);

const running = job();
const failed = job({ status: 'FAILED', result: -4012n, endedAt: tenFortyTwo + seconds(30) });
const older = job({ jobId: 3n, status: 'COMPLETED', startedAt: tenFortyTwo - seconds(90_000) });

describe('The change log', () => {
  it('keeps no row of a job, as it remembers thousands', async () => {
    const keeper = createChangeLog();
    const seen = [job({ jobId: 7n }), job({ jobId: 8n, status: 'COMPLETED' })];
    keeper.take(at(0, seen), seeing());
    const refs = seen.splice(0).map(one => new WeakRef(one));
    expect(await areFreed(...refs)).toBe(true);
    const [ended] = keeper.take(at(30, [job({ jobId: 7n, status: 'COMPLETED' })]), seeing());
    expect(ended?.kind).toBe('completed');
  });

  it('is empty after the first picture: it was so before anybody looked', () => {
    const keeper = createChangeLog();
    const refusals = [{ tenantId: 1004n, at: tenFortyTwo - seconds(5), result: -9040n }];
    expect(keeper.take(at(0, [running, failed, older], { refusals }), seeing())).toEqual([]);
    expect(keeper.all()).toEqual([]);
  });

  it('has a job that ended, with how, when, and whose it was', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, [running]), seeing());
    const [change] = keeper.take(at(32, [failed]), seeing({ noticedAt: 77 }));
    expect(change).toMatchObject({
      kind: 'failed',
      at: tenFortyTwo + seconds(30),
      result: -4012n,
      tenant: { name: 'mysql_tenant' },
      noticedAt: 77,
      serial: 1,
    });
  });

  it('has a job that started, also one that had ended again before the next picture', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, []), seeing());
    const started = job({ jobId: 13n, startedAt: tenFortyTwo + seconds(1) });
    const quick = job({
      tenantId: 1004n,
      jobId: 5n,
      status: 'COMPLETED',
      startedAt: tenFortyTwo + seconds(1),
      endedAt: tenFortyTwo + seconds(2),
    });
    expect(short(keeper.take(at(3, [started, quick]), seeing()))).toEqual([
      'started 1002/13 0',
      'completed 1004/5 0',
    ]);
  });

  it('dates changes by the row of the job, in the order in which they happened', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, [running]), seeing());
    const started = job({ jobId: 13n, startedAt: tenFortyTwo + seconds(40) });
    const changes = keeper.take(at(60, [failed, started]), seeing());
    expect(changes.map(({ kind, at: when }) => [kind, when - tenFortyTwo])).toEqual([
      ['failed', seconds(30)],
      ['started', seconds(40)],
    ]);
    expect(changes.every(({ seenAt }) => seenAt === tenFortyTwo + seconds(60))).toBe(true);
  });

  it('finds changes in jobs elsewhere as in those of a view, each once', () => {
    const keeper = createChangeLog();
    keeper.take(withElsewhere(0, [running]), seeing());
    const begun = job({ tenantId: 1004n, jobId: 5n, startedAt: tenFortyTwo + seconds(10) });
    expect(short(keeper.take(withElsewhere(15, [running, begun]), seeing()))).toEqual(['started 1004/5 0']);
    expect(short(keeper.take(withElsewhere(32, [failed], []), seeing()))).toEqual(['failed 1002/12 -4012']);
    expect(keeper.take(at(34, [failed, begun]), seeing())).toEqual([]);
    expect(keeper.take(withElsewhere(50, [begun]), seeing())).toEqual([]);
  });

  it('finds a refusal that came with another view, once', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, [running]), seeing());
    const refusals = [{ tenantId: 1004n, at: tenFortyTwo + seconds(5), result: -9040n }];
    const read = {
      ...withElsewhere(20, []),
      elsewhere: { readAt: tenFortyTwo + seconds(20), jobs: [], refusals },
    };
    expect(keeper.take(read, seeing())).toMatchObject([{ kind: 'refused', tenantId: 1004n }]);
    expect(keeper.take(read, seeing())).toEqual([]);
    expect(keeper.take(at(22, [running], { refusals }), seeing())).toEqual([]);
  });

  it('finds changes in the answer to a view that shows no jobs', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, [running]), seeing());
    const elsewhere = { readAt: tenFortyTwo + seconds(32), jobs: [failed] };
    expect(short(keeper.take({ picture: null, elsewhere }, seeing()))).toEqual(['failed 1002/12 -4012']);
    expect(keeper.take({ picture: null, elsewhere: null }, seeing())).toEqual([]);
  });

  it('finds the end of a job that ran before anybody looked and was never seen to run', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, []), seeing());
    expect(short(keeper.take(at(40, [failed, older]), seeing()))).toEqual(['failed 1002/12 -4012']);
  });

  it('marks what was seen long after it happened, and puts it where it happened', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, [running]), seeing());
    const started = job({ tenantId: 1004n, jobId: 5n, startedAt: tenFortyTwo + seconds(100) });
    keeper.take(at(115, [running, started]), seeing());
    keeper.take(at(150, [failed, started]), seeing());
    const marked = keeper.all().map(({ kind, isLate, serial }) => [kind, isLate, serial]);
    expect(marked).toEqual([
      ['started', false, 1],
      ['failed', true, 2],
    ]);
    expect(newestSerial(keeper.all())).toBe(2);
  });

  it('takes nothing from a page of older history', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, [running]), seeing());
    expect(keeper.take(at(2, [running, older]), seeing())).toEqual([]);
  });

  it('takes nothing from a page of jobs whose ends it has had and forgotten, and has the next end', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, []), seeing());
    const ended = (n: number) =>
      job({ jobId: BigInt(n), status: 'COMPLETED', endedAt: tenFortyTwo + seconds(n) });
    // Far more than are remembered.
    for (let first = 1; first <= 49_901; first += 100) {
      const page = Array.from({ length: 100 }, (_, n) => ended(first + n));
      expect(keeper.take(at(first + 99, page), seeing())).toHaveLength(100);
    }
    expect(keeper.take(at(50_001, [ended(1), ended(500)]), seeing())).toEqual([]);
    expect(keeper.take(at(50_003, [ended(50_002)]), seeing())).toHaveLength(1);
  });

  it('remembers all jobs of a picture, however many there are', () => {
    const keeper = createChangeLog();
    const many = (status: string) =>
      Array.from({ length: 15_000 }, (_, n) => job({ jobId: BigInt(n + 1), status }));
    keeper.take(at(0, many('DOING')), seeing());
    expect(keeper.take(at(10, many('DOING')), seeing())).toEqual([]);
    expect(keeper.take(at(20, many('FAILED')), seeing())).toHaveLength(15_000);
    expect(keeper.take(at(30, many('FAILED')), seeing())).toEqual([]);
  });

  it('has each change once, whichever views show it', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, [running, job({ tenantId: 1004n })]), seeing());
    expect(short(keeper.take(at(40, [failed]), seeing()))).toEqual(['failed 1002/12 -4012']);
    expect(keeper.take(at(42, [failed, older]), seeing())).toEqual([]);
    // A live row read a moment later than the one in the history changes nothing.
    expect(keeper.take(at(44, [running]), seeing())).toEqual([]);
    expect(keeper.take(at(46, [failed]), seeing())).toEqual([]);
  });

  it('has each refusal that is newer than the first picture, once', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, []), seeing());
    const refusal = (after: number) => ({
      tenantId: 1004n,
      at: tenFortyTwo + seconds(after),
      result: -9040n,
    });
    expect(keeper.take(at(9, [], { refusals: [refusal(5)] }), seeing())).toMatchObject([
      { kind: 'refused', job: null, result: -9040n, tenant: { name: 'oracle_tenant' } },
    ]);
    expect(keeper.take(at(11, [], { refusals: [refusal(5)] }), seeing())).toEqual([]);
    expect(keeper.take(at(99, [], { refusals: [refusal(60)] }), seeing())).toHaveLength(1);
  });

  it('has a task that is stuck, once, and that it moves again', () => {
    const keeper = createChangeLog();
    const tasks = [task({ of: running })];
    const still = seeing({ stuckOf: () => ({ seconds: 840, lookAt: 'log_streams' }) });
    keeper.take(at(0, [running], { tasks }), seeing());
    expect(keeper.take(at(840, [running], { tasks }), still)).toMatchObject([
      { kind: 'stuck', seconds: 840, job: running.key },
    ]);
    expect(keeper.take(at(842, [running], { tasks }), still)).toEqual([]);
    expect(keeper.take(at(844, [running], { tasks }), seeing())).toMatchObject([{ kind: 'going_again' }]);
    expect(keeper.take(at(2000, [running], { tasks }), still)).toMatchObject([{ kind: 'stuck' }]);
  });

  it('has no task that moves again after it has ended', () => {
    const keeper = createChangeLog();
    const stuck = (of: Task) =>
      of.status.kind === 'running' ? ({ seconds: 840, lookAt: 'archive' } as const) : null;
    keeper.take(at(0, [running], { tasks: [task({ of: running })] }), seeing({ stuckOf: stuck }));
    const tasks = [task({ of: failed, status: 'FAILED' })];
    const reported = keeper.take(at(40, [failed], { tasks }), seeing({ stuckOf: stuck }));
    expect(short(reported)).toEqual(['failed 1002/12 -4012']);
  });

  it('marks what needs a look, which a backup that starts or moves again does not', () => {
    const kinds = ['completed', 'failed', 'canceled', 'stuck', 'refused', 'started', 'going_again'] as const;
    expect(kinds.filter(kind => isAlert({ kind }))).toEqual(kinds.slice(0, 5));
  });

  it('keeps the last two hundred changes, newest first', () => {
    const keeper = createChangeLog();
    keeper.take(at(0, []), seeing());
    for (let id = 1; id <= 210; id++) {
      keeper.take(at(id + 1, [job({ jobId: BigInt(id), startedAt: tenFortyTwo + seconds(id) })]), seeing());
    }
    const all = keeper.all();
    expect(all).toHaveLength(200);
    expect([all[0]?.serial, all.at(-1)?.serial]).toEqual([210, 11]);
    expect(keeper.all()).toBe(all);
  });

  it('has at most one start and one end of each job, whatever pictures come in whatever order', () => {
    const statuses = ['INIT', 'DOING', 'COMPLETED', 'FAILED', 'CANCELED'] as const;
    const rows = fc.uniqueArray(
      fc.record({ jobId: fc.bigInt(1n, 6n), status: fc.constantFrom(...statuses) }),
      { selector: row => row.jobId },
    );
    fc.assert(
      fc.property(fc.array(rows, { minLength: 2, maxLength: 12 }), pictures => {
        const keeper = createChangeLog();
        for (const [index, jobs] of pictures.entries()) {
          const made = jobs.map(row => job({ ...row, startedAt: tenFortyTwo + seconds(Number(row.jobId)) }));
          keeper.take(at(index, made), seeing());
        }
        const reported = short(keeper.all());
        const isEnd = (text: string) => /^(completed|failed|canceled)/.test(text);
        for (const id of [1, 2, 3, 4, 5, 6]) {
          const of = reported.filter(text => text.includes(`/${id} `));
          expect(of.filter(isEnd).length).toBeLessThanOrEqual(1);
          expect(of.filter(text => text.startsWith('started')).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
