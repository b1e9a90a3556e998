/** A cell of the screen, row and column from 0. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/** Where the cursor is. Behind the last column terminals differ, so the column is then null. */
export interface Cursor {
  readonly row: number;
  readonly column: number | null;
}

/** A sequence with a number that is 1 where it is left out. */
function csi(count: number, final: string): string {
  return count === 1 ? `\x1b[${final}` : `\x1b[${count}${final}`;
}

function shortest(candidates: readonly [string, ...string[]]): string {
  return candidates.reduce((best, candidate) => (candidate.length < best.length ? candidate : best));
}

/** Backspaces before a sequence is as short. */
const mostBackspaces = 3;
/** Line ends before a sequence is as short. */
const mostLineEnds = 2;

function within(from: number | null, to: number): string {
  if (from === to) return '';
  if (to === 0) return '\r';
  if (from === null) return csi(to + 1, 'G');
  if (to > from) return shortest([csi(to - from, 'C'), csi(to + 1, 'G')]);
  if (from - to <= mostBackspaces) return '\b'.repeat(from - to);
  return shortest([csi(from - to, 'D'), csi(to + 1, 'G')]);
}

function absolute({ row, column }: Position): string {
  if (column > 0) return `\x1b[${row + 1};${column + 1}H`;
  return csi(row + 1, 'H');
}

/**
 * The shortest way to a cell. A line end is CR LF, as the terminal's driver may make that of a LF alone; no tabs, no
 * margins, nothing that scrolls.
 */
export function moveTo(from: Cursor | null, to: Position): string {
  if (from === null) return absolute(to);
  const { row, column } = to;
  if (from.row === row) return shortest([within(from.column, column), absolute(to)]);
  const down = row - from.row;
  const up = -down;
  const candidates: [string, ...string[]] = [absolute(to)];
  if (down > 0 && down <= mostLineEnds) candidates.push('\r\n'.repeat(down) + within(0, column));
  candidates.push((down > 0 ? csi(down, 'E') : csi(up, 'F')) + within(0, column));
  candidates.push((down > 0 ? csi(down, 'B') : csi(up, 'A')) + within(from.column, column));
  return shortest(candidates);
}
