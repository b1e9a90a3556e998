/** Pseudo-random numbers: the same seed gives the same cluster. */
export interface Random {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  /** A number from low (inclusive) to high (exclusive). */
  between(low: number, high: number): number;
  /** A whole number from low to high, both inclusive. */
  whole(low: number, high: number): number;
  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T;
}

/** A generator seeded with a text (FNV-1a, then mulberry32). */
export function random(seed: string): Random {
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + (high - low) * next();
  const whole = (low: number, high: number): number => Math.floor(between(low, high + 1));
  return {
    next,
    between,
    whole,
    pick: items => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('pick() needs at least one item.');
      return item;
    },
  };
}
