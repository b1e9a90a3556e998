import { cellsOfAmbiguous, isAmbiguous } from '../text/code-point-width.ts';
import { blankLine, type CellLine, cellLine, changedCells, isBlank } from './cell-line.ts';
import { type CellStyle, plain, styleChange } from './cell-style.ts';
import { type Cursor, moveTo, type Position } from './cursor-moves.ts';

/** Turns frames into the bytes that change one into the next. */
export interface FrameWriter {
  /** What makes the terminal show these lines; '' where it does. They are taken as shown from then on. */
  frame(lines: readonly string[], columns: number, rows: number): string;
  /** The terminal may show anything: the next frame erases and is whole. */
  forget(): void;
  /** Something has moved the cursor and set its style, and drawn nothing that stays. */
  loseCursor(): void;
}

const eraseToEnd = '\x1b[K';
const clear = '\x1b[m\x1b[H\x1b[J';

function bytesOf(text: string): number {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7e) return Buffer.byteLength(text);
  }
  return text.length;
}

interface Written {
  readonly text: string;
  readonly pen: CellStyle | null;
}

/** One cell. A blank that looks like any other takes whichever pen does not show on it. */
function cellText(pen: CellStyle | null, { texts, styles }: CellLine, column: number): Written {
  const style = styles[column] ?? plain;
  const text = texts[column] ?? '';
  if (text === '') return { text, pen };
  if (text === ' ' && style === plain && pen?.hidesBlanks) return { text, pen };
  return { text: styleChange(pen, style) + text, pen: style };
}

/** Whether a terminal may draw the character in other cells than it is counted with: where the cursor is then is not known. */
function isUnsure(text: string): boolean {
  const code = text.codePointAt(0) ?? 0;
  return code > 0x7e && isAmbiguous(code);
}

class Writer implements FrameWriter {
  #shown: readonly CellLine[] | null = null;
  #columns = 0;
  #cursor: Cursor | null = null;
  #pen: CellStyle | null = null;
  #out = '';

  forget(): void {
    this.#shown = null;
  }

  loseCursor(): void {
    this.#cursor = null;
    this.#pen = null;
  }

  frame(lines: readonly string[], columns: number, rows: number): string {
    this.#out = '';
    if (this.#shown?.length !== rows || this.#columns !== columns) this.#shown = null;
    if (this.#shown === null) {
      this.#out = clear;
      this.#cursor = { row: 0, column: 0 };
      this.#pen = plain;
      this.#columns = columns;
    }
    const shown = this.#shown ?? new Array<CellLine>(rows).fill(blankLine(columns));
    this.#shown = shown.map((before, row) => {
      const source = lines[row] ?? '';
      if (before.source === source) return before;
      const after = cellLine(source, columns);
      this.#line(row, before, after);
      return after;
    });
    return this.#out;
  }

  #line(row: number, before: CellLine, after: CellLine): void {
    const changed = changedCells(before, after);
    if (changed === null) return;
    for (let column = changed.indexOf(1); column !== -1; ) {
      if (column >= after.used) {
        this.#eraseTail({ row, column }, after, changed.lastIndexOf(1));
        return;
      }
      this.#reach({ row, column }, after);
      column = changed.indexOf(1, this.#eraseBlanks(column, after, changed) ?? this.#put(row, column, after));
    }
  }

  /** Writes the cell at the cursor; returns the column behind it. */
  #put(row: number, column: number, line: CellLine): number {
    const { text, pen } = cellText(this.#pen, line, column);
    const next = column + (line.texts[column + 1] === '' ? 2 : 1);
    const character = line.texts[column] ?? '';
    const unsure = isUnsure(character);
    // Two blanks first: one that is drawn narrower than it is counted would leave a cell as it was.
    const blanks =
      unsure && cellsOfAmbiguous() === 2 ? `  ${moveTo({ row, column: null }, { row, column })}` : '';
    this.#out += text.slice(0, text.length - character.length) + blanks + character;
    this.#pen = pen;
    this.#cursor = { row, column: unsure || next >= this.#columns ? null : next };
    return next;
  }

  /** Moves to a cell, or writes the unchanged cells before it again where that is shorter. */
  #reach(to: Position, line: CellLine): void {
    const move = moveTo(this.#cursor, to);
    if (move === '') return;
    const from = this.#cursor;
    const isNear = from?.row === to.row && from.column !== null && from.column < to.column;
    if (isNear && !line.texts.slice(from.column, to.column).some(isUnsure)) {
      const behind = bytesOf(move) + this.#styleBytes(this.#pen, line, to.column);
      let [text, pen] = ['', this.#pen];
      for (let column = from.column; column < to.column && text.length <= behind; column++) {
        const written = cellText(pen, line, column);
        text += written.text;
        pen = written.pen;
      }
      if (bytesOf(text) + this.#styleBytes(pen, line, to.column) <= behind) {
        this.#out += text;
        this.#pen = pen;
        this.#cursor = to;
        return;
      }
    }
    this.#out += move;
    this.#cursor = to;
  }

  #styleBytes(pen: CellStyle | null, line: CellLine, column: number): number {
    return cellText(pen, line, column).text.length;
  }

  /** Erases take the background of the pen on some terminals, and not on others. */
  #blankPen(): void {
    if (this.#pen?.hidesBlanks) return;
    this.#out += styleChange(this.#pen, plain);
    this.#pen = plain;
  }

  /** Blanks within a line, where erasing them and moving on is shorter; returns the column behind them, or null. */
  #eraseBlanks(column: number, line: CellLine, changed: Uint8Array): number | null {
    let end = column;
    let last = column;
    while (isBlank(line, end)) {
      if (changed[end]) last = end;
      end += 1;
    }
    const count = last - column + 1;
    const erase = `\x1b[${count}X`;
    if (count <= 2 * erase.length) return null;
    this.#blankPen();
    this.#out += erase;
    return end;
  }

  /** Behind the last column terminals differ in what an erase takes; there the cursor's column is not known. */
  #eraseTail(first: Position, line: CellLine, last: number): void {
    const { row, column } = this.#cursor ?? first;
    const isOnBlanks = row === first.row && column !== null && column >= line.used && column <= first.column;
    if (!isOnBlanks) this.#reach(first, line);
    this.#blankPen();
    const count = last - (isOnBlanks ? column : first.column) + 1;
    if (count > eraseToEnd.length || last + 1 === this.#columns) this.#out += eraseToEnd;
    else {
      this.#out += ' '.repeat(count);
      this.#cursor = { row: first.row, column: last + 1 };
    }
  }
}

/** Knows nothing of what the terminal shows: its first frame is whole. */
export function createFrameWriter(): FrameWriter {
  return new Writer();
}
