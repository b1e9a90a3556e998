import type { Instant } from '../backup/row.ts';
import type { Clock } from './clock.ts';

/** The server's clock, known from the times at which its answers were read. */
export interface ServerClock {
  /** What to add to the machine's microseconds to have the server's; null before the first answer. */
  ahead(): bigint | null;
  /** The moment that ages on the screen are counted from; null before the first answer. */
  now(): Instant | null;
  /**
   * Takes the time of an answer.
   * @param unchanged whether the answer shows what the last one did
   * @returns whether `now` has moved
   */
  note(readAt: Instant, unchanged: boolean): boolean;
}

/** Ages on an unchanged screen move on in steps of this, so that a refresh that brought nothing draws nothing. */
const ageStep = 10_000_000n;

/** Answers take now longer, now shorter: below this a difference is no move of the clock. */
const tolerance = 1_000_000n;

export function createServerClock(clock: Clock): ServerClock {
  let ahead: bigint | null = null;
  let now: Instant | null = null;
  return {
    ahead: () => ahead,
    now: () => now,
    note(readAt, unchanged) {
      const found = readAt - BigInt(Math.round(clock.now())) * 1000n;
      const moved = ahead === null ? null : found - ahead;
      if (moved === null || moved > tolerance || moved < -tolerance) ahead = found;
      const step = now === null ? null : readAt - now;
      if (unchanged && step !== null && step < ageStep && step >= 0n) return false;
      now = readAt;
      return true;
    },
  };
}
