// In place of string-width, by which Ink lays out: the same widths without segmenters and expressions for emoji, which take
// 20 to 28 ms to make. What the program draws has only characters of one sure width; for all others string-width is asked.
import measured from 'string-width';
import { codePointWidth } from '../../source/text/code-point-width.ts';
import { remembered } from './remembered.js';

const printableAscii = /^[\x20-\x7E]*$/;
const colourCodes = /\x1B\[[\d;]*m/g;

/** Cells by the table of sure widths; null where a character is not in it. */
function sureWidth(text) {
  let cells = 0;
  // Not `for … of`, which makes a text of each character.
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index);
    if (code > 0xffff) index += 1;
    const width = codePointWidth(code);
    if (width === null) return null;
    cells += width;
  }
  return cells;
}

const shownWidth = remembered(
  text => sureWidth(text.includes('\x1B') ? text.replace(colourCodes, '') : text) ?? measured(text),
);

/** As string-width: terminal cells of a text, without what control sequences take. */
export default function stringWidth(text, options) {
  if (typeof text !== 'string') return 0;
  if (printableAscii.test(text)) return text.length;
  return options?.countAnsiEscapeCodes === true
    ? (sureWidth(text) ?? measured(text, options))
    : shownWidth(text);
}
