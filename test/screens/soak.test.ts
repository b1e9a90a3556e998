// @module-tag slow
// The whole program for a long time: the real reader, the real screens on an emulated terminal, and in another thread a
// simulated cluster that moves, a proxy in between, and faults at random. `npm run soak` is a hundred thousand refreshes,
// or as many as there are in SOAK_MINUTES.
import { expect, it, onTestFinished } from 'vitest';
import type { BackupSource } from '../../source/backup/source.ts';
import { openSource } from '../contract/source-on.ts';
import { startClusterThread } from '../fixtures/cluster-thread.ts';
import { type EmulatedTerminal, frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { megabytesHeld } from '../fixtures/memory.ts';
import { seeded } from '../fixtures/seeded.ts';
import { type ManualClock, manualClock, settled } from '../watch/manual-clock.ts';

const refreshes = Number(process.env.SOAK ?? 300);
const seed = Number(
  process.env.SOAK_SEED ?? (process.env.SOAK === undefined ? 20_261_124 : Date.now() % 2 ** 31),
);

const minutes = Number(process.env.SOAK_MINUTES ?? Number.POSITIVE_INFINITY);

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

function leftOver({ display, keyboard }: EmulatedTerminal) {
  return {
    resize: display.listenerCount('resize'),
    drain: display.listenerCount('drain'),
    keys: keyboard.eventNames().reduce((sum, name) => sum + keyboard.listenerCount(name), 0),
    sockets: process.getActiveResourcesInfo().filter(name => name.startsWith('TCP')).length,
  };
}

/** Part of a row, from where the title of its column stands to the next title. Wide characters take two cells for a letter. */
function cellOf(row: string, titles: string, title: string): string {
  const from = titles.indexOf(title);
  const cells = /^\S+ */.exec(titles.slice(from))?.[0].length ?? 0;
  return row
    .replace(/\p{Script=Han}/gu, '$& ')
    .slice(from, from + cells)
    .trim();
}

/**
 * What runs in a tenant by its row: its name, the type, the number of the phase, how far data and log are. Not what depends
 * on what a program has seen, as the speed and whether the log waits for a stalled archive, nor on the widths of columns;
 * and not what is read every now and then: good backups, archives.
 */
function runningIn(row: string, titles: string): string {
  const phase = cellOf(row, titles, 'PHASE');
  // The speed may begin left of its title.
  const data = /\d+\.\d\d %|\p{L}+( \p{L}+)*|–/u.exec(cellOf(row, titles, 'DATA'))?.[0] ?? '';
  return [
    cellOf(row, titles, 'TENANT'),
    cellOf(row, titles, 'TYPE'),
    /^\d\/\d/.exec(phase)?.[0] ?? phase,
    data,
    cellOf(row, titles, 'LOG').replace(/waits/, 'after'),
  ].join(' | ');
}

/**
 * A line without what depends on what a program has seen: how far a task was when it failed, how fast one goes and how long
 * it will take, how many pages of the history it has, and the widths of columns that follow from those.
 */
function comparable(line: string): string {
  const left = /(data )?(~|under )?((\d+[smhd]){1,2} left|soon)/;
  const pages = / · history \d+.*/;
  const farthest = /((failed|canceled)|at) \d+\.\d\d( %|…)/;
  const speed = /( [\d.]+ ([KMG]B\/s|f\/min)| –)/g;
  const cut = / ·[^·]*( ·[^·]*)?…/;
  return line
    .replace(/\s+/g, ' ')
    .replace(left, '')
    .replace(pages, '')
    .replace(farthest, '$2')
    .replace(speed, '')
    .replace(/ +/g, ' ')
    .replace(cut, '…')
    .replace('▸', ' ');
}

/** The list of tenants and what needs someone, sorted: the order of tenants is by the ends that a program expects. */
function tenantsShown(lines: readonly string[]): string[] {
  const rarelyRead = / · [^·]* written$|( · )?oldest good.*|last good.*| →.*/;
  const howSeen = /(now|\S+ ago)( at \d+ %)?/;
  const acrossColumns = (line: string) =>
    comparable(line.replace(/\s+/g, ' ').replace(rarelyRead, '').replace(howSeen, ''));
  const titlesAt = lines.findIndex(line => /TENANT .* PHASE .* LOG /.test(line));
  const titles = lines[titlesAt] ?? '';
  const below = lines.slice(titlesAt + 1);
  const end = below.findIndex(line => line === '' || /^ ─{50,}$/.test(line));
  const rows = below.slice(0, end === -1 ? undefined : end);
  return [
    ...lines.slice(0, Math.max(0, titlesAt)).map(acrossColumns),
    ...rows.map(row => (row.includes('all tenants') ? acrossColumns(row) : runningIn(row, titles))),
  ].sort();
}

/** The lines below the header, but for the last three, where it says what has happened. */
function shownBy(terminal: EmulatedTerminal): string[] {
  const below = terminal.lines().slice(1, -3);
  if (below[0]?.includes('›') === false && below[0].startsWith(' Tenants')) return tenantsShown(below);
  // The story of the chosen row tells what was seen of it; where it begins depends on what is said above the keys.
  const titles = below.findIndex(line => / TYPE /.test(line));
  const story = below.findIndex((line, index) => index > titles && /^ ─{50,}$/.test(line));
  const lines = titles === -1 || story === -1 ? below : below.slice(0, Math.min(story, 20));
  return lines.map(comparable);
}

it(`holds ${refreshes} refreshes with faults at random (seed ${seed})`, async () => {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const manual = manualClock(Date.UTC(2026, 10, 22, 10, 42, 17));
  const cluster = await startClusterThread('demo', seed, manual.now());
  const sources: BackupSource[] = [];
  onTestFinished(async () => {
    for (const source of sources) await source.close();
    await cluster.close();
  });
  const clock: ManualClock = {
    ...manual,
    setTimeout: (callback, milliseconds) =>
      manual.setTimeout(() => {
        cluster.setTime(manual.now());
        callback();
      }, milliseconds),
    async advance(milliseconds) {
      await manual.advance(milliseconds);
      cluster.setTime(manual.now());
    },
  };
  let reads = 0;
  const start = (noteRead: () => void): EmulatedTerminal => {
    const connection = () => ({ host: '127.0.0.1', port: cluster.port, user: 'root@sys', password: '' });
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

  const goHome = async () => {
    for (let times = 0; times < 12; times++) {
      terminal.type(key.escape);
      await settled();
    }
    await terminal.idle();
  };
  let fault: number | null = null;
  let left = 0;
  let injected = 0;
  const before = leftOver(terminal);
  const timersBefore = clock.waiting();
  const began = performance.now();
  const measureEvery = Math.max(100, refreshes / 100);
  const measured: { readonly at: number; readonly megabytes: number }[] = [];
  const measure = async () => {
    await goHome();
    // What is drawn is held, too, and there is more of it on a large terminal.
    display.resize(columns, rows);
    await terminal.idle();
    const megabytes = megabytesHeld();
    measured.push({ at: reads, megabytes });
    if (process.env.SOAK === undefined) return;
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${reads} refreshes, ${injected} faults, ${megabytes.toFixed(1)} MB, ${seconds} s`);
  };

  const isOver = () => reads >= refreshes || performance.now() - began > minutes * 60_000;
  while (!isOver()) {
    if (fault === null && random() < 0.05) {
      fault = Math.floor(random() * cluster.faults);
      left = 1 + Math.floor(random() * 4);
      injected += 1;
      await cluster.begin(fault);
    } else if (fault !== null && left-- <= 0) {
      await cluster.end(fault);
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
    expect(frameFaults(terminal), `refresh ${reads}`).toEqual([]);
    if (reads >= measureEvery * (measured.length + 1)) await measure();
  }
  if (fault !== null) await cluster.end(fault);
  display.resize(columns, rows);

  // Back on the first screen, compared with a program that has just started.
  await goHome();
  for (let times = 0; times < 40; times++) {
    await clock.advance(2000);
    await terminal.idle();
  }
  // An alert in the footer counts its age, so there may be a timer or two more.
  expect(clock.waiting()).toBeLessThanOrEqual(timersBefore + 2);
  expect(leftOver(terminal)).toEqual(before);
  expect(await cluster.connections()).toBe(1);
  if (reads >= 10_000) {
    // What is remembered up to a number fills in the first tenth.
    const meanOf = (tenth: number) => {
      const points = measured.filter(({ at }) => Math.floor((at / reads) * 10) === tenth);
      return points.reduce((sum, { megabytes }) => sum + megabytes, 0) / points.length;
    };
    for (let tenth = 2; tenth < 10; tenth++) expect(meanOf(tenth)).toBeLessThan(meanOf(1) * 1.1);
  }

  const fresh = start(() => undefined);
  // Until whatever runs began under the eyes of both.
  for (let times = 0; times < 150; times++) {
    await clock.advance(2000);
    for (const each of [terminal, fresh]) await each.idle();
  }
  const open = (tenant: string) => ['/', tenant, key.enter, key.end, key.enter];
  const back = [key.escape, key.escape];
  for (const keys of [[key.home], open('mysql_tenant'), [...back, ...open('oracle_tenant')], ['e']]) {
    for (const each of [terminal, fresh]) {
      each.type(...keys, 'r');
      await settled();
      await each.idle();
    }
    expect(shownBy(terminal)).toEqual(shownBy(fresh));
    expect(shownBy(terminal).join('\n')).toMatch(/completed|start_backup|mysql_tenant/i);
  }
});
