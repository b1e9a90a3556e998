import { createContext, type ReactNode, useCallback, useSyncExternalStore } from 'react';
import type { Clock } from '../watch/clock.ts';
import { freshness } from '../watch/freshness.ts';
import type { Seconds } from '../watch/seconds.ts';
import type { PollStatus } from '../watch/state.ts';
import type { Store } from '../watch/store.ts';

/** Whether the picture on the screen is so old that it is drawn dim. */
export const StaleContext = createContext(false);

/** A picture is dim from three intervals on. Not while paused: then it is meant to be old. */
function isStale(
  { pictureAt, paused, effectiveSeconds, reading, failing }: PollStatus,
  now: number,
): boolean {
  if (pictureAt === null || paused) return false;
  const ageSeconds = (now - pictureAt) / 1000;
  return freshness({ ageSeconds, intervalSeconds: effectiveSeconds, reading, failing }) !== 'fresh';
}

/** Provides what is drawn inside with whether its picture is old. Nothing is drawn again while that stays as it is. */
export function StaleBoundary({
  store,
  clock,
  seconds,
  children,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly seconds: Seconds;
  readonly children: ReactNode;
}) {
  const subscribe = useCallback(
    (listener: () => void) => {
      const endStore = store.subscribe(listener);
      const endSeconds = seconds.subscribe(listener);
      return () => {
        endStore();
        endSeconds();
      };
    },
    [store, seconds],
  );
  const stale = useSyncExternalStore(subscribe, () => isStale(store.pollStatus(), clock.now()));
  return <StaleContext value={stale}>{children}</StaleContext>;
}
