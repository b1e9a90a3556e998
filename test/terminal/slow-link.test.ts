// A terminal behind a slow link: the operating system takes what is written at once, the terminal much later.
import { describe, expect, it } from 'vitest';
import { createTerminalScreen } from '../../source/terminal/terminal-screen.ts';
import type { TerminalWriter } from '../../source/terminal/terminal-writer.ts';
import { seeded } from '../fixtures/seeded.ts';
import { manualClock } from '../watch/manual-clock.ts';
import { newEmulator, rowsOf } from './driver/screen.ts';

const size = { columns: 120, rows: 40 };
const stepMillis = 50;
/** What a terminal's driver takes before it is full. */
const driverBytes = 20_000;

interface Link {
  readonly bytesPerSecond: number;
  /** What the terminal sends back for a status request, each after that many milliseconds; none: it never answers. */
  readonly answers?: readonly number[];
}

function slowLink({ bytesPerSecond, answers = [] }: Link) {
  const clock = manualClock();
  const emulator = newEmulator(size.columns, size.rows);
  let onTheWay = Buffer.alloc(0);
  const waiting: (() => void)[] = [];
  let requests = 0;
  let mostOnTheWay = 0;
  let speed = bytesPerSecond;
  const isIdle = () => onTheWay.length < driverBytes;
  const writer: TerminalWriter = {
    write(text) {
      requests += text.split('\x1b[5n').length - 1;
      onTheWay = Buffer.concat([onTheWay, Buffer.from(text)]);
      mostOnTheWay = Math.max(mostOnTheWay, onTheWay.length);
    },
    isIdle,
    whenIdle: then => (isIdle() ? then() : waiting.push(then)),
    close: () => true,
  };
  const screen = createTerminalScreen({ writer, clock, size: () => size });
  emulator.onData(answer => {
    expect(answer).toBe('\x1b[0n');
    for (const delay of answers) clock.setTimeout(() => screen.answered(), delay);
  });
  screen.enter();
  screen.listen('');
  return {
    clock,
    screen,
    requests: () => requests,
    setSpeed: (bytes: number) => {
      speed = bytes;
    },
    mostOnTheWay: () => mostOnTheWay,
    /** The number that the last line of the terminal shows. */
    shown: () => Number(/\d+/.exec(rowsOf(emulator).at(-1) ?? '')?.[0] ?? -1),
    async passes(millis: number, each: (now: number) => void = () => undefined) {
      for (let passed = 0; passed < millis; passed += stepMillis) {
        const count = Math.round((speed * stepMillis) / 1000);
        const arrived = onTheWay.subarray(0, count);
        onTheWay = onTheWay.subarray(count);
        await new Promise<void>(resolve => emulator.write(arrived, resolve));
        if (isIdle()) for (const then of waiting.splice(0)) then();
        await clock.advance(stepMillis);
        each(clock.now());
      }
    },
  };
}

/** A first frame as while connecting, then thirty figures of backups that all go on from frame to frame; each is numbered. */
function frames(): () => string[] {
  const random = seeded(1);
  const done = Array.from({ length: 30 }, () => 100 * random());
  let number = 0;
  return () => {
    number += 1;
    const rows = done.map((percent, row) => {
      done[row] = (percent + 0.3 * random()) % 100;
      const figure = `${percent.toFixed(2).padStart(5)} %`;
      return ` tenant_${row}   \x1b[1mRUNNING\x1b[22m  \x1b[34m${figure}\x1b[39m`;
    });
    const lines = [' root@sys · 10.0.0.5:2881', ...(number === 1 ? [' connecting'] : rows)];
    return [...lines, ...Array<string>(size.rows - 1 - lines.length).fill(''), ` frame ${number}`];
  };
}

/** The oldest that the figure on the terminal was, in milliseconds, while one came each second. The first whole
 * frame takes a while; 20 s do not count. */
async function oldest(link: Link, seconds = 60): Promise<number> {
  const { passes, screen, shown, mostOnTheWay } = slowLink(link);
  const next = frames();
  const wantedAt: number[] = [];
  let most = 0;
  for (let second = 0; second < seconds; second++) {
    let at: number | null = null;
    await passes(1000, now => {
      if (at === null) {
        at = now;
        wantedAt.push(now);
        screen.show(next());
      }
      // What is on the terminal was newest until the frame after it was wanted.
      const replacedAt = wantedAt[shown()] ?? now;
      if (second >= 20) most = Math.max(most, now - replacedAt);
    });
  }
  expect(mostOnTheWay()).toBeLessThan(driverBytes);
  return most;
}

describe('on a slow link', () => {
  it.each([
    [1200, 1000],
    [300, 3000],
  ])(
    'of %d bytes a second the terminal shows what was newest at most %d ms ago',
    async (bytesPerSecond, most) => {
      expect(await oldest({ bytesPerSecond, answers: [50] })).toBeLessThanOrEqual(most);
    },
  );

  it('answers that come twice change nothing', async () => {
    expect(await oldest({ bytesPerSecond: 300, answers: [50, 400] })).toBeLessThanOrEqual(3000);
  });
});

describe('a terminal that never answers', () => {
  it('is asked once, and what it takes is shown all the same', async () => {
    const { passes, screen, shown, requests } = slowLink({ bytesPerSecond: 100_000 });
    const next = frames();
    for (let second = 0; second < 60; second++) {
      screen.show(next());
      await passes(1000);
      expect(shown()).toBe(second + 1);
    }
    expect(requests()).toBe(1);
  });
});

describe('an answer that comes after all', () => {
  it('has the terminal asked again', async () => {
    const { passes, screen, shown, requests, clock } = slowLink({ bytesPerSecond: 100_000 });
    const next = frames();
    const goesOn = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        screen.show(next());
        await passes(1000);
      }
    };
    await goesOn(20);
    const before = requests();
    screen.answered();
    await goesOn(3);
    expect(requests()).toBeGreaterThan(before);
    expect(clock.waiting()).toBeGreaterThan(0);
    expect(shown()).toBeGreaterThan(20);
  });
});

describe('before the terminal goes to a shell', () => {
  it('the answer under way is awaited, or the shell would read it as keys', async () => {
    const { passes, screen } = slowLink({ bytesPerSecond: 1000, answers: [50] });
    screen.show(frames()());
    await passes(1000);
    screen.show(frames()().map(line => `${line} anew`));
    let isQuiet = false;
    void screen.rest().then(() => {
      isQuiet = true;
    });
    await passes(50);
    expect(isQuiet).toBe(false);
    await passes(600);
    expect(isQuiet).toBe(true);
  });

  it('one that does not come is waited for less than a second', async () => {
    const { passes, screen } = slowLink({ bytesPerSecond: 1000 });
    screen.show(frames()());
    let isQuiet = false;
    void screen.rest().then(() => {
      isQuiet = true;
    });
    await passes(950);
    expect(isQuiet).toBe(true);
  });
});

describe('a full terminal', () => {
  it('takes no more frames, and shows the newest one when there is room again', async () => {
    const link = slowLink({ bytesPerSecond: 0 });
    const next = frames();
    for (let frame = 0; frame < 200; frame++) {
      link.screen.show(next());
      await link.passes(50);
    }
    expect(link.mostOnTheWay()).toBeLessThan(driverBytes + 5000);
    link.setSpeed(100_000);
    await link.passes(1000);
    expect(link.shown()).toBe(200);
  });
});
