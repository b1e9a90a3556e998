import { backup, gigabyte, nightPace } from '../kernel/backup.ts';
import { second } from '../kernel/rows.ts';
import { fillHistory } from './history.ts';
import { type Scenario, tenant } from './scenario.ts';

const count = 300;
const names = [
  'orders',
  'billing',
  'users',
  'search',
  'ledger',
  'stock',
  'events',
  'reports',
  'mail',
  'audit',
];
const ids = Array.from({ length: count }, (_, i) => 1002 + 2 * i);

export const many: Scenario = {
  name: 'many',
  summary: `${count} tenants, about 40 of them backing up, with long histories`,
  tenants: ids.map((id, i) =>
    tenant(id, `${names[i % names.length]}_${String(Math.floor(i / names.length) + 1).padStart(2, '0')}`, {
      mode: i % 7 === 3 ? 'ORACLE' : 'MYSQL',
    }),
  ),
  begin(cluster, now) {
    fillHistory(
      cluster,
      now,
      ids.map((tenantId, i) => ({
        tenantId,
        days: i < 20 ? 380 : 30,
        gigabytes: 4 + ((i * 37) % 400),
        tablets: 700 + ((i * 211) % 9000),
        skipped: 0.02,
        plusArchivelog: i % 3 === 0,
        secondsForFull: 60 + ((i * 37) % 2400),
      })),
    );
    for (const [n, tenantId] of ids.filter((_, i) => i % 7 === 2).entries()) {
      const spec = backup({
        tenantId,
        type: n % 4 === 0 ? 'FULL' : 'INC',
        bytes: (20 + ((n * 53) % 300)) * gigabyte,
        fileBytes: gigabyte,
        plusArchivelog: n % 2 === 0 && cluster.traits.plusArchivelog,
        pace: { ...nightPace, data: 600 + ((n * 97) % 2400) },
      });
      cluster.begin(spec, now - ((n * 41) % 900) * second);
    }
  },
};
