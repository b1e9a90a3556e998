import { captureOutput } from '../lifecycle/captured-output.ts';
import { onEnd } from '../lifecycle/cleanups.ts';
import type { Charset } from '../settings/charset.ts';
import { widthQuery } from '../terminal/ambiguous-width.ts';
import { createKeyboard, openKeySource } from '../terminal/keyboard.ts';
import { startTerminalGuard } from '../terminal/terminal-guard.ts';
import { createTerminalScreen, type TerminalScreen } from '../terminal/terminal-screen.ts';
import { terminalWriter } from '../terminal/terminal-writer.ts';
import { toGbk } from '../text/gbk.ts';
import type { Words } from '../text/words.ts';
import { capturedText } from './exit-text.ts';

/** The terminal as the screens use it. */
export interface ScreenTerminal {
  /** Whole keys of the user, for Ink. */
  readonly stdin: NodeJS.ReadStream;
  /** What the terminal shows. */
  readonly screen: TerminalScreen;
  /** To be awaited before the screens take the terminal. */
  readonly ready: Promise<void>;
}

/** How the terminal is used. */
export interface ScreenTerminalOptions {
  readonly charset: Charset;
  /** Whether it is asked how wide it draws characters of ambiguous width. */
  readonly asksWidth: boolean;
  /** Whether it reports what the mouse does. */
  readonly mouse: boolean;
}

/** Opens the terminal that keys are read from, and starts the guard that gives it back should the program die. */
export function openScreenTerminal(
  words: Words,
  { charset, asksWidth, mouse }: ScreenTerminalOptions,
): ScreenTerminal {
  const keys = openKeySource();
  const guard = startTerminalGuard({
    output: process.stdout.fd,
    input: keys.descriptor,
    sentence: words.terminalGivenBack,
  });
  // Keys are distinguished by short waits, which a change of the system time must not make long.
  const clock = { now: () => performance.now(), setTimeout, clearTimeout };
  const { stdout } = process;
  const screen = createTerminalScreen({
    writer: terminalWriter(stdout, clock, charset === 'gbk' ? toGbk : Buffer.from),
    clock,
    size: () => ({ columns: stdout.columns, rows: stdout.rows }),
    readsAnswers: true,
    mouse,
    opening: asksWidth ? widthQuery : '',
  });
  onEnd('terminal', () => guard.close(screen.close()));
  return {
    stdin: createKeyboard({
      source: keys.stream,
      clock,
      charset,
      takesMouse: mouse,
      onRawMode: guard.note,
      onStatus: () => screen.answered(),
    }),
    screen,
    ready: guard.ready,
  };
}

/** Keeps from the terminal what Node and libraries print, until the program ends; then it is shown. */
export function captureForeignOutput(words: Words): void {
  const release = captureOutput({ stderr: process.stderr, console });
  onEnd('captured output', () => {
    const text = capturedText(release(), words);
    process.stderr.write(text);
  });
}
