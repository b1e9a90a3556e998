/** Units of time, as `duration`, `about` and `ago` in text/duration.ts set them. */
export const timeWords = {
  day: 'd',
  hour: 'h',
  minute: 'min',
  second: 's',
  /** A length that is not exact: `~6 min`. */
  about: (length: string) => `~${length}`,
  /** A length that lies between two: `10–25 min`. */
  between: (low: string, high: string) => `${low}–${high}`,
  /** One that is no more than that: `< 1 min`. */
  below: (length: string) => `< ${length}`,
  /** A moment that length before now: `6 min ago`. */
  ago: (length: string) => `${length} ago`,
  /** A moment less than a second ago. */
  now: 'now',
  /** Stands where a time is not known. */
  none: '–',
};
