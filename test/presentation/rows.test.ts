import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackupRecord } from '../../source/backup/backup-record.ts';
import type { Picture } from '../../source/backup/picture.ts';
import { matcherOf } from '../../source/presentation/lists/filtering.ts';
import { jobColumns } from '../../source/presentation/lists/job-list.ts';
import { allJobs, jobFoundBy, jobRows, type Tab } from '../../source/presentation/lists/job-rows.ts';
import { jobSortings } from '../../source/presentation/lists/job-sortings.ts';
import { goesUp, reversedSorting, sorted } from '../../source/presentation/lists/sorting.ts';
import { acrossCell } from '../../source/presentation/lists/tenant-cells.ts';
import { type HeldEnds, heldNow, holding, noEnds } from '../../source/presentation/lists/tenant-ends.ts';
import { tenantColumns, tenantFoundBy } from '../../source/presentation/lists/tenant-list.ts';
import { type TenantOrder, type TenantRow, tenantRows } from '../../source/presentation/lists/tenant-rows.ts';
import { job, picture, seconds, server, tenant } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { plainLook } from './plain-theme.ts';

const day = usualDay();
const by = (id: string | null, reversed = false) => (id === null ? null : { id, reversed });
const ids = (from: Picture, tab: Tab, filter: string, sort: string | null) =>
  jobRows(from, day.tenants, { tab, sort: by(sort), ...found(filter) }).map(
    ({ key, depth }) => `${depth} ${key}`,
  );
const context = {
  capabilities: server().capabilities,
  seen: { of: () => null },
  now: day.readAt,
  theme: plainLook(),
};
const picker = { ...context, picture: day, maxAge: 93_600, version: server().version, sees: server().sees };
const inOrder = { sort: null, unfolded: false };
const found = (filter: string) =>
  filter === '' ? {} : { isFound: matcherOf(filter, jobColumns(context, true), jobFoundBy(context)) };
const names = (filter: string, sort: string | null = null) =>
  tenantRows({ tenants: day.tenants, picture: day }, server(), 'all', picker, {
    ...inOrder,
    sort: by(sort),
    ...(filter === '' ? {} : { isFound: matcherOf(filter, tenantColumns(picker), tenantFoundBy(picker)) }),
  }).map(({ name }) => name);

