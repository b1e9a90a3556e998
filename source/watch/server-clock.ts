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

/**
 * No answer takes longer than this: an answer that seems older shows that a clock was set back, the server's or, by
 * being set forward, this machine's. Anything less is the time an answer took, and the server's clock runs on.
 */
const longestAnswer = 20_000_000n;

export function createServerClock(clock: Clock): ServerClock {
  let ahead: bigint | null = null;
  let now: Instant | null = null;
  return {
    ahead: () => ahead,
    now: () => now,
    note(readAt, unchanged) {
      // The answer took a while to come, so the server is at least this far ahead; the quickest answer knows best.
      const found = readAt - BigInt(Math.round(clock.now())) * 1000n;
      if (ahead === null || found > ahead || ahead - found > longestAnswer) ahead = found;
      const step = now === null ? null : readAt - now;
      const wasSetBack = step !== null && step < -longestAnswer;
      if (step !== null && !wasSetBack && (step <= 0n || (unchanged && step < ageStep))) return false;
      now = readAt;
      return true;
    },
  };
}
