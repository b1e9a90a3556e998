import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';

export interface TerminalGuardOptions {
  /** Descriptors of the terminal: where the screens are drawn, and where raw mode is switched. */
  readonly output: number;
  readonly input: number;
  /** What is written on the terminal when it was given back for a program that died. */
  readonly sentence: string;
}

/** A small process that gives the terminal back when this one dies in a way it cannot catch. */
export interface TerminalGuard {
  /** Resolves when the terminal's modes are noted, or no guard can be had. To be awaited before raw mode. */
  readonly ready: Promise<void>;
  /** Whether the screens have the terminal from now on. */
  note(taken: boolean): void;
  /**
   * Dismisses the guard; resolves when it has ended. Where nothing could be written, because the terminal takes nothing now, it
   * stays and gives the terminal back once this process has ended.
   */
  close(isWritten: boolean): Promise<void>;
}

/** A guard that has not noted the modes by then would note those of raw mode. */
const longestWaitMillis = 1000;

/**
 * Breaks off a half-written sequence, ends a synchronised frame, bracketed paste and reports of the mouse, then style, wrapping, cursor, main
 * screen.
 */
const leave =
  '\\030\\033[?2026l\\033[?2004l\\033[?1006l\\033[?1000l\\033[0m\\033[?7h\\033[?25h\\033[?1049l\\r\\n';

/**
 * Descriptors 0 and 3 are the terminal, 4 is a pipe that closes when the program dies. (Bun writes to a child's descriptor 0
 * late, and does not hand its own 0 on under another number.) The last line on the pipe says whether the screens have the
 * terminal. A shell that edits its line sets modes of its own before its prompt; it is given time for that, and modes are
 * restored only where ISIG is still off, as in the raw mode of this program.
 */
const script = `
saved=$(stty -g 2>/dev/null)
echo ready
exec 1>&-
while read -r word; do state=$word; done <&4
[ "$state" = taken ] || [ "$state" = owed ] || exit 0
printf "$LEAVE" >&3
[ "$state" = taken ] || exit 0
printf '%s\\r\\n' "$SENTENCE" >&3
sleep 0.2 2>/dev/null || sleep 1
case $(stty -a 2>/dev/null) in
  *-isig*) [ -z "$saved" ] || stty "$saved" ;;
esac
`;

const none: TerminalGuard = { ready: Promise.resolve(), note: () => undefined, close: async () => undefined };

/**
 * Starts the guard: a shell in a session of its own, so that neither Ctrl-C nor a signal to the process group reaches
 * it. Where there is no shell the program does without.
 */
export function startTerminalGuard({ output, input, sentence }: TerminalGuardOptions): TerminalGuard {
  if (process.platform === 'win32') return none;
  const guard = spawn('/bin/sh', ['-c', script, 'terminal-guard'], {
    detached: true,
    cwd: '/',
    // Without the program's name in its command line, so that `pkill -f` for that one does not end both; and without
    // the password that the program's own environment may hold.
    env: { PATH: process.env.PATH ?? '', LEAVE: leave, SENTENCE: sentence },
    stdio: [input, 'pipe', 'ignore', output, 'pipe'],
  });
  const ended = new Promise<void>(resolve => {
    guard.once('exit', () => resolve());
    guard.once('error', () => resolve());
  });
  const { stdout } = guard;
  const life = guard.stdio[4];
  if (stdout === null || !(life instanceof Duplex)) return none;
  life.on('error', () => undefined);
  stdout.on('error', () => undefined);
  guard.unref();
  const ready = new Promise<void>(resolve => {
    const timer = setTimeout(() => {
      guard.kill('SIGKILL');
      resolve();
    }, longestWaitMillis);
    const settled = () => {
      clearTimeout(timer);
      stdout.destroy();
      resolve();
    };
    stdout.once('data', settled);
    void ended.then(settled);
  });
  return {
    ready,
    note: taken => {
      if (life.writable) life.write(taken ? 'taken\n' : 'given\n');
    },
    close: isWritten => {
      if (!isWritten) {
        // It writes once this process has ended: what is written meanwhile would wait behind it.
        if (life.writable) life.write('owed\n');
        return Promise.resolve();
      }
      life.end('given\n');
      return ended;
    },
  };
}
