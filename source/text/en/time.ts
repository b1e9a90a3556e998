/** Units of time, as text/duration.ts sets them right after their numbers: `19m23s`. */
export const timeWords = {
  day: 'd',
  hour: 'h',
  minute: 'm',
  second: 's',
  /** A length that is not exact: `~6m`. */
  about: (length: string) => `~${length}`,
  /** A length that lies between two: `10–25m`. */
  between: (low: string, high: string) => `${low}–${high}`,
  /** One that is no more than that: `<1m`. */
  below: (length: string) => `<${length}`,
  /** A moment that length before now: `6m ago`. */
  ago: (length: string) => `${length} ago`,
  /** A moment less than a second ago. */
  now: 'now',
  /** Stands where a time is not known. */
  none: '–',
};
