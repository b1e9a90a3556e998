import type { Words } from './words.ts';

type TimeWords = Words['time'];

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

function known(seconds: number): boolean {
  return Number.isFinite(seconds) && seconds >= 0;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/**
 * A length of time that has been measured, in seconds: `30:14`, `1:02:03`, from a day on `3 d 04:05`
 * (hours and minutes). Rounded down; `–` for what is no length.
 */
export function duration(seconds: number, words: TimeWords): string {
  if (!known(seconds)) return words.none;
  const whole = Math.floor(seconds);
  const [days, hours, minutes] = [
    Math.floor(whole / day),
    Math.floor((whole % day) / hour),
    Math.floor((whole % hour) / minute),
  ];
  if (days > 0) return `${days} ${words.day} ${two(hours)}:${two(minutes)}`;
  return `${hours > 0 ? `${hours}:${two(minutes)}` : two(minutes)}:${two(whole % minute)}`;
}

type Part = 'day' | 'hour' | 'minute' | 'second';

/** How exact an estimate is shown: below each limit, rounded to `grain` seconds, in at most two units. */
const grains: readonly { below: number; grain: number; major: Part; minor?: Part }[] = [
  { below: minute, grain: 5, major: 'second' },
  { below: hour, grain: minute, major: 'minute' },
  { below: 12 * hour, grain: 5 * minute, major: 'hour', minor: 'minute' },
  { below: 2 * day, grain: hour, major: 'hour' },
  { below: 10 * day, grain: hour, major: 'day', minor: 'hour' },
  { below: Number.POSITIVE_INFINITY, grain: day, major: 'day' },
];

const secondsIn: Record<Part, number> = { day, hour, minute, second: 1 };

/**
 * A length of time that is a guess, as people say it: `~40 s`, `~6 min`, `~1 h 20 min`, `~14 h`,
 * `~3 d 4 h`. Takes seconds; never less than 5 s, as a guess is never that sure. `–` for what is no length.
 */
export function about(seconds: number, words: TimeWords): string {
  if (!known(seconds)) return words.none;
  let length = Math.max(5, seconds);
  // Rounding can carry into the next row (59.6 min is 1 h), which then says how to write it.
  for (const { below, grain, major, minor } of grains) {
    length = Math.round(length / grain) * grain;
    if (length >= below) continue;
    const first = `${Math.floor(length / secondsIn[major])} ${words[major]}`;
    const rest = minor === undefined ? 0 : Math.floor((length % secondsIn[major]) / secondsIn[minor]);
    return words.about(minor === undefined || rest === 0 ? first : `${first} ${rest} ${words[minor]}`);
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

/**
 * A length of time that is only known to lie between two: `10–25 min`, `50 s–3 min`, `< 20 s`. Takes seconds, rounds
 * outwards; `–` for what is no length.
 */
export function between(low: number, high: number, words: TimeWords): string {
  if (!known(low) || !known(high)) return words.none;
  const grainOf = (seconds: number) => rangeGrains.find(({ below }) => seconds < below)?.grain ?? day;
  const from = Math.floor(low / grainOf(low)) * grainOf(low);
  const to = Math.ceil(Math.max(high, 1) / grainOf(high)) * grainOf(high);
  if (from === 0) return words.below(spoken(to, words));
  const [first, last] = [spoken(from, words), spoken(to, words)];
  const [number, unit, ...rest] = first.split(' ');
  const isOneUnit = rest.length === 0 && last.split(' ').length === 2 && last.endsWith(` ${unit}`);
  return words.between(isOneUnit ? (number ?? first) : first, last);
}

const spokenUnits: readonly { below: number; major: Part; minor?: Part }[] = [
  { below: minute, major: 'second' },
  { below: hour, major: 'minute' },
  { below: 12 * hour, major: 'hour', minor: 'minute' },
  { below: 2 * day, major: 'hour' },
  { below: 10 * day, major: 'day', minor: 'hour' },
  { below: Number.POSITIVE_INFINITY, major: 'day' },
];

/**
 * A length of time that has been measured, in seconds, as people say it: `12 s`, `14 min`, `1 h 20 min`.
 * Rounded down, so that a length is never shown before it has passed; `–` for what is no length.
 */
export function spoken(seconds: number, words: TimeWords): string {
  const row = known(seconds) ? spokenUnits.find(({ below }) => seconds < below) : undefined;
  if (row === undefined) return words.none;
  const { major, minor } = row;
  const first = `${Math.floor(seconds / secondsIn[major])} ${words[major]}`;
  const rest = minor === undefined ? 0 : Math.floor((seconds % secondsIn[major]) / secondsIn[minor]);
  return minor === undefined || rest === 0 ? first : `${first} ${rest} ${words[minor]}`;
}

const agoUnits: readonly { from: number; unit: Part }[] = [
  { from: 2 * day, unit: 'day' },
  { from: hour, unit: 'hour' },
  { from: minute, unit: 'minute' },
  { from: 1, unit: 'second' },
];

/**
 * How long ago, in seconds: `12 s ago`, `5 min ago`, `23 h ago`, from two days on `3 d ago`. Rounded
 * down; `now` below a second and for moments ahead (clocks differ); `–` for what is no number.
 */
export function ago(seconds: number, words: TimeWords): string {
  if (!Number.isFinite(seconds)) return words.none;
  const row = agoUnits.find(({ from }) => seconds >= from);
  return row === undefined
    ? words.now
    : words.ago(`${Math.floor(seconds / secondsIn[row.unit])} ${words[row.unit]}`);
}
