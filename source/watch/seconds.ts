import type { Clock } from './clock.ts';

/** Calls its listeners about once a second, as long as there are any. */
export interface Seconds {
  subscribe(listener: () => void): () => void;
}

/** @param phase milliseconds by which the second that is shown begins after the clock's own; asked before each second */
export function createSeconds(clock: Clock, phase: () => number): Seconds {
  const listeners = new Set<() => void>();
  let timer: unknown = null;
  const wait = () => {
    const past = (((clock.now() - phase()) % 1000) + 1000) % 1000;
    timer = clock.setTimeout(() => {
      wait();
      for (const listener of listeners) listener();
    }, 1000 - past);
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (timer === null) wait();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clock.clearTimeout(timer);
        timer = null;
      };
    },
  };
}
