/** Readings of the machine in milliseconds. */
export interface Readings {
  /** The time of day, since 1970: somebody may set it. */
  readonly wall: () => number;
  /** Since some moment: nobody sets it, but it may stand while the machine sleeps. */
  readonly monotonic: () => number;
}

/**
 * The machine's time, which never goes back: ages are differences of it, and a picture must not seem younger than it is
 * because the clock was set back, nor because the machine slept. Between two readings as much passes as the one of the
 * two that moved more says.
 */
export function steadyClock({ wall, monotonic }: Readings): () => number {
  let [wallBefore, monotonicBefore] = [wall(), monotonic()];
  let now = wallBefore;
  return () => {
    const [wallNow, monotonicNow] = [wall(), monotonic()];
    now += Math.max(0, wallNow - wallBefore, monotonicNow - monotonicBefore);
    [wallBefore, monotonicBefore] = [wallNow, monotonicNow];
    return now;
  };
}
