import type { PreviousRun } from '../previous-run.ts';
import type { Instant } from '../row.ts';
import { secondsBetween } from '../throughput.ts';
import type { Guess } from './guess.ts';

/** A guess from the last backup of the same type. */
export interface PastGuess extends Guess {
  /** Seconds from the start of the task to the end of its data, if it goes as it did last time. */
  readonly whole: number;
}

/** How far runs of the same type differ, as a standard deviation of the logarithm. */
const usualSpread: Readonly<Record<PreviousRun['type'], number>> = { full: 0.25, inc: 0.3 };
/** Nearer to its end than this part of the whole, the past says nothing any more. */
const pastLeast = 0.05;

/**
 * How long the data takes yet if it goes as fast as last time; null without a past or once it has taken longer.
 * @param blocks how many macro blocks there are, null while they are still counted
 */
export function guessByPreviousRun(
  past: PreviousRun | null,
  startedAt: Instant | null,
  blocks: bigint | null,
  now: Instant,
): PastGuess | null {
  if (past === null || past.parts === null || startedAt === null) return null;
  const scale =
    blocks === null || blocks <= 0n || past.macroBlocks === null || past.macroBlocks <= 0n
      ? 1
      : Number(blocks) / Number(past.macroBlocks);
  const whole = past.parts.data * scale;
  const seconds = whole - secondsBetween(startedAt, now);
  if (!(seconds > pastLeast * whole)) return null;
  return { seconds, spread: (usualSpread[past.type] * whole) / seconds, whole };
}

/** How much it counts against the past that this run goes another way: by its rows, lower or higher than the past. */
export interface Distrust {
  readonly whenShorter: number;
  readonly whenLonger: number;
}

/**
 * One guess of two: the one from this run's counters and the one from the past, each weighted by how sure it is. The
 * past counts less the further the two are apart.
 */
export function blended(guess: Guess, past: PastGuess, elapsed: number, distrust: Distrust): Guess {
  const whole = elapsed + guess.seconds;
  const apart = Math.log(whole / past.whole);
  const usual = (past.spread * past.seconds) / past.whole;
  const factor = apart < 0 ? distrust.whenShorter : distrust.whenLonger;
  const variance = (usual ** 2 + factor * apart ** 2) * (Math.max(whole, past.whole) / past.seconds) ** 2;
  const [own, other] = [guess.spread ** -2, 1 / variance];
  const weight = own / (own + other);
  const between = Math.log(guess.seconds / past.seconds);
  return {
    seconds: guess.seconds ** weight * past.seconds ** (1 - weight),
    spread: Math.sqrt(1 / (own + other) + (weight * (1 - weight) * between ** 2) / 4),
  };
}

/** How far what follows the data differs from last time. */
const laterSpread = 0.35;

/** The end of the job: the data, then as long as last time for what follows it. */
export function guessJob(data: Guess, later: number): Guess {
  const seconds = data.seconds + later;
  const spread = Math.hypot(data.spread * data.seconds, laterSpread * later) / Math.max(1, seconds);
  return { seconds, spread };
}

/** Later than last time, this part of what followed the data is always left. */
const laterLeast = 0.1;

/**
 * The end of the job once its data is done.
 * @param dataEnd when that was: its END_SCN
 */
export function guessJobAfterData(later: number, dataEnd: Instant, now: Instant): Guess {
  const passed = secondsBetween(dataEnd, now);
  const seconds = Math.max(later - passed, laterLeast * later);
  return { seconds, spread: (laterSpread * later) / Math.max(1, seconds) };
}
