// What the program keeps over a day of refreshes: `npm run bench:day`, with --write into docs/performance.md. The built program
// runs in a pseudo terminal, and the simulated cluster in this process, both with clocks that run a hundred times as fast.
//   node test/bench/day.ts [--write] [--hours=24] [--lapse=100]
import { parseArgs } from 'node:util';
import { startSimulator } from '../../source/simulator/index.ts';
import { writeDocsSection } from './docs-section.ts';
import { median, tableRow } from './figures.ts';
import { countedWay, pause, residentOf, watch } from './measure.ts';
import { checkout, program, say, to, warm } from './subject.ts';

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    hours: { type: 'string', default: '24' },
    lapse: { type: 'string', default: '100' },
  },
});
const hours = Number(options.hours);
const lapse = Number(options.lapse);

/** What is on the screen, the scenario behind it, and the options. */
const screens = [
  ['tenants', 'demo', []],
  ['300 tenants', 'many', []],
  ['a task', 'demo', ['-t', '1002', '-j', '462']],
] as const;

const began = Date.now();
const clock = { now: () => began + (Date.now() - began) * lapse };
const opened = await Promise.all(
  screens.map(async ([name, scenario, words]) => {
    const simulator = await startSimulator({ scenario, clock });
    const way = await countedWay(simulator.port);
    const [node, ...rest] = program;
    const terminal = watch(
      [node, '-r', `${checkout}test/bench/time-lapse.cjs`, ...rest, ...to(way.port), ...words],
      {
        ...warm,
        TIME_LAPSE: String(lapse),
      },
    );
    await terminal.when('root@sys');
    return { name, simulator, way, terminal, megabytes: [] as number[] };
  }),
);
const samplesAnHour = 12;
for (let hour = 0; hour < hours; hour++) {
  const before = opened.map(({ megabytes }) => megabytes.length);
  for (let sample = 0; sample < samplesAnHour; sample++) {
    await pause(3_600_000 / lapse / samplesAnHour);
    for (const { terminal, megabytes } of opened) megabytes.push(residentOf(terminal.pid));
  }
  const now = opened.map(
    ({ name, megabytes }, at) => `${name} ${median(megabytes.slice(before[at])).toFixed(0)} MB`,
  );
  say(`hour ${hour + 1}: ${now.join(', ')}`);
}

/** The median of an hour: V8 collects when it likes. */
const inHour = (megabytes: readonly number[], hour: number) =>
  median(megabytes.slice((hour - 1) * samplesAnHour, hour * samplesAnHour));
const shown = [1, 2, 6, 12, 24].filter(hour => hour <= hours);
const rows = opened.map(({ name, way, megabytes }) => {
  const [second, last] = [inHour(megabytes, Math.min(2, hours)), inHour(megabytes, hours)];
  const change = `${(((last - second) / second) * 100).toFixed(1)} %`;
  const each = shown.map(hour => `${inHour(megabytes, hour).toFixed(0)} MB`);
  return tableRow([name, ...each, change, way.counts().messages.toLocaleString('en')]);
});
for (const { terminal, simulator, way } of opened) {
  await terminal.end();
  way.close();
  await simulator.close();
}
const heads = ['resident', ...shown.map(hour => `hour ${hour}`), 'since hour 2', 'statements'];
const text = [
  `${hours} hours at 2 s, with clocks ${lapse} times as fast, ${new Date().toISOString().slice(0, 10)}; each the median of an hour:`,
  '',
  tableRow(heads),
  tableRow(heads.map(() => '---')),
  ...rows,
].join('\n');
console.log(text);
if (options.write) writeDocsSection('performance.md', 'day', text);
process.exit(0);
