import { errorText } from '../presentation/error-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { sanitise } from '../text/sanitise.ts';
import { cellWidth, charactersOf, cut } from '../text/width.ts';
import type { LoggedChange } from '../watch/change-log.ts';
import type { Failure } from '../watch/failure.ts';
import { type Alert, alertLine, alertOf } from './alert-line.ts';

/** What a list is to be ordered by, while that is being chosen. */
export interface Choosing {
  readonly choices: readonly string[];
  /** The index of the one it is ordered by now, and which way that goes. */
  readonly chosen: number;
  readonly mark: string;
}

/** What the line above the keys is made from. */
export interface StatusParts {
  /** The filter being typed, on both sides of the cursor; null while none is typed. */
  readonly typing: { readonly before: string; readonly after: string } | null;
  /** Null while no order is being chosen. */
  readonly choosing: Choosing | null;
  readonly failure: Failure | null;
  readonly message: string | null;
  readonly notice: string | null;
  /** All that has happened, newest first. */
  readonly changes: readonly LoggedChange[];
  /** Serial number of the newest of them that was seen. */
  readonly seenUpTo: number;
}

/** What stands in the line above the keys. */
export type StatusContent =
  | { readonly kind: 'typing'; readonly before: string; readonly after: string }
  | { readonly kind: 'choosing'; readonly choosing: Choosing }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'alert'; readonly alert: Alert };

/**
 * The one of them that matters most, or null where the line is not needed: a filter being typed or an order being chosen,
 * else a failure, a message, what has happened, a notice.
 * @param now the machine's milliseconds since 1970
 */
export function statusOf(parts: StatusParts, now: number): StatusContent | null {
  const { typing, choosing, failure, message, notice } = parts;
  if (typing !== null) return { kind: 'typing', before: typing.before, after: typing.after };
  if (choosing !== null) return { kind: 'choosing', choosing };
  if (failure !== null) return { kind: 'failure', failure };
  if (message !== null) return { kind: 'sentence', text: message };
  const alert = alertOf(parts.changes, parts.seenUpTo, now);
  if (alert !== null) return { kind: 'alert', alert };
  return notice === null ? null : { kind: 'sentence', text: notice };
}

/** Of the connection: whether there was one before, and how far the server's clock is ahead, in microseconds. */
export interface ConnectionState {
  readonly wasConnected: boolean;
  readonly paused: boolean;
  readonly serverAhead: bigint | null;
}

/** That a login was refused, and why in a word or two, then without why; null of other failures. */
function refusedTexts({ kind, reason }: Failure['error'], theme: Theme): readonly [string, string] | null {
  if (kind !== 'login_refused' || !('user' in reason)) return null;
  const { refused, refusedBecause } = theme.words.screens.alerts;
  const known: Readonly<Record<string, string>> = refusedBecause;
  const user = sanitise(reason.user);
  return [refused(user, known[reason.id] ?? ''), refused(user, '')];
}

/**
 * Whom the connection was lost to, when and why, then without why, then when alone, as the header names the server; of other
 * failures, and of a first connection, the sentence, of a login that was refused in fewer words as well.
 */
function failedTexts(
  failure: Failure,
  { wasConnected, serverAhead }: ConnectionState,
  theme: Theme,
): readonly [string, ...string[]] {
  const { kind, reason } = failure.error;
  const { lost, lostBecause, lostShort } = theme.words.screens.alerts;
  const isLost = kind === 'cannot_connect' || kind === 'connection_lost';
  const known: Readonly<Record<string, string>> = lostBecause;
  const why = reason.id === 'connection_lost_because' ? reason.detail : known[reason.id];
  if (!wasConnected || !isLost || why === undefined || !('where' in reason)) {
    return [errorText(failure.error, theme.words), ...(refusedTexts(failure.error, theme) ?? [])];
  }
  const at = BigInt(Math.floor(failure.since)) * 1000n + (serverAhead ?? 0n);
  const [where, clock] = [sanitise(reason.where), theme.zone.clock(at)];
  return [lost(where, clock, sanitise(why)), lost(where, clock, ''), lostShort(clock)];
}

