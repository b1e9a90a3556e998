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

function makeFormat(zone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
    ...(zone === undefined ? {} : { timeZone: zone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

/** `local` is the zone of the machine (TZ); Intl names it by no name. */
function intlName(zone: string): string | undefined {
  return zone.toLowerCase() === 'local' ? undefined : zone;
}

/** Rounds towards the past, also before 1970. */
function floorDivide(value: bigint, by: bigint): bigint {
  return value / by - (value % by < 0n ? 1n : 0n);
}

function fieldsOf(format: Intl.DateTimeFormat, instant: Micros): Fields | undefined {
  if (instant < yearOne || instant >= yearTenThousand) return undefined;
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(Number(floorDivide(instant, perMillisecond)))) {
    parts[type] = value;
  }
  const { year = '', month, day, hour, minute, second } = parts;
  return { year: year.padStart(4, '0'), day: `${month}-${day}`, clock: `${hour}:${minute}:${second}` };
}

function fractionOf(instant: Micros, digits: number): string {
  const wanted = Math.min(6, Math.max(0, Math.floor(digits)));
  const micros = instant - floorDivide(instant, perSecond) * perSecond;
  return wanted === 0 ? '' : `.${micros.toString().padStart(6, '0').slice(0, wanted)}`;
}

/** Writes nothing but the zone: `GMT+08:00`, and `GMT` for UTC. */
function makeOffsetFormat(zone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    ...(zone === undefined ? {} : { timeZone: zone }),
    timeZoneName: 'longOffset',
  });
}

function offsetOf(format: Intl.DateTimeFormat, instant: Micros): string {
  if (instant < yearOne || instant >= yearTenThousand) return none;
  const parts = format.formatToParts(Number(floorDivide(instant, perMillisecond)));
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', '') || '+00:00';
}

const perMinute = 60n * perSecond;
const perDay = 1440n * perMinute;

/** What a zone is ahead of UTC, from its `+08:00`. */
function aheadOf(offset: string): Micros {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d+):(\d+)/.exec(offset) ?? [];
  const ahead = (BigInt(hours) * 60n + BigInt(minutes)) * perMinute;
  return sign === '-' ? -ahead : ahead;
}

function dayStartOf(offsets: Intl.DateTimeFormat, instant: Micros): Micros {
  const ahead = aheadOf(offsetOf(offsets, instant));
  const midnight = floorDivide(instant + ahead, perDay) * perDay;
  // The clocks may have changed since midnight.
  return midnight - aheadOf(offsetOf(offsets, midnight - ahead));
}

function makeZoneClock(zone: string): ZoneClock {
  const format = makeFormat(intlName(zone));
  const offsets = makeOffsetFormat(intlName(zone));
  return {
    clock: instant => fieldsOf(format, instant)?.clock ?? none,
    offset: instant => offsetOf(offsets, instant),
    date: (instant, now) => {
      const fields = fieldsOf(format, instant);
      if (fields === undefined) return none;
      const sameYear = now !== undefined && fieldsOf(format, now)?.year === fields.year;
      return `${sameYear ? '' : `${fields.year}-`}${fields.day} ${fields.clock}`;
    },
    day: instant => {
      const fields = fieldsOf(format, instant);
      return fields === undefined ? none : `${fields.year}-${fields.day}`;
    },
    dayStart: instant => dayStartOf(offsets, instant),
    full: (instant, digits = 0) => {
      const fields = fieldsOf(format, instant);
      return fields === undefined
        ? none
        : `${fields.year}-${fields.day} ${fields.clock}${fractionOf(instant, digits)}`;
    },
  };
}

const zoneClocks = new Map<string, ZoneClock>();

/**
 * How moments read in a zone: an IANA name, an offset like `+08:00`, `UTC`, or `local`. Right across
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
