import type { Instant } from '../row.ts';
import { secondsBetween } from '../throughput.ts';
import { clamp, type Guess, quantile } from './guess.ts';
import { type StreamSpeeds, speedsOf, stepsForRecent } from './log-stream-speeds.ts';
import { isSmall, type LogStreamRuns, type StreamRun } from './log-stream-steps.ts';

/** An open log stream with its speed. */
interface Paced {
  readonly stream: StreamRun;
  /** Null before it has moved. */
  readonly own: StreamSpeeds | null;
  readonly perSecond: number;
  readonly left: number;
}

function largestStep({ steps, first }: StreamRun): number {
  return steps.reduce((most, step, index) => {
    const before = steps[index - 1]?.finished ?? first.finished;
    return Math.max(most, step.finished - before);
  }, 0);
}

/** Of a file under way at most this part is taken for done, and so much of it is always left. */
const [doneAtMost, leftAtLeast] = [0.9, 0.1];

/** What is left of a log stream, the file under way counted by the time since its last step. */
function leftOf(
  stream: StreamRun,
  perSecond: number,
  now: number,
  waits: boolean,
  largest: number,
  begin: number,
): number {
  const whole = stream.total - stream.finished;
  const file = Math.min(whole, largestStep(stream) || largest || whole);
  const last = stream.steps.at(-1)?.at ?? (waits ? now : begin);
  const underWay = Math.min(perSecond * (now - last), doneAtMost * file);
  return Math.max(whole - underWay, leftAtLeast * file);
}

/** What one server still has to do. */
interface ServerRest {
  readonly seconds: number;
  /** Steps of its own that the figure rests on. */
  readonly steps: number;
  /** How far the speeds are apart that they show, as a logarithm. */
  readonly apart: number;
}

/** Where the slowest log stream decides: others may speed it up once they have ended. */
const slowestShare = 0.8;
/** …and by more than that where they share a limit. */
const sharedOff = 0.4;
/** Where log streams wait for threads: what of the lesser of the two bounds comes on top. */
const queueShare = 0.15;

/**
 * A server with no more open log streams than it has threads: the slowest of them ends last.
 * @param threadSpeed blocks a second of one thread where log streams had to share threads until now; else 0
 */
function restWithoutQueue(open: readonly Paced[], threadSpeed: number, shared: number): ServerRest {
  const speeds = open.map(({ own, perSecond }) =>
    threadSpeed === 0 ? perSecond : Math.max(own?.recent ?? perSecond, threadSpeed),
  );
  const times = open.map(({ left }, index) => left / (speeds[index] ?? 1));
  const longest = Math.max(...times);
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const even = sum(open.map(({ left }) => left)) / sum(speeds);
  const slowest = open[times.indexOf(longest)];
  return {
    seconds: even + (slowestShare - sharedOff * shared) * (longest - even),
    steps: slowest?.stream.steps.length ?? 0,
    apart: slowest?.own?.apart ?? 0,
  };
}

/**
 * A server whose log streams wait for threads: all of the work over all threads, or the longest by itself.
 * @param usual what a thread usually does, where fewer log streams than threads have a speed of their own
 * @param steps of all its log streams
 */
function restOfQueue(open: readonly Paced[], threads: number, usual: number, steps: number): ServerRest {
  const own = open.flatMap(({ own, perSecond }) => (own === null ? [] : [perSecond]));
  const missing = Math.max(0, threads - own.length) * usual;
  const one = (own.reduce((sum, speed) => sum + speed, 0) + missing) / threads;
  const all = open.reduce((sum, { left }) => sum + left, 0) / (threads * one);
  const longest = Math.max(...open.map(({ left }) => left / one));
  const seconds = Math.max(all, longest) + queueShare * Math.min(all, longest);
  const apart = open.flatMap(({ own }) => (own === null ? [] : [own.apart]));
  return {
    seconds,
    steps: Math.floor(steps / threads),
    apart: apart.length === 0 ? 0 : quantile(apart, 0.5),
  };
}

