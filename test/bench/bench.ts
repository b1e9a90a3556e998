// Measures the built program as a user has it, next to bare Node and the clients that people use: `npm run bench`, and with
// --write the table goes into docs/performance.md. Times depend on the machine and on what else runs there, so all variants
// take turns in each round and are given as multiples of bare Node in the same run. Counts (statements,
// files loaded) are tests: test/contract/first-data.test.ts, test/terminal/start.test.ts.
//   node test/bench/bench.ts [--write] [--rounds=11] [--seconds=60]
import { readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startSimulator } from '../../source/simulator/index.ts';
import { writeDocsSection } from './docs-section.ts';
import { note, tableRow } from './figures.ts';
import { slowWay } from './measure.ts';
import { peerRows, peersOn } from './peers.ts';
import { startRows, startVariants } from './starts.ts';
import { cache, checkout, executable, say, type Variant } from './subject.ts';
import { pressKeys, watchingRows, watchScreens } from './watching.ts';
import { measureBytes, measureSlowLinks, wireRows } from './wire.ts';

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '11' },
    seconds: { type: 'string', default: '60' },
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);

async function inTurns(variants: readonly Variant[]): Promise<void> {
  for (let round = 0; round <= rounds; round++) {
    for (const { name, measure } of variants) {
      const figures = await measure();
      // The first round fills caches, of the program and of the disk.
      if (round > 0) note(name, figures);
    }
    say(`round ${round} of ${rounds}, load ${loadavg()[0]?.toFixed(1)}`);
  }
}

rmSync(cache, { recursive: true, force: true });
const still = await startSimulator({ scenario: 'still' });
const far = await slowWay(still.port, 30);
const { variants: peers, leftOut } = await peersOn(still.port);
if (executable === null) leftOut.unshift('the executable: `npm run package` has not made it');
await inTurns([...startVariants(still.port, far.port), ...peers]);
far.close();
await still.close();
say(`four screens for ${seconds} s`);
await watchScreens(seconds);
say('keys');
await pressKeys();
say('bytes of steps');
await measureBytes();
say('slow links');
await measureSlowLinks(3);

const { version } = JSON.parse(readFileSync(`${checkout}package.json`, 'utf8'));
const text = [
  `Measured on ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, version ${version}, Node ${process.versions.node}, ` +
    `${cpus().length} x ${cpus()[0]?.model.trim()}, ${rounds} rounds in turn, load average ${loadavg()[0]?.toFixed(1)} at the end. ` +
    'Bold: multiples of `node -e 0` in the same rounds; then the median, and in brackets the least and the most.',
  '',
  '| | Node | executable | aim |',
  '| --- | --- | --- | --- |',
  ...[...startRows(), ...watchingRows(seconds), ...wireRows()].map(tableRow),
  '',
  '| Other clients on the same server | |',
  '| --- | --- |',
  ...peerRows().map(tableRow),
  ...(leftOut.length === 0 ? [] : ['', `Left out: ${leftOut.join('; ')}.`]),
].join('\n');
console.log(text);
if (options.write) writeDocsSection('performance.md', 'bench', text);
process.exit(0);
