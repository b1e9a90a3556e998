import type { Instant } from '../row.ts';
import { secondsBetween } from '../throughput.ts';

/** A length of time that is shown, and does not follow every guess. */
export interface CalmFigure {
  readonly seconds: number;
  /** When the figure was made. */
  readonly at: Instant;
  /** Since when guesses have been so much higher that it will be raised if that lasts; null while they are not. */
  readonly higherSince: Instant | null;
}

/** How a figure follows its guesses. */
export interface CalmPace {
  /** It is raised only to a guess this many times as high… */
  readonly riseFactor: number;
  /** …and falls by at most this many seconds a second; twice that while it is 1.5 times too high. */
  readonly fall: number;
}

/** Seconds for which guesses must be higher before the figure is raised. */
const riseAfter = 20;
const farTooHigh = 1.5;

/**
 * The figure after one more guess. People watch it: it goes up only when it was wrong for a while, holds its value
 * while guesses are somewhat higher, and falls by degrees.
 */
export function calmed(
  before: CalmFigure | null,
  guess: number,
  at: Instant,
  { riseFactor, fall }: CalmPace,
): CalmFigure {
  if (before === null || at < before.at) return { seconds: guess, at, higherSince: null };
  const { seconds } = before;
  if (guess >= seconds) {
    if (guess <= riseFactor * seconds) return { seconds, at, higherSince: null };
    const higherSince = before.higherSince ?? at;
    return secondsBetween(higherSince, at) < riseAfter
      ? { seconds, at, higherSince }
      : { seconds: guess, at, higherSince: null };
  }
  const pace = guess * farTooHigh < seconds ? 2 * fall : fall;
  return {
    seconds: Math.max(guess, seconds - pace * secondsBetween(before.at, at)),
    at,
    higherSince: null,
  };
}
