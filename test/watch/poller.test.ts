import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff, createPoller, idleInterval, type PollerState } from '../../source/watch/poller.ts';
import { manualClock, settled } from './manual-clock.ts';

/** A read that ends when the test says so. */
function stagedReads() {
  const starts: number[] = [];
  let finish: ((busy: boolean) => void) | null = null;
  let fail: ((error: unknown) => void) | null = null;
  let underWay = 0;
  let most = 0;
  return {
    starts,
    most: () => most,
    finish: async (busy = true) => {
      finish?.(busy);
      await settled();
    },
    fail: async (error: unknown = new Error('no')) => {
      fail?.(error);
      await settled();
    },
    read: (now: () => number) => () => {
      starts.push(now());
      underWay += 1;
      most = Math.max(most, underWay);
      return new Promise<{ busy: boolean }>((resolve, reject) => {
        finish = busy => {
          underWay -= 1;
          finish = null;
          resolve({ busy });
        };
        fail = error => {
          underWay -= 1;
          fail = null;
          reject(error);
        };
      });
    },
  };
}

function stage(intervalSeconds = 2, needsUser: (error: unknown) => boolean = () => false) {
  const clock = manualClock();
  const reads = stagedReads();
  const states: PollerState[] = [];
  const poller = createPoller({
    clock,
    intervalSeconds,
    read: reads.read(clock.now),
    needsUser,
    random: () => 0,
    onChange: state => states.push(state),
  });
  return { clock, reads, poller, states };
}