describe('the rows of jobs', () => {
  it('have the jobs that a cluster job started below it', () => {
    expect(ids(day, 'all', '', null)).toEqual([
      '0 1/7',
      '1 1002/12',
      '1 1004/3',
      '0 1008/4',
      '0 1002/11',
      '0 1002/10',
    ]);
  });

  it('have a child by itself where its cluster job is not in the picture', () => {
    const alone = picture({ ...day, jobs: day.jobs.filter(({ key }) => key.tenantId === 1002n) });
    expect(ids(alone, 'running', '', null)).toEqual(['0 1002/12']);
  });

  it('are those that run, or those that ended', () => {
    expect(ids(day, 'running', '', null)).toEqual(['0 1/7', '1 1002/12', '1 1004/3']);
    expect(ids(day, 'history', '', null)).toEqual(['0 1008/4', '0 1002/11', '0 1002/10']);
  });

  it('are those that have every word of a filter, each by itself where its cluster job is not found', () => {
    expect(ids(day, 'all', 'oracle', null)).toEqual(['0 1004/3']);
    expect(ids(day, 'all', 'cluster job 7', null)).toEqual(['0 1/7', '1 1002/12', '1 1004/3']);
    expect(ids(day, 'all', 'running mysql', null)).toEqual(['0 1002/12']);
    expect(ids(day, 'all', 'running 订单', null)).toEqual([]);
    expect(ids(day, 'all', '订单', null)).toEqual(['0 1008/4']);
    expect(ids(day, 'all', 'completed', null)).toEqual(['0 1002/11']);
    expect(ids(day, 'all', 'nothing like this', null)).toEqual([]);
  });

  it('are sorted with families kept together', () => {
    expect(ids(day, 'all', '', 'tenant')[3]).toBe('0 1002/11');
    expect(ids(day, 'all', '', 'status').at(-1)).toBe('0 1002/10');
    expect(ids(day, 'all', '', 'took')[0]).toBe('0 1/7');
    expect(ids(day, 'history', '', 'took')[0]).toBe('0 1002/11');
    expect(ids(day, 'all', '', 'job').at(-1)).toBe('0 1008/4');
  });

  it('are the same jobs, none lost and none twice, however they are shown', () => {
    const some = fc.array(
      fc.record({
        tenantId: fc.bigInt(1n, 5n),
        jobId: fc.bigInt(1n, 6n),
        initiatorTenantId: fc.bigInt(1n, 2n),
        initiatorJobId: fc.bigInt(0n, 6n),
        status: fc.constantFrom('DOING', 'FAILED', 'COMPLETED'),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(some, fc.constantFrom(null, ...jobSortings.map(({ id }) => id)), (changes, sort) => {
        const unique = new Map(changes.map(change => [`${change.tenantId}/${change.jobId}`, job(change)]));
        const shown = jobRows(picture({ jobs: [...unique.values()] }), [], { ...allJobs, sort: by(sort) });
        expect(shown.map(({ key }) => key).sort()).toEqual([...unique.keys()].sort());
      }),
    );
  });
});

describe('the rows of tenants', () => {
  it('that a tenant’s name finds are its own, though the row of all tenants names whose good backup is the oldest', () => {
    const record = (tenantId: bigint | null, hours: number): BackupRecord => ({
      tenantId,
      lastGood: {
        type: { kind: 'full', text: 'FULL' },
        endedAt: day.readAt - seconds(hours * 3600),
        jobId: 1n,
      },
      days: [],
      readAt: day.readAt,
    });
    const read = { ...day, records: day.tenants.map(({ id }, index) => record(id, 9 - index)) };
    const shown = { ...picker, picture: read };
    const [oldest] = day.tenants.filter(({ id }) => id !== 1n);
    const foundBy = (filter: string) =>
      tenantRows({ tenants: day.tenants, picture: read }, server(), 'all', shown, {
        ...inOrder,
        isFound: matcherOf(filter, tenantColumns(shown), tenantFoundBy(shown)),
      });
    const all = foundBy('cluster job');
    expect(all.map(({ kind }) => kind)).toEqual(['all']);
    expect(acrossCell(all[0] as TenantRow, shown)?.text).toContain(oldest?.name);
    expect(foundBy(oldest?.name ?? '').map(({ name }) => name)).toEqual([oldest?.name]);
  });

  it('are by need below the row of all tenants: what runs by the end of its data, then what needs someone', () => {
    expect(names('')).toEqual(['all', 'mysql_tenant', 'oracle_tenant', '订单中心', 'crm_prod']);
  });

  it('are found by name, number, status and type, in any letter case, also in Chinese', () => {
    expect(names('CRM')).toEqual(['crm_prod']);
    expect(names('中心')).toEqual(['订单中心']);
    expect(names('1004')).toEqual(['oracle_tenant']);
    expect(names('failed')).toEqual(['订单中心']);
    expect(names('inc')).toEqual(['all', 'mysql_tenant']);
  });

  it('are sorted by number, by name, and by the age of the last good backup, what is not known last', () => {
    expect(names('', 'id')).toEqual(['all', 'mysql_tenant', 'oracle_tenant', 'crm_prod', '订单中心']);
    expect(names('', 'tenant')[1]).toBe('crm_prod');
    const good = (tenantId: bigint, before: bigint | null): BackupRecord => ({
      tenantId,
      lastGood:
        before === null
          ? 'never'
          : { type: { kind: 'full', text: 'FULL' }, endedAt: day.readAt - before, jobId: 1n },
      days: [],
      readAt: day.readAt,
    });
    const records = [good(1002n, 5n), good(1004n, null), good(1008n, 9n)];
    const read = { ...day, records, jobs: day.jobs.filter(({ status }) => status.kind === 'running') };
    const rows = tenantRows(
      { tenants: day.tenants, picture: read },
      server(),
      'all',
      { ...picker, picture: read },
      {
        ...inOrder,
        sort: by('good'),
      },
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'all',
      'oracle_tenant',
      '订单中心',
      'mysql_tenant',
      'crm_prod',
    ]);
  });

  it('that run keep their places for two minutes, whatever is guessed of them meanwhile', () => {
    const ends = (at: bigint, ...byTenant: (readonly [bigint, bigint])[]): HeldEnds => ({
      at,
      byRow: new Map(byTenant.map(([id, end]) => [`tenant ${id}`, end])),
    });
    const rowsWith = (held?: HeldEnds) =>
      tenantRows(
        { tenants: day.tenants, picture: day },
        server(),
        'all',
        picker,
        held === undefined ? inOrder : { ...inOrder, held },
      );
    const names = (held?: HeldEnds) => rowsWith(held).map(({ name }) => name);
    const usual = ['all', 'mysql_tenant', 'oracle_tenant'];
    expect(names().slice(0, 3)).toEqual(usual);
    const turned = ends(day.readAt, [1002n, 100n], [1004n, 200n]);
    expect(names(turned).slice(0, 3)).toEqual(['all', 'oracle_tenant', 'mysql_tenant']);
    const later = (seconds: number) => heldNow(turned, day.readAt + BigInt(seconds) * 1_000_000n);
    expect(later(119)).toBe(turned);
    expect(later(120)).toEqual(noEnds);
    expect(later(-1)).toEqual(noEnds);
    // What has begun since is put where it belongs, and keeps that place, too.
    const one = ends(day.readAt, [1002n, 100n]);
    const both = holding(one, rowsWith(one), day.readAt + 1_000_000n);
    expect(both.at).toBe(day.readAt);
    expect([...both.byRow.keys()]).toEqual(['tenant 1002', 'tenant 1004']);
    expect(holding(both, rowsWith(both), day.readAt + 2_000_000n)).toBe(both);
  });

  it('that are fine are one line where they are many, and all of them again when unfolded or filtered', () => {
    const tenants = Array.from({ length: 30 }, (_, index) => tenant(BigInt(1002 + index), `fine_${index}`));
    const records = tenants.map(
      ({ id }, index): BackupRecord => ({
        tenantId: id,
        lastGood: { type: { kind: 'inc', text: 'INC' }, endedAt: day.readAt - BigInt(index), jobId: 1n },
        days: [],
        readAt: day.readAt,
      }),
    );
    const read = picture({ readAt: day.readAt, tenants, records, jobs: [job({ status: 'FAILED' })] });
    const of = { ...picker, picture: read };
    const shown = (order: Partial<TenantOrder>) =>
      tenantRows({ tenants, picture: read }, server(), 'all', of, { ...inOrder, ...order }).map(
        ({ key }) => key,
      );
    expect(shown({})).toEqual(['all', 'tenant 1002', 'fold']);
    expect(shown({ unfolded: true })).toHaveLength(31);
    expect(shown({ isFound: ({ name }) => name.includes('fine_1') })).toHaveLength(11);
    expect(shown({ sort: by('id') })).toHaveLength(31);
  });

  it('are one for a user tenant, without a row of all', () => {
    const own = server({ sees: 'own_tenant', tenantId: 1002n, tenantName: 'mysql_tenant' });
    const tenants = [tenant(1002n, 'mysql_tenant')];
    expect(
      tenantRows({ tenants, picture: picture({ tenants }) }, own, 'all', picker, inOrder).map(
        ({ name }) => name,
      ),
    ).toEqual(['mysql_tenant']);
  });

  it('are there to choose from even where what runs could not be read', () => {
    const rows = tenantRows(
      { tenants: day.tenants, picture: null },
      server(),
      'all',
      { ...picker, picture: null },
      inOrder,
    );
    expect(rows).toHaveLength(5);
    expect(rows.every(({ activity }) => activity === null)).toBe(true);
  });

  it('are quickly found among ten thousand', () => {
    const tenants = Array.from({ length: 10_000 }, (_, index) =>
      tenant(BigInt(1002 + index), `tenant_${index}`),
    );
    const jobs = tenants.map(({ id }) => job({ tenantId: id }));
    const many = { tenants, picture: picture({ tenants, jobs }) };
    expect(
      tenantRows(
        many,
        server(),
        'all',
        { ...picker, picture: many.picture },
        { ...inOrder, isFound: ({ name }) => name.includes('_9999') },
      ),
    ).toHaveLength(1);
    expect(jobRows(many.picture, tenants, { ...allJobs, sort: by('took') })).toHaveLength(10_000);
  });
});

describe('sorting', () => {
  it('is turned round, also where rows stand in the order they have by themselves', () => {
    expect(reversedSorting(by('a'), { id: 'b', reversed: true })).toEqual(by('a', true));
    expect(reversedSorting(null, { id: 'b', reversed: true })).toEqual(by('b', true));
  });

  it('has the greatest number first, and the first text, or the other way', () => {
    const numbers = [{ id: 'a', by: (each: number | null) => each }];
    const texts = [{ id: 'a', first: 'up' as const, by: (each: string) => each }];
    expect(sorted([3, null, 1, 2], numbers, by('a'))).toEqual([3, 2, 1, null]);
    expect(sorted([3, null, 1, 2], numbers, by('a', true))).toEqual([1, 2, 3, null]);
    expect(sorted(['b', 'a'], texts, by('a'))).toEqual(['a', 'b']);
    expect(sorted(['b', 'a'], texts, by('a', true))).toEqual(['b', 'a']);
    expect([
      goesUp(texts, { id: 'a', reversed: false }),
      goesUp(numbers, { id: 'a', reversed: false }),
    ]).toEqual([true, false]);
  });
});
