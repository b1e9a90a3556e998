import type { Micros } from '../kernel/rows.ts';

const second = 1_000_000;

/** Zone of the simulated cluster, in minutes east of UTC: that of times written without a zone. */
export const clusterZone = 480;

/** Minutes east of UTC for `+08:00` or `SYSTEM` (the cluster's zone); null for a zone the server does not know. */
export function zoneMinutes(text: string): number | null {
  if (text.toUpperCase() === 'SYSTEM') return clusterZone;
  const match = /^([+-])(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (minutes > 14 * 60 || Number(match[3]) > 59) return null;
  return match[1] === '-' ? -minutes : minutes;
}

/** `yyyy-mm-dd hh:mm:ss` of an instant in a zone, with 0 to 6 digits of the second, cut off, not rounded. */
export function writeTime(at: Micros, zone: number, digits: number): string {
  const shown = Math.floor(at) + zone * 60 * second;
  const whole = Math.floor(shown / second);
  const date = new Date(whole * 1000);
  if (Number.isNaN(date.getTime())) return '0000-00-00 00:00:00';
  const text = date.toISOString().slice(0, 19).replace('T', ' ');
  if (digits === 0) return text;
  const fraction = String(shown - whole * second).padStart(6, '0');
  return `${text}.${fraction.slice(0, digits)}`;
}

/** The instant of a text in a zone, or null if it is no time. A date without time is its midnight. */
export function readTime(text: string, zone: number): Micros | null {
  const match =
    /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?)?\s*$/.exec(
      text,
    );
  if (match === null) return null;
  const [year, month, day, hour, minute, seconds] = match.slice(1, 7).map(part => Number(part ?? 0));
  const ms = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, seconds ?? 0);
  if (Number.isNaN(ms)) return null;
  const fraction = Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'));
  return ms * 1000 + fraction - zone * 60 * second;
}

/** The instant `count` units later; months and years keep the day of the month where they can. */
export function addInterval(at: Micros, count: number, unit: string): Micros {
  const fixed = unitMicros[unit];
  if (fixed !== undefined) return at + count * fixed;
  const months = unit === 'YEAR' ? 12 * count : unit === 'QUARTER' ? 3 * count : count;
  const date = new Date(Math.floor(at / 1000));
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getTime() * 1000 + (at % 1000);
}

/** Microseconds of the units of fixed length. */
export const unitMicros: Readonly<Record<string, number>> = {
  MICROSECOND: 1,
  SECOND: second,
  MINUTE: 60 * second,
  HOUR: 3600 * second,
  DAY: 86_400 * second,
  WEEK: 7 * 86_400 * second,
};

export const intervalUnits: ReadonlySet<string> = new Set([
  ...Object.keys(unitMicros),
  'MONTH',
  'QUARTER',
  'YEAR',
]);

/** TO_CHAR of Oracle mode for times: the format elements from year to fraction of a second. */
export function toChar(text: string, format: string): string {
  const iso = writeTime(readTime(text, 0) ?? 0, 0, 6);
  const elements: Readonly<Record<string, string>> = {
    YYYY: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    DD: iso.slice(8, 10),
    HH24: iso.slice(11, 13),
    MI: iso.slice(14, 16),
    SS: iso.slice(17, 19),
  };
  return format.replace(/YYYY|HH24|MM|DD|MI|SS|FF(\d)?/gi, (element, digits: string | undefined) =>
    element.toUpperCase().startsWith('FF')
      ? iso
          .slice(20, 26)
          .padEnd(9, '0')
          .slice(0, Number(digits ?? 6))
      : (elements[element.toUpperCase()] ?? element),
  );
}
