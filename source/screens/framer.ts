import type { Server } from '../backup/server.ts';
import { keysOfRows } from '../components/list-window.ts';
import { leastColumns } from './first-frame.ts';
import { screenOf } from './registry.ts';
import type { Frame, ListRow, Model, Place, Screen, Size } from './screen.ts';

/** A place with its screen, as it is drawn and as keys see it. */
export interface Framed {
  readonly screen: Screen;
  readonly frame: Frame;
  readonly rows: readonly ListRow[];
  readonly keys: readonly string[];
  /** The chosen row, or null where there is none. */
  readonly row: ListRow | null;
}

/** Whether the screen on top waits for the first answer of the server; what is laid over it needs none. */
export function isWaiting({ screen }: Framed, server: Server | null): boolean {
  return server === null && screen.isOverlay !== true;
}

/** Makes frames, each once for a place, a model and a size. */
export interface Framer {
  frameFor(place: Place, model: Model, size: Size): Framed;
  /** The place as it was last drawn: its columns as wide, its chosen row where it was seen. */
  asLastDrawn(place: Place): Place;
  /** The same as `frameFor`, but perhaps of another row chosen or another line on top: for keys that move. */
  lastFrameOf(place: Place, model: Model, size: Size): Framed;
}

const positions: ReadonlySet<string> = new Set(['list', 'widths', 'scroll', 'story', 'ends']);

/** Whether two places ask for the same rows: they differ at most in where one is among them. */
function sameQuestion(a: Place, b: Place): boolean {
  const [first, second] = [a, b].map(place => Object.entries(place).filter(([name]) => !positions.has(name)));
  const other = new Map(second);
  return first?.length === other.size && first.every(([name, value]) => other.get(name) === value);
}

interface Made {
  readonly place: Place;
  readonly model: Model;
  readonly size: Size;
  readonly framed: Framed;
}

/** Makes frames, and keeps the last one for drawing and for keys. */
export function createFramer(): Framer {
  let made: Made | null = null;

  const rowsOf = (screen: Screen, place: Place, model: Model): Pick<Framed, 'rows' | 'keys'> => {
    if (made !== null && made.model === model && sameQuestion(made.place, place)) return made.framed;
    const rows = screen.rows?.(place, model) ?? [];
    return { rows, keys: keysOfRows(rows) };
  };

  const make = (place: Place, model: Model, size: Size): Framed => {
    const screen = screenOf(place);
    const { rows, keys } = rowsOf(screen, place, model);
    // On a terminal too small for a screen keys still act on it, though it is not drawn.
    const columns = Math.max(size.columns, leastColumns);
    const frame = screen.frame(place, rows, model, { ...size, columns });
    const { list } = frame.place;
    return { screen, frame, rows, keys, row: list === undefined ? null : (rows[list.index] ?? null) };
  };

  const fits = (model: Model, { columns, height }: Size): boolean =>
    made !== null && made.model === model && made.size.columns === columns && made.size.height === height;

  const asLastDrawn = (place: Place): Place => (made?.place === place ? made.framed.frame.place : place);

  return {
    asLastDrawn,
    frameFor(place, model, size) {
      const isMade = made !== null && (made.place === place || made.framed.frame.place === place);
      if (made === null || !isMade || !fits(model, size)) {
        made = { place, model, size, framed: make(asLastDrawn(place), model, size) };
      }
      return made.framed;
    },
    lastFrameOf(place, model, size) {
      return made !== null && fits(model, size) && sameQuestion(made.place, place)
        ? made.framed
        : this.frameFor(place, model, size);
    },
  };
}
