import type { Instant } from '../backup/row.ts';
import type { Clock } from './clock.ts';

/** The server's clock, known from the times at which its answers were read. */
export interface ServerClock {
  /** What to add to the machine's microseconds to have the server's; null before the first answer. */
  ahead(): bigint | null;
  /** The moment that ages on the screen are counted from; null before the first answer. */
  now(): Instant | null;
  /**
   * Takes an answer that has just come.
   * @param readAt the server's clock in it
   * @param askedAt when it was asked for, in the clock's milliseconds
   * @param unchanged whether the answer shows what the last one did
   * @returns when the server gave it, in the clock's milliseconds: as well as can be known, else when it was asked for
   */
  note(readAt: Instant, askedAt: number, unchanged: boolean): number;
}

/** Ages on an unchanged screen move on in steps of this, so that a refresh that brought nothing draws nothing. */
const ageStep = 10_000_000n;

/**
 * An answer that seems older than this, and than the time for which it was waited, shows that a clock was set back, the
 * server's or, by being set forward, this machine's. Anything less is the time an answer took, and the server's clock runs on.
 */
const longestAnswer = 20_000_000n;

/** @param clock the one of this program, in milliseconds */
export function createServerClock(clock: Clock): ServerClock {
  let ahead: bigint | null = null;
  let now: Instant | null = null;
  /** By the quickest answer what the server's clock is ahead of this one; `ahead` stays longer, as it must not go back. */
  let quickest: bigint | null = null;

  /**
   * An answer may have been on its way, or in the socket of a program that the system had stopped, for as long as it
   * seems late against the quickest one. What seems later than it was waited for is a clock that was set or has drifted.
   */
  const givenAt = (found: bigint, arrivedAt: number, askedAt: number): number => {
    const late = quickest === null ? null : Number(quickest - found) / 1000;
    if (late === null || late < 0 || late > arrivedAt - askedAt) quickest = found;
    if (late === null) return askedAt;
    return Math.min(arrivedAt, Math.max(askedAt, arrivedAt - late));
  };

  return {
    ahead: () => ahead,
    now: () => now,
    note(readAt, askedAt, unchanged) {
      const arrivedAt = clock.now();
      // The answer took a while to come, so the server is at least this far ahead; the quickest answer knows best.
      const found = readAt - BigInt(Math.round(arrivedAt)) * 1000n;
      const waited = BigInt(Math.ceil(arrivedAt - askedAt)) * 1000n;
      const longest = waited > longestAnswer ? waited : longestAnswer;
      if (ahead === null || found > ahead || ahead - found > longest) ahead = found;
      const given = givenAt(found, arrivedAt, askedAt);
      const step = now === null ? null : readAt - now;
      const wasSetBack = step !== null && step < -longestAnswer;
      const stays = step !== null && !wasSetBack && (step <= 0n || (unchanged && step < ageStep));
      if (!stays) now = readAt;
      return given;
    },
  };
}
