// Whole frames without Ink, which takes longer to load than the cluster may take to answer.
import { footerLine } from '../components/footer-text.ts';
import { headerLine, type Where } from '../components/header-text.ts';
import { type ConnectionState, statusLine } from '../components/status-text.ts';
import type { Theme } from '../presentation/theme.ts';
import type { Clock } from '../watch/clock.ts';
import type { Store } from '../watch/store.ts';
import type { Controller } from './controller-types.ts';
import { connectingText, tooSmallText } from './first-frame.ts';
import { hintsFor } from './footer-hints.ts';
import { isWaiting } from './framer.ts';

/** Lines of the header and the keys. */
export const frameRows = 2;

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
  if (table !== undefined) return null;
  const body = isWaiting(framed, server)
    ? ['', connectingText(where, columns, theme)]
    : lines.map(theme.toTerminal);
  const now = clock.now();
  const status = controller.status();
  const statuses = status === null ? [] : [statusLine(status, connectionOf(store), now, columns, theme)];
  return [
    headerLine(store.pollStatus(), server, where, now, columns, theme),
    ...Array.from({ length: rows - frameRows - statuses.length }, (_, row) => body[row] ?? ''),
    ...statuses,
    footerLine(hintsFor(framed, controller.state(), controller.hasEffect, theme), columns, theme),
  ];
}
