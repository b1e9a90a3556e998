import { captureOutput } from '../lifecycle/captured-output.ts';
import { onEnd } from '../lifecycle/cleanups.ts';
import type { Charset } from '../settings/charset.ts';
import { createKeyboard, openKeySource } from '../terminal/keyboard.ts';
import { startTerminalGuard } from '../terminal/terminal-guard.ts';
import type { Words } from '../text/words.ts';
import { capturedText } from './exit-text.ts';
import type { OpenScreen } from './first-frame.ts';

/** Where keys come from. */
export interface Keys {
  /** Whole keys of the user, for Ink. */
  readonly stdin: NodeJS.ReadStream;
  /** To be awaited before raw mode. */
  readonly ready: Promise<void>;
}

/** How the terminal sends what is typed. */
export interface KeyOptions {
  readonly charset: Charset;
  /** Whether it reports what the mouse does. */
  readonly mouse: boolean;
}

/** Opens the terminal that keys are read from, and starts the guard that gives it back should the program die. */
export function openKeys(
  words: Words,
  { charset, mouse }: KeyOptions,
  { screen, leaveToOther }: OpenScreen,
): Keys {
  const keys = openKeySource();
  const guard = startTerminalGuard({
    output: process.stdout.fd,
    input: keys.descriptor,
    sentence: words.terminalGivenBack,
  });
  // Keys are distinguished by short waits, which a change of the system time must not make long.
  const clock = { now: () => performance.now(), setTimeout, clearTimeout };
  leaveToOther();
  onEnd('terminal', () => guard.close(screen.close()));
  return {
    stdin: createKeyboard({
      source: keys.stream,
      clock,
      charset,
      takesMouse: mouse,
      onRawMode: guard.note,
      onStatus: () => screen.answered(),
      onEchoed: () => screen.redraw(),
    }),
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
