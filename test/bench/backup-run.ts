// Whole backups as the views would show them, made from a description of how the work is spread: files under way share
// threads and storage, and counters move once per finished file. Written apart from the simulator's kernel model, so that
// the estimate is not judged by the model it was made with.
import { type Random, random } from '../../source/simulator/kernel/random.ts';

/** How the work of a shape of runs is spread. Speeds are megabytes a second, sizes gigabytes, of what is written. */
export interface Spread {
  /** Weights of the user log streams. */
  readonly streams: (dice: Random) => readonly number[];
  readonly servers: number;
  /** Log streams a server works on at a time. */
  readonly threads?: number;
  /** Whether a thread takes the next log stream after each file or only once its own is done. */
  readonly queue?: 'file' | 'stream';
  /** Files a log stream writes at a time. */
  readonly filesAtOnce?: number;
  /** What the storage takes in all, as a part of what the threads could write. */
  readonly cap?: number;
  /** Seconds the data phase takes, about. */
  readonly seconds: readonly [number, number];
  readonly file?: readonly [number, number];
  /** How much faster or slower a log stream, a server, a file is, as the spread of a logarithm. */
  readonly uneven?: { readonly stream?: number; readonly server?: number; readonly file?: number };
  /** How fast each server is, where that is no chance. */
  readonly serverSpeed?: readonly number[];
  /** From and until which part of the time all is so much slower. */
  readonly slow?: readonly [number, number, number];
  /** A log stream that finishes nothing for that many seconds, from each of these parts of the time on. */
  readonly retry?: { readonly at: readonly number[]; readonly seconds: readonly [number, number] };
  /** All of them finish nothing for that many seconds, from each of these parts of the time on. */
  readonly pause?: { readonly at: readonly number[]; readonly seconds: number };
  /** The part of the blocks that one log stream copies again at the end. */
  readonly secondTurn?: number;
  /** How much of the total was counted twice. */
  readonly metaTurn?: number;
  readonly type?: 'FULL' | 'INC';
}

/** One finished file. */
interface File {
  readonly at: number;
  readonly stream: number;
  readonly blocks: number;
  readonly bytes: number;
  readonly turn: 1 | 2;
}

/** A run; times are seconds from the start of its task. */
export interface BackupRun {
  readonly type: 'FULL' | 'INC';
  readonly plusArchivelog: boolean;
  readonly dataFrom: number;
  readonly dataUntil: number;
  readonly fuseUntil: number;
  readonly waitUntil: number;
  readonly end: number;
  readonly logFiles: readonly number[];
  readonly streams: readonly { readonly server: number; readonly blocks: number }[];
  /** In order of time. */
  readonly files: readonly File[];
  readonly counted: number;
}

const blockMegabytes = 2;
const gigabyte = 1024;

function bell(dice: Random): number {
  return [1, 2, 3, 4, 5, 6].reduce(sum => sum + dice.between(-1, 1), 0) / Math.SQRT2;
}

/** Times e to the power of a normal number of this spread. */
function about(dice: Random, spread: number): number {
  return Math.exp(spread * bell(dice));
}

function logBetween(dice: Random, [low, high]: readonly [number, number]): number {
  return Math.exp(dice.between(Math.log(low), Math.log(high)));
}

/** What a run and the one before it have in common: the tenant and the machines. */
interface Machines {
  readonly weights: readonly number[];
  readonly serverSpeed: readonly number[];
  readonly streamSpeed: readonly number[];
  readonly threadSpeed: number;
  readonly ratio: number;
  readonly seconds: number;
}

function machinesOf(spread: Spread, dice: Random): Machines {
  const weights = spread.streams(dice);
  const { stream = 0.12, server = 0 } = spread.uneven ?? {};
  return {
    weights,
    serverSpeed: Array.from(
      { length: spread.servers },
      (_, n) => about(dice, server) * (spread.serverSpeed?.[n] ?? 1),
    ),
    streamSpeed: weights.map(() => about(dice, stream)),
    threadSpeed: dice.between(60, 200),
    ratio: dice.between(0.22, 0.5),
    seconds: logBetween(dice, spread.seconds),
  };
}

