import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again, 50 ms apart, until the answer is true; false when `limit` milliseconds have passed.
 * For what cannot be awaited: another process coming up or going away.
 */
export async function until(condition: () => Promise<boolean> | boolean, limit: number): Promise<boolean> {
  const deadline = performance.now() + limit;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await pause(50);
  }
  return true;
}
