// Reads what a terminal emulator shows.
import xterm, { type IBufferCell, type IUnicodeVersionProvider, type Terminal } from '@xterm/headless';

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

/** Of the characters that Unicode calls ambiguous in width, those that programs like this one draw. */
const ambiguous = new Set('●○■□◆▲▼▶◀█▉▏▎▌▁▂▃▄▅▆▇▒━─│┤┼┬└·–—…↑↓←→≥×“”‘’');

/** Counts cells as a terminal with a Chinese font may: two for a character of ambiguous width. */
const wideTable: IUnicodeVersionProvider = {
  version: 'ambiguous is wide',
  wcwidth: code =>
    /^[\p{Script=Han}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]$/u.test(String.fromCodePoint(code)) ||
    ambiguous.has(String.fromCodePoint(code))
      ? 2
      : 1,
  // The width stands in the second and third bit; no characters are joined.
  charProperties: code => wideTable.wcwidth(code) << 1,
};

/** An emulator that keeps no lines beyond the screen. */
export function newEmulator(columns: number, rows: number, ambiguousIsWide = false): Terminal {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 0, allowProposedApi: true });
  if (ambiguousIsWide) {
    terminal.unicode.register(wideTable);
    terminal.unicode.activeVersion = wideTable.version;
  }
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
