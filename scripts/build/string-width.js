// In place of string-width, by which Ink lays out: the same widths without segmenters and expressions for emoji, which take
// 20 to 28 ms to make. What the program draws has only characters of one sure width; for all others string-width is asked.
import measured from 'string-width';
import { codePointWidth } from '../../source/text/code-point-width.ts';

const printableAscii = /^[\x20-\x7E]*$/;
const colourCodes = /\x1B\[[\d;]*m/g;

/** Cells by the table of sure widths; null where a character is not in it. */
function sureWidth(text) {
  let cells = 0;
  for (const character of text) {
    const width = codePointWidth(character.codePointAt(0));
    if (width === null) return null;
    cells += width;
  }
  return cells;
}

/** As string-width: terminal cells of a text, without what control sequences take. */
export default function stringWidth(text, options) {
  if (typeof text !== 'string') return 0;
  if (printableAscii.test(text)) return text.length;
  const isCoded = options?.countAnsiEscapeCodes !== true && text.includes('\x1B');
  return sureWidth(isCoded ? text.replace(colourCodes, '') : text) ?? measured(text, options);
}
