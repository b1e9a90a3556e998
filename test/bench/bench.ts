// Measures the built program as a user has it, next to bare Node and the clients that people use: `npm run bench`, and with
// --write the table goes into docs/performance.md. Times depend on the machine and on what else runs there, so all variants
// take turns in each round and are given as multiples of bare Node in the same run. Counts (statements,
// files loaded) are tests: test/contract/first-data.test.ts, test/terminal/start.test.ts.
//   node test/bench/bench.ts [--write] [--rounds=11] [--seconds=60]
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { arch, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startSimulator } from '../../source/simulator/index.ts';
import { benchReport, type Figures } from './bench-report.ts';
import { writeDocsSection } from './docs-section.ts';
import {
  type Command,
  cpuOf,
  median,
  oneShot,
  pause,
  percentile,
  residentOf,
  slowWay,
  watch,
} from './measure.ts';

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '11' },
    seconds: { type: 'string', default: '60' },
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const program: Command = [process.execPath, `${checkout}dist/cli.js`];
const executablePath = `${checkout}dist/release/linux-${arch()}/ob-backup-top`;
const cache = `${checkout}.cache/bench`;
const warm = { XDG_CACHE_HOME: cache };
/** Without a folder for compiled code every start is a first one. */
const cold = { XDG_CACHE_HOME: '/nonexistent' };

const leftOut: string[] = [];
const say = (text: string) => process.stderr.write(`${text}\n`);

function has(command: string, why: string): boolean {
  if (spawnSync('which', [command]).status === 0) return true;
  leftOut.push(`${command}: ${why}`);
  return false;
}

interface Variant {
  readonly name: string;
  readonly measure: () => Promise<Figures>;
}

const found = new Map<string, Figures[]>();

async function inTurns(variants: readonly Variant[]): Promise<void> {
  for (let round = 0; round <= rounds; round++) {
    for (const { name, measure } of variants) {
      const figures = await measure();
      // The first round fills caches, of the program and of the disk.
      if (round > 0) found.set(name, [...(found.get(name) ?? []), figures]);
    }
    say(`round ${round} of ${rounds}, load ${loadavg()[0]?.toFixed(1)}`);
  }
}

const shot =
  (command: Command, env = {}) =>
  async (): Promise<Figures> => ({ ...(await oneShot(command, env)) });

/** First text, first data, and what was used until then. */
const screens =
  (command: Command, data: string, env = {}) =>
  async (): Promise<Figures> => {
    const terminal = watch(command, env);
    const [text = 0] = await terminal.when('root@sys');
    const textCpu = cpuOf(terminal.pid);
    const [first = 0] = await terminal.when(data);
    const figures = {
      text,
      textCpu,
      data: first,
      dataCpu: cpuOf(terminal.pid),
      resident: residentOf(terminal.pid),
    };
    await pause(1200); // for the compiled code to be written
    await terminal.end();
    return figures;
  };

const still = await startSimulator({ scenario: 'still' });
const { port } = still;
const to = (way: number) => ['-h', '127.0.0.1', '-P', String(way)];
const panel = [...to(port), '-t', '1002', '-j', '2'];
const far = await slowWay(port, 30);
const query = 'SELECT * FROM oceanbase.CDB_OB_BACKUP_TASKS';

rmSync(cache, { recursive: true, force: true });
const executable: Command | null = existsSync(executablePath) ? [executablePath] : null;
if (executable === null) leftOut.push('the executable: `npm run package` has not made it');
const peers: Variant[] = [];
if (has('mariadb', 'not in PATH')) {
  const client = ['-h', '127.0.0.1', '-P', String(port), '-u', 'root@sys', '--skip-ssl'];
  peers.push({ name: 'mariadb', measure: shot(['mariadb', ...client, '-e', query]) });
  if (has('watch', 'not in PATH')) {
    const words: Command = ['watch', '-n', '2', `mariadb ${client.join(' ')} -e '${query}'`];
    peers.push({
      name: 'watch',
      measure: async () => {
        const terminal = watch(words);
        const [data = 0] = await terminal.when('TASK_ID');
        await terminal.end();
        return { data };
      },
    });
  }
}
if (has('mycli', 'not in PATH')) {
  const words: Command = ['mycli', '-h', '127.0.0.1', '-P', String(port), '-u', 'root@sys', '-e', query];
  peers.push({ name: 'mycli', measure: shot(words) });
}
for (const monitor of ['dolphie', 'innotop']) {
  if (has(monitor, 'not in PATH'))
    leftOut.push(`${monitor}: asks for MySQL's own status tables, which OceanBase has not`);
}

