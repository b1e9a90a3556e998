import { createContext, type ReactNode, useSyncExternalStore } from 'react';
import type { Clock } from '../watch/clock.ts';
import { freshness } from '../watch/freshness.ts';
import type { PollStatus } from '../watch/state.ts';
import type { Store } from '../watch/store.ts';
import { useTick } from './use-tick.ts';

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

/** Provides what is drawn inside with whether its picture is old. Its ticks redraw only what depends on that. */
export function StaleBoundary({
  store,
  clock,
  children,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly children: ReactNode;
}) {
  const pollStatus = useSyncExternalStore(store.subscribe, store.pollStatus);
  useTick(clock, pollStatus.pictureAt !== null, 0);
  return <StaleContext value={isStale(pollStatus, clock.now())}>{children}</StaleContext>;
}
