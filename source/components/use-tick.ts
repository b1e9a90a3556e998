import { useEffect, useState } from 'react';
import type { Clock } from '../watch/clock.ts';

/**
 * Redraws its component about once a second while `active`.
 * @param phase milliseconds by which the second that is shown begins after the clock's own
 */
export function useTick(clock: Clock, active: boolean, phase: number): void {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!active) return;
    let timer: unknown = null;
    const wait = () => {
      const past = (((clock.now() - phase) % 1000) + 1000) % 1000;
      timer = clock.setTimeout(() => {
        tick(count => count + 1);
        wait();
      }, 1000 - past);
    };
    wait();
    return () => clock.clearTimeout(timer);
  }, [clock, active, phase]);
}
