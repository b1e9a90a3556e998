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

/** Between ideographs a line may be broken, but not before what closes a phrase, nor after what opens one. */
const breakable =
  /(?<=[\p{Script=Han}，。；：？！）》」、％])(?![，。；：？！）》」、％])|(?<![（《「\s])(?=[\p{Script=Han}（《「])/u;

/** Where a line may be broken: not within a figure like `6 776`, nor before its unit. */
const blank = /(?<!\d) | (?!\d{3}(?!\d)|%|[KMGTPE]?B\b)/;

/** A word in the parts that a line may be broken between, each narrower than the room. */
function partsOf(word: string, room: number): string[] {
  return word.split(breakable).flatMap(part => (cellWidth(part) > room ? pieces(part, room) : [part]));
}

/**
 * Text without colour codes in lines of at most `cells` cells, broken at spaces and between ideographs, and within a word
 * only where it is wider than a line. At least one line.
 */
export function wrap(text: string, cells: number): string[] {
  const room = Math.max(2, cells);
  const lines: string[] = [];
  let line = '';
  for (const word of sanitise(text).split(blank)) {
    for (const [at, part] of partsOf(word, room).entries()) {
      const joined = line === '' ? part : `${line}${at === 0 ? ' ' : ''}${part}`;
      if (cellWidth(joined) <= room) {
        line = joined;
      } else {
        lines.push(line);
        line = part;
      }
    }
  }
  return [...lines, line];
}