interface Work {
  readonly stream: number;
  blocks: number;
  readonly whole: number;
  readonly speed: number;
}

/** Plays the data phase: which file is finished when. */
function play(spread: Spread, machines: Machines, pace: number, size: number, dice: Random) {
  const { weights, serverSpeed, streamSpeed, threadSpeed, ratio, seconds } = machines;
  const {
    threads = Number.POSITIVE_INFINITY,
    queue = 'stream',
    filesAtOnce = 1,
    cap,
    slow,
    retry,
    pause,
  } = spread;
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const busy = Math.min(weights.length, threads * spread.servers) * filesAtOnce;
  const perSecond = threadSpeed * busy * (cap ?? 1);
  const blocksInAll = (seconds * perSecond * 0.75 * size) / ratio / blockMegabytes;
  const streams = weights.map((weight, index) => ({
    server: index % spread.servers,
    blocks: Math.max(20, Math.round((blocksInAll * weight) / sum)),
  }));
  const left = streams.map(stream => stream.blocks);
  const retrying = retry === undefined ? -1 : dice.whole(0, streams.length - 1);
  const retries = (retry?.at ?? []).map(part => {
    const from = part * seconds;
    return { from, until: from + logBetween(dice, retry?.seconds ?? [1, 1]) };
  });
  const pauses = (pause?.at ?? []).map(part => {
    const from = part * seconds;
    return { from, until: from + (pause?.seconds ?? 0) };
  });
  const isIn = ({ from, until }: { from: number; until: number }, at: number) => at >= from && at < until;
  const works: Work[] = [];
  const waiting = Array.from({ length: spread.servers }, (_, server) =>
    streams.flatMap((stream, index) => (stream.server === server ? [index] : [])),
  );
  const files: File[] = [];
  let now = 0;
  const startFile = (stream: number): void => {
    const megabytes = dice.between(...(spread.file ?? [1, 4])) * gigabyte;
    const blocks = Math.min(left[stream] ?? 0, Math.max(1, Math.round(megabytes / ratio / blockMegabytes)));
    left[stream] = (left[stream] ?? 0) - blocks;
    const speed =
      threadSpeed *
      pace *
      (streamSpeed[stream] ?? 1) *
      (serverSpeed[streams[stream]?.server ?? 0] ?? 1) *
      about(dice, spread.uneven?.file ?? 0.12);
    works.push({ stream, blocks, whole: blocks, speed: speed / ratio / blockMegabytes });
  };
  const fill = (server: number): void => {
    const queued = waiting[server] ?? [];
    const running = () =>
      new Set(works.filter(w => streams[w.stream]?.server === server).map(w => w.stream)).size;
    while (queued.length > 0 && running() < threads) {
      const next = queued.shift() ?? 0;
      for (let n = 0; n < filesAtOnce && (left[next] ?? 0) > 0; n++) startFile(next);
    }
  };
  for (let server = 0; server < spread.servers; server++) fill(server);
  const isSlow = (at: number) => slow !== undefined && at >= slow[0] * seconds && at < slow[1] * seconds;
  while (works.length > 0) {
    const factor = isSlow(now) ? (slow?.[2] ?? 1) : 1;
    const stands = (work: Work) =>
      pauses.some(one => isIn(one, now)) || (work.stream === retrying && retries.some(one => isIn(one, now)));
    const wanted = works.map(work => (stands(work) ? 0 : work.speed * factor));
    const all = wanted.reduce((a, b) => a + b, 0);
    const limit =
      cap === undefined ? Number.POSITIVE_INFINITY : ((perSecond * pace) / ratio / blockMegabytes) * factor;
    const scale = Math.min(1, limit / Math.max(1e-9, all));
    const speeds = wanted.map(speed => speed * scale);
    const borders = [
      ...[...retries, ...pauses].flatMap(({ from, until }) => [from, until]),
      ...(slow === undefined ? [] : [slow[0] * seconds, slow[1] * seconds]),
    ];
    const untilBorder = Math.min(
      ...borders.filter(at => at > now + 1e-6).map(at => at - now),
      Number.POSITIVE_INFINITY,
    );
    const untilFile = Math.min(
      ...works.map((work, i) => (speeds[i] ? work.blocks / (speeds[i] ?? 1) : Number.POSITIVE_INFINITY)),
    );
    const step = Math.min(untilBorder, untilFile);
    now += step;
    for (const [i, work] of works.entries()) work.blocks -= (speeds[i] ?? 0) * step;
    for (const work of works.filter(one => one.blocks <= 1e-6)) {
      works.splice(works.indexOf(work), 1);
      const bytes = Math.round(work.whole * blockMegabytes * ratio * 1024 ** 2);
      files.push({ at: now, stream: work.stream, blocks: work.whole, bytes, turn: 1 });
      const server = streams[work.stream]?.server ?? 0;
      const more = (left[work.stream] ?? 0) > 0;
      if (more && queue === 'stream') startFile(work.stream);
      else if (more) {
        (waiting[server] ?? []).push(work.stream);
        fill(server);
      } else fill(server);
    }
  }
  const firstEnd = now;
  if (spread.secondTurn !== undefined) {
    const stream = dice.whole(0, streams.length - 1);
    const blocks = Math.max(2, Math.round(spread.secondTurn * (streams[stream]?.blocks ?? 0)));
    const speed = (threadSpeed * pace * (streamSpeed[stream] ?? 1)) / ratio / blockMegabytes;
    for (let half = 0; half < 2; half++) {
      now += blocks / 2 / speed;
      const bytes = Math.round((blocks / 2) * blockMegabytes * ratio * 1024 ** 2);
      files.push({ at: now, stream, blocks: Math.round(blocks / 2), bytes, turn: 2 });
    }
  }
  const silence = 2 + now * dice.between(0.003, 0.02);
  return { streams, files, seconds: now + silence, firstEnd };
}

