/** A guess at how long something still takes. */
export interface Guess {
  readonly seconds: number;
  /** Standard deviation of the logarithm of the true length: 0.3 is about 30 % either way. */
  readonly spread: number;
}

/** The value that `part` of the values lie below; NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}

/** The value, or the bound that it is beyond. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
