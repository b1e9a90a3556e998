import { afterEach, describe, expect, it } from 'vitest';
import { backup, gigabyte, nightPace } from '../../source/simulator/kernel/backup.ts';
import { Cluster } from '../../source/simulator/kernel/cluster.ts';
import type { Release } from '../../source/simulator/releases.ts';
import { tenant } from '../../source/simulator/scenarios/scenario.ts';
import { second, startedAt } from './backups.ts';
import { closeAll, connect, rows, simulate, value } from './client.ts';

afterEach(closeAll);

const minute = 60 * second;

/** A cluster with one tenant, whose night's backup has run for five minutes. */
function running(release: Release = '4.3.3'): Cluster {
  const cluster = new Cluster(release, [tenant(1002, 'orders')], startedAt, 'x');
  cluster.begin(backup({ tenantId: 1002, bytes: 300 * gigabyte, pace: nightPace }), startedAt);
  cluster.moveTo(startedAt + 5 * minute);
  return cluster;
}

const live = (cluster: Cluster) => cluster.store.row('JOBS', 1002, { JOB_ID: 1 });
const past = (cluster: Cluster) => cluster.store.row('JOB_HISTORY', 1002, { JOB_ID: 1 });

describe('A backup whose archive is not DOING', () => {
  it.each([
    ['INTERRUPTED', -9027, 'ob log archive interrupted'],
    ['SUSPEND', -9029, 'log archive is not running'],
    ['SUSPENDING', -9029, 'log archive is not running'],
    ['STOP', -9029, 'log archive is not running'],
    ['STOPPING', -9029, 'log archive is not running'],
    ['PREPARE', -9029, 'log archive is not running'],
    ['BEGINNING', -9029, 'log archive is not running'],
  ] as const)('%s fails within half a minute with %i', (status, result, text) => {
    const cluster = running();
    cluster.setArchive(1002, status);
    expect(live(cluster)?.STATUS).toBe('DOING');
    cluster.moveTo(cluster.now + 40 * second);
    expect(past(cluster)).toMatchObject({ STATUS: 'FAILED', RESULT: result });
    expect(Number(past(cluster)?.END_TIMESTAMP)).toBeLessThanOrEqual(startedAt + 5 * minute + 30 * second);
    expect(past(cluster)?.COMMENT).toMatch(
      new RegExp(
        `^\\(ROOTSERVICE\\)addr: 10\\.0\\.0\\.5:2882, result: ${result}\\(${text}\\), trace_id: YB42`,
      ),
    );
    expect(cluster.store.row('SET_FILES', 1002, { BACKUP_SET_ID: 1, DEST_ID: 1002 })).toMatchObject({
      STATUS: 'FAILED',
      FILE_STATUS: 'INCOMPLETE',
    });
  });

  it('fails at 4.1.0 within five minutes', () => {
    const cluster = running('4.1.0');
    cluster.setArchive(1002, 'STOP');
    cluster.moveTo(cluster.now + 5 * minute + 10 * second);
    expect(past(cluster)).toMatchObject({
      STATUS: 'FAILED',
      RESULT: -9029,
      COMMENT: 'log archive is not running',
    });
  });

  it('goes on where the archive is DOING again before the root service looks', () => {
    const cluster = running();
    const before = cluster.store.row('TASKS', 1002, { TASK_ID: 1 });
    cluster.setArchive(1002, 'SUSPEND');
    cluster.setArchive(1002, 'DOING');
    cluster.moveTo(cluster.now + 10 * minute);
    expect(live(cluster)?.STATUS).toBe('DOING');
    expect(Number(cluster.store.row('TASKS', 1002, { TASK_ID: 1 })?.INPUT_BYTES)).toBeGreaterThan(
      Number(before?.INPUT_BYTES),
    );
    cluster.moveTo(cluster.now + 90 * minute);
    expect(past(cluster)?.STATUS).toBe('COMPLETED');
  });

  it.each(['INTERRUPTED', 'STOP'] as const)(
    'fails in the end with -9027 where the archive was %s for a moment, as its round is a new one',
    status => {
      const cluster = running();
      cluster.setArchive(1002, status);
      cluster.setArchive(1002, 'DOING');
      cluster.moveTo(cluster.now + 20 * minute);
      expect(live(cluster)?.STATUS).toBe('DOING');
      cluster.moveTo(cluster.now + 90 * minute);
      expect(past(cluster)).toMatchObject({ STATUS: 'FAILED', RESULT: -9027 });
      const task = cluster.store.row('TASK_HISTORY', 1002, { TASK_ID: 1 });
      expect(task?.END_SCN).not.toBe(0);
    },
  );

  it('does not fail while it is canceling', () => {
    const cluster = running();
    cluster.cancel(1002);
    cluster.setArchive(1002, 'INTERRUPTED');
    cluster.moveTo(cluster.now + second);
    expect(live(cluster)?.STATUS).toBe('CANCELING');
    cluster.moveTo(cluster.now + minute);
    expect(past(cluster)).toMatchObject({ STATUS: 'CANCELED', RESULT: -4072 });
  });

  it('cannot start, which leaves an event and no job', () => {
    const cluster = new Cluster('4.3.3', [tenant(1002, 'orders')], startedAt, 'x');
    cluster.setArchive(1002, 'SUSPEND');
    cluster.begin(backup({ tenantId: 1002 }), startedAt + second);
    cluster.moveTo(startedAt + minute);
    const [only, ...rest] = [...cluster.store.rows('ROOTSERVICE_EVENT_HISTORY')].map(({ row }) => row);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ EVENT: 'start_backup_data', VALUE1: '1002', VALUE2: '-9040' });
    expect([...cluster.store.rows('JOBS')]).toEqual([]);
  });

  it('is made by a fault, and lifted with it', async () => {
    const simulator = await simulate();
    const connection = await connect(simulator);
    const archive =
      'SELECT STATUS s, COMMENT c, ROUND_ID r FROM oceanbase.CDB_OB_ARCHIVELOG WHERE TENANT_ID = 1002';
    simulator.fault({ kind: 'archive', tenantId: 1002, status: 'INTERRUPTED', comment: 'OSS error' });
    expect(await rows(connection, archive)).toEqual([{ s: 'INTERRUPTED', c: 'OSS error', r: '1' }]);
    simulator.advance(30);
    expect(
      await value(
        connection,
        'SELECT RESULT FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY WHERE TENANT_ID = 1002 ORDER BY JOB_ID DESC LIMIT 1',
      ),
    ).toBe('-9027');
    simulator.fault({ kind: 'clear' });
    expect(await rows(connection, archive)).toEqual([{ s: 'DOING', c: '', r: '2' }]);
  });
});

