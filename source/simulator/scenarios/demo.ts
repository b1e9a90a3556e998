import { type BackupSpec, backup, fastPace, gigabyte } from '../kernel/backup.ts';
import type { Cluster, ScenarioAction } from '../kernel/cluster.ts';
import { type Micros, second } from '../kernel/rows.ts';
import { fillHistory } from './history.ts';
import { type Scenario, tenant } from './scenario.ts';

const [mysql, oracle, crm, shop] = [1002, 1004, 1006, 1008];
/** Short, so that backups of half a minute do not wait minutes for the archive. */
const archiveLagTarget = 10;

/** The tenants' full backups: their size, tablets, log streams, and seconds of the data phase. */
const sizes: Readonly<Record<number, { gigabytes: number; tablets: number; streams: number; data: number }>> =
  {
    [mysql]: { gigabytes: 44, tablets: 1240, streams: 3, data: 27 },
    [oracle]: { gigabytes: 31, tablets: 905, streams: 2, data: 23 },
    [crm]: { gigabytes: 52, tablets: 2210, streams: 4, data: 30 },
    [shop]: { gigabytes: 26, tablets: 760, streams: 2, data: 20 },
  };

function full(tenantId: number, changes: Partial<BackupSpec> = {}): BackupSpec {
  const size = sizes[tenantId] ?? { gigabytes: 20, tablets: 700, streams: 2, data: 20 };
  return backup({
    tenantId,
    bytes: size.gigabytes * gigabyte,
    tablets: size.tablets,
    streams: size.streams,
    pace: { ...fastPace, data: size.data },
    ...changes,
  });
}

function incremental(tenantId: number, changes: Partial<BackupSpec> = {}): BackupSpec {
  const size = sizes[tenantId] ?? { gigabytes: 20, data: 20 };
  return full(tenantId, {
    type: 'INC',
    bytes: Math.round(size.gigabytes * gigabyte * 0.35),
    ratio: 0.31,
    pace: { ...fastPace, data: size.data * 0.95 },
    ...changes,
  });
}

/** The first minute, which shows everything a backup can do. Seconds from the start. */
const opening: readonly { after: number; begin(cluster: Cluster, at: Micros): void }[] = [
  {
    after: -15,
    begin: (cluster, at) =>
      cluster.begin(full(mysql, { plusArchivelog: cluster.traits.plusArchivelog, turnChange: true }), at),
  },
  {
    after: -9,
    begin: (cluster, at) =>
      cluster.begin(
        incremental(oracle, { ending: { how: 'failed', at: 0.93, result: -4012, module: 'BACKUP_DATA' } }),
        at,
      ),
  },
  {
    after: 3,
    begin: (cluster, at) =>
      cluster.beginClusterJob(
        [
          full(crm, { description: 'weekly full' }),
          full(shop, { description: 'weekly full', plusArchivelog: cluster.traits.plusArchivelog }),
        ],
        at,
      ),
  },
  { after: 20, begin: (cluster, at) => cluster.begin(incremental(oracle), at) },
  {
    after: 40,
    begin: (cluster, at) =>
      cluster.begin(incremental(mysql, { ending: { how: 'canceled', after: 14, winding: 3 } }), at),
  },
  { after: 50, begin: (cluster, at) => cluster.begin(incremental(crm, { metaTurn: true }), at) },
];

const failures = [
  { result: -4012, module: 'BACKUP_DATA' },
  { result: -9086, module: 'BACKUP_DATA' },
  { result: -4554, module: 'BACKUP_DATA' },
  { result: -4184, module: 'BACKUP_DATA' },
] as const;

/** A backup of any kind; most of them complete. */
function anyBackup(cluster: Cluster, tenantId: number): BackupSpec {
  const { random } = cluster;
  const chance = random.next();
  const changes: Partial<BackupSpec> = {
    plusArchivelog: random.next() < 0.5 && cluster.traits.plusArchivelog,
    turnChange: random.next() < 0.2,
    metaTurn: random.next() < 0.15,
    ...(chance < 0.12
      ? { ending: { how: 'failed', at: random.between(0.2, 0.9), ...random.pick(failures) } as const }
      : chance < 0.2
        ? { ending: { how: 'canceled', after: random.between(8, 24), winding: 3 } as const }
        : {}),
  };
  return random.next() < 0.4 ? full(tenantId, changes) : incremental(tenantId, changes);
}

/** The first minute, then a backup every 8 to 16 seconds, without end. */
function* actions(start: Micros): Iterable<ScenarioAction> {
  for (const { after, begin } of opening) {
    const at = start + after * second;
    yield { at, begin: cluster => begin(cluster, at) };
  }
  const tenants = Object.keys(sizes).map(Number);
  for (let turn = 0, at = start + 58 * second; ; turn++) {
    const due = at;
    yield {
      at: due,
      skippedAfter: 1800 * second,
      begin: cluster => {
        const free = tenants.filter(tenantId => !cluster.isBusy(tenantId, due));
        if (turn % 9 === 5 && free.length >= 2 && !cluster.isBusy(1, due)) {
          // One statement starts all children, so they are of one type, all with or all without logs.
          const type = turn % 2 === 0 ? ('FULL' as const) : ('INC' as const);
          const plusArchivelog = turn % 4 < 2 && cluster.traits.plusArchivelog;
          const specs = free.slice(0, 3).map(id => ({ ...anyBackup(cluster, id), type, plusArchivelog }));
          cluster.beginClusterJob(specs, due);
        } else if (free.length > 0) {
          cluster.begin(anyBackup(cluster, cluster.random.pick(free)), due);
        }
      },
    };
    at += (8 + ((turn * 7) % 9)) * second;
  }
}

export const demo: Scenario = {
  name: 'demo',
  summary: 'a lively cluster of four tenants: backups of all kinds, one after the other, without end',
  tenants: [
    tenant(mysql, 'mysql_tenant', { archiveLagTarget }),
    tenant(oracle, 'oracle_tenant', { mode: 'ORACLE', archiveLagTarget }),
    tenant(crm, 'crm_prod', { archiveLagTarget }),
    tenant(shop, '商城_shop', { archiveLagTarget }),
    tenant(1010, '__recycle_$_1_1731549600123456', { recycled: true, archiving: false }),
  ],
  begin(cluster, now) {
    fillHistory(
      cluster,
      now,
      [
        {
          tenantId: mysql,
          days: 406,
          gigabytes: 44,
          tablets: 1240,
          skipped: 0.015,
          plusArchivelog: true,
          secondsForFull: 52,
        },
        {
          tenantId: oracle,
          days: 240,
          gigabytes: 31,
          tablets: 905,
          skipped: 0.03,
          plusArchivelog: false,
          secondsForFull: 39,
        },
        {
          tenantId: shop,
          days: 160,
          gigabytes: 26,
          tablets: 760,
          skipped: 0.02,
          plusArchivelog: true,
          secondsForFull: 41,
        },
      ],
      [mysql, oracle, shop],
    );
    cluster.follow(actions(now));
  },
};
