// Makes the pictures of README.md and README.zh-CN.md from real runs of the built program: `npm run pictures`.
import { mkdir, writeFile } from 'node:fs/promises';
import { startSimulator } from '../source/simulator/index.ts';
import { startProgram, type Terminal } from '../test/terminal/driver/terminal.ts';
import { screenSvg } from './svg.ts';

const size = { columns: 104, rows: 24 };
const folder = new URL('../docs/pictures/', import.meta.url);
const [down, enter] = ['\x1b[B', '\r'];

/** What is typed until the screen is the one wanted, each time waiting for what has to be there first. */
interface Shot {
  readonly name: string;
  /** Of the simulated cluster; the usual one where it is not given. */
  readonly scenario?: string;
  /** Minutes for which the cluster has run by then; the program then connects to it as to any other. */
  readonly minutesIn?: number;
  readonly steps: readonly { readonly until: string | RegExp; readonly type: string }[];
  readonly shown: string | RegExp;
}

/** What the screens say that is waited for, by language; each has pictures of its own. */
interface Said {
  readonly folder: string;
  readonly dataEnds: string;
  readonly blocks: string;
  readonly logStreams: string;
  readonly moveUp: string;
}

const languages: Readonly<Record<string, Said>> = {
  en: {
    folder: '',
    dataEnds: 'data ends',
    blocks: 'blocks',
    logStreams: 'LS +SERVER',
    moveUp: 'move up',
  },
  zh: {
    folder: 'zh/',
    dataEnds: '数据预计',
    blocks: '宏块',
    logStreams: '日志流 +节点',
    moveUp: '上移一行',
  },
};

const toTenant = { until: /mysql_tenant.* \d+\.\d\d ?%/, type: down + enter };
const toRetrying = { until: /retrying_ls.* \d+\.\d\d ?%/, type: `/retrying_ls${enter}${enter}` };
const toJob = { until: /▸ \d+ .* \d+\.\d\d ?%/, type: enter };

function shotsOf({ dataEnds, blocks, logStreams, moveUp }: Said): readonly Shot[] {
  return [
    {
      name: 'tenants',
      scenario: 'night',
      minutesIn: 11,
      steps: [],
      shown: /✖ failing[\s\S]*! archive_behind[\s\S]*retrying_ls.* \d\d\.\d\d ?%.*[KMG]B\/s.*\d\d:\d\d/,
    },
    { name: 'jobs', steps: [toTenant], shown: /▸ \d+ .* [1-9]\d\.\d\d ?%/ },
    {
      name: 'task',
      scenario: 'night',
      minutesIn: 9,
      steps: [toRetrying, toJob],
      // A log stream is tried again, the end can be estimated, and the graph has some minutes.
      shown: new RegExp(`↻[\\s\\S]*${dataEnds}[\\s\\S]*[KMG]B/s[\\s\\S]*┼(─*┬){4}`),
    },
    { name: 'details', steps: [toTenant, toJob, { until: blocks, type: 'd' }], shown: 'START_TIMESTAMP' },
    {
      name: 'log-streams',
      steps: [toTenant, toJob, { until: blocks, type: 'L' }],
      shown: new RegExp(`${logStreams}[\\s\\S]*DOING`),
    },
    { name: 'help', steps: [{ until: 'mysql_tenant', type: '?' }], shown: moveUp },
  ];
}

function cells(terminal: Terminal) {
  return Array.from({ length: size.rows }, (_, y) =>
    Array.from({ length: size.columns }, (_, x) => terminal.cell(x, y)),
  );
}

/** Seconds by which a cluster goes on in each second that is waited for a picture of it. */
const fastForward = 15;

/** A cluster that has run for some minutes already and goes on fast, and the words that connect to it. */
async function clusterAfter(minutes: number, scenario: string) {
  const simulator = await startSimulator({ scenario });
  simulator.advance(minutes * 60);
  const timer = setInterval(() => simulator.advance(fastForward - 1), 1000);
  return {
    words: ['-P', String(simulator.port)],
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await simulator.close();
    },
  };
}

/** Names of pictures to make, such as `tenants` or `zh/tenants`; all of them where none is given. */
const wanted = process.argv.slice(2);

for (const [language, said] of Object.entries(languages)) {
  await mkdir(new URL(said.folder, folder), { recursive: true });
  for (const { name, scenario = 'demo', minutesIn, steps, shown } of shotsOf(said)) {
    const picture = `${said.folder}${name}`;
    if (wanted.length > 0 && !wanted.includes(picture)) continue;
    await using cluster = minutesIn === undefined ? null : await clusterAfter(minutesIn, scenario);
    const where = cluster?.words ?? ['--demo', '--scenario', scenario];
    const words = [...where, '-n', '1', '--time-zone', 'UTC', '--lang', language];
    await using terminal = startProgram(words, size);
    for (const { until, type } of steps) {
      await terminal.waitFor(until);
      terminal.type(type);
    }
    await terminal.waitFor(shown);
    await writeFile(new URL(`${picture}.svg`, folder), screenSvg(cells(terminal)));
    console.log(`docs/pictures/${picture}.svg`);
  }
}
