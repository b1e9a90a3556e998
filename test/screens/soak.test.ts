// @module-tag slow
// The whole program for a long time: the real reader, the real screens on an emulated terminal, a simulated cluster that
// moves, a proxy in between, and faults at random. `npm run soak` is a hundred thousand refreshes.
import { expect, it, onTestFinished } from 'vitest';
import type { BackupSource } from '../../source/backup/source.ts';
import { type Simulator, startSimulator } from '../../source/simulator/index.ts';
import { openSource } from '../contract/source-on.ts';
import { type EmulatedTerminal, frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { megabytesInUse } from '../fixtures/memory.ts';
import { type PacketProxy, startPacketProxy } from '../fixtures/packet-proxy.ts';
import { seeded } from '../fixtures/seeded.ts';
import { manualClock, settled } from '../watch/manual-clock.ts';

const refreshes = Number(process.env.SOAK ?? 300);
const seed = Number(
  process.env.SOAK_SEED ?? (process.env.SOAK === undefined ? 20_261_124 : Date.now() % 2 ** 31),
);

const columns = 120;
const rows = 34;

/** Keys that leave the first screen as it was, once one is back on it. */
const gestures: readonly (readonly string[])[] = [
  [key.down],
  [key.down],
  [key.up],
  [key.end],
  [key.home],
  [key.pageDown],
  [key.enter],
  [key.enter],
  ['d'],
  ['L'],
  ['e'],
  ['a'],
  ['?'],
  ['r'],
  ['y'],
  ['/', 'x', key.backspace, key.enter],
  [' ', ' '],
  ['+', '-'],
  [key.escape],
  [key.escape],
  [key.escape],
  [key.ctrlL],
];

/** The reader with room for what the emulated terminal adds to a source. */
function counting(source: BackupSource, noteRead: () => void): FakeSource {
  return new Proxy({} as FakeSource, {
    get: (own, name: keyof BackupSource) => {
      if (name in own) return own[name];
      if (name !== 'read') return source[name]?.bind(source);
      return (...given: Parameters<BackupSource['read']>) => {
        noteRead();
        return source.read(...given);
      };
    },
  });
}

interface Fault {
  begin(): void;
  end?(): void;
}

function faultsOf(proxy: PacketProxy, simulator: Simulator, random: () => number): readonly Fault[] {
  const clear = () => {
    proxy.behaviour = {};
  };
  const refusing = (errno: number): Fault => ({
    begin: () => {
      proxy.behaviour = { refuses: () => ({ errno, message: 'injected' }) };
    },
    end: clear,
  });
  return [
    ...[4012, 4038, 5150, 8001, 1317, 4013, 1054, 1142].map(refusing),
    { begin: () => proxy.cut() },
    { begin: () => proxy.switchServers() },
    {
      begin: () => {
        proxy.behaviour = {
          changes: packet => {
            if (random() < 0.02) packet[3] = ((packet[3] ?? 0) + 3) % 256;
            return packet;
          },
        };
      },
      end: clear,
    },
    { begin: () => simulator.fault({ kind: 'refuse' }), end: () => simulator.fault({ kind: 'clear' }) },
    { begin: () => simulator.fault({ kind: 'drop' }) },
    { begin: () => simulator.cancel([1, 1002, 1004, 1006][Math.floor(random() * 4)] ?? 1) },
    { begin: () => simulator.advance(3600) },
  ];
}

function leftOver({ display, keyboard }: EmulatedTerminal) {
  return {
    resize: display.listenerCount('resize'),
    drain: display.listenerCount('drain'),
    keys: keyboard.eventNames().reduce((sum, name) => sum + keyboard.listenerCount(name), 0),
  };
}

/**
 * The lines between header and footer, without what depends on what a program has seen: how far a task was when it failed,
 * how long one will take, and how many pages of the history it has.
 */
function shownBy(terminal: EmulatedTerminal): string[] {
  const left = /(~|under )?(\d+ (s|min|h)( \d+ \w+)? left|soon)/;
  const pages = / · history \d+.*/;
  const farthest = /(failed|canceled) \d+\.\d\d %/;
  return terminal
    .lines()
    .slice(1, -1)
    .map(line => line.replace(/\s+/g, ' ').replace(left, 'LEFT').replace(pages, '').replace(farthest, '$1'));
}

it(`holds ${refreshes} refreshes with faults at random (seed ${seed})`, async () => {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let now = () => 0;
  const simulator = await startSimulator({ scenario: 'demo', clock: { now: () => now() } });
  const proxy = await startPacketProxy(simulator);
  const sources: BackupSource[] = [];
  onTestFinished(async () => {
    for (const source of sources) await source.close();
    await proxy.close();
    await simulator.close();
  });
  let reads = 0;
  const clock = manualClock(Date.UTC(2026, 10, 22, 10, 42, 17));
  now = () => clock.now();
  const start = (noteRead: () => void): EmulatedTerminal => {
    const connection = () => ({ host: '127.0.0.1', port: proxy.port, user: 'root@sys', password: '' });
    const source = openSource({ connection }, 'root', {
      ssl: { mode: 'disabled', ca: null },
      answerTimeoutMillis: 20_000,
    });
    sources.push(source);
    const fake = counting(source, noteRead);
    return { ...openTerminal({ fake, columns, rows, clock, random }), clock };
  };
  const terminal = start(() => {
    reads += 1;
  });
  const { display } = terminal;
  await terminal.shows('mysql_tenant');
  await terminal.idle();

  const faults = faultsOf(proxy, simulator, random);
  let fault: Fault | null = null;
  let left = 0;
  let injected = 0;
  let warm = 0;
  const before = leftOver(terminal);
  const timersBefore = clock.waiting();
  const began = performance.now();
  let measuredAt = 0;
  const report = (what: string) => {
    if (process.env.SOAK === undefined) return;
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(
      `${what}: ${reads} refreshes, ${injected} faults, ${megabytesInUse().toFixed(1)} MB, ${seconds} s`,
    );
  };

  while (reads < refreshes) {
    if (fault === null && random() < 0.05) {
      fault = pick(faults);
      left = 1 + Math.floor(random() * 4);
      injected += 1;
      fault.begin();
    } else if (fault !== null && left-- <= 0) {
      fault.end?.();
      fault = null;
    }
    if (random() < 0.2) {
      for (const pressed of pick(gestures)) {
        terminal.type(pressed);
        await settled();
      }
    }
    if (random() < 0.01) display.resize(60 + Math.floor(random() * 140), 15 + Math.floor(random() * 40));
    await clock.advance(fault === null ? 2000 : 10_000);
    await terminal.idle();
    display.written.length = 0;
    proxy.statements.length = 0;
    expect(frameFaults(terminal), `refresh ${reads}`).toEqual([]);
    if (warm === 0 && reads >= refreshes / 10) {
      warm = megabytesInUse();
      report('warm');
    }
    if (reads - measuredAt >= 1000) {
      measuredAt = reads;
      report('now');
    }
  }
  fault?.end?.();
  proxy.behaviour = {};
  simulator.fault({ kind: 'clear' });
  display.resize(columns, rows);

  // Back on the first screen, beside a program that has just started.
  for (let times = 0; times < 12; times++) {
    terminal.type(key.escape);
    await settled();
  }
  for (let times = 0; times < 40; times++) {
    await clock.advance(2000);
    await terminal.idle();
  }
  const memory = megabytesInUse();
  report('end');
  // An alert in the footer counts its age, so there may be a timer or two more.
  expect(clock.waiting()).toBeLessThanOrEqual(timersBefore + 2);
  expect(leftOver(terminal)).toEqual(before);
  expect(simulator.connections()).toBe(1);
  if (refreshes >= 10_000) expect(memory).toBeLessThan(warm * 1.1);

  const fresh = start(() => undefined);
  // Until whatever runs began under the eyes of both.
  for (let times = 0; times < 150; times++) {
    await clock.advance(2000);
    for (const each of [terminal, fresh]) await each.idle();
  }
  for (const keys of [[key.home], [key.down, key.enter], [key.escape, key.end, key.enter], ['e']]) {
    for (const each of [terminal, fresh]) {
      each.type(...keys, 'r');
      await settled();
      await each.idle();
    }
    expect(shownBy(terminal)).toEqual(shownBy(fresh));
    expect(shownBy(terminal).join('\n')).toMatch(/completed|start_backup/i);
  }
});
