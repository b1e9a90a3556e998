import { useEffect, useState } from 'react';
import type { Seconds } from '../watch/seconds.ts';

/** Redraws its component about once a second while `active`. */
export function useTick(seconds: Seconds, active: boolean): void {
  const [, tick] = useState(0);
  useEffect(
    () => (active ? seconds.subscribe(() => tick(count => count + 1)) : undefined),
    [seconds, active],
  );
}