/** Blocks a second of one of a server's threads until its last step. */
function threadSpeedOf(all: readonly { readonly stream: StreamRun }[], threads: number): number {
  const done = all.reduce((sum, { stream }) => sum + stream.finished - stream.first.finished, 0);
  const last = Math.max(...all.map(({ stream }) => stream.steps.at(-1)?.at ?? 0));
  return last > 0 ? done / (threads * last) : 0;
}

/** Of the time so far, and in seconds: the index at the end of the phase, which no counter shows. */
const [indexShare, indexLeast] = [0.01, 2];
const stepsForGuess = 2;

/** Speeds may be apart by this logarithm by chance; half of what is beyond that is not known of the speed to come. */
const apartByChance = 0.2;

function spreadOf({ steps, apart }: ServerRest): number {
  const unsure = Math.max(0, apart - apartByChance) / 2;
  return Math.sqrt(0.04 + 0.25 / (steps + 1) + unsure ** 2);
}

/**
 * How long the rest takes by the rows of the log streams: the server that ends last decides. Null before the log
 * stream that decides has two steps of its own.
 */
export function guessByLogStreams(runs: LogStreamRuns, now: Instant): Guess | null {
  const { streams, sawBegin, threads } = runs;
  const time = secondsBetween(runs.from, now);
  const end = indexShare * time + indexLeast;
  const open = streams.filter(stream => !stream.done && stream.finished < stream.total);
  if (open.length === 0) return { seconds: end, spread: 0 };
  const speeds = streams.map(stream => ({
    stream,
    own: speedsOf(stream, runs, time),
  }));
  const shared = sharing(speeds);
  const typical = (of: readonly (typeof speeds)[number][]) =>
    quantile(
      of.flatMap(({ stream, own }) =>
        own === null || isSmall(stream, streams) ? [] : [together(own, shared)],
      ),
      0.5,
    );
  const anywhere = typical(speeds);
  const largest = Math.max(...streams.map(largestStep));
  const rests = [...Map.groupBy(speeds, ({ stream }) => stream.server)].flatMap(([server, all]) => {
    const here = all.filter(({ stream }) => open.includes(stream));
    if (here.length === 0) return [];
    const limit = threads.get(server) ?? Number.POSITIVE_INFINITY;
    const usual = typical(all);
    const paced = here.map(({ stream, own }): Paced => {
      const perSecond = own === null ? (Number.isNaN(usual) ? anywhere : usual) : together(own, shared);
      const left = leftOf(
        stream,
        perSecond,
        time,
        here.length > limit,
        largest,
        sawBegin ? 0 : stream.first.at,
      );
      return { stream, own, perSecond, left };
    });
    const steps = all.reduce((sum, { stream }) => sum + stream.steps.length, 0);
    if (here.length > limit)
      return [restOfQueue(paced, limit, Number.isNaN(usual) ? anywhere : usual, steps)];
    return [restWithoutQueue(paced, limit < all.length ? threadSpeedOf(all, limit) : 0, shared)];
  });
  const last = rests.reduce((a, b) => (b.seconds > a.seconds ? b : a));
  if (last.steps < stepsForGuess || !Number.isFinite(last.seconds)) return null;
  return { seconds: last.seconds + end, spread: spreadOf(last) };
}

/** Recent speeds above those of the whole run by this logarithm say that log streams share a limit; by the other, surely. */
const [mayShare, doShare] = [0.1, 0.4];

/**
 * Whether log streams go faster the fewer they are, 0 to 1, because storage or threads limit them together. It shows once
 * the first of them have ended.
 */
function sharing(all: readonly { readonly stream: StreamRun; readonly own: StreamSpeeds | null }[]): number {
  if (!all.some(({ stream }) => stream.done)) return 0;
  const gains = all.flatMap(({ stream, own }) =>
    own === null || stream.done || stream.steps.length < stepsForRecent
      ? []
      : [Math.log(own.recent / own.mean)],
  );
  return gains.length === 0 ? 0 : clamp((quantile(gains, 0.5) - mayShare) / (doShare - mayShare), 0, 1);
}

/** The mean of the whole run's speed and the recent one; the recent one alone where log streams share a limit. */
function together({ mean, recent }: StreamSpeeds, shared: number): number {
  return mean ** ((1 - shared) / 2) * recent ** ((1 + shared) / 2);
}