describe('The archive checkpoint', () => {
  it('moves in steps of half of archive_lag_target, and never lags by more than that', () => {
    const cluster = new Cluster('4.3.3', [tenant(1002, 'orders', { archiveLagTarget: 600 })], startedAt, 'x');
    const seen: number[] = [];
    for (let at = 0; at < 3600; at += 10) {
      cluster.moveTo(startedAt + at * second);
      const scn = BigInt(String(cluster.store.row('ARCHIVELOG', 1002, { DEST_NO: 0 })?.CHECKPOINT_SCN));
      seen.push(Number(scn / 1000n));
      const lag = cluster.now - (seen.at(-1) ?? 0);
      expect(lag).toBeLessThanOrEqual(600 * second);
    }
    const steps = [...new Set(seen)].map((at, i, all) => at - (all[i - 1] ?? at)).slice(1);
    expect(new Set(steps)).toEqual(new Set([300 * second]));
  });

  it('stays where it was when the archive left DOING', () => {
    const cluster = running();
    const checkpoint = () => cluster.store.row('ARCHIVELOG', 1002, { DEST_NO: 0 })?.CHECKPOINT_SCN;
    cluster.setArchive(1002, 'INTERRUPTED');
    const before = checkpoint();
    cluster.moveTo(cluster.now + 30 * minute);
    expect(checkpoint()).toBe(before);
  });

  it('holds up a backup PLUS ARCHIVELOG, and nothing fails, where the archive is only slow', () => {
    const cluster = new Cluster('4.3.3', [tenant(1002, 'orders')], startedAt, 'x');
    const pace = { ...nightPace, data: 300, archiveWait: 1800 };
    cluster.begin(backup({ tenantId: 1002, plusArchivelog: true, pace }), startedAt);
    cluster.moveTo(startedAt + 25 * minute);
    expect(cluster.store.row('TASKS', 1002, { TASK_ID: 1 })?.STATUS).toBe('BEFORE_BACKUP_LOG');
    const end = BigInt(String(cluster.store.row('TASKS', 1002, { TASK_ID: 1 })?.END_SCN));
    const reached = () =>
      BigInt(String(cluster.store.row('ARCHIVELOG', 1002, { DEST_NO: 0 })?.CHECKPOINT_SCN));
    expect(reached()).toBeLessThan(end);
    for (
      ;
      cluster.store.row('TASKS', 1002, { TASK_ID: 1 })?.STATUS === 'BEFORE_BACKUP_LOG';
      cluster.moveTo(cluster.now + second)
    );
    expect(cluster.store.row('TASKS', 1002, { TASK_ID: 1 })?.STATUS).toBe('BACKUP_LOG');
    expect(reached()).toBeGreaterThanOrEqual(end);
    cluster.moveTo(cluster.now + 20 * minute);
    expect(past(cluster)?.STATUS).toBe('COMPLETED');
  });

  it('comes with COMPRESSION_RATIO as output over input', async () => {
    const connection = await connect(await simulate());
    const [row] = await rows(
      connection,
      'SELECT INPUT_BYTES i, OUTPUT_BYTES o, COMPRESSION_RATIO r FROM oceanbase.CDB_OB_ARCHIVELOG LIMIT 1',
    );
    expect(Number(row?.r)).toBeCloseTo(Number(row?.o) / Number(row?.i), 2);
    expect(Number(row?.r)).toBeLessThan(1);
  });
});

