import { editFilter, filterOf, remembered, type Typing, typedMore } from './filter-edit.ts';
import type { Framed } from './framer.ts';
import { type Press, pastedText } from './input.ts';
import type { Place } from './screen.ts';

export interface FilterTypingOptions {
  /** The screen on top, as it is drawn, and what puts another in its place with the filter that is typed. */
  readonly top: () => Place;
  readonly framed: () => Framed;
  readonly replaceTop: (place: Place, typing: Typing | null) => void;
  /** The filter that is being typed; null while none is. */
  readonly typing: () => Typing | null;
}

/** How a filter is typed, and those that were used. */
export interface FilterTyping {
  /** Whether the press was one for the filter that is being typed. */
  takes(press: Press): boolean;
  paste(text: string): void;
}

/** Filters the list on top by what is typed. */
export function createFilterTyping({ top, framed, replaceTop, typing }: FilterTypingOptions): FilterTyping {
  let history: readonly string[] = [];

  /**
   * By what is typed, or by a filter that was taken. Where the chosen row is not found, the first one is chosen; rows above
   * the list are there whatever is searched for, and are not found.
   */
  const show = (place: Place, typed: Typing | null, taken: string) => {
    const { frame, keys } = framed();
    const { pinned = 0 } = frame.extent;
    const filter = typed === null ? taken : filterOf(typed);
    const isAbove = filter !== '' && keys.slice(0, pinned).some(key => key === place.list?.selected);
    const chosen = isAbove ? { selected: null } : {};
    const list =
      place.list === undefined ? {} : { list: { ...place.list, ...chosen, index: pinned, top: 0 } };
    replaceTop({ ...place, ...list, filter }, typed);
  };

  return {
    takes(press) {
      const [place, typed] = [top(), typing()];
      if (typed === null || place.filter === undefined) return false;
      const edited = editFilter(press, typed, history);
      if (edited === null) return false;
      if (edited.kind === 'ended') history = remembered(history, edited.filter);
      if (edited.kind === 'typing') show(place, edited.typing, '');
      else show(place, null, edited.filter);
      return true;
    },
    paste(text) {
      const [place, typed] = [top(), typing()];
      if (typed !== null && place.filter !== undefined) show(place, typedMore(typed, pastedText(text)), '');
    },
  };
}
