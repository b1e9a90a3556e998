import type { Server } from '../backup/server.ts';
import type { Theme } from '../presentation/theme.ts';
import { addressText } from '../text/address.ts';
import { ago, duration } from '../text/duration.ts';
import { cellWidth, cut, fit } from '../text/width.ts';
import { freshness } from '../watch/freshness.ts';
import type { PollStatus } from '../watch/state.ts';

/** Whom we asked to be connected with. */
export interface Where {
  readonly user: string;
  readonly host: string;
  readonly port: number;
  /** Whether it is the simulated cluster of a demo. */
  readonly isDemo?: boolean;
}

/** Whom we are connected to, and of a demo how any client gets there. */
function places({ user, host, port, isDemo }: Where, theme: Theme): readonly [string, ...string[]] {
  const place = `${user} · ${addressText(host, port)}`;
  const { demo } = theme.words.screens;
  return isDemo === true ? [`${demo} · ${place}`, `${demo} · mysql -h${host} -P${port} -u${user}`] : [place];
}

/** The left side: whom we are connected to, whether encrypted, and where there is room which release. */
function identity(where: Where, server: Server | null, cells: number, theme: Theme): string {
  const { tls, otherCertificate, noTls } = theme.words.screens;
  const [place, ...longer] = places(where, theme);
  if (server === null) return cut(place, cells);
  const encryption = server.tls ? (server.certificateChanged ? otherCertificate : tls) : noTls;
  const whole = [...longer, place].map(each => `${each} · ${encryption} · ${server.versionText}`);
  const fitting = whole.find(each => cellWidth(each) <= cells);
  if (fitting !== undefined) return fitting;
  // A connection that is not encrypted must not look like one that is, however narrow the terminal.
  const tail = ` · ${encryption}`;
  return cut(place, Math.max(0, cells - cellWidth(tail))) + tail;
}

function paceText(pollStatus: PollStatus, theme: Theme): string {
  const words = theme.words.screens;
  // Tenths matter to those who ask for half a second; of an idle 6.8 s they are noise.
  const seconds =
    pollStatus.effectiveSeconds >= 3 ? Math.round(pollStatus.effectiveSeconds) : pollStatus.effectiveSeconds;
  const text = Number.isInteger(seconds) ? String(seconds) : seconds.toFixed(1);
  return pollStatus.effectiveSeconds > pollStatus.intervalSeconds ? words.everyIdle(text) : words.every(text);
}

/** Seconds: the steps in which the age of a picture is said that is as young as it should be. */
const freshSteps = 2;

/**
 * "0s ago": with the same number of cells from one second to the next, so that a tick rewrites little, and in even seconds: else it
 * would change with each tick, and say no more than the interval does.
 */
function freshText(age: number, theme: Theme): string {
  const { time } = theme.words;
  if (age >= 60) return ago(age, time);
  return time.ago(duration(Math.floor(age / freshSteps) * freshSteps, time));
}

/** The header's right side: alarm words that must be seen, then pace and clock. */
function freshnessText(
  pollStatus: PollStatus,
  now: number,
  theme: Theme,
): { readonly alarm: string; readonly aged: string } {
  const words = theme.words.screens;
  const age = pollStatus.pictureAt === null ? null : Math.max(0, (now - pollStatus.pictureAt) / 1000);
  if (age === null) return { alarm: pollStatus.paused ? words.paused : '', aged: '' };
  const length = duration(age, theme.words.time);
  if (pollStatus.paused) return { alarm: words.paused, aged: words.old(length) };
  const state = freshness({
    ageSeconds: age,
    intervalSeconds: pollStatus.effectiveSeconds,
    reading: pollStatus.reading,
    failing: pollStatus.failing,
  });
  if (state === 'stale') return { alarm: words.stale(length), aged: '' };
  return {
    alarm: '',
    aged: state === 'old' ? words.old(length) : freshText(age, theme),
  };
}

/** What the header says: its left side, the alarm on its right, and the tail with the clock at its very end. */
export interface HeaderText {
  readonly left: string;
  readonly alarm: string;
  readonly tail: string;
}

/** Cells for ` · no TLS`. */
const leastEncryption = 9;

/** The server's clock and its zone; '' before its first answer. */
function timeText({ serverAhead }: PollStatus, now: number, theme: Theme): string {
  if (serverAhead === null) return '';
  const instant = BigInt(Math.floor(now)) * 1000n + serverAhead;
  return `${theme.zone.clock(instant)} ${theme.zone.offset(instant)}`;
}

/** The header of a line of `cells`. `now` is the clock's milliseconds. */
export function headerText(
  pollStatus: PollStatus,
  server: Server | null,
  where: Where,
  now: number,
  cells: number,
  theme: Theme,
): HeaderText {
  const { alarm, aged } = freshnessText(pollStatus, now, theme);
  const time = timeText(pollStatus, now, theme);
  const pace = pollStatus.reads ? paceText(pollStatus, theme) : '';
  const rightOf = (...parts: readonly string[]) => parts.filter(part => part !== '').join(' · ');
  const roomLeftBy = (tail: string) =>
    Math.max(0, cells - cellWidth(tail) - (alarm === '' ? 0 : cellWidth(alarm) + 3) - 3);
  const [place] = places(where, theme);
  const whole = rightOf(pace, aged, time);
  // The interval gives way to who and where; the age and the clock never do.
  const tail = roomLeftBy(whole) >= cellWidth(place) + leastEncryption ? whole : rightOf(aged, time);
  const room = roomLeftBy(tail);
  return { left: fit(identity(where, server, room, theme), room), alarm, tail };
}

/** The first line of every screen, with its colours. `now` is the clock's milliseconds. */
export function headerLine(
  pollStatus: PollStatus,
  server: Server | null,
  where: Where,
  now: number,
  columns: number,
  theme: Theme,
): string {
  const { left, alarm, tail } = headerText(pollStatus, server, where, now, columns - 1, theme);
  const warning = alarm === '' ? '' : `${theme.style('alarm', ` ${alarm} `)} `;
  return theme.toTerminal(` ${theme.style('title', left)}  ${warning}${tail}`);
}
