import { codePointWidth } from '../text/code-point-width.ts';
import { type CellStyle, plain, withSgr } from './cell-style.ts';

/** A line of the screen, cell by cell. */
export interface CellLine {
  /** The text it was made of. */
  readonly source: string;
  /** One entry a column: a letter with its marks, ' ', or '' for the second half of a wide one. */
  readonly texts: readonly string[];
  readonly styles: readonly CellStyle[];
  /** Cells up to the last one that is not blank. */
  readonly used: number;
}

const sgr = /\x1b\[([\d;]*)m/y;
/** Any other sequence; a frame has none. */
const sequence = /\x1b(?:\[[0-?]*[ -/]*[@-~]?|[^[]?)/y;
/** Where terminals differ in the width of a character; the sanitiser lets none through. */
const doubtful = '\uFFFD';

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/**
 * The cells of a line of text with colours (SGR). It begins plain, and what is beyond the last column is left out, a wide
 * character that would be halved too.
 */
export function cellLine(source: string, columns: number): CellLine {
  const texts: string[] = [];
  const styles: CellStyle[] = [];
  let style = plain;
  let used = 0;
  for (let index = 0; index < source.length; ) {
    const code = source.codePointAt(index) ?? 0;
    if (code === 0x1b) {
      const colours = matchAt(sgr, source, index);
      if (colours !== null) style = withSgr(style, colours[1] ?? '');
      index += (colours ?? matchAt(sequence, source, index))?.[0].length ?? 1;
      continue;
    }
    const length = code > 0xffff ? 2 : 1;
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const width = codePointWidth(code);
    const character = width === null ? doubtful : source.slice(index, index + length);
    index += length;
    if (isControl) continue;
    if (width === 0) {
      const letter = texts.length - (texts.at(-1) === '' ? 2 : 1);
      if (letter >= 0 && texts.length <= columns) texts[letter] += character;
      continue;
    }
    if (texts.length + (width ?? 1) > columns) break;
    texts.push(character);
    // The colour of a blank is not seen.
    const seen = code === 0x20 && style.hidesBlanks ? plain : style;
    styles.push(seen);
    if (width === 2) {
      texts.push('');
      styles.push(seen);
    }
    if (code !== 0x20 || seen !== plain) used = texts.length;
  }
  while (texts.length < columns) {
    texts.push(' ');
    styles.push(plain);
  }
  return { source, texts, styles, used };
}

/** A line of nothing. */
export function blankLine(columns: number): CellLine {
  return cellLine('', columns);
}

/** Whether a cell is blank in the terminal's own colours, so that erasing makes it. */
export function isBlank({ texts, styles }: CellLine, column: number): boolean {
  return texts[column] === ' ' && styles[column] === plain;
}

function isWideAt({ texts }: CellLine, column: number): boolean {
  return texts[column + 1] === '';
}

/**
 * Which cells differ, null for none. Both halves of a wide character of either line always go together: half of one is
 * drawn differently by different terminals.
 */
export function changedCells(before: CellLine, after: CellLine): Uint8Array | null {
  const columns = after.texts.length;
  const changed = new Uint8Array(columns);
  let any = false;
  for (let column = 0; column < columns; column++) {
    if (before.texts[column] !== after.texts[column] || before.styles[column] !== after.styles[column]) {
      changed[column] = 1;
      any = true;
    }
  }
  if (!any) return null;
  for (let again = true; again; ) {
    again = false;
    for (let column = 0; column + 1 < columns; column++) {
      if (changed[column] === changed[column + 1]) continue;
      if (!isWideAt(before, column) && !isWideAt(after, column)) continue;
      changed[column] = 1;
      changed[column + 1] = 1;
      again = true;
    }
  }
  return changed;
}
