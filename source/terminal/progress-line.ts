import { cut } from '../text/width.ts';
import { eraseLine } from './sequences.ts';

/** A line at the bottom of a terminal that is written over again and again, for programs that print lines above it. */
export interface ProgressLine {
  /** Whether there is one at all. */
  readonly isShown: boolean;
  show(text: string): void;
  /** Takes it away, before anything else is printed and at the end. */
  clear(): void;
}

/** Where there is no terminal, or one that cannot erase. */
export const noProgressLine: ProgressLine = { isShown: false, show: () => undefined, clear: () => undefined };

/** One on a terminal; `columns` is asked at each writing, as windows change. */
export function createProgressLine(write: (text: string) => void, columns: () => number): ProgressLine {
  let isWritten = false;
  return {
    isShown: true,
    show(text) {
      isWritten = true;
      // The last column stays free: some terminals wrap as soon as it is written.
      write(`${eraseLine}${cut(text, Math.max(1, columns() - 1))}`);
    },
    clear() {
      if (isWritten) write(eraseLine);
      isWritten = false;
    },
  };
}
