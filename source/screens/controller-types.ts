import type { StatusContent } from '../components/status-text.ts';
import type { Theme } from '../presentation/theme.ts';
import type { Clock } from '../watch/clock.ts';
import type { Store } from '../watch/store.ts';
import type { Typing } from './filter-edit.ts';
import type { Framed } from './framer.ts';
import type { Input } from './input.ts';
import type { KeyId } from './keys.ts';
import type { Place, Size } from './screen.ts';

/** What the user has open and is doing. */
export interface ControllerState {
  /** Screens opened one from another; the last one is on the screen. */
  readonly stack: readonly Place[];
  /** The filter of the screen on top while it is being typed, else null. */
  readonly typing: Typing | null;
  /** The screen on top as it was before an order began to be chosen for it; null while none is. */
  readonly choosing: Place | null;
  /** A sentence until the next key. */
  readonly message: string | null;
  /** A sentence of little weight; shown until the first key press after it became visible. */
  readonly notice: string | null;
  /** The serial number up to which changes were seen: a key was pressed since. */
  readonly seenUpTo: number;
}

export interface ControllerOptions {
  readonly store: Store;
  readonly theme: Theme;
  readonly clock: Clock;
  /** This program's own version. */
  readonly version: string;
  /** As `Model` has it. */
  readonly maxAge: number;
  /** The room between header and keys, as the terminal is now. */
  readonly size: () => Size;
  readonly quit: () => void;
  readonly interrupt: () => void;
  readonly suspend: () => void;
  readonly redraw: () => void;
  /** Takes the words of the other language, and calls `reworded` then. */
  readonly changeLanguage: () => void;
  /** The SQL that the view on the screen was last read with, or is being read with; null before it was sent. */
  readonly statement: () => string | null;
  /** Puts a text into the clipboard of the terminal's owner. */
  readonly copy: (text: string) => void;
}

/** What the user has open and chosen, and what keys and clicks do to it. */
export interface Controller {
  subscribe(listener: () => void): () => void;
  state(): ControllerState;
  /** What stands in the line above the keys now; null: that line belongs to the screen. */
  status(): StatusContent | null;
  /** The screen on top as it is to be drawn now. */
  framed(): Framed;
  /** Does what a key or the mouse asks for. */
  take(input: Input): void;
  paste(text: string): void;
  /** Whether a key of the screen does something there now: false where it finds nothing to open or to copy. */
  hasEffect(id: KeyId): boolean;
  /** Opens places on top of what is there, the last one to be seen, but below what the user has laid over it. */
  open(places: readonly Place[]): void;
  /** A sentence in the footer until the next key. */
  showMessage(sentence: string): void;
  /** A sentence in the footer, where no alert stands in it, until the next key. */
  showNotice(sentence: string): void;
  /** Makes all frames again: the theme has other colours. */
  redrawn(): void;
  /** Makes all frames again: the theme has other words, which take other widths. */
  reworded(): void;
  /** To be called when the store or the size of the terminal has changed. */
  noticed(): void;
}
