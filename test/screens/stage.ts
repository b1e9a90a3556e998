import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';
import { afterEach } from 'vitest';
import type { Picture } from '../../source/backup/picture.ts';
import type { Server } from '../../source/backup/server.ts';
import { type ScreenOptions, type Screens, startScreens } from '../../source/screens/start.tsx';
import { wordsOf } from '../../source/text/words.ts';
import { type FakeSource, fakeSource } from '../fixtures/fake-source.ts';
import { tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { type ManualClock, manualClock } from '../watch/manual-clock.ts';

/** A keyboard that a terminal program believes to be one. */
class Keyboard extends PassThrough {
  readonly isTTY = true;
  raw = false;
  setRawMode(on: boolean): this {
    this.raw = on;
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

/** Standard output of a terminal: what is written is drawn by an emulator. */
class Display extends Writable {
  readonly isTTY = true;
  readonly term: xterm.Terminal;
  written: string[] = [];
  columns: number;
  rows: number;
  constructor(columns: number, rows: number) {
    super({ decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
    this.term = new xterm.Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      convertEol: true,
      scrollback: 1000,
    });
  }
  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    const text = chunk.toString();
    this.written.push(text);
    this.term.write(text, done);
  }
  /** Resolves when the emulator has drawn all that was written so far. */
  drawn(): Promise<void> {
    return new Promise(resolve => this.term.write('', resolve));
  }
  resize(columns: number, rows: number): void {
    this.term.resize(columns, rows);
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }
}

export interface Stage {
  readonly source: FakeSource;
  readonly clock: ManualClock;
  readonly screens: Screens;
  readonly keyboard: Keyboard;
  readonly display: Display;
  /** The lines on the terminal as one sees them, without spaces at their ends. */
  lines(): string[];
  text(): string;
  /** Types keys one after the other, or at once as one text. */
  type(...keys: string[]): void;
  /** Waits until the terminal shows this. */
  shows(what: string | RegExp): Promise<void>;
  showsNot(what: string | RegExp): Promise<void>;
  until(condition: () => boolean, what: string): Promise<void>;
  /** Lets time go on: second by second, as a terminal's owner sees it. */
  passes(seconds: number): Promise<void>;
  /** What was written since the last call. */
  written(): string;
  /** Waits until the program has nothing left to do for what has happened so far, and all of it is drawn. */
  idle(): Promise<void>;
}

export interface StageOptions extends Partial<ScreenOptions> {
  readonly columns?: number;
  readonly rows?: number;
  readonly world?: Picture;
  readonly server?: Server;
  readonly fake?: FakeSource;
}

export const key = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  pageDown: '\x1b[6~',
  pageUp: '\x1b[5~',
  home: '\x1b[H',
  end: '\x1b[F',
  enter: '\r',
  // As terminals with the kitty protocol send it. A lone ESC may be the beginning of a longer sequence: Ink waits
  // 20 ms for the rest, and nothing but the clock tells when it has stopped waiting.
  escape: '\x1b[27u',
  loneEscape: '\x1b',
  tab: '\t',
  backspace: '\x7f',
  ctrlC: '\x03',
  ctrlL: '\x0c',
  ctrlZ: '\x1a',
} as const;

const open: Stage[] = [];

afterEach(async () => {
  for (const stage of open.splice(0)) {
    stage.screens.stop();
    await stage.screens.ended;
  }
});

/** One turn of the event loop: what was typed reaches the program. */
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** Starts the screens on an emulated terminal with a source and a clock of the test's own. */
export function startStage({
  columns = 80,
  rows = 24,
  world,
  server,
  fake,
  ...options
}: StageOptions = {}): Stage {
  const clock = manualClock(Number(tenFortyTwo / 1000n));
  const source = fake ?? fakeSource(world ?? usualDay(), server);
  const keyboard = new Keyboard();
  const display = new Display(columns, rows);
  source.clock ??= () => BigInt(clock.now()) * 1000n;
  const screens = startScreens({
    source,
    stdin: keyboard as unknown as NodeJS.ReadStream,
    stdout: display as unknown as NodeJS.WriteStream,
    clock,
    random: () => 0,
    intervalSeconds: 2,
    words: wordsOf('en'),
    timeZone: 'UTC',
    ascii: false,
    colour: false,
    tenant: null,
    job: null,
    where: { user: 'root@sys', host: '10.0.0.5', port: 2881 },
    version: '0.1.0',
    notify: false,
    onChange: null,
    suspend: () => undefined,
    ...options,
  });
  let crash: Error | null = null;
  void screens.ended.then(ending => {
    if (ending.kind === 'crashed') crash = ending.error;
  });
  const lines = (): string[] => {
    const { active } = display.term.buffer;
    return Array.from({ length: display.rows }, (_, row) =>
      // After it became narrower the emulator keeps cells that no longer exist.
      (active.getLine(active.viewportY + row)?.translateToString(false, 0, display.columns) ?? '').trimEnd(),
    );
  };
  const text = () => lines().join('\n');
  const has = (what: string | RegExp) =>
    typeof what === 'string' ? text().includes(what) : what.test(text());
  let idling: Promise<void> | null = null;
  const idle = () => {
    idling ??= turn()
      .then(screens.idle)
      .then(() => display.drawn())
      .finally(() => {
        idling = null;
      });
    return idling;
  };
  const until = async (condition: () => boolean, what: string) => {
    // Far longer than any machine takes: this is the limit of a test that hangs.
    const end = Date.now() + 30_000;
    while (!condition()) {
      if (crash !== null) throw crash;
      if (Date.now() > end) throw new Error(`Waited in vain until ${what}. The terminal shows:\n${text()}`);
      // While a read is under way the screens are not idle, and yet they draw.
      await Promise.race([idle(), display.drawn()]);
    }
  };
  let mark = 0;
  const stage: Stage = {
    source,
    clock,
    screens,
    keyboard,
    display,
    lines,
    text,
    type: (...keys) => {
      for (const typed of keys) keyboard.write(typed);
    },
    shows: what => until(() => has(what), `it shows ${what}`),
    showsNot: what => until(() => !has(what), `it no longer shows ${what}`),
    until,
    async passes(seconds) {
      for (let second = 0; second < seconds; second++) await clock.advance(1000);
    },
    written() {
      const all = display.written.slice(mark).join('');
      mark = display.written.length;
      return all;
    },
    async idle() {
      await idling;
      await idle();
    },
  };
  open.push(stage);
  return stage;
}

/** Everything that must hold of any frame on this terminal. */
export function frameFaults({ display, lines }: Stage): string[] {
  const faults: string[] = [];
  const { active } = display.term.buffer;
  if (active.type !== 'alternate') faults.push('the frame is not in the alternate screen');
  if (active.length > display.rows) faults.push('the frame is taller than the terminal');
  for (let row = 0; row < display.rows; row++) {
    if (active.getLine(row)?.isWrapped === true) faults.push(`line ${row} is wider than the terminal`);
  }
  const all = lines();
  if (!all[0]?.includes('root@sys')) faults.push('the header is not in the first line');
  if (all[display.rows - 1]?.trim() === '') faults.push('the footer is not in the last line');
  return faults;
}
