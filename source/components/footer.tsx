import { errorText } from '../presentation/error-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { cellWidth, charactersOf, cut } from '../text/width.ts';
import type { LoggedChange } from '../watch/change-log.ts';
import type { Clock } from '../watch/clock.ts';
import type { Failure } from '../watch/failure.ts';
import { alertLine, alertOf } from './alert-line.ts';
import { Line } from './lines.tsx';
import { useTick } from './use-tick.ts';

/** A key and what it does, for the footer. */
export interface KeyHint {
  readonly label: string;
  readonly word: string;
}

/** As many keys as fit into `cells`, the most important first. */
export function keysLine(hints: readonly KeyHint[], cells: number, theme: Theme): string {
  let line = '';
  let used = 0;
  for (const { label, word } of hints) {
    // A mark may be longer in ASCII, so it is turned before it is measured.
    const shown = theme.toTerminal(label);
    const width = cellWidth(shown) + 1 + cellWidth(word) + (used === 0 ? 0 : 2);
    if (used + width > cells) continue;
    line += `${used === 0 ? '' : '  '}${theme.style('key', shown)} ${theme.style('faint', word)}`;
    used += width;
  }
  return line;
}

/** The sentence of a failure, with when the next try is. `now` is the clock's milliseconds. */
export function failureText(failure: Failure, paused: boolean, now: number, theme: Theme): string {
  const { alerts } = theme.words.screens;
  const error = errorText(failure.error, theme.words);
  if (failure.waitsForUser) return alerts.failing(error, alerts.waitsForUser);
  if (paused) return alerts.failing(error, alerts.whilePaused);
  const next =
    failure.nextTryAt === null
      ? alerts.trying
      : alerts.nextTry(String(Math.max(0, Math.ceil((failure.nextTryAt - now) / 1000))));
  return alerts.failing(error, next);
}

/** What the footer shows: the filter being typed, else a failure, a message, what has happened, a notice, or the keys. */
export function Footer({
  hints,
  filter,
  message,
  notice,
  changes,
  seenUpTo,
  failure,
  paused,
  clock,
  columns,
  theme,
}: {
  readonly hints: readonly KeyHint[];
  /** What has been typed of the filter, or null while none is being typed. */
  readonly filter: string | null;
  readonly message: string | null;
  readonly notice: string | null;
  /** All that has happened, newest first. */
  readonly changes: readonly LoggedChange[];
  /** Serial number of the newest of them that was seen. */
  readonly seenUpTo: number;
  readonly failure: Failure | null;
  readonly paused: boolean;
  readonly clock: Clock;
  readonly columns: number;
  readonly theme: Theme;
}) {
  const cells = columns - 2;
  const alert = alertOf(changes, seenUpTo, clock.now());
  useTick(clock, (failure !== null || alert !== null) && filter === null, 0);
  const text = (): string => {
    if (filter !== null) return `/${endOf(filter, cells - 2)}${theme.style('cursor', ' ')}`;
    if (failure !== null) return theme.style('bad', failureLine(failure, paused, clock.now(), cells, theme));
    if (message !== null) return theme.style('strong', cut(message, cells));
    if (alert !== null) return alertLine(alert, cells, theme);
    if (notice !== null) return theme.style('strong', cut(notice, cells));
    return keysLine(hints, cells, theme);
  };
  return <Line text={theme.toTerminal(` ${text()}`)} />;
}

/** The failure in one line: where it is too long the sentence is cut, not the time of the next try. */
function failureLine(failure: Failure, paused: boolean, now: number, cells: number, theme: Theme): string {
  const whole = failureText(failure, paused, now, theme);
  if (cellWidth(whole) <= cells) return whole;
  const error = errorText(failure.error, theme.words);
  const next = whole.slice(error.length);
  return cut(error, Math.max(10, cells - cellWidth(next))) + next;
}

/** The last part of what was typed: the place where one types is what must be seen. */
function endOf(text: string, cells: number): string {
  const characters = charactersOf(text);
  while (cellWidth(characters.join('')) > cells) characters.shift();
  return characters.join('');
}
