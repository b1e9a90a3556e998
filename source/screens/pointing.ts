import { hintSpots, type KeyHint } from '../components/footer-text.ts';
import type { Theme } from '../presentation/theme.ts';
import type { Press } from './input.ts';
import type { Frame } from './screen.ts';

/** What stands where one points. */
export type Target =
  /** A row of the list, by its index. */
  | { readonly kind: 'row'; readonly index: number }
  /** The title of a column, by its id. */
  | { readonly kind: 'title'; readonly id: string }
  /** A key of the last line. */
  | { readonly kind: 'key'; readonly press: Press }
  | null;

/** The screen as it is drawn: the header, the frame, perhaps the line above the keys, and the keys. */
export interface Drawn {
  readonly frame: Frame;
  readonly hints: readonly KeyHint[];
  readonly columns: number;
  /** Lines between the header and the keys. */
  readonly height: number;
}

/** Where the frame begins. */
const headerLines = 1;

/** What stands at a cell, which counts from 0 at the upper left. */
export function pointedAt(
  { frame, hints, columns, height }: Drawn,
  x: number,
  y: number,
  theme: Theme,
): Target {
  const line = y - headerLines;
  if (x >= columns) return null;
  if (line === height) {
    const press = hintSpots(hints, columns - 2, theme).find(({ from, to }) => x > from && x <= to)?.hint
      .press;
    return press === undefined ? null : { kind: 'key', press };
  }
  const index = frame.spots?.rows.get(line);
  if (index !== undefined) return { kind: 'row', index };
  if (line !== frame.spots?.titles.line) return null;
  const title = frame.spots.titles.columns.find(({ from, to }) => x >= from && x < to);
  return title === undefined ? null : { kind: 'title', id: title.id };
}
