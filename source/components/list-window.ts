/** Where someone is in a list: kept by key, so that rows may come and go. */
export interface ListState {
  /** The key of the chosen row, or null for the first one that is not pinned, whichever that is. */
  readonly selected: string | null;
  /** Where that row was when last drawn: the place to stay at should it vanish. */
  readonly index: number;
  /** The first row on the screen, not counting pinned ones. */
  readonly top: number;
}

/** A list before anything was chosen in it. */
export const listStart: ListState = { selected: null, index: 0, top: 0 };

const keyLists = new WeakMap<readonly unknown[], readonly string[]>();

/** The keys of rows, made once for the same rows. */
export function keysOfRows(rows: readonly { readonly key: string }[]): readonly string[] {
  const known = keyLists.get(rows) ?? rows.map(({ key }) => key);
  keyLists.set(rows, known);
  return known;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), Math.max(0, most));
}

/**
 * The same place in the rows as they are now, with the chosen row on the screen.
 * @param pinned how many of the first rows stand above the list, which is scrolled without them
 */
export function settle(list: ListState, keys: readonly string[], height: number, pinned = 0): ListState {
  // Two rows of one key, which no server should send: the one that was chosen stays so.
  const stays = list.selected !== null && keys[list.index] === list.selected;
  const found = list.selected === null ? pinned : stays ? list.index : keys.indexOf(list.selected);
  const index = clamp(found === -1 ? list.index : found, keys.length - 1);
  const lowest = Math.max(0, keys.length - pinned - Math.max(1, height));
  let top = clamp(list.top, lowest);
  const inList = index - pinned;
  if (inList >= 0 && inList < top) top = inList;
  if (inList >= top + height) top = inList - Math.max(1, height) + 1;
  return { selected: list.selected === null ? null : (keys[index] ?? null), index, top };
}

/** How far each movement goes, in rows. */
export type Movement =
  | 'up'
  | 'down'
  | 'page_up'
  | 'page_down'
  | 'half_up'
  | 'half_down'
  | 'first'
  | 'last'
  | 'wheel_up'
  | 'wheel_down';

/** Rows that a notch of the mouse's wheel moves. */
const rowsOfWheel = 3;

const steps: Readonly<Record<Movement, (height: number, count: number) => number>> = {
  up: () => -1,
  down: () => 1,
  page_up: height => -Math.max(1, height - 1),
  page_down: height => Math.max(1, height - 1),
  half_up: height => -Math.max(1, Math.floor(height / 2)),
  half_down: height => Math.max(1, Math.floor(height / 2)),
  first: (_, count) => -count,
  last: (_, count) => count,
  wheel_up: () => -rowsOfWheel,
  wheel_down: () => rowsOfWheel,
};

/** How far a movement goes in a list of `count` rows of which `height` are on the screen. */
export function stepOf(movement: Movement, height: number, count: number): number {
  return steps[movement](height, count);
}

/** The place after a movement. */
export function move(
  list: ListState,
  movement: Movement,
  keys: readonly string[],
  height: number,
  pinned = 0,
): ListState {
  const now = settle(list, keys, height, pinned);
  const index = clamp(now.index + stepOf(movement, height, keys.length), keys.length - 1);
  return settle({ selected: keys[index] ?? null, index, top: now.top }, keys, height, pinned);
}
