import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../source/watch/server-clock.ts';

const second = 1_000_000n;

/** A machine's clock that the test sets, in milliseconds, with the server's clock as it would be shown. */
function clocks() {
  let millis = 1_000_000;
  const clock = { now: () => millis, setTimeout: () => null, clearTimeout: () => undefined };
  const server = createServerClock(clock);
  return {
    server,
    set: (value: number) => {
      millis = value;
    },
    shown: () => BigInt(millis) * 1000n + (server.ahead() ?? 0n),
  };
}

describe("the server's clock", () => {
  it('never runs backwards on the screen, however long answers take', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ gap: fc.nat(5000), took: fc.nat(90_000) }), { minLength: 2 }),
        answers => {
          const { server, set, shown } = clocks();
          let at = 1_000_000;
          let last = 0n;
          for (const { gap, took } of answers) {
            const [askedAt, readAt] = [at, BigInt(at) * 1000n + 3600n * second];
            at += took;
            set(at);
            server.note(readAt, askedAt, false);
            expect(shown()).toBeGreaterThanOrEqual(last);
            last = shown();
            at += gap;
          }
        },
      ),
    );
  });

  it('follows a server whose clock was set back by an hour, and a machine set forward by one', () => {
    const { server, set, shown } = clocks();
    server.note(1_000_000n * 1000n, 1_000_000, false);
    server.note(1_000_000n * 1000n - 3600n * second, 1_000_000, false);
    expect(shown()).toBe(1_000_000n * 1000n - 3600n * second);
    set(1_000_000 + 3_600_000);
    server.note(1_000_000n * 1000n - 3598n * second, 1_000_000 + 3_600_000, false);
    expect(shown()).toBe(1_000_000n * 1000n - 3598n * second);
  });

  it('moves ages on with each answer that brought something, else every ten seconds', () => {
    const { server } = clocks();
    const shown = ([at, unchanged]: readonly [bigint, boolean]) => {
      server.note(at * second, 1_000_000, unchanged);
      return server.now();
    };
    const answers = [
      [1000n, true],
      [1002n, true],
      [1004n, false],
      [1013n, true],
      [1014n, true],
    ] as const;
    expect(answers.map(shown)).toEqual([1000n, 1000n, 1004n, 1004n, 1014n].map(each => each * second));
  });
});

describe('the moment at which the server gave an answer', () => {
  /** Asks at a moment, the server answers `reply` later by a clock of its own, and that is read after `rest` more. */
  function answers() {
    const { server, set } = clocks();
    return (asked: number, reply: number, rest: number, serverAhead = 3600n * second) => {
      set(asked + reply + rest);
      const readAt = BigInt(asked + reply) * 1000n + serverAhead;
      return server.note(readAt, asked, false);
    };
  }

  it('is when it was asked for where nothing is known of its clock', () => {
    expect(answers()(1_000_000, 30, 70)).toBe(1_000_000);
  });

  it('is when it came where it comes as quickly as ever', () => {
    const note = answers();
    note(1_000_000, 10, 20);
    expect(note(1_002_000, 10, 20)).toBe(1_002_030);
    expect(note(1_004_000, 500, 20)).toBe(1_004_520);
  });

  it('is earlier by what the answer has waited in the socket of a program that was stopped, or slept', () => {
    const note = answers();
    note(1_000_000, 10, 20);
    expect(note(1_002_000, 10, 5_020)).toBe(1_002_030);
    expect(note(1_010_000, 10, 8 * 3_600_000)).toBe(1_010_030);
    expect(note(1_010_000 + 9 * 3_600_000, 10, 20)).toBe(1_010_030 + 9 * 3_600_000);
  });

  it('is never before it was asked for nor after it came, whatever the clocks do', () => {
    const of = fc.record({
      reply: fc.nat(60_000),
      rest: fc.nat(60_000),
      gap: fc.nat(10_000),
      ahead: fc.bigInt({ min: -10_000_000_000n, max: 10_000_000_000n }),
    });
    fc.assert(
      fc.property(fc.array(of), each => {
        const note = answers();
        let at = 1_000_000;
        for (const { reply, rest, gap, ahead } of each) {
          const given = note(at, reply, rest, ahead);
          expect(given).toBeGreaterThanOrEqual(at);
          expect(given).toBeLessThanOrEqual(at + reply + rest);
          at += reply + rest + gap;
        }
      }),
    );
  });

  it('stays right within the time of a read where the clocks drift apart', () => {
    const note = answers();
    let at = 1_000_000;
    for (let read = 0; read < 50_000; read++) {
      const drift = BigInt(Math.round((at - 1_000_000) * -0.1));
      const given = note(at, 10, 20, drift);
      expect(at + 30 - given).toBeLessThanOrEqual(30);
      at += 2000;
    }
    const late = BigInt(Math.round((at - 1_000_000) * -0.1));
    const given = note(at, 10, 5020, late);
    expect(at + 5030 - given).toBeGreaterThanOrEqual(5000);
  });
});
