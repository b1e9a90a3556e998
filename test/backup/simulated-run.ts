// Runs of a data phase as the views show them: counters that move once per finished file.
import { backup, gigabyte, nightPace } from '../../source/simulator/kernel/backup.ts';
import { filesOf, streamsOf } from '../../source/simulator/kernel/files.ts';
import { type Random, random } from '../../source/simulator/kernel/random.ts';

/** One finished file: seconds from the start of the phase, bytes written, macro blocks. */
export interface FinishedFile {
  readonly at: number;
  readonly bytes: number;
  readonly units: number;
}

/** A whole data phase. */
export interface Run {
  readonly shape: string;
  /** In order of time. */
  readonly files: readonly FinishedFile[];
  /** Seconds until the phase is over. */
  readonly seconds: number;
  /** MACRO_BLOCK_COUNT as the view has it at a second. */
  total(at: number): number;
}

const blockBytes = 2 * 1024 ** 2;

interface Streams {
  readonly count: number;
  /** Megabytes a second each writes, from and to. */
  readonly speed: readonly [number, number];
  /** Gigabytes of a file, from and to. */
  readonly file: readonly [number, number];
  readonly gigabytes: number;
  /** A part of the time in which all is so much slower: from, until (0 to 1), factor. */
  readonly slow?: readonly [number, number, number];
  /** The part of the blocks that is copied again in a second turn. */
  readonly again?: number;
}

/** Streams side by side, each with its own speed that wavers from file to file. */
function ofStreams(shape: string, given: Streams, dice: Random): Run {
  const ratio = dice.between(0.2, 0.5);
  const shares = Array.from({ length: given.count }, () => dice.between(0.85, 1.15));
  const sum = shares.reduce((all, share) => all + share, 0);
  const usual = (given.gigabytes * gigabyte) / (((given.speed[0] + given.speed[1]) / 2) * 1024 ** 2);
  const around = usual / given.count;
  const isSlow = (at: number) =>
    given.slow !== undefined && at > given.slow[0] * around && at < given.slow[1] * around;
  const files: FinishedFile[] = [];
  for (const share of shares) {
    const speed = dice.between(...given.speed) * 1024 ** 2;
    let left = (given.gigabytes * gigabyte * share) / sum;
    let at = dice.between(0, 5);
    while (left > 0) {
      const bytes = Math.min(left, dice.between(...given.file) * gigabyte);
      const factor = isSlow(at) ? (given.slow?.[2] ?? 1) : 1;
      at += bytes / (speed * dice.between(0.8, 1.25) * factor);
      left -= bytes;
      files.push({ at, bytes, units: Math.max(1, Math.round(bytes / ratio / blockBytes)) });
    }
  }
  files.sort((a, b) => a.at - b.at);
  const firstTotal = files.reduce((all, file) => all + file.units, 0);
  const last = files.at(-1)?.at ?? 0;
  // In a second turn tablets that moved are copied again; the total is raised as the finished pass it.
  const units = Math.round((firstTotal * (given.again ?? 0)) / 2);
  const turn = units === 0 ? [] : [1, 2].map(n => ({ at: last * (1 + 0.04 * n), bytes: units * 4e5, units }));
  return {
    shape,
    files: [...files, ...turn],
    seconds: (turn.at(-1)?.at ?? last) + 2,
    total: at => firstTotal + turn.filter(file => file.at <= at).reduce((all, file) => all + file.units, 0),
  };
}

/** The kernel model's own files. */
function ofKernel(shape: string, streams: number, dice: Random): Run {
  const spec = backup({
    tenantId: 1002,
    bytes: dice.between(100, 500) * gigabyte,
    streams,
    fileBytes: 4 * gigabyte,
    pace: nightPace,
    ratio: dice.between(0.24, 0.45),
  });
  const seconds = dice.between(900, 3600);
  const files = filesOf(spec, streamsOf(spec, dice), 1, seconds, dice);
  const total = files.reduce((all, file) => all + file.blocks, 0);
  return {
    shape,
    files: files.map(file => ({ at: file.at, bytes: file.outputBytes, units: file.blocks })),
    seconds,
    total: () => total,
  };
}

const any = [0.5, 4] as const;

/** Shapes of runs, each with what makes one. */
export const shapes: readonly { readonly name: string; readonly make: (dice: Random) => Run }[] = [
  {
    name: 'one log stream',
    make: dice =>
      ofStreams(
        'one log stream',
        { count: 1, speed: [80, 220], file: any, gigabytes: dice.between(40, 200) },
        dice,
      ),
  },
  {
    name: 'six log streams of different speed',
    make: dice =>
      ofStreams(
        'six log streams of different speed',
        { count: 6, speed: [55, 95], file: any, gigabytes: dice.between(80, 500) },
        dice,
      ),
  },
  {
    name: 'a slow patch',
    make: dice =>
      ofStreams(
        'a slow patch',
        {
          count: 3,
          speed: [70, 110],
          file: any,
          gigabytes: dice.between(80, 300),
          slow: [0.35, 0.6, 0.3],
        },
        dice,
      ),
  },
  {
    name: 'a second turn',
    make: dice =>
      ofStreams(
        'a second turn',
        { count: 4, speed: [70, 110], file: any, gigabytes: dice.between(80, 300), again: 0.04 },
        dice,
      ),
  },
  { name: 'the kernel model, one log stream', make: dice => ofKernel('the kernel model, one', 1, dice) },
  { name: 'the kernel model, four log streams', make: dice => ofKernel('the kernel model, four', 4, dice) },
];

/** So many runs of a shape, the same for the same seed. */
export function runsOf(name: string, count: number): Run[] {
  const shape = shapes.find(one => one.name === name);
  if (shape === undefined) throw new Error(`There is no shape ${name}.`);
  return Array.from({ length: count }, (_, n) => shape.make(random(`${name} ${n}`)));
}

/** What a poll sees at a second: what has finished by then. */
export function seenAt(run: Run, at: number): { readonly bytes: number; readonly units: number } {
  let [bytes, units] = [0, 0];
  for (const file of run.files) {
    if (file.at > at) break;
    bytes += file.bytes;
    units += file.units;
  }
  return { bytes: Math.round(bytes), units };
}
