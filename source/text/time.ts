/** Microseconds since 1970-01-01 00:00 UTC. An SCN is nanoseconds: divide it by 1000n. */
export type Micros = bigint;

/** Moments as text in one time zone. A moment outside the years 1 to 9999 is `–`. */
export interface ZoneClock {
  /** `10:42:17` */
  readonly clock: (instant: Micros) => string;
  /** What the zone is ahead of UTC at that moment: `+08:00`. */
  readonly offset: (instant: Micros) => string;
  /** `11-22 10:12:03`; with the year (`2022-06-01 17:10:24`) unless it is the year of `now` in this zone. */
  readonly date: (instant: Micros, now?: Micros) => string;
  /** `2022-06-01` */
  readonly day: (instant: Micros) => string;
  /** When the day of this moment began. */
  readonly dayStart: (instant: Micros) => Micros;
  /** `2022-06-01 17:10:24.046643`, with 0 to 6 digits of the second's fraction, cut off and not rounded. */
  readonly full: (instant: Micros, digits?: number) => string;
}

const none = '–';
const perMillisecond = 1000n;
const perSecond = 1_000_000n;
const yearOne = -62_135_596_800n * perSecond;
const yearTenThousand = 253_402_300_800n * perSecond;

interface Fields {
  readonly year: string;
  readonly day: string;
  readonly clock: string;
}

/** What a zone's calendar and clock show; takes milliseconds since 1970 UTC. */
interface Calendar {
  readonly fields: (millis: number) => Fields;
  /** `+08:00` */
  readonly offset: (millis: number) => string;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** What is read from a Date in UTC, moved by an offset. */
function fixedCalendar(minutes: number): Calendar {
  const offset = offsetText(minutes);
  return {
    fields(millis) {
      const date = new Date(millis + minutes * 60_000);
      return {
        year: String(date.getUTCFullYear()),
        day: `${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`,
        clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`,
      };
    },
    offset: () => offset,
  };
}

function offsetText(minutes: number): string {
  const [sign, size] = [minutes < 0 ? '-' : '+', Math.abs(Math.round(minutes))];
  return `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The zone of the machine (TZ). */
const localCalendar: Calendar = {
  fields(millis) {
    const date = new Date(millis);
    return {
      year: String(date.getFullYear()),
      day: `${two(date.getMonth() + 1)}-${two(date.getDate())}`,
      clock: `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`,
    };
  },
  offset: millis => offsetText(-new Date(millis).getTimezoneOffset()),
};

function partsOf(format: Intl.DateTimeFormat, millis: number) {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(millis)) parts[type] = value;
  return parts;
}

/** A zone that Intl knows by its name. @throws RangeError for any other name */
function namedCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  let offsets: Intl.DateTimeFormat | null = null;
  return {
    fields(millis) {
      const { year = '', month, day, hour, minute, second } = partsOf(format, millis);
      return { year, day: `${month}-${day}`, clock: `${hour}:${minute}:${second}` };
    },
    offset(millis) {
      // Writes nothing but the zone: `GMT+08:00`, and `GMT` for UTC.
      offsets ??= new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
      return partsOf(offsets, millis).timeZoneName?.replace('GMT', '') || '+00:00';
    },
  };
}

/** Intl takes 11 ms to load; what needs no table of zones does without it. */
function calendarOf(zone: string): Calendar {
  const name = zone.toLowerCase();
  if (name === 'local') return localCalendar;
  if (name === 'utc') return fixedCalendar(0);
  const [, sign, hours, minutes] = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/.exec(zone) ?? [];
  if (sign === undefined) return namedCalendar(zone);
  return fixedCalendar(Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)));
}

/** Rounds towards the past, also before 1970. */
function floorDivide(value: bigint, by: bigint): bigint {
  return value / by - (value % by < 0n ? 1n : 0n);
}

function hasFields(instant: Micros): boolean {
  return instant >= yearOne && instant < yearTenThousand;
}

function fieldsOf(calendar: Calendar, instant: Micros): Fields | undefined {
  if (!hasFields(instant)) return undefined;
  const fields = calendar.fields(Number(floorDivide(instant, perMillisecond)));
  return { ...fields, year: fields.year.padStart(4, '0') };
}

function fractionOf(instant: Micros, digits: number): string {
  const wanted = Math.min(6, Math.max(0, Math.floor(digits)));
  const micros = instant - floorDivide(instant, perSecond) * perSecond;
  return wanted === 0 ? '' : `.${micros.toString().padStart(6, '0').slice(0, wanted)}`;
}

function offsetOf(calendar: Calendar, instant: Micros): string {
  return hasFields(instant) ? calendar.offset(Number(floorDivide(instant, perMillisecond))) : none;
}

const perMinute = 60n * perSecond;
const perDay = 1440n * perMinute;

/** What a zone is ahead of UTC, from its `+08:00`. */
function aheadOf(offset: string): Micros {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d+):(\d+)/.exec(offset) ?? [];
  const ahead = (BigInt(hours) * 60n + BigInt(minutes)) * perMinute;
  return sign === '-' ? -ahead : ahead;
}

function dayStartOf(calendar: Calendar, instant: Micros): Micros {
  const ahead = aheadOf(offsetOf(calendar, instant));
  const midnight = floorDivide(instant + ahead, perDay) * perDay;
  // The clocks may have changed since midnight.
  return midnight - aheadOf(offsetOf(calendar, midnight - ahead));
}

function makeZoneClock(zone: string): ZoneClock {
  const calendar = calendarOf(zone);
  return {
    clock: instant => fieldsOf(calendar, instant)?.clock ?? none,
    offset: instant => offsetOf(calendar, instant),
    date: (instant, now) => {
      const fields = fieldsOf(calendar, instant);
      if (fields === undefined) return none;
      const sameYear = now !== undefined && fieldsOf(calendar, now)?.year === fields.year;
      return `${sameYear ? '' : `${fields.year}-`}${fields.day} ${fields.clock}`;
    },
    day: instant => {
      const fields = fieldsOf(calendar, instant);
      return fields === undefined ? none : `${fields.year}-${fields.day}`;
    },
    dayStart: instant => dayStartOf(calendar, instant),
    full: (instant, digits = 0) => {
      const fields = fieldsOf(calendar, instant);
      return fields === undefined
        ? none
        : `${fields.year}-${fields.day} ${fields.clock}${fractionOf(instant, digits)}`;
    },
  };
}

const zoneClocks = new Map<string, ZoneClock>();

/**
 * How moments read in a zone: an IANA name, an offset like `+08:00`, `UTC`, or `local`, the zone of the machine. Right across
 * changes to and from summer time. One per zone is kept, as making one takes milliseconds. Throws a
 * RangeError for a name `isZone` refuses.
 */
export function inZone(zone: string): ZoneClock {
  const known = zoneClocks.get(zone);
  if (known !== undefined) return known;
  const made = makeZoneClock(zone);
  zoneClocks.set(zone, made);
  return made;
}

/** Whether `inZone` takes this name: an IANA name of this Node, `UTC`, `local`, or an offset `±hh:mm`. */
export function isZone(text: string): boolean {
  try {
    inZone(text);
    return true;
  } catch {
    return false;
  }
}
