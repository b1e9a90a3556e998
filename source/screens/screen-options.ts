import type { BackupSource, SourceError } from '../backup/source.ts';
import type { Where } from '../components/header-text.ts';
import type { Background } from '../presentation/colours.ts';
import type { TerminalScreen } from '../terminal/terminal-screen.ts';
import type { Language, Words } from '../text/words.ts';
import type { LoggedChange } from '../watch/change-log.ts';
import type { Clock } from '../watch/clock.ts';
import type { LateLimits } from '../watch/late-changes.ts';
import type { Mount } from './mount.tsx';

/** How the screens end. */
export type Ending =
  | { readonly kind: 'quit' }
  /** Ctrl-C, which every other program takes for an interrupt. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'fatal'; readonly error: SourceError }
  | { readonly kind: 'crashed'; readonly error: Error };

/** Ink that is not loaded yet. */
export interface InkLater {
  readonly load: () => Promise<Mount>;
  /** Calls back once when the program has had nothing to do for a moment; returns how to give that up. */
  readonly whenIdle: (then: () => void) => () => void;
}

/** What the screens are started with. */
export interface ScreenOptions {
  /** Ink, or how to come by it: until then frames are drawn without it, the first answer to the cluster too. */
  readonly ink: Mount | InkLater;
  /** Called when the first connection is there, before anything is read. */
  readonly onConnected?: () => void;
  /** Called when the first answer is on the screen. */
  readonly onFirstAnswer?: () => void;
  readonly source: BackupSource;
  readonly stdin: NodeJS.ReadStream;
  /** The terminal, for its size. */
  readonly stdout: NodeJS.WriteStream;
  /** The same terminal, for all that is written to it. It may show a frame already. */
  readonly screen: TerminalScreen;
  readonly clock: Clock;
  /** A number from 0 up to 1: spreads the tries after a failure. */
  readonly random: () => number;
  readonly intervalSeconds: number;
  /** As `inZone` takes it: an IANA name, ±hh:mm, UTC or local. */
  readonly timeZone: string;
  readonly words: Words;
  readonly ascii: boolean;
  readonly colour: boolean;
  /** For which background the colours are; null: the terminal is asked, and taken for dark until it answers. */
  readonly background: Background | null;
  /** Name or number of the tenant whose jobs are opened first; null: the picker. */
  readonly tenant: string | null;
  /** Number of the job to open first. */
  readonly job: bigint | null;
  readonly where: Where;
  /** This program's own version, for the help screen. */
  readonly version: string;
  /** Seconds: an older COMPLETED backup does not count as a good one; 26 hours by default. */
  readonly maxAgeSeconds?: number;
  /** Whether the terminal is asked to notify of changes that matter. */
  readonly notify: boolean;
  /** From when on something is late; absent where no such changes are wanted. */
  readonly lateLimits?: LateLimits;
  /** Receives each change, once. */
  readonly onChange: ((change: LoggedChange) => void) | null;
  /** The words of a language, for the key that changes it. */
  readonly loadWords: (language: Language) => Promise<Words>;
  /** Whether the terminal is asked how wide it draws characters of ambiguous width (`widthQuery`). */
  readonly asksWidth: boolean;
  /** Stops this process as Ctrl-Z does; returns, or resolves, when it was continued. */
  readonly suspend: () => unknown;
}

/** The screens while they are shown. */
export interface Screens {
  /** How the screens ended; the terminal is given back by then. */
  readonly ended: Promise<Ending>;
  /** Ends them from outside; `ended` is then 'quit'. */
  stop(): void;
  /** Gives the terminal back and stops, as Ctrl-Z does. */
  suspend(): void;
  /** Takes the terminal again after a stop that nobody could see coming; draws everything. */
  goOn(): void;
  /** Says a sentence in the footer, until the next key or change. */
  showNotice(sentence: string): void;
  /**
   * Resolves when nothing is left to do until a key, a tick or the next read comes: no read is under way, and
   * the frame of what has happened so far is written. A frame that `maxFps` holds back is written at once.
   */
  idle(): Promise<void>;
}
