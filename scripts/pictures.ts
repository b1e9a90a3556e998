// Makes the pictures of README.md from real runs of the built program: `npm run pictures`.
import { mkdir, writeFile } from 'node:fs/promises';
import { startProgram, type Terminal } from '../test/terminal/driver/terminal.ts';
import { screenSvg } from './svg.ts';

const size = { columns: 104, rows: 24 };
const folder = new URL('../docs/pictures/', import.meta.url);
const [down, enter] = ['\x1b[B', '\r'];

/** What is typed until the screen is the one wanted, each time waiting for what has to be there first. */
interface Shot {
  readonly name: string;
  readonly steps: readonly { readonly until: string | RegExp; readonly type: string }[];
  readonly shown: string | RegExp;
}

const toTenant = { until: /mysql_tenant.* \d+\.\d\d %/, type: down + enter };
const toJob = { until: /▸.*DOING/, type: enter };

const shots: readonly Shot[] = [
  {
    name: 'tenants',
    steps: [],
    shown: /mysql_tenant.* [1-9]\d\.\d\d %.*(min|s|soon)/,
  },
  { name: 'jobs', steps: [toTenant], shown: /DOING.* [1-9]\d\.\d\d %/ },
  { name: 'task', steps: [toTenant, toJob], shown: /data ends[\s\S]*[KMG]B\/s/ },
  { name: 'details', steps: [toTenant, toJob, { until: 'blocks', type: 'd' }], shown: 'START_TIMESTAMP' },
  {
    name: 'log-streams',
    steps: [toTenant, toJob, { until: 'blocks', type: 'L' }],
    shown: /LS +SERVER[\s\S]*DOING/,
  },
  { name: 'help', steps: [{ until: /mysql_tenant +1002/, type: '?' }], shown: 'clipboard' },
];

function cells(terminal: Terminal) {
  return Array.from({ length: size.rows }, (_, y) =>
    Array.from({ length: size.columns }, (_, x) => terminal.cell(x, y)),
  );
}

/** Names of pictures to make; all of them where none is given. */
const wanted = process.argv.slice(2);

await mkdir(folder, { recursive: true });
for (const { name, steps, shown } of shots.filter(
  shot => wanted.length === 0 || wanted.includes(shot.name),
)) {
  await using terminal = startProgram(['--demo', '-n', '1', '--time-zone', 'UTC'], size);
  for (const { until, type } of steps) {
    await terminal.waitFor(until);
    terminal.type(type);
  }
  await terminal.waitFor(shown);
  await writeFile(new URL(`${name}.svg`, folder), screenSvg(cells(terminal)));
  console.log(`docs/pictures/${name}.svg`);
}
