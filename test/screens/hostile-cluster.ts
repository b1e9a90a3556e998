import { sanitise } from '../../source/text/sanitise.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { backupEvent, column, job, logStream, picture, task, tenant } from '../fixtures/values.ts';

/** Names of the scripts and characters that terminals measure differently from each other, or from string-width. */
export const hostileNames = [
  'กำกำกำกำกำ',
  'ກຳນ້ຳ',
  'क्षि'.repeat(5),
  'ক্ষি কো',
  'தமிழ்நாடு',
  'ကြက်သွန်',
  'ក្រុមហ៊ុន',
  'مُحَمَّد \u0600١٢',
  '👩‍👩‍👧‍👦 👍🏽 ⚠️ 1️⃣ 🇨🇳🇩🇪',
  '\u1112\u1161\u11AB\u1100\u1161\u1161',
  'ﾊﾞｯｸｱｯﾌﾟﾞﾞ',
  `Z${'\u0301\u0327'.repeat(40)}`,
  '\u0301\u0E33\u093F',
  'a\u{E0061}\u{E007F}\uFE0F\u200Db\uD800',
  '\x1b[31mred\x9b2J\r\n',
  '𗀀𘠀 \u{30000} ☯䷀',
];

export const hostileTenantIds = hostileNames.map((_, index) => BigInt(1002 + index * 2));

/** A cluster where each text that a server sends is one of the hostileNames. */
export function hostileCluster() {
  const shown = hostileNames.map(sanitise);
  const jobs = hostileTenantIds.map((id, index) =>
    job({
      tenantId: id,
      jobId: BigInt(index + 1),
      status: index % 2 === 0 ? (shown[index] ?? '') : 'FAILED',
      type: shown[index] ?? '',
      result: -4012n,
      comment: hostileNames[index] ?? '',
      description: shown[index] ?? '',
      path: `file:///${shown[index]}`,
      level: shown[index] ?? '',
      row: hostileNames.map((name, at) => column(`COLUMN_${at}`, name)),
    }),
  );
  const fake = fakeSource(
    picture({
      tenants: hostileTenantIds.map((id, index) => tenant(id, hostileNames[index] ?? '')),
      jobs,
      tasks: jobs.map((of, index) =>
        task({
          of,
          status: index % 2 === 0 ? (shown[index] ?? '') : 'FAILED',
          comment: shown[index] ?? '',
          row: hostileNames.map((name, at) =>
            column(name, hostileNames[hostileNames.length - at - 1] ?? name),
          ),
        }),
      ),
    }),
  );
  const row = hostileNames.map((name, at) => column(`COLUMN_${at}`, name));
  fake.logStreamTasks = shown.map((name, index) =>
    logStream(BigInt(1001 + index), {
      server: name,
      type: name,
      status: name,
      comment: name,
      traceId: name,
      row,
    }),
  );
  fake.backupEvents = shown.map((name, index) =>
    backupEvent(60 + index, {
      event: name,
      values: [{ name, value: name }],
      tenantId: hostileTenantIds[index] ?? null,
      jobId: null,
      result: -9040n,
      server: name,
      row,
    }),
  );
  return fake;
}
