import type { Words } from './words.ts';

type TimeWords = Words['time'];

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

function known(seconds: number): boolean {
  return Number.isFinite(seconds) && seconds >= 0;
}

type Unit = 'day' | 'hour' | 'minute' | 'second';

const secondsIn: Record<Unit, number> = { day, hour, minute, second: 1 };

/** In which units a length below a limit, in seconds, is written. */
interface Precision {
  readonly below: number;
  readonly major: Unit;
  readonly minor?: Unit;
}

/** Everything is written in this shape: at most two units that follow each other, the second only if it is not 0. */
function inUnits(seconds: number, { major, minor }: Precision, words: TimeWords): string {
  const first = `${Math.floor(seconds / secondsIn[major])}${words[major]}`;
  const rest = minor === undefined ? 0 : Math.floor((seconds % secondsIn[major]) / secondsIn[minor]);
  return minor === undefined || rest === 0 ? first : `${first}${rest}${words[minor]}`;
}

const measured: readonly Precision[] = [
  { below: minute, major: 'second' },
  { below: hour, major: 'minute', minor: 'second' },
  { below: day, major: 'hour', minor: 'minute' },
  { below: Number.POSITIVE_INFINITY, major: 'day', minor: 'hour' },
];

/**
 * A length of time that has been measured, in seconds: `43s`, `19m23s`, `1h10m`, `3d4h`. Rounded down, so that a length
 * is never shown before it has passed; `–` for what is no length.
 */
export function duration(seconds: number, words: TimeWords): string {
  const precision = known(seconds) ? measured.find(({ below }) => seconds < below) : undefined;
  return precision === undefined ? words.none : inUnits(seconds, precision, words);
}

const spokenIn: readonly Precision[] = [
  { below: minute, major: 'second' },
  { below: hour, major: 'minute' },
  { below: 12 * hour, major: 'hour', minor: 'minute' },
  { below: 2 * day, major: 'hour' },
  { below: 10 * day, major: 'day', minor: 'hour' },
  { below: Number.POSITIVE_INFINITY, major: 'day' },
];

/**
 * The same where seconds do not matter, and would have the line written again each second: `12s`, `14m`, `1h20m`, `14h`,
 * `3d4h`, `30d`. Rounded down; `–` for what is no length.
 */
export function spoken(seconds: number, words: TimeWords): string {
  const precision = known(seconds) ? spokenIn.find(({ below }) => seconds < below) : undefined;
  return precision === undefined ? words.none : inUnits(seconds, precision, words);
}

/**
 * A length that still grows, in seconds: as `duration`, but from ten minutes on without seconds, which would be written again and
 * again: `9m23s`, `30m`, `1h10m`.
 */
export function soFar(seconds: number, words: TimeWords): string {
  return duration(seconds < 10 * minute ? seconds : Math.floor(seconds / minute) * minute, words);
}

/** How exact an estimate is: rounded to `grain` seconds. */
const guessed: readonly (Precision & { readonly grain: number })[] = [
  { below: minute, grain: 5, major: 'second' },
  { below: hour, grain: minute, major: 'minute' },
  { below: 12 * hour, grain: 5 * minute, major: 'hour', minor: 'minute' },
  { below: 2 * day, grain: hour, major: 'hour' },
  { below: 10 * day, grain: hour, major: 'day', minor: 'hour' },
  { below: Number.POSITIVE_INFINITY, grain: day, major: 'day' },
];

/**
 * A length of time that is a guess: `~40s`, `~6m`, `~1h20m`, `~14h`, `~3d4h`. Takes seconds; never less than 5 s, as a
 * guess is never that sure. `–` for what is no length.
 */
export function about(seconds: number, words: TimeWords): string {
  if (!known(seconds)) return words.none;
  let length = Math.max(5, seconds);
  // Rounding can carry into the next row (59.6 minutes are 1 h), which then says how to write it.
  for (const precision of guessed) {
    length = Math.round(length / precision.grain) * precision.grain;
    if (length < precision.below) return words.about(inUnits(length, precision, words));
  }
  return words.none;
}

/** How a range is rounded, outwards: coarser than a single guess, as its ends are no more than likely. */
const rangeGrains: readonly { below: number; grain: number }[] = [
  { below: minute, grain: 10 },
  { below: 10 * minute, grain: minute },
  { below: hour, grain: 5 * minute },
  { below: 3 * hour, grain: 10 * minute },
  { below: 12 * hour, grain: 30 * minute },
  { below: 2 * day, grain: hour },
  { below: Number.POSITIVE_INFINITY, grain: day },
];

/** The number and the unit of a length that is whole in one unit. */
const oneUnit = /^(\d+)(\D+)$/;

/**
 * A length of time that is only known to lie between two: `10–25m`, `50s–3m`, `1h–2h30m`, `<20s`. Takes seconds, rounds
 * outwards; `–` for what is no length.
 */
export function between(low: number, high: number, words: TimeWords): string {
  if (!known(low) || !known(high)) return words.none;
  const grainOf = (seconds: number) => rangeGrains.find(({ below }) => seconds < below)?.grain ?? day;
  const from = Math.floor(low / grainOf(low)) * grainOf(low);
  const to = Math.ceil(Math.max(high, 1) / grainOf(high)) * grainOf(high);
  if (from === 0) return words.below(spoken(to, words));
  const [first, last] = [spoken(from, words), spoken(to, words)];
  const [firstOnly, lastOnly] = [oneUnit.exec(first), oneUnit.exec(last)];
  const isOneUnit = firstOnly !== null && lastOnly !== null && firstOnly[2] === lastOnly[2];
  return words.between(isOneUnit ? (firstOnly[1] ?? first) : first, last);
}

const agoUnits: readonly { from: number; unit: Unit }[] = [
  { from: 2 * day, unit: 'day' },
  { from: hour, unit: 'hour' },
  { from: minute, unit: 'minute' },
  { from: 1, unit: 'second' },
];

/** A length in its greatest unit alone: `12s`, `5m`, `23h`, from two days on `3d`; takes seconds of at least 1. */
function inOneUnit(seconds: number, words: TimeWords): string | null {
  const row = agoUnits.find(({ from }) => seconds >= from);
  return row === undefined ? null : `${Math.floor(seconds / secondsIn[row.unit])}${words[row.unit]}`;
}

/**
 * How long ago, in seconds: `12s ago`, `5m ago`, `23h ago`, from two days on `3d ago`. Rounded down; `now` below a
 * second and for moments ahead (clocks differ); `–` for what is no number.
 */
export function ago(seconds: number, words: TimeWords): string {
  if (!Number.isFinite(seconds)) return words.none;
  const length = inOneUnit(seconds, words);
  return length === null ? words.now : words.ago(length);
}
