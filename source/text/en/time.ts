/** Units of time, as `duration`, `about` and `ago` in text/duration.ts set them. */
export const timeWords = {
  day: 'd',
  hour: 'h',
  minute: 'm',
  second: 's',
  /** A number of one unit; two of them follow each other in `19m23s`. */
  length: (number: string, unit: string) => `${number}${unit}`,
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
