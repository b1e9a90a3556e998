// How the program does with 10,000 tenants, 50 running backups and up to a million ended ones, on OceanBase's own engine:
// `npm run bench:scale`, with --write into docs/performance.md. The rows are made here.
//   node test/bench/scale.ts [--write] [--history=1000,100000,1000000]
import { parseArgs } from 'node:util';
import { type Connection, createConnection } from 'mysql2/promise';
import type { View } from '../../source/backup/view.ts';
import { liveSource } from '../../source/oceanbase/live-source.ts';
import { startEngine } from '../contract/servers/engine.ts';
import { buildViews, prepare, putRow } from '../contract/servers/engine-schema.ts';
import { allColumns, store, type ViewName } from '../contract/servers/views.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow, tenantRow } from '../fixtures/rows.ts';
import { writeDocsSection } from './docs-section.ts';
import { median, percentile } from './figures.ts';
import { countedWay, pause, residentOf, watch } from './measure.ts';
import { program, say, to, warm } from './subject.ts';

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    tenants: { type: 'string', default: '10000' },
    history: { type: 'string', default: '1000,100000,1000000' },
  },
});
const tenants = Number(options.tenants);
const running = 50;
const firstTenant = 1002;
const refreshes = 12;

/** Copies the only row of a view for numbers of tenants and, `each` times for each, of jobs. */
async function multiply(
  root: Connection,
  view: ViewName,
  from: number,
  to: number,
  each: readonly [number, number],
) {
  const own = new Map<string, string>([
    ['TENANT_ID', 't.n'],
    ['TENANT_NAME', "CONCAT('tenant_', t.n)"],
    ['JOB_ID', 'j.n'],
    ['TASK_ID', 'j.n'],
    ['START_TIMESTAMP', 'DATE_SUB(now(6), INTERVAL j.n * 30 + t.n MINUTE)'],
    ['END_TIMESTAMP', 'DATE_SUB(now(6), INTERVAL j.n * 30 + t.n - 20 MINUTE)'],
  ]);
  const columns = allColumns(view).map(([name]) => name);
  const names = columns.map(name => `\`${name}\``).join(', ');
  const picked = columns.map(name => own.get(name) ?? `v.\`${name}\``).join(', ');
  const [first, last] = each;
  await root.query(
    `REPLACE INTO ${store}.${view} (${names}) SELECT ${picked} FROM ${store}.${view} v, ${store}.N t, ${store}.N j ` +
      `WHERE v.TENANT_ID = 1001 AND t.n BETWEEN ${from} AND ${to} AND j.n BETWEEN ${first} AND ${last}`,
  );
}

const started = await startEngine({
  parameters: ['datafile_size=2G', 'log_disk_size=4G', 'memory_budget=2G'],
});
const root = await createConnection({ host: started.host, port: started.port, user: 'root', timezone: 'Z' });
await root.query("SET time_zone = '+00:00', ob_query_timeout = 600000000, ob_trx_timeout = 600000000");
await prepare(root);
await buildViews(root, 'sys', '4.3.3', 1n);
await root.query(`CREATE TABLE ${store}.N (n bigint PRIMARY KEY)`);
for (let from = 1; from < firstTenant + tenants; from += 1000) {
  const list = Array.from({ length: 1000 }, (_, at) => `(${from + at})`);
  await root.query(`INSERT INTO ${store}.N VALUES ${list.join(',')}`);
}
await putRow(root, 'TENANTS', 1001n, tenantRow('pattern'));
await putRow(root, 'JOBS', 1001n, jobRow(1));
await putRow(root, 'TASKS', 1001n, taskRow(1));
await putRow(root, 'JOB_HISTORY', 1001n, endedJobRow(1));
await putRow(root, 'TASK_HISTORY', 1001n, endedTaskRow(1));
const last = firstTenant + tenants - 1;
for (let from = firstTenant; from <= last; from += 1000) {
  await multiply(root, 'TENANTS', from, Math.min(last, from + 999), [1, 1]);
}
const liveJob = 900;
for (const view of ['JOBS', 'TASKS'] as const) {
  await multiply(root, view, firstTenant, firstTenant + running - 1, [liveJob, liveJob]);
}
for (const view of ['JOBS', 'TASKS'] as const)
  await root.query(`DELETE FROM ${store}.${view} WHERE TENANT_ID = 1001`);
say(`${tenants} tenants, ${running} running`);

interface Cost {
  readonly first: number;
  readonly firstReceived: number;
  readonly time: number;
  readonly slowest: number;
  readonly statements: number;
  readonly sent: number;
  readonly received: number;
}

