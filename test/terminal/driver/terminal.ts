// Runs a program in a pseudo terminal and shows tests what a person would see.
import { constants } from 'node:os';
import { spawn } from '@lydell/node-pty';
import { assertBuilt, programWords } from '../program.ts';
import { terminalEnvironment } from './environment.ts';
import { type Cell, cellOf, framed, newEmulator, rowsOf } from './screen.ts';

/** How the program ended: an exit code, or the name of the signal that ended it. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface TerminalOptions {
  columns?: number;
  rows?: number;
  /** On top of the cleaned environment of terminalEnvironment; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** How the terminal takes text: utf-8 by default. */
  charset?: string;
  /** Draws characters of ambiguous width in two cells, as terminals with a Chinese font may. */
  ambiguousIsWide?: boolean;
}

/** What to wait for: a text or pattern somewhere on the screen (rows joined by newlines), or a question. */
export type Awaited = string | RegExp | ((screen: string[]) => boolean);

export interface Terminal {
  readonly pid: number;
  /** The rows now shown, without blanks at their ends. Wide characters stand once. */
  screen(): string[];
  /** Colours and attributes of one cell; column and row count from 0. */
  cell(x: number, y: number): Cell;
  /** Where the cursor is, from 0. */
  cursor(): { x: number; y: number };
  /** Whether the program draws in the alternate buffer. */
  alternate(): boolean;
  /** Sends keys as a keyboard would: '\r' is Enter, '\x1b[A' is up. */
  type(keys: string | Buffer): void;
  resize(columns: number, rows: number): void;
  /** Takes nothing more of what the program writes, as a terminal after Ctrl-S or on a dead link. */
  hold(): void;
  resume(): void;
  /**
   * Resolves as soon as the screen fits, asked again after every piece of output. Rejects with the whole screen
   * when `timeout` milliseconds pass (60 000), and at once when the program ends without it.
   */
  waitFor(what: Awaited, options?: { timeout?: number }): Promise<void>;
  /** Number of bytes the program has written. */
  readonly bytes: number;
  /** All the program has written, escape sequences included. */
  readonly raw: string;
  /** Resolves when the program has ended and all of its output is on the screen. */
  readonly exit: Promise<Exit>;
  kill(signal?: NodeJS.Signals): void;
  /** Ends the program if it still runs, and waits for that. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const signalNames = new Map(
  Object.entries(constants.signals).map(([name, number]) => [number, name as NodeJS.Signals]),
);

function fits(what: Awaited, screen: string[]): boolean {
  if (typeof what === 'function') return what(screen);
  const text = screen.join('\n');
  return typeof what === 'string' ? text.includes(what) : text.search(what) >= 0;
}

/** Starts a command in a terminal, of 80x24 by default. End it with `close` or `await using`. */
export function startTerminal(command: string, words: string[], options: TerminalOptions = {}): Terminal {
  const { columns = 80, rows = 24, cwd = process.cwd(), charset, ambiguousIsWide = false } = options;
  const emulator = newEmulator(columns, rows, ambiguousIsWide);
  const env = terminalEnvironment(options.env);
  const pty = spawn(command, words, {
    cols: columns,
    rows,
    cwd,
    env,
    name: 'xterm-256color',
    encoding: null,
  });
  const decoder = charset === undefined ? null : new TextDecoder(charset);
  const written: Buffer[] = [];
  const watchers = new Set<() => void>();
  const theme = () => {
    for (const watcher of watchers) watcher();
  };
  let ended: Exit | null = null;

  // With encoding null the pieces are bytes: a character may be cut in two, which the emulator puts together.
  pty.onData(piece => {
    const bytes = Buffer.from(piece as string | Buffer);
    written.push(bytes);
    emulator.write(decoder === null ? bytes : decoder.decode(bytes, { stream: true }), theme);
  });
  emulator.onData(reply => {
    if (ended === null) pty.write(reply); // the answer to a question about the terminal
  });
  const exit = new Promise<Exit>(resolve => {
    pty.onExit(({ exitCode, signal }) => {
      // An empty write comes back when all before it is on the screen.
      emulator.write('', () => {
        ended = signal
          ? { code: null, signal: signalNames.get(signal) ?? null }
          : { code: exitCode, signal: null };
        resolve(ended);
        theme();
      });
    });
  });

  const describe = () => {
    const state =
      ended === null ? 'the program is running' : `the program ended with ${ended.code ?? ended.signal}`;
    const size = written.reduce((sum, piece) => sum + piece.length, 0);
    return `${framed(rowsOf(emulator), emulator.cols)}\n${state}, ${size} bytes written`;
  };

  const waitFor = (what: Awaited, { timeout = 60_000 } = {}) => {
    const failure = new Error(); // here, so that its stack points to the test
    return new Promise<void>((resolve, reject) => {
      const settle = (problem: string | null) => {
        watchers.delete(watcher);
        clearTimeout(timer);
        if (problem === null) return resolve();
        failure.message = `${problem} Waited for ${typeof what === 'string' ? JSON.stringify(what) : what}; the screen was:\n${describe()}`;
        reject(failure);
      };
      const watcher = () => {
        try {
          if (fits(what, rowsOf(emulator))) settle(null);
          else if (ended !== null) settle('The program ended before the screen fitted.');
        } catch (error) {
          settle(`The question itself failed: ${error}.`);
        }
      };
      const timer = setTimeout(() => settle(`The screen did not fit within ${timeout} ms.`), timeout);
      watchers.add(watcher);
      watcher();
    });
  };

  const kill = (signal: NodeJS.Signals = 'SIGTERM') => {
    if (ended === null) pty.kill(signal);
  };
  const close = async () => {
    kill('SIGKILL');
    await exit;
    emulator.dispose();
  };
  return {
    pid: pty.pid,
    screen: () => rowsOf(emulator),
    cell: (x, y) => cellOf(emulator, x, y),
    cursor: () => ({ x: emulator.buffer.active.cursorX, y: emulator.buffer.active.cursorY }),
    alternate: () => emulator.buffer.active.type === 'alternate',
    type: keys => pty.write(keys as string), // bytes pass as they are; its types do not say so
    resize: (newColumns, newRows) => {
      emulator.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    hold: () => pty.pause(),
    resume: () => pty.resume(),
    waitFor,
    get bytes() {
      return written.reduce((sum, piece) => sum + piece.length, 0);
    },
    get raw() {
      return Buffer.concat(written).toString('utf8');
    },
    exit,
    kill,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Starts the built program with these options. Throws when it has not been built. */
export function startProgram(words: string[], options: TerminalOptions = {}): Terminal {
  assertBuilt();
  const [command, ...first] = programWords;
  return startTerminal(command, [...first, ...words], options);
}
