import { onEnd } from '../lifecycle/cleanups.ts';
import { makeTheme } from '../presentation/theme.ts';
import { firstFrame } from '../screens/first-frame.ts';
import type { Settings } from '../settings/settings.ts';
import { createTerminalScreen, type TerminalScreen } from '../terminal/terminal-screen.ts';
import { terminalWriter } from '../terminal/terminal-writer.ts';
import { toGbk } from '../text/gbk.ts';
import { inZone } from '../text/time.ts';
import type { Words } from '../text/words.ts';

/** The terminal's screen, which is given back when the program ends. */
export interface OpenScreen {
  readonly screen: TerminalScreen;
  /** Somebody else sees to that from now on. */
  readonly leaveToOther: () => void;
}

/** Whether it is known whom we connect to, and nothing has to be asked on the terminal before that. */
function isCertain({ demo, connect }: Settings): boolean {
  return demo === null && connect.password.from !== 'prompt';
}

/**
 * Opens the screen, and draws on it whom we are connecting to where that is certain: the guard of the terminal, the rest of
 * the program and raw mode come after it, as they take longer.
 */
export function openScreen(settings: Settings, words: Words): OpenScreen {
  const clock = { now: () => performance.now(), setTimeout, clearTimeout };
  const { stdout } = process;
  const screen = createTerminalScreen({
    writer: terminalWriter(stdout, clock, settings.charset === 'gbk' ? toGbk : Buffer.from),
    clock,
    size: () => ({ columns: stdout.columns, rows: stdout.rows }),
    mouse: settings.mouse,
  });
  const leaveToOther = onEnd('screen', () => screen.close());
  if (isCertain(settings)) {
    const { ascii, colour, timeZone, intervalSeconds } = settings;
    const { host, port, socket, user } = settings.connect;
    screen.enter();
    screen.show(
      firstFrame(
        {
          where: { user: user.raw, host: socket ?? host, port, isDemo: false },
          intervalSeconds,
          now: Date.now(),
          theme: makeTheme({ ascii, colour, words, zone: inZone(timeZone) }),
        },
        stdout.columns,
        stdout.rows,
      ),
    );
  }
  return { screen, leaveToOther };
}
