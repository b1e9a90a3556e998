import { type Movement, move, stepOf } from '../components/list-window.ts';
import type { Theme } from '../presentation/theme.ts';
import type { Framed } from './framer.ts';
import { onward } from './movements.ts';
import { hitFrom } from './next-hit.ts';
import type { Place } from './screen.ts';

export interface MovingOptions {
  readonly theme: Theme;
  /** The screen on top as it is to be drawn now; for movements, as it was last drawn. */
  readonly framed: () => Framed;
  readonly lastFramed: () => Framed;
  /** The place on top, and what puts another in its place, with a notice of it or none. */
  readonly top: () => Place;
  readonly replaceTop: (place: Place, change?: { readonly notice: string | null }) => void;
  /** The place once its last row was reached: with older rows asked for, where there are any. */
  readonly pastEnd: (place: Place) => Place | null;
  readonly say: (message: string) => void;
}

/** How the row that is chosen in a list, and the line on top of a text, are changed. */
export interface Moving {
  by(movement: Movement): void;
  /** Chooses the next row, or the previous one by -1, that needs a look; of a filtered list the next hit. */
  toHit(by: 1 | -1, filterCounts: boolean): void;
  toRow(index: number): void;
}

/** Moves in the screen on top. */
export function createMoving(options: MovingOptions): Moving {
  const { theme, framed, lastFramed, top, replaceTop, pastEnd, say } = options;

  const chooseRow = (index: number, notice: string | null) => {
    const { list } = top();
    if (list === undefined) return;
    replaceTop({ ...top(), list: { ...list, index, selected: framed().keys[index] ?? null } }, { notice });
  };

  return {
    by(movement) {
      const { keys, frame } = lastFramed();
      const place = top();
      const { height, count, pinned } = frame.extent;
      if (place.list !== undefined && keys.length > 0) {
        const list = move(place.list, movement, keys, height, pinned);
        replaceTop({ ...place, list });
        const atEnd = onward.has(movement) && list.index >= keys.length - 1;
        const older = atEnd ? pastEnd({ ...place, list }) : null;
        if (older !== null) replaceTop(older);
      } else if (place.scroll !== undefined) {
        const lowest = Math.max(0, count - height);
        const scroll = Math.min(place.scroll, lowest) + stepOf(movement, height, count);
        replaceTop({ ...place, scroll: Math.min(lowest, Math.max(0, scroll)) });
      }
    },
    toHit(by, filterCounts) {
      const now = framed();
      if (now.frame.place.list === undefined || now.keys.length === 0) return;
      const hit = hitFrom(now, by, filterCounts);
      const { hits } = theme.words.screens;
      if (typeof hit === 'string') say(hits[hit]);
      else chooseRow(hit.index, hit.passed === null ? null : hits[hit.passed]);
    },
    toRow: index => chooseRow(index, null),
  };
}
