import type { Clock } from '../watch/clock.ts';
import { createFrameWriter } from './frame-writer.ts';
import { createTerminalLink, type TerminalLink } from './link.ts';
import { mouseOff, mouseOn } from './mouse.ts';
import type { TerminalWriter } from './terminal-writer.ts';

export interface TerminalScreenOptions {
  readonly writer: TerminalWriter;
  readonly clock: Clock;
  /** The size of the terminal now. */
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** Whether the terminal is to report what the mouse does while it shows the screen and is listened to. */
  readonly mouse?: boolean;
}

/** A terminal that is given whole frames, and of which is known what it shows. */
export interface TerminalScreen {
  /** Takes the alternate screen, without cursor. Again: nothing. */
  enter(): void;
  /**
   * From now on what the terminal answers is read and comes to `answered`; before, it would be echoed as if it were typed.
   * `query` is written now: it may move the cursor, and draws nothing that stays.
   */
  listen(query: string): void;
  /** Gives the terminal back as it was. */
  leave(): void;
  /**
   * What the screen is to show from now on: lines of text with colours (SGR), each of which begins plain. The difference
   * to what the terminal shows is written when the link is free; a frame that another one follows before is never written.
   */
  show(lines: readonly string[]): void;
  /** Erases and draws all of it: something else may have written to the terminal. */
  redraw(): void;
  /**
   * What the terminal shows no longer follows from what was sent, and what was to be shown is out of date: the next frame is
   * whole, and none is sent before it.
   */
  forget(): void;
  /** The terminal has another size. */
  resized(): void;
  /** Writes between two frames what draws nothing and moves no cursor: a bell, the clipboard, a mode. */
  signal(sequence: string): void;
  /** The terminal has answered a status request. */
  answered(): void;
  /** Resolves when what is to be shown is written and the operating system has taken it. */
  settled(): Promise<void>;
  /**
   * Sends no frame until the screen is taken again; resolves when nothing is under way in either direction, or nobody
   * would wait any longer. An answer that comes later would be typed into the shell.
   */
  rest(): Promise<void>;
  /**
   * Gives the terminal back if that has not been done, and writes no more. Returns whether all is written; where the
   * terminal takes nothing now, somebody else has to give it back.
   */
  close(): boolean;
}

/** Without wrapping a line that a terminal counts longer stays in its row. */
const take = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const give = '\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l';
/** Around a frame that would be seen half drawn otherwise (synchronised output). */
const [begin, end] = ['\x1b[?2026h', '\x1b[?2026l'];
/** Smaller ones arrive in one piece: terminals read some thousand bytes at a time, and a packet holds more than a thousand. */
const seenWhole = 512;
/** Terminals wait that long for the end of a frame; Windows Terminal is the least patient. */
const frameMillis = 100;
/** A window that is being dragged sends many sizes; they are waited out. */
const resizeMillis = 40;

/** How long `rest` waits for a terminal that answers, and for one of which that is not known. */
const [longRestMillis, shortRestMillis] = [800, 200];

interface Waiter {
  readonly isMet: () => boolean;
  readonly resolve: () => void;
}

class Screen implements TerminalScreen {
  readonly #options: TerminalScreenOptions;
  readonly #frames = createFrameWriter();
  readonly #link: TerminalLink;
  #isListening = false;
  #isEntered = false;
  #isResting = false;
  /** Lines that are to be shown, and whether they are sent. */
  #wanted: readonly string[] | null = null;
  #isSent = true;
  #resizing: unknown = null;
  #waiters: readonly Waiter[] = [];

  constructor(options: TerminalScreenOptions) {
    this.#options = options;
    this.#link = createTerminalLink({
      clock: options.clock,
      onFree: () => {
        this.#send();
        this.#tell();
      },
    });
  }

  enter(): void {
    this.#isResting = false;
    if (this.#isEntered) return;
    this.#isEntered = true;
    this.#frames.forget();
    this.#write(take + (this.#isListening ? this.#mouse(mouseOn) : ''));
  }

  listen(query: string): void {
    const opening = (this.#isListening ? '' : this.#mouse(mouseOn)) + query;
    this.#isListening = true;
    if (opening === '') return;
    this.#frames.loseCursor();
    this.#write(opening);
  }

  leave(): void {
    if (!this.#isEntered) return;
    this.#isEntered = false;
    this.#wanted = null;
    this.#isSent = true;
    this.#link.reset();
    this.#write(this.#mouse(mouseOff) + give);
  }

  show(lines: readonly string[]): void {
    this.#wanted = lines;
    this.#isSent = false;
    this.#send();
  }

  redraw(): void {
    this.#frames.forget();
    this.#isSent = this.#wanted === null;
    this.#send();
  }

  forget(): void {
    this.#frames.forget();
    this.#wanted = null;
    this.#isSent = true;
  }

  resized(): void {
    const { clock } = this.#options;
    if (this.#resizing !== null) clock.clearTimeout(this.#resizing);
    this.#resizing = clock.setTimeout(() => {
      this.#resizing = null;
      this.#send();
    }, resizeMillis);
    this.#frames.forget();
    this.#isSent = this.#wanted === null;
  }

  signal(sequence: string): void {
    this.#write(sequence);
  }

  answered(): void {
    this.#link.answered();
  }

  settled(): Promise<void> {
    return this.#until(() => this.#isSent && this.#options.writer.isIdle());
  }

  rest(): Promise<void> {
    const { clock, writer } = this.#options;
    this.#isResting = true;
    let isLate = false;
    const isOver = () => isLate || (writer.isIdle() && !this.#link.isAnswerDue());
    if (isOver()) return Promise.resolve();
    clock.setTimeout(
      () => {
        isLate = true;
        this.#tell();
      },
      this.#link.hasAnswered() ? longRestMillis : shortRestMillis,
    );
    return this.#until(isOver);
  }

  close(): boolean {
    const { clock, writer } = this.#options;
    this.leave();
    if (this.#resizing !== null) clock.clearTimeout(this.#resizing);
    this.#link.reset();
    return writer.close();
  }

  #send(): void {
    const { writer, size } = this.#options;
    const lines = this.#wanted;
    if (!this.#isEntered || this.#isResting || this.#isSent || lines === null) return;
    if (this.#resizing !== null || this.#link.isBusy() || !writer.isIdle()) return;
    const { columns, rows } = size();
    const frame = this.#frames.frame(lines, columns, rows);
    this.#isSent = true;
    if (frame === '') {
      this.#tell();
      return;
    }
    const bytes = Buffer.byteLength(frame);
    const isSplit = bytes > seenWhole && this.#link.takes(bytes, frameMillis);
    const request = this.#isListening ? this.#link.sent(bytes) : '';
    this.#write((isSplit ? begin + frame + end : frame) + request);
  }

  #mouse(mode: string): string {
    return this.#options.mouse === true ? mode : '';
  }

  #write(text: string): void {
    const { writer } = this.#options;
    writer.write(text);
    writer.whenIdle(() => {
      this.#send();
      this.#tell();
    });
  }

  #until(isMet: () => boolean): Promise<void> {
    return new Promise(resolve => {
      this.#waiters = [...this.#waiters, { isMet, resolve }];
      this.#tell();
    });
  }

  #tell(): void {
    const met = this.#waiters.filter(({ isMet }) => isMet());
    this.#waiters = this.#waiters.filter(waiter => !met.includes(waiter));
    for (const { resolve } of met) resolve();
  }
}

/** The screen on this writer. */
export function createTerminalScreen(options: TerminalScreenOptions): TerminalScreen {
  return new Screen(options);
}