await inTurns([
  { name: 'bare', measure: shot([process.execPath, '-e', '0']) },
  { name: 'help', measure: shot([...program, '--help'], warm) },
  { name: 'json', measure: shot([...program, ...to(port), '--once', '--json'], warm) },
  { name: 'list', measure: screens([...program, ...to(port)], 'mysql_tenant', warm) },
  { name: 'list cold', measure: screens([...program, ...to(port)], 'mysql_tenant', cold) },
  { name: 'panel', measure: screens([...program, ...panel], '82 blocks', warm) },
  { name: 'list far', measure: screens([...program, ...to(far.port)], 'mysql_tenant', warm) },
  ...(executable === null
    ? []
    : [
        { name: 'exe help', measure: shot([...executable, '--help']) },
        { name: 'exe json', measure: shot([...executable, ...to(port), '--once', '--json']) },
        { name: 'exe list', measure: screens([...executable, ...to(port)], 'mysql_tenant') },
        { name: 'exe panel', measure: screens([...executable, ...panel], '82 blocks') },
        { name: 'exe list far', measure: screens([...executable, ...to(far.port)], 'mysql_tenant') },
      ]),
  ...peers,
]);
far.close();
await still.close();

/** What looking at a screen costs: CPU, memory, bytes to the terminal, while all of them run at the same time. */
async function looking(): Promise<void> {
  const cases = [
    ['still', 'still', []],
    ['one task', 'demo', ['-t', '1002', '-j', '462']],
    ['300 tenants', 'many', []],
    ['300 tenants, -n 0.5', 'many', ['-n', '0.5']],
  ] as const;
  const opened = await Promise.all(
    cases.map(async ([name, scenario, words]) => {
      const simulator = await startSimulator({ scenario });
      const terminal = watch([...program, ...to(simulator.port), ...words], warm);
      await terminal.when('root@sys');
      return { name, simulator, terminal };
    }),
  );
  await pause(10_000);
  const before = opened.map(({ terminal }) => [
    cpuOf(terminal.pid),
    terminal.bytes(),
    residentOf(terminal.pid),
  ]);
  await pause(seconds * 1000);
  for (const [at, { name, simulator, terminal }] of opened.entries()) {
    const [cpu = 0, bytes = 0, early = 0] = before[at] ?? [];
    found.set(name, [
      {
        cpu: (cpuOf(terminal.pid) - cpu) / seconds / 10,
        bytes: (terminal.bytes() - bytes) / seconds,
        early,
        resident: residentOf(terminal.pid),
      },
    ]);
    await terminal.end();
    await simulator.close();
  }
}
say(`four screens for ${seconds} s`);
await looking();

/** From a key to the bytes that answer it, 300 tenants. */
async function keys(): Promise<void> {
  const simulator = await startSimulator({ scenario: 'many' });
  const terminal = watch([...program, ...to(simulator.port)], warm);
  await terminal.when('all tenants');
  await pause(2000);
  const times: number[] = [];
  let bytes = 0;
  for (let press = 0; press < 200; press++) {
    const before = terminal.bytes();
    times.push(await terminal.answers(press % 40 < 20 ? 'j' : 'k', 12));
    await pause(37);
    bytes += terminal.bytes() - before;
  }
  found.set('keys', [{ median: median(times), p99: percentile(times, 0.99), bytes: bytes / times.length }]);
  await terminal.end();
  await simulator.close();
}
say('keys');
await keys();

const text = benchReport({ found, rounds, seconds, leftOut });
console.log(text);
if (options.write) writeDocsSection('performance.md', 'bench', text);
process.exit(0);
