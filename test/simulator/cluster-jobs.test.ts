import { describe, expect, it } from 'vitest';
import { type BackupSpec, backup, fastPace } from '../../source/simulator/kernel/backup.ts';
import { Cluster } from '../../source/simulator/kernel/cluster.ts';
import type { Release } from '../../source/simulator/releases.ts';
import { tenant } from '../../source/simulator/scenarios/scenario.ts';
import type { Row } from '../../source/simulator/store.ts';
import { second, startedAt } from './backups.ts';

const tenants = [tenant(1002, 'orders'), tenant(1004, 'billing')];

function started(children: readonly Partial<BackupSpec>[], release: Release = '4.3.3'): Cluster {
  const cluster = new Cluster(release, tenants, startedAt, 'x');
  const specs = children.map((spec, i) => backup({ tenantId: 1002 + 2 * i, ...spec }));
  cluster.beginClusterJob(specs, startedAt);
  return cluster;
}

/** The cluster job's row at each half second until it is in history, and there. */
function parentRows(cluster: Cluster): Row[] {
  const found: Row[] = [];
  for (let n = 0; n < 400; n++) {
    cluster.moveTo(cluster.now + second / 2);
    const past = cluster.store.row('JOB_HISTORY', 1, { JOB_ID: 1 });
    const row = past ?? cluster.store.row('JOBS', 1, { JOB_ID: 1 });
    if (row !== undefined) found.push(row);
    if (past !== undefined) break;
  }
  return found;
}

const canceled = { ending: { how: 'canceled', after: 8, winding: 2 } } as const;
const failed = { ending: { how: 'failed', at: 0.3, result: -4016, module: 'BACKUP_DATA' } } as const;
const long = { pace: { ...fastPace, data: 60 } };

describe('A cluster job', () => {
  it('has no COMMENT, whatever its end', () => {
    for (const children of [
      [{}, {}],
      [failed, {}],
      [canceled, {}],
    ])
      expect(parentRows(started(children)).every(row => row.COMMENT === '')).toBe(true);
  });

  it('has the plain text of its RESULT as COMMENT at 4.1.0', () => {
    expect(parentRows(started([failed, {}], '4.1.0')).at(-1)?.COMMENT).toBe('Internal error');
  });

  it('fails with -4072 where a child was cancelled by itself, and carries that while it is DOING', () => {
    const rows = parentRows(started([canceled, long]));
    expect(rows.some(row => row.STATUS === 'DOING' && row.RESULT === -4072)).toBe(true);
    expect(rows.at(-1)).toMatchObject({ STATUS: 'FAILED', RESULT: -4072 });
  });

  it('carries the RESULT of the first child that left badly, not of the next', () => {
    const rows = parentRows(started([canceled, { ...failed, pace: { ...fastPace, data: 90 } }]));
    expect([...new Set(rows.map(row => row.RESULT))]).toEqual([0, -4072]);
    expect(rows.at(-1)).toMatchObject({ STATUS: 'FAILED', RESULT: -4072 });
  });

  it('is CANCELED only where it was itself cancelled, and its children with it', () => {
    const cluster = started([long, long]);
    cluster.moveTo(startedAt + 15 * second);
    cluster.cancel(1);
    cluster.moveTo(cluster.now + second);
    expect(cluster.store.row('JOBS', 1, { JOB_ID: 1 })?.STATUS).toBe('CANCELING');
    expect(cluster.store.row('JOBS', 1002, { JOB_ID: 1 })?.STATUS).toBe('CANCELING');
    expect(parentRows(cluster).at(-1)).toMatchObject({ STATUS: 'CANCELED', RESULT: -4072 });
    for (const { id } of tenants)
      expect(cluster.store.row('JOB_HISTORY', id, { JOB_ID: 1 })).toMatchObject({
        STATUS: 'CANCELED',
        RESULT: -4072,
      });
  });

  it('fails where the archive of one child is interrupted', () => {
    const cluster = started([long, long]);
    cluster.moveTo(startedAt + 15 * second);
    cluster.setArchive(1004, 'INTERRUPTED');
    const rows = parentRows(cluster);
    expect(rows.some(row => row.STATUS === 'DOING' && row.RESULT === -9027)).toBe(true);
    expect(rows.at(-1)).toMatchObject({ STATUS: 'FAILED', RESULT: -9027 });
    expect(cluster.store.row('JOB_HISTORY', 1002, { JOB_ID: 1 })?.STATUS).toBe('COMPLETED');
  });

  it('leaves an event, and no child, for a tenant that cannot start; at 4.1.0 one event less', () => {
    const eventsAt = (release: Release): string[] => {
      const cluster = new Cluster(release, tenants, startedAt, 'x');
      cluster.beginClusterJob([backup({ tenantId: 1002 })], startedAt, [1004]);
      cluster.moveTo(startedAt + 2 * second);
      return [...cluster.store.rows('ROOTSERVICE_EVENT_HISTORY')]
        .filter(({ row }) => row.VALUE1 === '1004')
        .map(({ row }) => `${row.EVENT} ${row.VALUE2}`);
    };
    expect(eventsAt('4.3.3')).toEqual(['start_backup_data -9040', 'handle_user_tenant_backup_failed -9040']);
    expect(eventsAt('4.1.0')).toEqual(['start_backup_data -9040']);
  });
});

