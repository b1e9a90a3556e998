// How good the estimate of the time left is: `npm run bench:eta`. Nothing here depends on the machine.
import { eta, observe, type Throughput } from '../../source/backup/throughput.ts';
import { about } from '../../source/text/duration.ts';
import { wordsOf } from '../../source/text/words.ts';
import { type Run, runsOf, seenAt, shapes } from '../backup/simulated-run.ts';

const { time } = wordsOf('en');

const runsEach = 60;
const pollSeconds = 2;
/** From the first quarter on, until so little is left that a relative error says nothing. */
const [from, until] = [0.25, 0.97];

/** An estimator that sees one poll after the other; seconds left, or null. */
type Estimator = (at: number, units: number, bytes: number, left: number) => number | null;

function ours(): Estimator {
  let throughput: Throughput | null = null;
  return (at, units, bytes, left) => {
    const now = BigInt(Math.round(at * 1e6));
    throughput = observe(throughput, { at: now, bytes: BigInt(bytes), units: BigInt(units) });
    return eta(BigInt(left), throughput, now);
  };
}

/** What one gets from polls: what came in within the last half minute. */
function naive(): Estimator {
  const seen: { at: number; units: number }[] = [];
  return (at, units, _, left) => {
    seen.push({ at, units });
    while ((seen[1]?.at ?? at) < at - 30) seen.shift();
    const first = seen[0];
    const rate = first === undefined || first.at === at ? 0 : (units - first.units) / (at - first.at);
    return rate > 0 ? left / rate : null;
  };
}

interface Score {
  /** Relative errors at each poll. */
  readonly errors: number[];
  /** The same errors as parts of the whole run. */
  readonly ofWhole: number[];
  /** How often the shown text changed direction in this run. */
  turns: number;
  /** Polls without an estimate. */
  silent: number;
  polls: number;
}

function score(run: Run, estimate: Estimator): Score {
  const result: Score = { errors: [], ofWhole: [], turns: 0, silent: 0, polls: 0 };
  let shown: number | null = null;
  let direction = -1;
  for (let at = 0; at < run.seconds * until; at += pollSeconds) {
    const { bytes, units } = seenAt(run, at);
    const left = estimate(at, units, bytes, run.total(at) - units);
    if (at < run.seconds * from) continue;
    result.polls += 1;
    if (left === null) {
      result.silent += 1;
      continue;
    }
    const truth = run.seconds - at;
    result.errors.push(Math.abs(left - truth) / truth);
    result.ofWhole.push(Math.abs(left - truth) / run.seconds);
    if (shown !== null && about(left, time) !== about(shown, time)) {
      const now = Math.sign(left - shown);
      if (now !== direction) result.turns += 1;
      direction = now;
    }
    shown = left;
  }
  return result;
}

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
const percent = (value: number) => `${(value * 100).toFixed(0)} %`.padStart(7);

function tell(name: string, scores: readonly Score[]): void {
  const errors = scores.flatMap(one => one.errors);
  const turns = scores.reduce((sum, one) => sum + one.turns, 0) / scores.length;
  const silent = scores.reduce((sum, one) => sum + one.silent, 0);
  const polls = scores.reduce((sum, one) => sum + one.polls, 0);
  const ofWhole = scores.flatMap(one => one.ofWhole);
  const [median, ninth] = [quantile(errors, 0.5), quantile(errors, 0.9)];
  const figures = [median, ninth, quantile(ofWhole, 0.5)].map(percent).join('');
  console.log(`${name.padEnd(46)}${figures}${turns.toFixed(1).padStart(9)}${percent(silent / polls)}`);
}

console.log(`${runsEach} runs of each shape, a poll every ${pollSeconds} s, from the first quarter on`);
console.log(`${''.padEnd(46)} median   9/10  whole    turns  silent`);
const all = { ours: [] as Score[], naive: [] as Score[] };
for (const { name } of shapes) {
  const runs = runsOf(name, runsEach);
  const [own, plain] = [runs.map(run => score(run, ours())), runs.map(run => score(run, naive()))];
  all.ours.push(...own);
  all.naive.push(...plain);
  tell(name, own);
  tell('  rate of the last 30 s', plain);
}
tell('all shapes', all.ours);
tell('  rate of the last 30 s', all.naive);