/** What is tried next, and the same in fewer words where there are any. */
function nextTryTexts(
  failure: Failure,
  paused: boolean,
  now: number,
  theme: Theme,
): readonly [string, string] {
  const { alerts } = theme.words.screens;
  const once = (text: string) => [text, text] as const;
  if (failure.waitsForUser) return [alerts.waitsForUser, alerts.waitsForUserShort];
  if (paused) return once(alerts.whilePaused);
  if (failure.nextTryAt === null) return once(alerts.trying);
  return once(alerts.nextTry(String(Math.max(0, Math.ceil((failure.nextTryAt - now) / 1000)))));
}

/**
 * What failed and when it is tried again, in at most `cells`: where it is too long it is said in fewer words; what is cut
 * then is the sentence, not the time.
 * @param now the clock's milliseconds
 */
export function failureText(
  failure: Failure,
  connection: ConnectionState,
  now: number,
  cells: number,
  theme: Theme,
): string {
  const nextTries = nextTryTexts(failure, connection.paused, now, theme);
  const { failing } = theme.words.screens.alerts;
  const texts = failedTexts(failure, connection, theme);
  const wordings = nextTries.flatMap(nextTry => texts.map(text => failing(text, nextTry)));
  const fitting = wordings.find(text => cellWidth(text) <= cells);
  if (fitting !== undefined) return fitting;
  const [failed] = texts;
  const next = failing(failed, nextTries[1]).slice(failed.length);
  return cut(failed, Math.max(10, cells - cellWidth(next))) + next;
}

/** The last part of what was typed: the place where one types is what must be seen. */
function endOf(text: string, cells: number): string {
  const characters = charactersOf(text);
  while (cellWidth(characters.join('')) > cells) characters.shift();
  return characters.join('');
}

function typingText(before: string, after: string, cells: number, theme: Theme): string {
  const shown = endOf(before, cells - 2);
  const [under = ' ', ...rest] = charactersOf(after);
  const tail = cut(rest.join(''), Math.max(0, cells - 1 - cellWidth(shown) - cellWidth(under)));
  return `/${shown}${theme.style('cursor', under)}${tail}`;
}

/** All that can be chosen, or where there is no room for that the last ones up to the chosen one, and what fits after it. */
function choosingText({ choices, chosen, mark }: Choosing, cells: number, theme: Theme): string {
  const label = theme.words.screens.order.by;
  const texts = choices.map((text, index) => (index === chosen ? `[${text}${mark}]` : text));
  const widthFrom = (from: number, to: number) => cellWidth(texts.slice(from, to + 1).join('  '));
  const room = cells - cellWidth(label) - 2;
  const more = '…  '.length;
  const after = chosen < choices.length - 1 ? more : 0;
  let from = 0;
  while (from < chosen && widthFrom(from, chosen) + (from === 0 ? 0 : more) + after > room) from += 1;
  const shown = cut((from === 0 ? '' : '…  ') + texts.slice(from).join('  '), room);
  const marked = texts[chosen] ?? '';
  const at = shown.indexOf(marked);
  const drawn =
    at === -1 ? shown : shown.slice(0, at) + theme.style('strong', marked) + shown.slice(at + marked.length);
  return `${theme.style('faint', label)}  ${drawn}`;
}

function textOf(
  status: StatusContent,
  connection: ConnectionState,
  now: number,
  cells: number,
  theme: Theme,
): string {
  switch (status.kind) {
    case 'typing':
      return typingText(status.before, status.after, cells, theme);
    case 'choosing':
      return choosingText(status.choosing, cells, theme);
    case 'failure':
      return theme.style('bad', `! ${failureText(status.failure, connection, now, cells - 2, theme)}`);
    case 'sentence':
      return theme.style('strong', cut(status.text, cells));
    case 'alert':
      return alertLine(status.alert, cells, theme);
  }
}

/** The line above the keys. `now` is the clock's milliseconds. */
export function statusLine(
  status: StatusContent,
  connection: ConnectionState,
  now: number,
  columns: number,
  theme: Theme,
): string {
  return theme.toTerminal(` ${textOf(status, connection, now, columns - 2, theme)}`);
}
