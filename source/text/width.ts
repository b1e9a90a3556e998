import { codePointWidth } from './code-point-width.ts';
import { sanitise } from './sanitise.ts';

/** Marks where text was cut. One cell. */
export const ellipsis = '…';

/** Where `cut` and `fit` take characters away. Paths keep both ends, all else keeps its beginning. */
export type CutFrom = 'end' | 'middle';

const printableAscii = /^[\x20-\x7E]*$/;
const colourCodes = /\u001B\[[\d;]*m/g;

function sumOfCells(text: string): number {
  let cells = 0;
  // Not `for … of`, which makes a text of each character.
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0;
    if (code > 0xffff) index += 1;
    cells += codePointWidth(code) ?? 1;
  }
  return cells;
}

/**
 * How many terminal cells the text takes once it is sanitised: Chinese two, combining marks none. Every terminal, and
 * string-width, by which Ink lays out, count the same. Colour codes count as nothing.
 */
export function cellWidth(text: string): number {
  if (printableAscii.test(text)) return text.length;
  return sumOfCells(sanitise(text.includes('\u001B') ? text.replace(colourCodes, '') : text));
}

/** Sanitised text in what a reader sees as one character: a letter with its marks. */
export function charactersOf(text: string): string[] {
  const characters: string[] = [];
  for (const character of text) {
    const isMark = codePointWidth(character.codePointAt(0) ?? 0) === 0;
    if (isMark && characters.length > 0) characters[characters.length - 1] += character;
    else characters.push(character);
  }
  return characters;
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
 * would be halved is left out. Zero or fewer cells give ''. Takes text without colour codes, which could not be cut
 * without breaking them: colour is put on after fitting. The text comes out as `sanitise` shows it.
 */
export function cut(text: string, cells: number, from: CutFrom = 'end'): string {
  const shown = sanitise(text);
  const limit = Math.max(0, Math.floor(cells));
  if (limit === 0) return '';
  if (cellWidth(shown) <= limit) return shown;
  return shorteners[from](charactersOf(shown), limit - 1);
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
  const shown = cut(text, limit, from);
  const padding = ' '.repeat(limit - cellWidth(shown));
  return align === 'left' ? shown + padding : padding + shown;
}
