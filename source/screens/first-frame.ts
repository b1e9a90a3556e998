// What stands on the screen before anything is known but whom we connect to. It is drawn before the rest of the program is
// loaded, so it imports little.
import { headerLine, type Where } from '../components/header-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { addressText } from '../text/address.ts';
import { cut } from '../text/width.ts';

/** The smallest terminal that the screens are laid out for. */
export const leastColumns = 60;
const leastRows = 15;

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

export interface FirstFrameOptions {
  readonly where: Where;
  readonly intervalSeconds: number;
  /** The clock's milliseconds. */
  readonly now: number;
  readonly theme: Theme;
}

/** The frame without its keys, which work from the next one on. */
export function firstFrame(
  { where, intervalSeconds, now, theme }: FirstFrameOptions,
  columns: number,
  rows: number,
): readonly string[] {
  const tooSmall = tooSmallText(columns, rows, theme);
  if (tooSmall !== null) return [tooSmall];
  const status = {
    reading: false,
    paused: false,
    failing: false,
    reads: true,
    pictureAt: null,
    serverAhead: null,
    intervalSeconds,
    effectiveSeconds: intervalSeconds,
  };
  return [headerLine(status, null, where, now, columns, theme), '', connectingText(where, columns, theme)];
}
