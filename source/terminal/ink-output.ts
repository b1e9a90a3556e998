import { Writable } from 'node:stream';
import type { TerminalScreen } from './terminal-screen.ts';

/** What Ink writes before a frame to take the one before away: moves and erases. */
const beforeFrame = /^(?:\x1b\[[\d;]*[A-HJK]|\r)+/;
/** A switch of the terminal, such as bracketed paste. */
const mode = /\x1b\[\?(\d+)([hl])/g;
/** Cursor and synchronised output, which the screen sees to itself. */
const ownModes = ['25', '2026'];
const alternateScreen = '1049';

/** Standard output as Ink knows it: it writes whole frames here, and the screen writes what has changed. */
class InkOutput extends Writable {
  readonly isTTY = true;
  readonly #stdout: NodeJS.WriteStream;
  readonly #screen: TerminalScreen;

  constructor(stdout: NodeJS.WriteStream, screen: TerminalScreen) {
    super({ decodeStrings: false });
    this.#stdout = stdout;
    this.#screen = screen;
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
        else this.#screen.leave();
      } else if (!ownModes.includes(number)) this.#screen.signal(sequence);
      return '';
    });
    const frame = text.replace(beforeFrame, '');
    if (frame !== '') this.#screen.show(frame.split('\n'));
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#stdout.off('resize', this.#resized);
    done(error);
  }
}

/** A stream to give to Ink in place of the terminal's own. To be destroyed at the end. */
export function createInkOutput(stdout: NodeJS.WriteStream, screen: TerminalScreen): NodeJS.WriteStream {
  return new InkOutput(stdout, screen) as unknown as NodeJS.WriteStream;
}
