import type { Clock } from './clock.ts';

/** Milliseconds for which a row has to stay chosen before more of it is read. */
const restMillis = 400;

/** Does something once nothing has been chosen for a moment. */
export interface AfterRest {
  /** A row was chosen: the moment begins again. */
  chosen(): void;
  stop(): void;
}

/** @param act what to do once no other row was chosen for a moment */
export function createAfterRest(clock: Clock, act: () => void): AfterRest {
  let timer: unknown = null;
  const stop = () => {
    if (timer !== null) clock.clearTimeout(timer);
    timer = null;
  };
  return {
    chosen() {
      stop();
      timer = clock.setTimeout(() => {
        timer = null;
        act();
      }, restMillis);
    },
    stop,
  };
}