/** What refreshes of a view cost: of the first one the time, of the others medians. */
async function costOf(views: readonly View[]): Promise<Cost> {
  const way = await countedWay(started.port);
  const source = liveSource({
    host: '127.0.0.1',
    port: way.port,
    socket: null,
    user: 'root',
    password: '',
    ssl: { mode: 'disabled', ca: null },
  });
  const began = performance.now();
  for (const view of views) await source.read(view);
  const first = performance.now() - began;
  const firstReceived = way.counts().received;
  const figures: (readonly [number, number, number, number])[] = [];
  const [view = { kind: 'tenants' }] = views.slice(-1);
  for (let refresh = 0; refresh < refreshes; refresh++) {
    const [before, start] = [way.counts(), performance.now()];
    await source.read(view);
    const after = way.counts();
    figures.push([
      performance.now() - start,
      after.messages - before.messages,
      after.sent - before.sent,
      after.received - before.received,
    ]);
  }
  await source.close();
  way.close();
  const at = (index: 0 | 1 | 2 | 3) => figures.map(each => each[index]);
  return {
    first,
    firstReceived,
    time: median(at(0)),
    slowest: Math.max(...at(0)),
    statements: median(at(1)),
    sent: median(at(2)),
    received: median(at(3)),
  };
}

const key = { tenantId: BigInt(firstTenant), jobId: BigInt(liveJob) };
const asked: readonly (readonly [string, readonly View[]])[] = [
  ['tenants', [{ kind: 'tenants' }]],
  ['jobs of all tenants', [{ kind: 'jobs', scope: { kind: 'all' }, pages: 1, columns: 'list' }]],
  ['panel of a job', [{ kind: 'job', key }]],
];

const lines: string[] = [];
let filled = 0;
for (const rows of options.history.split(',').map(Number)) {
  // As many jobs as tasks, spread over all tenants.
  const perTenant = Math.max(1, Math.round(rows / 2 / tenants));
  const reached = rows / 2 / perTenant;
  for (let from = firstTenant; from < firstTenant + reached; from += 250) {
    const to = Math.min(firstTenant + reached - 1, from + 249);
    for (const view of ['JOB_HISTORY', 'TASK_HISTORY'] as const) {
      await multiply(root, view, from, to, [filled + 1, Math.max(filled + 1, perTenant)]);
    }
  }
  filled = reached < tenants ? 0 : perTenant;
  const [[count]] = (await root.query(
    `SELECT (SELECT COUNT(*) FROM ${store}.JOB_HISTORY) + (SELECT COUNT(*) FROM ${store}.TASK_HISTORY) AS n`,
  )) as unknown as [[{ n: number }]];
  say(`${count.n} rows of history`);
  for (const [name, views] of asked) {
    try {
      const cost = await costOf(views);
      lines.push(
        `| ${name} | ${Number(count.n).toLocaleString('en')} | ${cost.first.toFixed(0)} ms, ${(cost.firstReceived / 1000).toFixed(0)} KB | ${cost.time.toFixed(1)} ms (${cost.slowest.toFixed(0)}) | ` +
          `${cost.statements} | ${cost.sent} B | ${(cost.received / 1000).toFixed(1)} KB |`,
      );
    } catch (error) {
      lines.push(
        `| ${name} | ${Number(count.n).toLocaleString('en')} | failed: ${error instanceof Error ? error.message : String(error)} | | | | |`,
      );
    }
    say(lines.at(-1) ?? '');
  }
}

/** The screens on it: keys and memory. */
async function screens(): Promise<string> {
  const words = [...to(started.port), '-u', 'root', '--time-zone', 'UTC'];
  const terminal = watch([...program, ...words], warm);
  const [data = 0] = await terminal.when('tenant_1002');
  const resident = residentOf(terminal.pid);
  await pause(5000);
  const times: number[] = [];
  for (let press = 0; press < 150; press++) {
    times.push(await terminal.answers(press % 60 < 30 ? 'j' : '\x1b[6~', 12));
    await pause(41);
  }
  await pause(20_000);
  const later = residentOf(terminal.pid);
  await terminal.end();
  return (
    `The screens on it: first data after ${data.toFixed(0)} ms; a key (\`j\`, PgDn) to its paint ${median(times).toFixed(1)} ms in the median, ` +
    `${percentile(times, 0.99).toFixed(1)} ms at p99; ${resident.toFixed(0)} MB resident at first data, ${later.toFixed(0)} MB half a minute later.`
  );
}
let seen = '';
try {
  seen = await screens();
} catch (error) {
  seen = `The screens on it were not measured: ${String(error)}`;
}
root.destroy();
await started.stop();
const text = [
  `${tenants.toLocaleString('en')} tenants, ${running} running backups, on the engine, ${new Date().toISOString().slice(0, 10)}. ` +
    `Of ${refreshes} refreshes the median, in brackets the slowest:`,
  '',
  '| view | history rows | first read | refresh | statements | sent | received |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  ...lines,
  '',
  seen,
].join('\n');
console.log(text);
if (options.write) writeDocsSection('performance.md', 'scale', text);
process.exit(0);
