// Reads what a terminal emulator shows.
import xterm, { type IBufferCell, type IUnicodeVersionProvider, type Terminal } from '@xterm/headless';
import stringWidth from 'string-width';

/** 'default', an index of the 256 colours, or #rrggbb. */
export type Colour = 'default' | number | `#${string}`;

/** One cell. The second half of a wide character has the text '' and the width 0. */
export interface Cell {
  text: string;
  width: number;
  foreground: Colour;
  background: Colour;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
  inverse: boolean;
  invisible: boolean;
}

const wideCells = new Map<number, number>();

/** Cells of a character on a terminal with a Chinese font: two for what Unicode calls ambiguous in width. */
function cellsOnWide(code: number): number {
  let cells = wideCells.get(code);
  if (cells === undefined) {
    const text = String.fromCodePoint(code);
    const isMark = /\p{Mn}/u.test(text);
    cells = isMark ? 0 : stringWidth(text, { ambiguousIsNarrow: false }) === 2 ? 2 : 1;
    wideCells.set(code, cells);
  }
  return cells;
}

const wideTable: IUnicodeVersionProvider = {
  version: 'ambiguous is wide',
  wcwidth: code => cellsOnWide(code) as 0 | 1 | 2,
  // The width stands in the second and third bit, in the first whether it joins what is before it.
  charProperties: code => (cellsOnWide(code) << 1) | (cellsOnWide(code) === 0 ? 1 : 0),
};

/** Has the emulator draw characters of ambiguous width in two cells, as terminals with a Chinese font may. */
export function drawAmbiguousWide(terminal: Terminal): void {
  terminal.unicode.register(wideTable);
  terminal.unicode.activeVersion = wideTable.version;
}

/** An emulator that keeps no lines beyond the screen. */
export function newEmulator(columns: number, rows: number, ambiguousIsWide = false): Terminal {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 0, allowProposedApi: true });
  if (ambiguousIsWide) drawAmbiguousWide(terminal);
  return terminal;
}

/** The rows of the screen, top first, without blanks at their ends. */
export function rowsOf(terminal: Terminal): string[] {
  const { active } = terminal.buffer;
  return Array.from(
    { length: terminal.rows },
    (_, y) =>
      active
        .getLine(active.baseY + y)
        ?.translateToString(true)
        .trimEnd() ?? '',
  );
}

const rgb = (colour: number): Colour => `#${colour.toString(16).padStart(6, '0')}`;

function foreground(cell: IBufferCell): Colour {
  if (cell.isFgDefault()) return 'default';
  return cell.isFgRGB() ? rgb(cell.getFgColor()) : cell.getFgColor();
}

function background(cell: IBufferCell): Colour {
  if (cell.isBgDefault()) return 'default';
  return cell.isBgRGB() ? rgb(cell.getBgColor()) : cell.getBgColor();
}

/** The cell in column x of row y, both from 0. Throws when it is off the screen. */
export function cellOf(terminal: Terminal, x: number, y: number): Cell {
  const { active } = terminal.buffer;
  const onScreen = x >= 0 && x < terminal.cols && y >= 0 && y < terminal.rows;
  const cell = onScreen ? active.getLine(active.baseY + y)?.getCell(x) : undefined;
  if (cell === undefined)
    throw new Error(`There is no cell ${x},${y} on a screen of ${terminal.cols}x${terminal.rows}.`);
  return {
    text: cell.getChars(),
    width: cell.getWidth(),
    foreground: foreground(cell),
    background: background(cell),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
    invisible: cell.isInvisible() !== 0,
  };
}

/** The screen in a frame, as a failing test shows it. */
export function framed(rows: readonly string[], columns: number): string {
  const edge = `+${'-'.repeat(columns)}+`;
  return [edge, ...rows.map(row => `|${row}`), edge].join('\n');
}
