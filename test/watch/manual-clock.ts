import type { Clock } from '../../source/watch/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Lets promises that are due run on. */
export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** A clock that stands still until the test lets time go on. */
export interface ManualClock extends Clock {
  /** Goes on by that many milliseconds; each timer is called at its time, and what it set going runs before the next. */
  advance(milliseconds: number): Promise<void>;
  /** Timers that wait. */
  waiting(): number;
}

/** @param start milliseconds since 1970 */
export function manualClock(start = 0): ManualClock {
  let now = start;
  const timers = new Set<Timer>();
  const next = (until: number): Timer | undefined =>
    [...timers].filter(timer => timer.at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    setTimeout(callback, milliseconds) {
      const timer = { at: now + Math.max(0, milliseconds), callback };
      timers.add(timer);
      return timer;
    },
    clearTimeout: timer => void timers.delete(timer as Timer),
    async advance(milliseconds) {
      const until = now + milliseconds;
      await settled();
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.callback();
        await settled();
      }
      now = until;
      await settled();
    },
    waiting: () => timers.size,
  };
}
