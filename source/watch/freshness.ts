/** How old the picture on the screen is: old from three intervals on, stale from ten. */
export type Freshness = 'fresh' | 'old' | 'stale';

const oldAfter = 3;
const staleAfter = 10;

/** What the age of a picture means. */
export interface Age {
  /** Since the server gave the picture. */
  readonly ageSeconds: number;
  /** The interval really kept. */
  readonly intervalSeconds: number;
  /** Whether a read is under way, and whether the last one failed. */
  readonly reading: boolean;
  readonly failing: boolean;
}

/**
 * How far a picture is to be trusted. A picture kept from an earlier visit whose first read is under way is
 * old, not stale: nothing is wrong, the answer is on its way.
 */
export function freshness({ ageSeconds, intervalSeconds, reading, failing }: Age): Freshness {
  if (ageSeconds < oldAfter * intervalSeconds) return 'fresh';
  if (ageSeconds < staleAfter * intervalSeconds) return 'old';
  return reading && !failing ? 'old' : 'stale';
}