/** A whole backup on these machines. */
function runOn(machines: Machines, spread: Spread, pace: number, size: number, dice: Random): BackupRun {
  const { streams, files, seconds } = play(spread, machines, pace, size, dice);
  const dataFrom = dice.between(20, 120);
  const dataUntil = dataFrom + seconds;
  const plusArchivelog = machines.threadSpeed > 110;
  const fuseUntil = dataUntil + Math.min(90, 3 + seconds * 0.01 * about(dice, 0.3));
  const waitUntil = fuseUntil + (plusArchivelog ? dice.between(5, 70) : 1);
  const count = plusArchivelog ? Math.max(3, Math.round((seconds / 60) * about(dice, 0.2))) : 0;
  const each = 2.5 * about(dice, 0.2);
  let at = waitUntil;
  const logFiles = Array.from({ length: count }, () => {
    at += each * about(dice, 0.4);
    return at;
  });
  const real = streams.reduce((sum, stream) => sum + stream.blocks, 0);
  return {
    type: spread.type ?? 'FULL',
    plusArchivelog,
    dataFrom,
    dataUntil,
    fuseUntil,
    waitUntil,
    end: at + dice.between(2, 8),
    logFiles,
    streams,
    files,
    counted: Math.round(real * (1 + (spread.metaTurn ?? 0))),
  };
}

/** A run of a shape with the one before it; the same for the same seed. */
export function backupRun(
  spread: Spread,
  seed: string,
): { readonly run: BackupRun; readonly past: BackupRun } {
  const dice = random(seed);
  const machines = machinesOf(spread, dice);
  const run = runOn(machines, spread, 1, 1, dice);
  const pace = dice.between(0, 1) < 0.25 ? about(dice, 0.4) : about(dice, 0.06);
  const size = spread.type === 'INC' ? about(dice, 0.6) : dice.between(0.94, 1);
  const { slow, retry, pause, secondTurn, metaTurn, ...usual } = spread;
  return { run, past: runOn(machines, usual, pace, size, dice) };
}
