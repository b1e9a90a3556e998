/** The part of `performance` that measures how long the event loop has waited. Bun has none of it. */
interface LoopTimes {
  readonly nodeTiming?: { readonly idleTime?: number };
}

const lookMillis = 25;
/** Of those the ones that the loop must have waited. */
const idleMillis = 20;
/** For a runtime that does not measure it. */
const blindMillis = 60;

/**
 * Calls back once when the program has waited for something outside for most of a moment: the time for work that would
 * only hold it up.
 * @returns how to give that up
 */
export function whenIdle(then: () => void, { nodeTiming }: LoopTimes = performance as LoopTimes): () => void {
  if (nodeTiming?.idleTime === undefined) {
    const timer = setTimeout(then, blindMillis);
    return () => clearTimeout(timer);
  }
  let before = nodeTiming.idleTime;
  const timer = setInterval(() => {
    const now = nodeTiming.idleTime ?? 0;
    const waited = now - before;
    before = now;
    if (waited < idleMillis) return;
    clearInterval(timer);
    then();
  }, lookMillis);
  return () => clearInterval(timer);
}
