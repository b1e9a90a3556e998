import { Writable } from 'node:stream';
import type { TerminalScreen } from './terminal-screen.ts';

/** What Ink writes before a frame to take the one before away: moves and erases. */
const beforeFrame = /^(?:\x1b\[[\d;]*[A-HJK]|\r)+/;
/** A switch of the terminal, such as bracketed paste. */
const mode = /\x1b\[\?(\d+)([hl])/g;
/** Cursor and synchronised output, which the screen sees to itself. */
const ownModes = ['25', '2026'];
const alternateScreen = '1049';

/** Standard output for Ink, whose frames are given a first line of their own. */
export interface InkOutput extends NodeJS.WriteStream {
  /** Asks for the first line, and shows the frame with it where it has changed. */
  readonly redrawFirstLine: () => void;
}

/** Standard output as Ink knows it: it writes whole frames here, and the screen writes what has changed. */
class Output extends Writable {
  readonly isTTY = true;
  readonly #stdout: NodeJS.WriteStream;
  readonly #screen: TerminalScreen;
  readonly #firstLine: () => string | null;
  /** The frame that Ink has written, and what stood in its first line; null while it has none on the screen. */
  #frame: readonly string[] | null = null;
  #shownFirst: string | null = null;

  constructor(stdout: NodeJS.WriteStream, screen: TerminalScreen, firstLine: () => string | null) {
    super({ decodeStrings: false });
    this.#stdout = stdout;
    this.#screen = screen;
    this.#firstLine = firstLine;
    stdout.on('resize', this.#resized);
  }

  get columns(): number {
    return this.#stdout.columns;
  }

  get rows(): number {
    return this.#stdout.rows;
  }

  readonly #resized = () => {
    this.#screen.resized();
    this.emit('resize');
  };

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    const text = chunk.toString().replace(mode, (sequence, number: string, end: string) => {
      if (number === alternateScreen) {
        if (end === 'h') this.#screen.enter();
        else {
          this.#frame = null;
          this.#screen.leave();
        }
      } else if (!ownModes.includes(number)) this.#screen.signal(sequence);
      return '';
    });
    const frame = text.replace(beforeFrame, '');
    if (frame !== '') {
      this.#frame = frame.split('\n');
      this.#show(this.#frame, this.#firstLine());
    }
    done();
  }

  readonly redrawFirstLine = () => {
    if (this.#frame === null) return;
    const first = this.#firstLine();
    if (first !== this.#shownFirst) this.#show(this.#frame, first);
  };

  #show(frame: readonly string[], first: string | null): void {
    this.#shownFirst = first;
    this.#screen.show(first === null ? frame : [first, ...frame.slice(1)]);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#stdout.off('resize', this.#resized);
    done(error);
  }
}

/**
 * A stream to give to Ink in place of the terminal's own. To be destroyed at the end.
 * @param firstLine what is to stand in the first line of a frame in place of Ink's; null for that
 */
export function createInkOutput(
  stdout: NodeJS.WriteStream,
  screen: TerminalScreen,
  firstLine: () => string | null,
): InkOutput {
  return new Output(stdout, screen, firstLine) as unknown as InkOutput;
}
