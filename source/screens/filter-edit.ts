import { sanitise } from '../text/sanitise.ts';
import { charactersOf } from '../text/width.ts';
import { type Press, typedCharacters } from './input.ts';

/** A filter while it is typed: the text on both sides of the cursor, and where in the history it was taken from. */
export interface Typing {
  readonly before: string;
  readonly after: string;
  /** The index in the history; null for what was typed by hand, which is kept as `draft`. */
  readonly recalled: number | null;
  readonly draft: string;
}

/** What a press has made of it: typed on, taken, or given up. */
export type FilterEdit =
  | { readonly kind: 'typing'; readonly typing: Typing }
  | { readonly kind: 'ended'; readonly filter: string };

/** The filter as it stands. */
export function filterOf({ before, after }: Typing): string {
  return before + after;
}

/** Begins to type at the end of a filter. */
export function typingAt(filter: string): Typing {
  return { before: filter, after: '', recalled: null, draft: filter };
}

/** With more text at the cursor, spelled as the names it is compared with. */
export function typedMore(typing: Typing, more: string): Typing {
  return changed(sanitise(typing.before + more), typing.after);
}

function changed(before: string, after: string): Typing {
  return { before, after, recalled: null, draft: before + after };
}

function withoutLast(text: string): string {
  return charactersOf(text).slice(0, -1).join('');
}

function withoutFirst(text: string): string {
  return charactersOf(text).slice(1).join('');
}

/** The text up to where the last word of `before` begins, as Alt-B of a shell goes: words are of letters and digits. */
function withoutLastWord(text: string): string {
  return text.replace(/[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u, '');
}

function withoutFirstWord(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u, '');
}

type Edit = (typing: Typing) => Typing;

/** The keys of a shell's line, by what they do. */
const edits: Readonly<Record<string, Edit>> = {
  space: typing => typedMore(typing, ' '),
  backspace: ({ before, after }) => changed(withoutLast(before), after),
  'ctrl-d': ({ before, after }) => changed(before, withoutFirst(after)),
  'ctrl-u': ({ after }) => changed('', after),
  'ctrl-k': ({ before }) => changed(before, ''),
  'ctrl-w': ({ before, after }) => changed(before.replace(/\S*\s*$/u, ''), after),
  'alt-b': ({ before, after, ...rest }) => ({
    before: withoutLastWord(before),
    after: before.slice(withoutLastWord(before).length) + after,
    ...rest,
  }),
  'alt-f': ({ before, after, ...rest }) => ({
    before: before + after.slice(0, after.length - withoutFirstWord(after).length),
    after: withoutFirstWord(after),
    ...rest,
  }),
  'alt-d': ({ before, after }) => changed(before, withoutFirstWord(after)),
  left: ({ before, after, ...rest }) => ({
    before: withoutLast(before),
    after: before.slice(withoutLast(before).length) + after,
    ...rest,
  }),
  right: ({ before, after, ...rest }) => ({
    before: before + after.slice(0, after.length - withoutFirst(after).length),
    after: withoutFirst(after),
    ...rest,
  }),
  home: ({ before, after, ...rest }) => ({ before: '', after: before + after, ...rest }),
  end: ({ before, after, ...rest }) => ({ before: before + after, after: '', ...rest }),
};

const aliases: Readonly<Record<string, string>> = {
  'ctrl-b': 'left',
  'ctrl-f': 'right',
  'ctrl-a': 'home',
  'ctrl-e': 'end',
  'ctrl-h': 'backspace',
  'ctrl-p': 'up',
  'ctrl-n': 'down',
};

/** An older filter (by 1) or a newer one (by -1) of the history, newest first; before the newest is what was typed. */
function recall(typing: Typing, history: readonly string[], by: number): Typing {
  const index = Math.min(history.length - 1, (typing.recalled ?? -1) + by);
  const text = index < 0 ? typing.draft : (history[index] ?? typing.draft);
  return { before: text, after: '', recalled: index < 0 ? null : index, draft: typing.draft };
}

/**
 * What a press does to a filter that is being typed; null where it does nothing there, as PgDn or Ctrl-C.
 * @param history filters that were used before, newest first
 */
export function editFilter(press: Press, typing: Typing, history: readonly string[]): FilterEdit | null {
  const key = aliases[press] ?? press;
  if (key === 'enter') return { kind: 'ended', filter: filterOf(typing) };
  if (key === 'escape' || (key === 'backspace' && filterOf(typing) === ''))
    return { kind: 'ended', filter: '' };
  if (key === 'up' || key === 'down') {
    return { kind: 'typing', typing: recall(typing, history, key === 'up' ? 1 : -1) };
  }
  const edit = edits[key];
  if (edit !== undefined) return { kind: 'typing', typing: edit(typing) };
  // A key with a name is longer than the one character that any other key writes.
  return typedCharacters(press).length === 1 ? { kind: 'typing', typing: typedMore(typing, press) } : null;
}

const mostKept = 50;

/** The history with a filter that was used, each of them once. */
export function remembered(history: readonly string[], filter: string): readonly string[] {
  return filter === '' ? history : [filter, ...history.filter(each => each !== filter)].slice(0, mostKept);
}
