import type { Choosing } from '../components/status-text.ts';
import { reversedSorting, type SortedBy } from '../presentation/lists/sorting.ts';
import type { Press } from './input.ts';
import { type Orders, orderMark } from './orders.ts';

/** What a press does while an order is being chosen: another order, which is seen at once; the end; or back to how it was. */
export type ChooserStep =
  | { readonly kind: 'order'; readonly sort: SortedBy | null }
  | { readonly kind: 'taken' }
  | { readonly kind: 'given_up' };

const steps: Readonly<Record<string, 1 | -1>> = { right: 1, down: 1, tab: 1, s: 1, left: -1, up: -1 };
/** Letters that no choice begins with mean what they mean in a list. */
const listSteps: Readonly<Record<string, 1 | -1>> = { l: 1, j: 1, h: -1, k: -1 };
const taking: ReadonlySet<Press> = new Set(['enter', 'space']);
const givingUp: ReadonlySet<Press> = new Set(['escape', 'backspace']);

function indexOf({ choices }: Orders, sort: SortedBy | null): number {
  return Math.max(
    0,
    choices.findIndex(({ id }) => id === (sort?.id ?? null)),
  );
}

/** The next choice after this one, round the end, that begins with a letter; null where none does. */
function beginningWith(letter: string, from: number, { choices }: Orders): number | null {
  const isIt = (index: number) => {
    const { id, text } = choices[index % choices.length] ?? { id: null, text: '' };
    return [text, id ?? ''].some(name => name.toLowerCase().startsWith(letter.toLowerCase()));
  };
  const found = choices.findIndex((_, step) => isIt(from + step + 1));
  return found === -1 ? null : (from + found + 1) % choices.length;
}

/**
 * What a press does while an order is being chosen; null where it is no key of the chooser, which is over then.
 * @param sort the order of the list now
 */
export function chooserStep(press: Press, sort: SortedBy | null, orders: Orders): ChooserStep | null {
  const { choices, unsorted } = orders;
  const now = indexOf(orders, sort);
  const to = (index: number): ChooserStep => {
    const id = choices[(index + choices.length) % choices.length]?.id ?? null;
    return { kind: 'order', sort: id === null ? null : { id, reversed: false } };
  };
  if (press === 'S') return { kind: 'order', sort: reversedSorting(sort, unsorted) };
  if (taking.has(press)) return { kind: 'taken' };
  if (givingUp.has(press)) return { kind: 'given_up' };
  const step = steps[press];
  if (step !== undefined) return to(now + step);
  const found = /^\p{L}$/u.test(press) ? beginningWith(press, now, orders) : null;
  if (found !== null) return to(found);
  const listStep = listSteps[press];
  if (listStep !== undefined) return to(now + listStep);
  return press === 'q' ? { kind: 'given_up' } : null;
}

/** The line of the chooser. */
export function choosingOf(orders: Orders, sort: SortedBy | null): Choosing {
  const chosen = indexOf(orders, sort);
  return {
    choices: orders.choices.map(({ text }) => text),
    chosen,
    mark: orderMark(orders.sortings, sort),
  };
}
