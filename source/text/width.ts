import stringWidth from 'string-width';
import { sanitise } from './sanitise.ts';

/** Marks where text was cut. One cell. */
export const ellipsis = '…';

/** Where `cut` and `fit` take characters away. Paths keep both ends, all else keeps its beginning. */
export type CutFrom = 'end' | 'middle';

const printableAscii = /^[\x20-\x7E]*$/;
const controls = /\p{Cc}/u;
/** Splits text into what a reader sees as one character. */
export const graphemes = new Intl.Segmenter('en');

/**
 * How many terminal cells the text takes: Chinese and emoji two, combining marks none. The same measure
 * as Ink's, so that what is fitted here is not cut again there. Colour codes count as nothing.
 */
export function cellWidth(text: string): number {
  return printableAscii.test(text) ? text.length : stringWidth(text);
}

/** Escape sequences cannot be cut without breaking them: colour is put on after fitting, not before. */
function plain(text: string): string {
  return controls.test(text) ? sanitise(text) : text;
}

/** The longest beginning, in whole characters, of at most that many cells. */
function beginning(characters: readonly string[], cells: number): string {
  let taken = '';
  let used = 0;
  for (const character of characters) {
    used += cellWidth(character);
    if (used > cells) break;
    taken += character;
  }
  return taken;
}

function ending(characters: readonly string[], cells: number): string {
  let taken = '';
  let used = 0;
  for (const character of characters.toReversed()) {
    used += cellWidth(character);
    if (used > cells) break;
    taken = character + taken;
  }
  return taken;
}

const shorteners: Record<CutFrom, (characters: readonly string[], room: number) => string> = {
  end: (characters, room) => beginning(characters, room) + ellipsis,
  middle: (characters, room) =>
    beginning(characters, Math.ceil(room / 2)) + ellipsis + ending(characters, Math.floor(room / 2)),
};

/**
 * The text in at most `cells` cells; `…` marks what was taken away. A wide character that
 * would be halved is left out. Zero or fewer cells give ''. Takes text without colour codes; control
 * characters come out as `sanitise` shows them.
 */
export function cut(text: string, cells: number, from: CutFrom = 'end'): string {
  const shown = plain(text);
  const limit = Math.max(0, Math.floor(cells));
  if (limit === 0) return '';
  if (cellWidth(shown) <= limit) return shown;
  const characters = Array.from(graphemes.segment(shown), part => part.segment);
  // Joining pieces can make them wider than their sum (a mark that takes a cell of its own after a space).
  for (let room = limit - 1; room > 0; room -= 1) {
    const candidate = shorteners[from](characters, room);
    if (cellWidth(candidate) <= limit) return candidate;
  }
  return ellipsis;
}

/**
 * The text in exactly `cells` cells: cut as `cut` does, then padded with spaces. Always as wide as asked,
 * so columns after it stand where they should.
 */
export function fit(
  text: string,
  cells: number,
  { align = 'left', cut: from = 'end' }: { align?: 'left' | 'right'; cut?: CutFrom } = {},
): string {
  const limit = Math.max(0, Math.floor(cells));
  let shown = cut(text, limit, from);
  // Measured again after each round: a space can merge with the adjacent character into one cell.
  for (let missing = limit - cellWidth(shown); missing > 0; missing = limit - cellWidth(shown)) {
    const padding = ' '.repeat(missing);
    shown = align === 'left' ? shown + padding : padding + shown;
  }
  return shown;
}
