import { closeSync, constants, openSync, writeSync } from 'node:fs';
import type { Clock } from '../watch/clock.ts';

/** Takes bytes for a terminal. What it takes is written in order. */
export interface TerminalWriter {
  write(text: string): void;
  /** Whether the operating system has taken all of it; the terminal may have seen little of that. */
  isIdle(): boolean;
  /** Calls back once when it is idle, at once if it is. */
  whenIdle(then: () => void): void;
  /** Gives up what is not written yet; returns whether there was nothing. */
  close(): boolean;
}

/** How long a full terminal is left alone before the next try, in milliseconds. */
const retryMillis = 20;

class Waiting {
  #waiting: (() => void)[] = [];

  add(then: () => void): void {
    this.#waiting.push(then);
  }

  callAll(): void {
    for (const then of this.#waiting.splice(0)) then();
  }
}

/** By the stream, which blocks the whole program where its terminal is full. */
export function streamWriter(stream: NodeJS.WriteStream): TerminalWriter {
  const waiting = new Waiting();
  let underWay = 0;
  return {
    write(text) {
      underWay += 1;
      stream.write(text, () => {
        underWay -= 1;
        if (underWay === 0) waiting.callAll();
      });
    },
    isIdle: () => underWay === 0,
    whenIdle: then => (underWay === 0 ? then() : waiting.add(then)),
    close: () => true,
  };
}

/** By a descriptor in non-blocking mode: what does not fit waits here. */
function descriptorWriter(
  descriptor: number,
  clock: Clock,
  encode: (text: string) => Uint8Array,
  onFault: (rest: Buffer) => void,
): TerminalWriter {
  const waiting = new Waiting();
  let rest: Buffer = Buffer.alloc(0);
  let timer: unknown = null;
  let isOpen = true;

  const flush = () => {
    timer = null;
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
        timer = clock.setTimeout(flush, retryMillis);
        return;
      }
      const lost = rest;
      rest = Buffer.alloc(0);
      onFault(lost);
    }
    waiting.callAll();
  };
  return {
    write(text) {
      if (!isOpen) return;
      rest = Buffer.concat([rest, encode(text)]);
      if (timer === null) flush();
    },
    isIdle: () => rest.length === 0,
    whenIdle: then => (rest.length === 0 ? then() : waiting.add(then)),
    close() {
      const isWritten = rest.length === 0;
      if (!isOpen) return isWritten;
      isOpen = false;
      if (timer !== null) clock.clearTimeout(timer);
      rest = Buffer.alloc(0);
      closeSync(descriptor);
      waiting.callAll();
      return isWritten;
    },
  };
}

/**
 * Writes to the terminal of standard output without ever blocking the program, where the system lets it be opened once
 * more. Node writes to a terminal in blocking mode, and has no way to say otherwise; a mode set on the shared descriptor
 * would be the shell's too.
 * @param encode how the terminal takes text; standard output itself is expected to write it so, too
 */
export function terminalWriter(
  stdout: NodeJS.WriteStream & { readonly fd?: number },
  clock: Clock,
  encode: (text: string) => Uint8Array = Buffer.from,
): TerminalWriter {
  if (process.platform !== 'linux') return streamWriter(stdout);
  try {
    const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
    const descriptor = openSync(`/proc/self/fd/${stdout.fd ?? 1}`, flags);
    // The stream finds out by itself what is wrong, and emits it as an error.
    return descriptorWriter(descriptor, clock, encode, rest => stdout.write(rest));
  } catch {
    return streamWriter(stdout);
  }
}