describe('the poller', () => {
  it('starts the next read one interval after the start of the last', async () => {
    const { clock, reads, poller } = stage();
    poller.start();
    await clock.advance(500);
    await reads.finish();
    await clock.advance(1499);
    expect(reads.starts).toEqual([0]);
    await clock.advance(1);
    expect(reads.starts).toEqual([0, 2000]);
  });

  it('waits for a read that takes longer than the interval, and then goes on at once', async () => {
    const { clock, reads, poller } = stage();
    poller.start();
    await clock.advance(5000);
    expect(reads.starts).toEqual([0]);
    await reads.finish();
    await clock.advance(0);
    expect(reads.starts).toEqual([0, 5000]);
  });

  it('reads as soon as the one under way has ended when asked meanwhile, however often', async () => {
    const { clock, reads, poller } = stage();
    poller.start();
    poller.refreshNow();
    poller.refreshNow();
    expect(reads.starts).toEqual([0]);
    await clock.advance(300);
    await reads.finish();
    expect(reads.starts).toEqual([0, 300]);
    await reads.finish();
    await clock.advance(1999);
    expect(reads.starts).toEqual([0, 300]);
  });

  it('never has two reads under way, whatever is asked of it', async () => {
    const asks = fc.constantFrom('refresh', 'pause', 'resume', 'finish', 'fail', 'time', 'interval');
    await fc.assert(
      fc.asyncProperty(fc.array(asks, { maxLength: 60 }), async steps => {
        const { clock, reads, poller } = stage();
        poller.start();
        const actions: Record<string, () => unknown> = {
          refresh: poller.refreshNow,
          pause: poller.pause,
          resume: poller.resume,
          finish: reads.finish,
          fail: reads.fail,
          time: () => clock.advance(1700),
          interval: () => poller.setInterval(1),
        };
        for (const step of steps) await actions[step]?.();
        poller.stop();
        expect(reads.most()).toBe(1);
      }),
      { numRuns: 60 },
    );
  });

  it('reads nothing by itself while paused, and at once when resumed', async () => {
    const { clock, reads, poller } = stage();
    poller.start();
    await reads.finish();
    poller.pause();
    await clock.advance(60_000);
    expect(reads.starts).toEqual([0]);
    expect(poller.state().nextAt).toBeNull();
    poller.resume();
    expect(reads.starts).toEqual([0, 60_000]);
  });

  it('waits longer after each failure, up to half a minute, and forgets it with the first success', async () => {
    const { clock, reads, poller } = stage();
    poller.start();
    const waits: number[] = [];
    for (let failure = 0; failure < 7; failure++) {
      await reads.fail();
      waits.push(((poller.state().nextAt ?? 0) - clock.now()) / 1000);
      await clock.advance(30_000);
    }
    expect(waits).toEqual([2, 4, 8, 16, 30, 30, 30]);
    await reads.finish();
    expect(poller.state().failures).toBe(0);
    await clock.advance(2000);
    await reads.fail();
    expect((poller.state().nextAt ?? 0) - clock.now()).toBe(2000);
  });

  it('is not hurried by another interval while it waits after a failure', async () => {
    const { clock, reads, poller } = stage(10);
    poller.start();
    await reads.fail();
    await clock.advance(4000);
    poller.setInterval(30);
    poller.setInterval(1);
    expect(((poller.state().nextAt ?? 0) - clock.now()) / 1000).toBe(6);
    expect(reads.starts).toHaveLength(1);
  });

  it('repeats what only the user may repeat when the user asks, and by nothing else', async () => {
    const { clock, reads, poller } = stage(2, () => true);
    poller.start();
    poller.refreshNow();
    await reads.fail();
    poller.refreshNow();
    poller.touch();
    poller.setInterval(1);
    poller.pause();
    poller.resume();
    await clock.advance(3_600_000);
    expect(reads.starts).toEqual([0]);
    expect(poller.state()).toMatchObject({ waitsForUser: true, nextAt: null });
    poller.retry();
    expect(reads.starts).toEqual([0, 3_600_000]);
    expect(poller.state().waitsForUser).toBe(false);
  });

  it('spreads the tries after a failure: half the pause at least, the whole one at most', () => {
    const pause = (failures: number, interval: number, random: number) =>
      backOff(failures, interval, () => random);
    expect([1, 2, 3, 4, 5, 6].map(failures => pause(failures, 2, 0))).toEqual([2, 4, 8, 16, 30, 30]);
    expect([1, 2, 3, 4, 5, 6].map(failures => pause(failures, 2, 1))).toEqual([1, 2, 4, 8, 15, 15]);
    expect(pause(1, 600, 1)).toBe(585);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0.5, max: 3600, noNaN: true }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, interval, random) => {
          const whole = pause(failures, interval, 0);
          const spread = pause(failures, interval, random);
          expect(spread).toBeLessThanOrEqual(whole);
          expect(spread).toBeGreaterThanOrEqual(whole / 2);
          expect(whole - spread).toBeLessThanOrEqual(15);
        },
      ),
    );
  });

  it('slows down while nothing runs, and is back at its pace when something does', async () => {
    const { clock, reads, poller } = stage();
    poller.start();
    const kept: number[] = [];
    for (let read = 0; read < 7; read++) {
      await reads.finish(false);
      kept.push(poller.state().effectiveSeconds);
      await clock.advance(idleInterval * 1000);
    }
    expect(kept.slice(0, 3)).toEqual([3, 4.5, 6.75]);
    expect(kept.at(-1)).toBe(idleInterval);
    await reads.finish(true);
    expect(poller.state().effectiveSeconds).toBe(2);
  });

  it('does not slow down while someone presses keys', async () => {
    const { clock, reads, poller } = stage();
    poller.start();
    poller.touch();
    await reads.finish(false);
    expect(poller.state().effectiveSeconds).toBe(2);
    await clock.advance(2000);
    await reads.finish(false);
    expect(poller.state().effectiveSeconds).toBe(3);
    poller.refreshNow();
    expect(poller.state().effectiveSeconds).toBe(2);
  });

  it('does not shorten a long interval because nothing runs', async () => {
    const { reads, poller } = stage(60);
    poller.start();
    await reads.finish(false);
    expect(poller.state().effectiveSeconds).toBe(60);
  });

  it('takes a new interval at once, within its bounds', async () => {
    const { clock, reads, poller } = stage(60);
    poller.start();
    await reads.finish();
    await clock.advance(5000);
    poller.setInterval(1);
    await clock.advance(0);
    expect(reads.starts).toEqual([0, 5000]);
    poller.setInterval(0);
    expect(poller.state().intervalSeconds).toBe(0.5);
    poller.setInterval(1e9);
    expect(poller.state().intervalSeconds).toBe(3600);
  });

  it('lets go of everything when stopped, and heeds no late answer', async () => {
    const { clock, reads, poller, states } = stage();
    poller.start();
    const before = states.length;
    poller.stop();
    await reads.finish();
    await clock.advance(10_000);
    expect(reads.starts).toEqual([0]);
    expect(states).toHaveLength(before);
    expect(clock.waiting()).toBe(0);
  });

  it('never waits for a time below 0, which Node warns of, though time passes while it reckons', async () => {
    const clock = manualClock();
    const waits: number[] = [];
    let reckoning = 0;
    const poller = createPoller({
      clock: {
        ...clock,
        now: () => {
          reckoning += 0.02;
          return clock.now() + reckoning;
        },
        setTimeout: (callback, milliseconds) => {
          waits.push(milliseconds);
          return clock.setTimeout(callback, milliseconds);
        },
      },
      intervalSeconds: 2,
      // Longer than the interval, so that the next read is due at once.
      read: async () => {
        await clock.advance(3000);
        return { busy: true };
      },
      needsUser: () => false,
      random: () => 0,
      onChange: () => {},
    });
    poller.start();
    await settled();
    await settled();
    poller.stop();
    expect(waits.length).toBeGreaterThan(0);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
  });
});
