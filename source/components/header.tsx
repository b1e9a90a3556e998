import { useSyncExternalStore } from 'react';
import type { Server } from '../backup/server.ts';
import type { Look } from '../presentation/theme.ts';
import { ago, duration } from '../text/duration.ts';
import { cellWidth, cut, fit } from '../text/width.ts';
import type { Clock } from '../watch/clock.ts';
import { freshness } from '../watch/freshness.ts';
import type { Pulse, Store } from '../watch/store.ts';
import { Line } from './lines.tsx';
import { useTick } from './use-tick.ts';

/** Whom we asked to be connected with. */
export interface Where {
  readonly user: string;
  readonly host: string;
  readonly port: number;
}

/** The parts of the header's left side, most important first; what does not fit is left out from the end. */
function identity(where: Where, server: Server | null, look: Look): string[] {
  const { tls, otherCertificate, noTls } = look.say.screens;
  const place = `${where.user} · ${where.host}:${where.port}`;
  if (server === null) return [place];
  const encryption = server.certificateChanged ? otherCertificate : tls;
  return [place, server.tls ? encryption : noTls, server.versionText];
}

function joined(parts: readonly string[], cells: number): string {
  for (let kept = parts.length; kept > 1; kept -= 1) {
    const text = parts.slice(0, kept).join(' · ');
    if (cellWidth(text) <= cells) return text;
  }
  return cut(parts[0] ?? '', cells);
}

function paceText(pulse: Pulse, look: Look): string {
  const say = look.say.screens;
  // Tenths matter to those who ask for half a second; of an idle 6.8 s they are noise.
  const seconds = pulse.realSeconds >= 3 ? Math.round(pulse.realSeconds) : pulse.realSeconds;
  const text = Number.isInteger(seconds) ? String(seconds) : seconds.toFixed(1);
  return pulse.realSeconds > pulse.intervalSeconds ? say.everyIdle(text) : say.every(text);
}

/** "0 s ago": with the same number of cells from one second to the next, so that a tick rewrites little. */
function freshText(age: number, look: Look): string {
  const { time } = look.say;
  return age < 60 ? time.ago(`${Math.floor(age)} ${time.second}`) : ago(age, time);
}

/** The header's right side: alarm words that must be seen, then pace and clock. */
function freshnessText(
  pulse: Pulse,
  now: number,
  look: Look,
): { readonly alarm: string; readonly aged: string } {
  const say = look.say.screens;
  const age = pulse.pictureAt === null ? null : Math.max(0, (now - pulse.pictureAt) / 1000);
  if (age === null) return { alarm: pulse.paused ? say.paused : '', aged: '' };
  const length = duration(age, look.say.time);
  if (pulse.paused) return { alarm: say.paused, aged: say.old(length) };
  const state = freshness({
    ageSeconds: age,
    intervalSeconds: pulse.realSeconds,
    reading: pulse.reading,
    failing: pulse.failing,
  });
  if (state === 'stale') return { alarm: say.stale(length), aged: '' };
  return { alarm: '', aged: state === 'old' ? say.old(length) : freshText(age, look) };
}

/** What the header says: its left side, the alarm on its right, and the tail with the clock at its very end. */
export interface HeaderText {
  readonly left: string;
  readonly alarm: string;
  readonly tail: string;
}

/** The header of a line with so many cells. `now` is the clock's milliseconds. */
export function headerText(
  pulse: Pulse,
  server: Server | null,
  where: Where,
  now: number,
  cells: number,
  look: Look,
): HeaderText {
  const { alarm, aged } = freshnessText(pulse, now, look);
  const time =
    pulse.serverAhead === null ? '' : look.zone.clock(BigInt(Math.floor(now)) * 1000n + pulse.serverAhead);
  const tail = [paceText(pulse, look), aged, time].filter(part => part !== '').join(' · ');
  const right = cellWidth(tail) + (alarm === '' ? 0 : cellWidth(alarm) + 3);
  const room = Math.max(0, cells - right - 3);
  const left = fit(joined(identity(where, server, look), room), room);
  return { left, alarm, tail };
}

/** The first line of every screen. Only it is drawn anew each second. */
export function Header({
  store,
  clock,
  where,
  columns,
  look,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly where: Where;
  readonly columns: number;
  readonly look: Look;
}) {
  const pulse = useSyncExternalStore(store.subscribe, store.pulse);
  const { server } = store.state();
  const phase = pulse.serverAhead === null ? 0 : -Number((pulse.serverAhead / 1000n) % 1000n);
  useTick(clock, pulse.serverAhead !== null, phase);
  const { left, alarm, tail } = headerText(pulse, server, where, clock.now(), columns - 1, look);
  const warning = alarm === '' ? '' : `${look.paint('alarm', ` ${alarm} `)} `;
  return <Line text={look.finish(` ${look.paint('title', left)}  ${warning}${tail}`)} />;
}
