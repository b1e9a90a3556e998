import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ReadStream, WriteStream } from 'node:tty';

/** A terminal to ask on. `close` gives back what was opened for it. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  close(): void;
}

/** What came of asking. */
export type PromptAnswer =
  | { readonly typed: string }
  /** Ctrl-C. */
  | { readonly interrupted: true }
  /** Ctrl-D, or the terminal went away. */
  | { readonly ended: true };

/** Registers what has to be undone if the process ends meanwhile; returns how to unregister it. */
export type OnEnd = (name: string, undo: () => void) => () => void;

/** readline echoes to its output; a password is not echoed. */
function silence(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

/**
 * On TERM=dumb readline does not edit, and a backspace would become part of the password. As nothing is
 * echoed, it does not matter what the terminal can draw.
 */
function withEditing<T>(make: () => T): T {
  const { TERM } = process.env;
  if (TERM !== 'dumb') return make();
  process.env.TERM = 'vt100';
  try {
    return make();
  } finally {
    process.env.TERM = TERM;
  }
}

/**
 * Asks for one line without showing it. Editing is readline's (backspace, Ctrl-U, paste, UTF-8), which
 * also puts the terminal into raw mode and back. Never rejects.
 */
export function askSilently(prompt: string, terminal: Terminal, onEnd: OnEnd): Promise<PromptAnswer> {
  const { promise, resolve } = Promise.withResolvers<PromptAnswer>();
  const lines = withEditing(() =>
    createInterface({ input: terminal.input, output: silence(), terminal: true, historySize: 0 }),
  );
  const unregister = onEnd('password prompt', () => lines.close());
  // Only the first answer counts: closing readline is itself an end.
  const settle = (answer: PromptAnswer): void => {
    resolve(answer);
    unregister();
    lines.close();
  };
  lines.once('line', typed => settle({ typed }));
  lines.once('SIGINT', () => settle({ interrupted: true }));
  lines.once('close', () => settle({ ended: true }));
  // readline hands on the errors of its input, and unheard they would end the process.
  lines.once('error', () => settle({ ended: true }));
  terminal.input.once('error', () => settle({ ended: true }));
  terminal.output.write(prompt);
  return promise.finally(() => {
    terminal.output.write('\n');
    terminal.close();
  });
}

const controllingTerminal = '/dev/tty';

function openControllingTerminal(): Terminal | null {
  const opened: number[] = [];
  try {
    const [reading, writing] = ['r', 'w'].map(mode => {
      const descriptor = openSync(controllingTerminal, mode);
      opened.push(descriptor);
      return descriptor;
    }) as [number, number];
    const input = new ReadStream(reading);
    const output = new WriteStream(writing);
    return {
      input,
      output,
      close: () => {
        input.destroy();
        output.destroy();
      },
    };
  } catch {
    // No controlling terminal (a service, a container without -t). Nothing half open is left behind.
    for (const descriptor of opened) closeSync(descriptor);
    return null;
  }
}

/**
 * The terminal of this process: /dev/tty, as mysql asks there even where standard input and output are
 * pipes; else standard input and error if they are terminals (Windows); else null.
 */
export function openTerminal(): Terminal | null {
  const controlling = openControllingTerminal();
  if (controlling !== null) return controlling;
  const { stdin, stderr } = process;
  return stdin.isTTY && stderr.isTTY ? { input: stdin, output: stderr, close: () => {} } : null;
}
