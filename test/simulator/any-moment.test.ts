import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BackupSpec, backup } from '../../source/simulator/kernel/backup.ts';
import { Cluster } from '../../source/simulator/kernel/cluster.ts';
import { type Release, releases } from '../../source/simulator/releases.ts';
import { tenant } from '../../source/simulator/scenarios/scenario.ts';
import type { Row, TableName } from '../../source/simulator/store.ts';
import { second, startedAt } from './backups.ts';

const tenants = [
  tenant(1002, 'orders', { archiveLagTarget: 5 }),
  tenant(1004, 'billing', { archiveLagTarget: 5 }),
];

const anySpec = fc.record({
  plusArchivelog: fc.boolean(),
  streams: fc.integer({ min: 1, max: 5 }),
  turnChange: fc.boolean(),
  metaTurn: fc.boolean(),
  ending: fc.constantFrom(
    { how: 'completed' as const },
    { how: 'failed' as const, at: 0.4, result: -4016, module: 'BACKUP_DATA' },
    { how: 'canceled' as const, after: 20, winding: 3 },
  ),
});
/** What happens to tenant 1002 at a moment of its backup. */
const anyEvent = fc.constantFrom('INTERRUPTED', 'SUSPEND', 'cancel', 'cancel all', 'hiccup');

function all(cluster: Cluster, table: TableName): Row[] {
  return [...cluster.store.rows(table)].map(({ row }) => row);
}

/** Two tenants' backups by one cluster job, and what happens to one of them. */
function played(spec: Partial<BackupSpec>, release: Release, event: string, after: number): Cluster {
  const cluster = new Cluster(release, tenants, startedAt, 'x');
  const plusArchivelog = spec.plusArchivelog === true && cluster.traits.plusArchivelog;
  cluster.beginClusterJob(
    tenants.map(({ id }) => backup({ ...spec, plusArchivelog, tenantId: id })),
    startedAt,
  );
  cluster.moveTo(startedAt + Math.round(after * second));
  if (event === 'cancel') cluster.cancel(1002);
  else if (event === 'cancel all') cluster.cancel(1);
  else if (event === 'hiccup') {
    cluster.setArchive(1002, 'SUSPEND');
    cluster.setArchive(1002, 'DOING');
  } else cluster.setArchive(1002, event === 'INTERRUPTED' ? 'INTERRUPTED' : 'SUSPEND');
  cluster.moveTo(cluster.now + 600 * second);
  return cluster;
}

describe('Whatever happens to a backup at whatever moment', () => {
  it('ends in history once, in one state, and leaves nothing behind', () => {
    const release = fc.constantFrom(...releases);
    const after = fc.double({ min: 0, max: 60, noNaN: true });
    fc.assert(
      fc.property(anySpec, release, anyEvent, after, (spec, version, event, at) => {
        const cluster = played(spec, version, event, at);
        for (const table of ['JOBS', 'TASKS', 'LS_TASKS', 'SCHEDULE_TASKS'] as const)
          expect(all(cluster, table)).toEqual([]);
        const jobs = all(cluster, 'JOB_HISTORY');
        expect(jobs.map(row => row.TENANT_ID).sort()).toEqual([1, 1002, 1004]);
        const [parent, ...children] = jobs.toSorted((a, b) => Number(a.TENANT_ID) - Number(b.TENANT_ID));
        for (const child of children) {
          expect(child.RESULT === 0).toBe(child.STATUS === 'COMPLETED');
          const task = all(cluster, 'TASK_HISTORY').find(row => row.TENANT_ID === child.TENANT_ID);
          if (task !== undefined) expect([task.STATUS, task.RESULT]).toEqual([child.STATUS, child.RESULT]);
        }
        if (parent?.STATUS !== 'CANCELED') {
          const bad = children.filter(({ RESULT }) => RESULT !== 0);
          expect(parent?.STATUS).toBe(bad.length > 0 ? 'FAILED' : 'COMPLETED');
          if (bad.length > 0) expect(bad.map(({ RESULT }) => RESULT)).toContain(parent?.RESULT);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is as if nothing had happened where the archive is DOING again at once', () => {
    for (const at of [0.5, 5, 20, 40]) {
      const status = all(played({}, '4.3.3', 'hiccup', at), 'JOB_HISTORY').map(row => row.STATUS);
      expect(new Set(status)).toEqual(new Set(['COMPLETED']));
    }
  });
});

describe('The history of the last week', () => {
  const statusChanges = (cluster: Cluster) =>
    all(cluster, 'ROOTSERVICE_EVENT_HISTORY').filter(row => row.EVENT === 'advance_status');
  const past = {
    tenantId: 1002,
    seconds: 1000,
    type: 'FULL',
    plusArchivelog: false,
    outcome: 'COMPLETED',
    result: 0,
    bytes: 1e9,
    ratio: 0.3,
    tablets: 700,
  } as const;
  const day = 86_400 * second;

  it('has the changes of STATUS of its backups, from INIT to the end, and none of older ones', () => {
    const cluster = new Cluster('4.3.3', tenants, startedAt, 'x');
    cluster.addPast({ ...past, at: startedAt - 9 * day });
    cluster.addPast({ ...past, at: startedAt - 2 * day });
    const changes = statusChanges(cluster);
    expect(new Set(changes.map(row => row.VALUE2))).toEqual(new Set(['2']));
    expect(changes.map(row => row.VALUE4)).toEqual(['INIT', ...changes.slice(0, -1).map(row => row.VALUE5)]);
    expect(changes.at(-1)).toMatchObject({
      VALUE5: 'COMPLETED',
      TIMESTAMP: startedAt - 2 * day + 1000 * second,
    });
    const times = changes.map(row => Number(row.TIMESTAMP));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const data = changes.findIndex(row => row.VALUE4 === 'BACKUP_USER_DATA');
    const end = all(cluster, 'TASK_HISTORY').find(row => row.JOB_ID === 2)?.END_SCN;
    expect(Number(BigInt(String(end)) / 1000n)).toBe(times[data]);
  });

  it('ends with a failed or cancelled one as the kernel says', () => {
    const cluster = new Cluster('4.3.3', tenants, startedAt, 'x');
    cluster.addPast({ ...past, at: startedAt - 2 * day, outcome: 'FAILED', result: -4016 });
    cluster.addPast({ ...past, at: startedAt - day, outcome: 'CANCELED', result: -4072 });
    const ends = statusChanges(cluster).filter(row => row.VALUE6 !== '0');
    expect(ends.map(row => [row.VALUE4, row.VALUE5, row.VALUE6])).toEqual([
      ['FAILED', 'FAILED', '-4016'],
      ['CANCELING', 'CANCELED', '-4072'],
    ]);
  });

  it('has none of them where the kernel writes none', () => {
    const cluster = new Cluster('4.2.1', tenants, startedAt, 'x');
    cluster.addPast({ ...past, at: startedAt - day });
    expect(statusChanges(cluster)).toEqual([]);
  });
});
