import { headerLine, type Where } from '../components/header-text.ts';
import type { Theme } from '../presentation/theme.ts';
import type { Clock } from '../watch/clock.ts';
import { createSeconds, type Seconds } from '../watch/seconds.ts';
import type { Store } from '../watch/store.ts';
import { tooSmallText } from './first-frame.ts';

export interface LiveHeaderOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly where: Where;
  readonly theme: Theme;
  readonly size: () => { readonly columns: number; readonly rows: number };
}

/**
 * The first line of every screen. It changes with each second, and is most of what changes on a quiet screen: it is drawn without
 * Ink, which would lay out all lines for it.
 */
export interface LiveHeader {
  /** As it is now; null where the terminal is too small for one. */
  line(): string | null;
  /** The seconds of the server's clock. */
  readonly seconds: Seconds;
  /** Calls `redraw` when it may have changed. Returns what ends that. */
  watch(redraw: () => void): () => void;
}

export function createLiveHeader({ store, clock, where, theme, size }: LiveHeaderOptions): LiveHeader {
  const seconds = createSeconds(clock, () => {
    const ahead = store.pollStatus().serverAhead ?? 0n;
    return -Number((ahead / 1000n) % 1000n);
  });
  return {
    seconds,
    line() {
      const { columns, rows } = size();
      if (tooSmallText(columns, rows, theme) !== null) return null;
      return headerLine(store.pollStatus(), store.state().server, where, clock.now(), columns, theme);
    },
    watch(redraw) {
      const endSeconds = seconds.subscribe(redraw);
      // Ink draws in a microtask: where it has a new frame, the header goes with it.
      const endStore = store.subscribe(() => queueMicrotask(() => queueMicrotask(redraw)));
      return () => {
        endSeconds();
        endStore();
      };
    },
  };
}
