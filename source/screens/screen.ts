import type { JobKey } from '../backup/job.ts';
import type { View } from '../backup/view.ts';
import type { ListState } from '../components/list-window.ts';
import type { TextPair } from '../components/table-size.ts';
import type { ColumnWidths } from '../presentation/lists/columns.ts';
import type { SortedBy } from '../presentation/lists/sorting.ts';
import type { Theme } from '../presentation/theme.ts';
import type { LoggedChange } from '../watch/change-log.ts';
import type { WatchState } from '../watch/state.ts';
import type { KeyEntry, KeyId } from './keys.ts';
import type { Orders } from './orders.ts';

/** A screen that is open, with what it remembers. Each screen adds what it is about. */
export interface Place {
  /** The id of its screen in the registry. */
  readonly screen: string;
  /** The chosen row, on a screen with a list. */
  readonly list?: ListState;
  /** Widths of the list's columns; they grow while the screen is open, so that columns do not move. */
  readonly widths?: ColumnWidths;
  /** What was typed of the filter, on a screen whose list can be filtered. */
  readonly filter?: string;
  /** The column its list is sorted by; null: as the server has it. */
  readonly sort?: SortedBy | null;
  /** The job of the chosen row, of which more is read where there is room to show it. */
  readonly story?: JobKey | null;
  /** The first line shown, on a screen of text. */
  readonly scroll?: number;
}

/** All that screens are drawn from, as one value. */
export interface Model {
  readonly state: WatchState;
  /** All that has happened since the start, newest first. */
  readonly changes: readonly LoggedChange[];
  readonly theme: Theme;
  /** This program's own version. */
  readonly version: string;
  /** Seconds: an older COMPLETED backup does not count as a good one. */
  readonly maxAge: number;
}

/** The room between header and footer, in cells and lines. */
export interface Size {
  readonly columns: number;
  readonly height: number;
}

/** A line of a list, with a key that names it from one picture to the next. */
export interface ListRow {
  readonly key: string;
}

/** A column title as it is drawn: the cells from `from` up to, not including, `to`. */
export interface TitleSpot {
  /** The column's id. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** What stands where on a screen, in lines and cells of the frame. */
export interface Spots {
  /** The index of the row that a line shows. */
  readonly rows: ReadonlyMap<number, number>;
  readonly titles: { readonly line: number; readonly columns: readonly TitleSpot[] };
}

/** A screen as it is drawn. */
export interface Frame<P extends Place = Place> {
  /** At most `height` lines. */
  readonly lines: readonly string[];
  /** A table of two columns below the lines. */
  readonly table?: {
    readonly titles: TextPair;
    readonly rows: readonly TextPair[];
    readonly widths: readonly [number, number];
  };
  /** The place as this frame shows it: the chosen row settled among the rows there are, columns as wide as drawn. */
  readonly place: P;
  /** Whether a row of its list needs a look. */
  // biome-ignore lint/suspicious/noExplicitAny: it is called with rows of the same frame
  readonly isTrouble?: (row: any) => boolean;
  /**
   * Rows or lines seen at once, and how many there are: how far keys move by pages. `pinned`: how many of the first rows
   * stand above the list.
   */
  readonly extent: { readonly height: number; readonly count: number; readonly pinned?: number };
  /** What can be pointed at, on a screen with a list. */
  readonly spots?: Spots;
}

/** What a key's action asks for; null: nothing. */
export type ScreenStep =
  /** Another screen on top of this one. */
  | { readonly kind: 'open'; readonly place: Place }
  /** This screen, changed. */
  | { readonly kind: 'change'; readonly place: Place }
  /** A text for the clipboard, and the sentence that confirms it. */
  | { readonly kind: 'copy'; readonly text: string; readonly message: string }
  /** A sentence until the next key. */
  | { readonly kind: 'say'; readonly message: string }
  | null;

/** What an action is given: the row is the chosen one on the screen, null where there is none. */
export type Action<P extends Place, R extends ListRow> = (
  place: P,
  row: R | null,
  model: Model,
) => ScreenStep;

/** The key that opens a screen. */
export interface Opener extends KeyEntry {
  /**
   * From which screens it opens, by their ids, and the place it then opens; null where it has nothing to show there. A screen that needs more context, such
   * as the chosen row, defines an action instead.
   */
  // biome-ignore lint/suspicious/noExplicitAny: each function is called with places of its screen only
  readonly from?: Readonly<Record<string, (below: any) => Place | null>>;
}

/** One screen, all of it. Every function is pure. */
export interface Screen<P extends Place = Place, R extends ListRow = ListRow> {
  readonly id: string;
  /** Whether it lies over another screen, so that `q` closes it. */
  readonly isOverlay?: boolean;
  /** What it reads; null for an overlay, which keeps the screen below it current. */
  readonly view: ((place: P) => View) | null;
  /** The rows of its list; made once a picture for what was asked of the list, and not for each move in it. */
  readonly rows?: (place: P, model: Model) => readonly R[];
  readonly frame: (place: P, rows: readonly R[], model: Model, size: Size) => Frame<P>;
  readonly actions: Readonly<Partial<Record<KeyId, Action<P, R>>>>;
  /** Keys other than movements, those of `actions`, and the ones that work everywhere. */
  readonly keys: readonly KeyId[];
  /** The key that opens it, with its line of the table of keys. */
  readonly opener?: Opener;
  /** The orders that its list can have; without them it has one. */
  readonly orders?: (place: P, model: Model) => Orders;
  /** The place after a movement past the last row: with older rows asked for. */
  readonly pastEnd?: (place: P, model: Model) => P;
}

/** A screen for the registry, which calls each with places of its own only. */
export function defineScreen<P extends Place, R extends ListRow>(screen: Screen<P, R>): Screen {
  return screen as unknown as Screen;
}

/** Opens a place, where there is one. */
export function opening(place: Place | null): ScreenStep {
  return place === null ? null : { kind: 'open', place };
}
