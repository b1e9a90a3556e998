import type { Movement } from '../components/list-window.ts';
import type { KeyId } from './keys.ts';

/** The keys that move in a list or a text, whatever the screen. */
export const movements: Readonly<Partial<Record<KeyId, Movement>>> = {
  up: 'up',
  down: 'down',
  page_up: 'page_up',
  page_down: 'page_down',
  half_up: 'half_up',
  half_down: 'half_down',
  first: 'first',
  last: 'last',
};

/** Movements that may reach the end of a list. */
export const onward: ReadonlySet<Movement> = new Set([
  'down',
  'half_down',
  'page_down',
  'last',
  'wheel_down',
]);

/** Keys that work while a filter is being typed, other than the movements. */
export const whileTyping: ReadonlySet<KeyId> = new Set(['quit', 'interrupt', 'redraw', 'suspend']);

/** Intervals that + and - step through, in seconds. */
const intervals = [0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/** The next longer or shorter interval, in seconds; null at the ends. */
export function nextInterval(now: number, step: 'longer' | 'shorter'): number | null {
  const next =
    step === 'longer' ? intervals.find(each => each > now) : intervals.findLast(each => each < now);
  return next ?? null;
}
