/** Units of time, as text/duration.ts sets them right after their numbers: `19m23s`. */
export const timeWords = {
  day: 'd',
  hour: 'h',
  minute: 'm',
  second: 's',
  /** A length that is not exact: `约 6m`. */
  about: (length: string) => `约 ${length}`,
  /** A length that lies between two: `10m 至 25m`. */
  between: (low: string, high: string) => `${low}-${high}`,
  /** One that is no more than that: `<1m`. */
  below: (length: string) => `<${length}`,
  /** A moment that length before now: `6m 前`. */
  ago: (length: string) => `${length} 前`,
  /** A moment less than a second ago. */
  now: '刚刚',
  /** Stands where a time is not known. */
  none: '–',
};
