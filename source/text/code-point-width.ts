import { sureWidths } from './sure-widths.ts';

/** The cells of a character: none for a mark, which is drawn on the letter before it. */
export type Cells = 0 | 1 | 2;

interface Ranges {
  /** First code points, ascending. */
  readonly first: readonly number[];
  /** Last code points, at the same places. */
  readonly last: readonly number[];
}

function decoded(set: string): Ranges {
  const [first, last]: [number[], number[]] = [[], []];
  for (const range of set.trim().split(/\s+/)) {
    const [distance = '', length = '1'] = range.split('.');
    const from = (last.at(-1) ?? 0) + Number.parseInt(distance, 36);
    first.push(from);
    last.push(from + Number.parseInt(length, 36) - 1);
  }
  return { first, last };
}

function contains({ first, last }: Ranges, code: number): boolean {
  let [low, high] = [0, first.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((last[middle] ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  return code >= (first[low] ?? Number.POSITIVE_INFINITY);
}

interface Tables {
  readonly byCells: readonly (readonly [Cells, Ranges])[];
  readonly ambiguous: Ranges;
}

let tables: Tables | null = null;

/** Cells of an ambiguous character on the terminal of this process. */
let ambiguousCells: 1 | 2 = 1;

/** Decoded when first needed: most runs show ASCII and Chinese only. */
function decodedTables(): Tables {
  tables ??= {
    byCells: [
      [1, decoded(sureWidths.one)],
      [2, decoded(sureWidths.two)],
      [0, decoded(sureWidths.none)],
    ],
    ambiguous: decoded(sureWidths.ambiguous),
  };
  return tables;
}

/**
 * Whether the character takes one cell or two by the terminal: Greek, Cyrillic, quotes, fractions (Unicode's
 * East_Asian_Width=A). The program's own marks are none of these, as terminals that draw them in two cells get ASCII ones.
 */
export function isAmbiguous(code: number): boolean {
  return code > 0xa0 && contains(decodedTables().ambiguous, code);
}

/**
 * From now on ambiguous characters count as that many cells, as the terminal draws them. It is one fact of the process, as
 * the tables of widths are: all that fits text, or draws it, has to count alike.
 */
export function countAmbiguousAs(cells: 1 | 2): void {
  ambiguousCells = cells;
}

/** Cells that ambiguous characters count as: one, which is every terminal's default, until it is known better. */
export function cellsOfAmbiguous(): 1 | 2 {
  return ambiguousCells;
}

/** What was looked up of code points up to those that screens are drawn with: 0 for none yet, `unsure`, or cells + 1. */
const found = new Uint8Array(0x3000);
const unsure = 4;

function lookedUp(code: number): Cells | null {
  return decodedTables().byCells.find(([, ranges]) => contains(ranges, code))?.[0] ?? null;
}

/**
 * How many cells a code point takes on the terminal, or null where terminals differ by more than how wide they draw
 * ambiguous characters, and for what they act on or hide.
 */
export function codePointWidth(code: number): Cells | null {
  if (code < 0x7f) return code < 0x20 ? null : 1;
  if (code >= 0x4e00 && code <= 0x9fef) return 2;
  if (ambiguousCells === 2 && isAmbiguous(code)) return 2;
  if (code >= found.length) return lookedUp(code);
  const known = found[code] ?? 0;
  if (known !== 0) return known === unsure ? null : ((known - 1) as Cells);
  const cells = lookedUp(code);
  found[code] = cells === null ? unsure : cells + 1;
  return cells;
}
