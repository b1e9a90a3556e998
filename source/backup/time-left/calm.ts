import type { Instant } from '../row.ts';
import { secondsBetween } from '../throughput.ts';

/** A length of time that is shown, and does not follow every guess. */
export interface CalmFigure {
  readonly seconds: number;
  /** When the figure was made. */
  readonly at: Instant;
  /** Since when guesses have been so much higher that it will be raised if that lasts; null while they are not. */
  readonly higherSince: Instant | null;
  /** The same of guesses that are less than half of it. */
  readonly lowerSince: Instant | null;
}

/** How a figure follows its guesses. */
export interface CalmPace {
  /** It is raised only to a guess this many times as high… */
  readonly riseFactor: number;
  /** …and falls by at most this many seconds a second; twice that while it is 1.5 times too high. */
  readonly fall: number;
}

/** Seconds for which guesses must be higher before the figure is raised, or far lower before it falls at once. */
const followAfter = 20;
const farTooHigh = 1.5;
/** A figure this many times too high is of no use while it falls by degrees. */
const uselesslyHigh = 2;

/**
 * The figure after one more guess. People watch it: it goes up only when it was wrong for a while, holds its value
 * while guesses are somewhat higher, and falls by degrees, or at once where it was far too high for a while.
 */
export function calmed(
  before: CalmFigure | null,
  guess: number,
  at: Instant,
  { riseFactor, fall }: CalmPace,
): CalmFigure {
  const follow: CalmFigure = { seconds: guess, at, higherSince: null, lowerSince: null };
  if (before === null || at < before.at) return follow;
  const { seconds } = before;
  if (guess >= seconds) {
    if (guess <= riseFactor * seconds) return { ...follow, seconds };
    const higherSince = before.higherSince ?? at;
    return secondsBetween(higherSince, at) < followAfter ? { ...follow, seconds, higherSince } : follow;
  }
  const lowerSince = guess * uselesslyHigh < seconds ? (before.lowerSince ?? at) : null;
  if (lowerSince !== null && secondsBetween(lowerSince, at) >= followAfter) return follow;
  const pace = guess * farTooHigh < seconds ? 2 * fall : fall;
  return {
    ...follow,
    seconds: Math.max(guess, seconds - pace * secondsBetween(before.at, at)),
    lowerSince,
  };
}
