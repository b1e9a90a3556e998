import { listStart } from '../components/list-window.ts';
import { reversedSorting, type SortedBy } from '../presentation/lists/sorting.ts';
import type { Press } from './input.ts';
import { chooserStep } from './order-chooser.ts';
import type { Orders } from './orders.ts';
import type { Place } from './screen.ts';

export interface OrderingOptions {
  /** The orders of a place's list; null where it has one. */
  readonly ordersOf: (place: Place) => Orders | null;
  /** The screen on top, and what puts another in its place. */
  readonly top: () => Place;
  readonly replaceTop: (place: Place) => void;
  /** The screen as it was before an order began to be chosen; null while none is. */
  readonly choosing: () => Place | null;
  readonly choose: (before: Place | null) => void;
}

/** How lists are ordered, and what was chosen for each while the program runs. */
export interface Ordering {
  /** A place in the order that was last chosen for such a list. */
  asRemembered(place: Place): Place;
  /** Orders the list, which starts from its first row then. */
  orderBy(sort: SortedBy | null): void;
  /** By a column; by the one it is ordered by the other way round. */
  orderByColumn(id: string): void;
  reverse(): void;
  /** Whether the press was one for the order that is being chosen; any other one ends that. */
  takes(press: Press): boolean;
}

/** Keeps the orders of lists by their screens. */
export function createOrdering({ ordersOf, top, replaceTop, choosing, choose }: OrderingOptions): Ordering {
  const kept = new Map<string, SortedBy | null>();
  const has = (place: Place, column: string) =>
    ordersOf(place)?.choices.some(({ id }) => id === column) === true;

  const orderBy = (sort: SortedBy | null) => {
    const place = top();
    kept.set(place.screen, sort);
    replaceTop({ ...place, sort, list: listStart });
  };
  const reverse = () => {
    const orders = ordersOf(top());
    if (orders !== null) orderBy(reversedSorting(top().sort ?? null, orders.unsorted));
  };
  const giveUp = ({ sort = null, list = listStart }: Place) => {
    if (sort === (top().sort ?? null)) return;
    orderBy(sort);
    replaceTop({ ...top(), list });
  };

  return {
    asRemembered(place) {
      const sort = kept.get(place.screen) ?? null;
      return sort !== null && has(place, sort.id) ? { ...place, sort } : place;
    },
    orderBy,
    orderByColumn(id) {
      if (top().sort?.id === id) reverse();
      else if (has(top(), id)) orderBy({ id, reversed: false });
    },
    reverse,
    takes(press) {
      const before = choosing();
      const orders = before === null ? null : ordersOf(top());
      if (before === null || orders === null) return false;
      const step = chooserStep(press, top().sort ?? null, orders);
      if (step?.kind === 'order') orderBy(step.sort);
      else {
        if (step?.kind === 'given_up') giveUp(before);
        choose(null);
      }
      return step !== null;
    },
  };
}
