import { sanitise } from './sanitise.ts';
import { cellWidth, charactersOf } from './width.ts';

/** A word that is wider than the room, in pieces that fit. */
function pieces(word: string, cells: number): string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of charactersOf(word)) {
    if (piece !== '' && cellWidth(piece + character) > cells) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return piece === '' ? found : [...found, piece];
}

/**
 * Text without colour codes in lines of at most `cells` cells, broken at spaces, and within a word only
 * where it is wider than a line. At least one line.
 */
export function wrap(text: string, cells: number): string[] {
  const room = Math.max(2, cells);
  const lines: string[] = [];
  let line = '';
  for (const word of sanitise(text)
    .split(' ')
    .flatMap(word => (cellWidth(word) > room ? pieces(word, room) : [word]))) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (cellWidth(joined) <= room) {
      line = joined;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