describe('The start of a backup', () => {
  it.each(['4.0.0', '4.1.0'] as const)('PLUS ARCHIVELOG is refused at %s with -4007', release => {
    const cluster = new Cluster(release, tenants, startedAt, 'x');
    expect(cluster.begin(backup({ tenantId: 1002, plusArchivelog: true }), startedAt)).toBeNull();
    cluster.moveTo(startedAt + second);
    expect([...cluster.store.rows('JOBS')]).toEqual([]);
    expect([...cluster.store.rows('ROOTSERVICE_EVENT_HISTORY')][0]?.row).toMatchObject({
      EVENT: 'start_backup_data',
      VALUE2: '-4007',
    });
  });

  it('takes ids from sequences that deletes share, so that there are gaps', () => {
    const cluster = new Cluster('4.3.3', tenants, startedAt, 'x');
    const ids: { job: unknown; task: unknown; set: unknown }[] = [];
    for (let n = 0; n < 20; n++) {
      cluster.begin(backup({ tenantId: 1002 }), cluster.now);
      cluster.moveTo(cluster.now + 3 * second);
      const [job] = [...cluster.store.rows('JOBS')].map(({ row }) => row);
      const [task] = [...cluster.store.rows('TASKS')].map(({ row }) => row);
      ids.push({ job: job?.JOB_ID, task: task?.TASK_ID, set: job?.BACKUP_SET_ID });
      cluster.moveTo(cluster.now + 120 * second);
    }
    const gaps = (column: 'job' | 'task' | 'set'): number =>
      ids.filter((id, i) => i > 0 && Number(id[column]) !== Number(ids[i - 1]?.[column]) + 1).length;
    expect([gaps('job'), gaps('task'), gaps('set')]).toEqual([2, 2, 0]);
    expect(ids.some(({ job, task }) => job !== task)).toBe(true);
  });

  it('of an incremental is of a full one where there is no set to build on', () => {
    const cluster = new Cluster('4.3.3', tenants, startedAt, 'x');
    cluster.begin(backup({ tenantId: 1002, type: 'INC' }), startedAt);
    cluster.moveTo(startedAt + second);
    expect(cluster.store.row('JOBS', 1002, { JOB_ID: 1 })?.BACKUP_TYPE).toBe('FULL');
  });

  it.each([
    ['4.3.2', 'INC', []],
    ['4.3.3', 'FULL', [['1002', '4.3.3.0', '4.3.5.0']]],
  ] as const)('of an incremental after an upgrade is at %s of type %s', (release, type, written) => {
    const cluster = new Cluster(release, tenants, startedAt, 'x');
    cluster.begin(backup({ tenantId: 1002 }), startedAt);
    cluster.moveTo(startedAt + 120 * second);
    cluster.raiseDataVersion(1002, '4.3.5.0');
    cluster.begin(backup({ tenantId: 1002, type: 'INC' }), cluster.now);
    cluster.moveTo(cluster.now + second);
    expect(cluster.store.row('JOBS', 1002, { JOB_ID: 2 })?.BACKUP_TYPE).toBe(type);
    const events = [...cluster.store.rows('ROOTSERVICE_EVENT_HISTORY')].map(({ row }) => row);
    const swapped = events.filter(row => row.EVENT === 'compatible_not_match');
    expect(swapped.map(row => [row.VALUE1, row.VALUE2, row.VALUE3])).toEqual(written);
  });
});