describe('GV$OB_PARAMETERS', () => {
  const lag = (schema: string) =>
    `SELECT TENANT_ID t, NAME n, VALUE v FROM ${schema}.GV$OB_PARAMETERS WHERE NAME = 'archive_lag_target'`;

  it('has archive_lag_target of every tenant in sys, on each server', async () => {
    const found = await rows(await connect(await simulate({ scenario: 'night' })), lag('oceanbase'));
    expect(found.length).toBe(6 * 3);
    expect(new Set(found.map(row => row.v))).toEqual(new Set(['120s']));
  });

  it('has a tenant’s own in the tenant, of either mode', async () => {
    const simulator = await simulate({ scenario: 'night' });
    const own = await rows(await connect(simulator, 'root@failing', 'tenant'), lag('oceanbase'));
    expect(own).toEqual(Array.from({ length: 3 }, () => ({ t: '1008', n: 'archive_lag_target', v: '120s' })));
    const oracle = await rows(
      await connect(simulator, 'SYS@fine', 'tenant', { flags: ['PROTOCOL_41'] }),
      "SELECT VALUE AS V FROM SYS.GV$OB_PARAMETERS WHERE NAME = 'archive_lag_target'",
    );
    expect(oracle.map(row => row.V)).toEqual(['120s', '120s', '120s']);
  });

  it.each([
    ['4.1.0', false, false],
    ['4.2.0', true, false],
    ['4.2.3', true, true],
    ['4.3.0', true, false],
    ['4.3.3', true, true],
  ] as const)('has at %s archive_lag_target: %s, DEFAULT_VALUE: %s', async (release, target, defaults) => {
    const connection = await connect(await simulate({ scenario: `@${release}` }));
    const found = await rows(connection, 'SELECT * FROM oceanbase.GV$OB_PARAMETERS');
    expect(found.some(row => row.NAME === 'archive_lag_target')).toBe(target);
    expect('DEFAULT_VALUE' in (found[0] ?? {})).toBe(defaults);
  });
});
