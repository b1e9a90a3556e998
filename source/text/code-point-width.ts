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

let tables: readonly (readonly [Cells, Ranges])[] | null = null;

/** Decoded when first needed: most runs show ASCII and Chinese only. */
function lookUp(code: number): Cells | null {
  tables ??= [
    [1, decoded(sureWidths.one)],
    [2, decoded(sureWidths.two)],
    [0, decoded(sureWidths.none)],
  ];
  return tables.find(([, ranges]) => contains(ranges, code))?.[0] ?? null;
}

/**
 * How many cells a code point takes on every terminal, or null where terminals differ, and for what they act on or
 * hide. Ambiguous characters (Unicode's East_Asian_Width=A) count as one cell, which is every terminal's default.
 */
export function codePointWidth(code: number): Cells | null {
  if (code < 0x7f) return code < 0x20 ? null : 1;
  if (code >= 0x4e00 && code <= 0x9fef) return 2;
  return lookUp(code);
}
