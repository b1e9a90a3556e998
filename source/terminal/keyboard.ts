import { closeSync, openSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';
import type { Clock } from '../watch/clock.ts';
import { createInputFilter, type InputFilter } from './input-filter.ts';

/** A terminal that keys are read from. */
export interface KeySource {
  readonly stream: NodeJS.ReadStream;
  readonly descriptor: number;
}

const standardInput = 0;
const controllingTerminal = '/dev/tty';

/** Whether there is a terminal to read keys from: standard input, or the controlling terminal of this process. */
export function hasKeySource(): boolean {
  if (isatty(standardInput)) return true;
  try {
    closeSync(openSync(controllingTerminal, 'r+'));
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens what `hasKeySource` found. Standard input is not touched where it is no terminal: it may be the list that a
 * shell's `while read` goes through.
 * @throws where there is none
 */
export function openKeySource(): KeySource {
  if (isatty(standardInput)) return { stream: process.stdin, descriptor: standardInput };
  const descriptor = openSync(controllingTerminal, 'r+');
  return { stream: new ReadStream(descriptor), descriptor };
}

export interface KeyboardOptions {
  readonly source: NodeJS.ReadStream;
  readonly clock: Clock;
  /** How the terminal sends what is typed. */
  readonly charset: string;
  /** Whether the mouse was asked for. */
  readonly takesMouse?: boolean;
  /** Called when raw mode was switched. */
  readonly onRawMode: (on: boolean) => void;
  /** Called when the terminal has answered a status request. */
  readonly onStatus?: () => void;
  /** Called with the keys that may have been typed, and echoed, before raw mode was switched on. */
  readonly onEchoed?: () => void;
}

/** In which what was typed before raw mode arrives. */
const echoedMillis = 100;

/**
 * What Ink reads: whole keys of the terminal, and nothing else that it sends. Its answers to questions are events,
 * `answer`. Reads only in raw mode.
 */
class Keyboard extends PassThrough {
  readonly isTTY = true;
  readonly #source: NodeJS.ReadStream;
  readonly #filter: InputFilter;
  readonly #onRawMode: (on: boolean) => void;
  readonly #clock: Clock;
  #rawSince = Number.NEGATIVE_INFINITY;
  #decoder: InstanceType<typeof TextDecoder>;
  readonly #charset: string;
  readonly #take = (piece: Uint8Array) => this.#filter.push(this.#decoder.decode(piece, { stream: true }));

  constructor({
    source,
    clock,
    charset,
    takesMouse = false,
    onRawMode,
    onStatus,
    onEchoed,
  }: KeyboardOptions) {
    super();
    this.#clock = clock;
    this.#source = source;
    this.#charset = charset;
    this.#decoder = new TextDecoder(charset);
    this.#onRawMode = onRawMode;
    this.#filter = createInputFilter({
      clock,
      takesMouse,
      emit: keys => {
        this.write(keys);
        if (clock.now() - this.#rawSince < echoedMillis) onEchoed?.();
      },
      ...(onStatus === undefined ? {} : { onStatus }),
      onAnswer: text => this.emit('answer', text),
    });
    // SIGHUP or a failed write reports a terminal that is gone.
    source.on('error', () => undefined);
  }

  setRawMode(on: boolean): this {
    this.#source.setRawMode(on);
    this.#source.off('data', this.#take);
    this.#filter.reset();
    if (on) {
      // A character that was cut in two by the end of raw mode is gone.
      this.#decoder = new TextDecoder(this.#charset);
      this.#rawSince = this.#clock.now();
      this.#source.on('data', this.#take);
      this.#source.resume();
    } else {
      this.#source.pause();
    }
    this.#onRawMode(on);
    return this;
  }

  ref(): this {
    this.#source.ref();
    return this;
  }

  unref(): this {
    this.#source.unref();
    return this;
  }
}

/** A stream to give to Ink in place of the terminal's own. */
export function createKeyboard(options: KeyboardOptions): NodeJS.ReadStream {
  return new Keyboard(options) as unknown as NodeJS.ReadStream;
}
