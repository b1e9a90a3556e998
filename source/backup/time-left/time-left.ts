import type { Instant } from '../row.ts';
import { secondsBetween } from '../throughput.ts';
import { type CalmFigure, type CalmPace, calmed } from './calm.ts';
import type { Guess } from './guess.ts';

/** How long something takes yet, as exactly as that can be known. Nothing at all is null. */
export type TimeLeft =
  | { readonly kind: 'point'; readonly seconds: number; readonly low: number; readonly high: number }
  /** Nine times in ten it ends within. */
  | { readonly kind: 'range'; readonly low: number; readonly high: number; readonly asLastTime: boolean }
  /** Too little is left for a figure. */
  | { readonly kind: 'soon' }
  /** Tablets that moved are copied again: how many is not known. */
  | { readonly kind: 'second_turn' };

/** A time left, null where it is too uncertain even for a range, with what later pictures need of it. */
export interface ShownTimeLeft {
  readonly left: TimeLeft | null;
  readonly at: Instant;
  readonly figures: { readonly seconds: CalmFigure; readonly low: CalmFigure; readonly high: CalmFigure };
}

/** A point up to this spread, a range up to the other; once shown, each is kept a little longer. */
const [pointSpread, pointKept] = [0.3, 0.36];
/** A spread that no point is shown with. */
export const rangeOnly = pointKept + 0.01;
const [rangeSpread, rangeKept] = [0.6, 0.66];
/** How many spreads a range reaches to each side: nine of ten ends lie within, as measured. */
const rangeWidth = 1.8;
/** And how many times as far to the later side where several log streams are at work, of which the row shows the sum alone. */
const lateFactor = 1.2;

/** A range whose ends are further apart than by this factor says nothing. */
const widestRange = 15;

/** Below this many seconds, or this part of the time that has passed, there is no figure any more. */
const [soonSeconds, soonShare] = [30, 0.03];
/** No time left is shown beyond this many seconds: three days. */
const longest = 3 * 86_400;

/** How the ends of a range follow: the low one falls at once, the high one rises early, so that it still holds. */
const lowEnd: CalmPace = { riseFactor: 1.6, fall: 1000 };
const highEnd: CalmPace = { riseFactor: 1.25, fall: 4 };

/** What a guess rests on. */
export interface Basis {
  /** Whether it is the past alone. */
  readonly asLastTime: boolean;
  readonly pace: CalmPace;
  /** Seconds since the phase began or was first seen. */
  readonly elapsed: number;
  /** Whether to say "soon" near the end, where no figure holds. */
  readonly mayBeSoon: boolean;
  /** Whether a point is shown only as long as the spread allows one at that moment: by the row of a task alone. */
  readonly keepsNoPoint?: boolean;
  /** Whether it ends later than guessed more often than sooner: which log stream ends last is not in the row of a task. */
  readonly mayBeLate?: boolean;
}

/** What is shown after one more guess; null without one. */
export function showTimeLeft(
  before: ShownTimeLeft | null,
  guess: Guess | null,
  at: Instant,
  { asLastTime, pace, elapsed, mayBeSoon, keepsNoPoint = false, mayBeLate = false }: Basis,
): ShownTimeLeft | null {
  if (guess === null || !Number.isFinite(guess.seconds) || !Number.isFinite(guess.spread)) return null;
  const seconds = Math.min(longest, Math.max(0, guess.seconds));
  const had = before?.left ?? null;
  const wasPast = had?.kind === 'range' && had.asLastTime;
  // What this run shows replaces at once what the last one promised.
  const known = wasPast && !asLastTime ? null : (before?.figures ?? null);
  const width = Math.exp(rangeWidth * guess.spread);
  const late = mayBeLate && !asLastTime && guess.spread > pointSpread ? lateFactor : 1;
  const figures = {
    // Only a point that people have seen is to be calm: behind a range it would keep a guess of too few steps.
    seconds: calmed(had?.kind === 'point' ? (known?.seconds ?? null) : null, seconds, at, pace),
    low: calmed(known?.low ?? null, seconds / width, at, lowEnd),
    high: calmed(known?.high ?? null, Math.min(longest, seconds * width * late), at, highEnd),
  };
  const shown = (left: TimeLeft | null): ShownTimeLeft => ({ left, at, figures });
  const point = figures.seconds.seconds;
  if (mayBeSoon && !asLastTime && point < Math.max(soonSeconds, soonShare * elapsed)) {
    return shown({ kind: 'soon' });
  }
  const low = Math.min(figures.low.seconds, point);
  const high = Math.max(figures.high.seconds, point);
  if (!asLastTime && guess.spread <= (had?.kind === 'point' && !keepsNoPoint ? pointKept : pointSpread)) {
    return shown({ kind: 'point', seconds: point, low, high });
  }
  const saysSomething = high <= widestRange * Math.max(1, low);
  if (saysSomething && guess.spread <= (had?.kind === 'range' ? rangeKept : rangeSpread)) {
    return shown({ kind: 'range', low, high, asLastTime });
  }
  return shown(null);
}

/** Seconds a picture may be old before its figures fall with the clock: until then they wait for the next one. */
const freshFor = 60;

/** A time left as it is at a later moment, with no further picture; null once it should have ended. */
export function timeLeftAt(shown: ShownTimeLeft | null, now: Instant): TimeLeft | null {
  if (shown === null || shown.left === null) return null;
  const { left, at } = shown;
  const old = Math.max(0, secondsBetween(at, now) - freshFor);
  if (old === 0 || left.kind === 'soon' || left.kind === 'second_turn') return left;
  const later = (seconds: number) => Math.max(0, seconds - old);
  if (left.high <= old) return null;
  return left.kind === 'point'
    ? { ...left, seconds: later(left.seconds), low: later(left.low), high: later(left.high) }
    : { ...left, low: later(left.low), high: later(left.high) };
}
