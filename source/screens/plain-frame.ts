// Whole frames without Ink, which takes longer to load than the cluster may take to answer.
import { footerLine, type KeyHint } from '../components/footer-text.ts';
import { headerLine, type Where } from '../components/header-text.ts';
import { type ConnectionState, statusLine } from '../components/status-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { addressText } from '../text/address.ts';
import { cut } from '../text/width.ts';
import type { Clock } from '../watch/clock.ts';
import type { Store } from '../watch/store.ts';
import type { Controller } from './controller-types.ts';
import type { Framed } from './framer.ts';
import { footerKeys } from './key-table.ts';
import { type KeyId, keyWords } from './keys.ts';

/** The smallest terminal that the screens are laid out for. */
const leastColumns = 60;
const leastRows = 15;

/** Lines of the header and the keys. */
export const frameRows = 2;

/** What is said in place of a screen where the terminal is too small for one; null where it is not. */
export function tooSmallText(columns: number, rows: number, theme: Theme): string | null {
  if (columns >= leastColumns && rows >= leastRows) return null;
  const { tooSmall } = theme.words.screens;
  const sentence = tooSmall(`${columns}x${rows}`, `${leastColumns}x${leastRows}`);
  return theme.toTerminal(cut(sentence, columns - 1));
}

/** What stands on the screen before the first answer; a spinner follows it. */
export function connectingText(where: Where, columns: number, theme: Theme): string {
  const place = `${where.user} · ${addressText(where.host, where.port)}`;
  return theme.toTerminal(`  ${cut(theme.words.screens.connecting(place), columns - 7)} … `);
}

/** Whether there is another row to choose, or more text than is seen. */
function canMove({ frame: { place, extent }, rows }: Framed): boolean {
  return place.list !== undefined && rows.length > 0 ? rows.length > 1 : extent.count > extent.height;
}

/** The keys of a screen that do something there now: no way back, and nothing to open or to move to, where there is none. */
function hintsOf(framed: Framed, depth: number, canOpen: boolean, theme: Theme): KeyHint[] {
  const { screen, frame, rows } = framed;
  const { filter = '' } = frame.place;
  const { screens: words } = theme.words;
  const isOverlay = depth > 1 && screen.isOverlay === true;
  const works: Partial<Record<KeyId, boolean>> = {
    up: canMove(framed),
    back: depth > 1 || filter !== '',
    open: canOpen,
    trouble: rows.length > 0,
  };
  return footerKeys(screen)
    .filter(({ id }) => works[id] ?? true)
    .map(({ label, id }) => ({
      label,
      word: id === 'quit' && isOverlay ? words.close : keyWords(id, words).short,
    }));
}

/** The keys while a filter is typed. */
function typingHints(theme: Theme): KeyHint[] {
  const { take, clear, history } = theme.words.screens.alerts.typing;
  return [
    { label: '⏎', word: take },
    { label: 'Esc', word: clear },
    { label: '↑↓', word: history },
  ];
}

/** The keys while an order is chosen. */
function choosingHints(theme: Theme): KeyHint[] {
  const { order, keys } = theme.words.screens;
  return [
    { label: '←→', word: order.choose },
    { label: 'S', word: keys.reverse.short },
    { label: '⏎', word: order.take },
    { label: 'Esc', word: order.asBefore },
  ];
}

/** The keys that stand in the last line now. */
export function hintsFor(framed: Framed, controller: Controller, theme: Theme): KeyHint[] {
  const { stack, typing, choosing } = controller.state();
  if (typing !== null) return typingHints(theme);
  if (choosing !== null) return choosingHints(theme);
  return hintsOf(framed, stack.length, controller.canOpen(), theme);
}

/** Of the connection, what a failure is worded by. */
export function connectionOf(store: Store): ConnectionState {
  const { server, paused } = store.state();
  return { wasConnected: server !== null, paused, serverAhead: store.pollStatus().serverAhead };
}

export interface PlainFrameOptions {
  readonly store: Store;
  readonly controller: Controller;
  readonly clock: Clock;
  readonly where: Where;
  readonly theme: Theme;
}

/** The lines that Ink would draw now, header to footer; null where it takes Ink. */
export function plainFrame(
  { store, controller, clock, where, theme }: PlainFrameOptions,
  columns: number,
  rows: number,
): readonly string[] | null {
  const tooSmall = tooSmallText(columns, rows, theme);
  if (tooSmall !== null) return [tooSmall];
  const { server } = store.state();
  const framed = controller.framed();
  const { lines, table } = framed.frame;
  if (server !== null && table !== undefined) return null;
  const body = server === null ? ['', connectingText(where, columns, theme)] : lines.map(theme.toTerminal);
  const now = clock.now();
  const status = controller.status();
  const statuses = status === null ? [] : [statusLine(status, connectionOf(store), now, columns, theme)];
  return [
    headerLine(store.pollStatus(), server, where, now, columns, theme),
    ...Array.from({ length: rows - frameRows - statuses.length }, (_, row) => body[row] ?? ''),
    ...statuses,
    footerLine(hintsFor(framed, controller, theme), columns, theme),
  ];
}
