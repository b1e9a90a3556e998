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
        fc.array(fc.record({ gap: fc.nat(5000), took: fc.nat(15_000) }), { minLength: 2 }),
        answers => {
          const { server, set, shown } = clocks();
          let at = 1_000_000;
          let last = 0n;
          for (const { gap, took } of answers) {
            const readAt = BigInt(at) * 1000n + 3600n * second;
            at += took;
            set(at);
            server.note(readAt, false);
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
    server.note(1_000_000n * 1000n, false);
    server.note(1_000_000n * 1000n - 3600n * second, false);
    expect(shown()).toBe(1_000_000n * 1000n - 3600n * second);
    set(1_000_000 + 3_600_000);
    server.note(1_000_000n * 1000n - 3598n * second, false);
    expect(shown()).toBe(1_000_000n * 1000n - 3598n * second);
  });

  it('moves ages on with each answer that brought something, else every ten seconds', () => {
    const { server } = clocks();
    expect(server.note(1000n * second, true)).toBe(true);
    expect(server.note(1002n * second, true)).toBe(false);
    expect(server.note(1004n * second, false)).toBe(true);
    expect(server.note(1013n * second, true)).toBe(false);
    expect(server.note(1014n * second, true)).toBe(true);
    expect(server.now()).toBe(1014n * second);
  });
});
