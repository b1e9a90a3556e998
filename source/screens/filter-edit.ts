import { sanitise } from '../text/sanitise.ts';
import { charactersOf } from '../text/width.ts';
import { type Press, typedCharacters } from './input.ts';

/** A filter while it is typed, or when that is over. */
export interface FilterEdit {
  readonly filter: string;
  readonly editing: boolean;
}

/** The filter with more behind it, spelled as the names it is compared with. */
export function longerFilter(filter: string, more: string): string {
  return sanitise(filter + more);
}

const named: ReadonlyMap<Press, (filter: string) => FilterEdit> = new Map([
  ['enter', (filter: string) => ({ filter, editing: false })],
  ['escape', () => ({ filter: '', editing: false })],
  ['space', (filter: string) => ({ filter: `${filter} `, editing: true })],
  [
    'backspace',
    (filter: string) => ({ filter: charactersOf(filter).slice(0, -1).join(''), editing: filter !== '' }),
  ],
]);

/** What a press does to a filter that is being typed; null where it does nothing there, as ↑ or Ctrl-C. */
export function editFilter(press: Press, filter: string): FilterEdit | null {
  const edit = named.get(press);
  if (edit !== undefined) return edit(filter);
  // A key with a name is longer than the one character that any other key writes.
  return typedCharacters(press).length === 1 ? { filter: longerFilter(filter, press), editing: true } : null;
}
