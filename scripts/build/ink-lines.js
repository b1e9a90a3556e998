// What Ink makes of a screen that is lines of text: the same text, without a cell object for each of some 5,000 cells in every
// frame, which are most of what a frame costs.
import stringWidth from './string-width.js';

/**
 * The frame of an `Output` of Ink's where its texts stand in order and next to each other; null where Ink has to make it:
 * texts over others, clipped ones, and colours that continue in the next line.
 */
export function linesOf({ operations, height }) {
  const rows = new Array(height).fill('');
  const ends = new Array(height).fill(0);
  for (const { type, x, y, text, transformers } of operations) {
    if (type !== 'write' || !(x >= 0)) return null;
    const lines = text.split('\n');
    if (lines.length > 1 && text.includes('\x1B')) return null;
    for (let index = 0; index < lines.length; index++) {
      const row = y + index;
      if (rows[row] === undefined || lines[index] === '') continue;
      if (x < ends[row]) return null;
      const line = transformers.reduce((shown, transform) => transform(shown, index), lines[index]);
      rows[row] += ' '.repeat(x - ends[row]) + line;
      ends[row] = x + stringWidth(line);
    }
  }
  return { output: rows.map(row => row.trimEnd()).join('\n'), height };
}
