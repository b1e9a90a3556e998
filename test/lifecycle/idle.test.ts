import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenIdle } from '../../source/lifecycle/idle.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the moment for work that would hold up an answer', () => {
  it('comes once the event loop has waited for most of 25 milliseconds', () => {
    const nodeTiming = { idleTime: 100 };
    const then = vi.fn();
    whenIdle(then, { nodeTiming });
    for (const idleTime of [101, 110, 129]) {
      nodeTiming.idleTime = idleTime;
      vi.advanceTimersByTime(25);
    }
    expect(then).not.toHaveBeenCalled();
    nodeTiming.idleTime = 149;
    vi.advanceTimersByTime(25);
    nodeTiming.idleTime = 200;
    vi.advanceTimersByTime(100);
    expect(then).toHaveBeenCalledTimes(1);
  });

  it('comes after 60 ms where the runtime does not tell how long it waited', () => {
    const then = vi.fn();
    whenIdle(then, {});
    vi.advanceTimersByTime(59);
    expect(then).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(then).toHaveBeenCalledTimes(1);
  });

  it.each([{}, { nodeTiming: { idleTime: 0 } }])('does not come where it was given up (%j)', times => {
    const then = vi.fn();
    whenIdle(then, times)();
    vi.advanceTimersByTime(1000);
    expect(then).not.toHaveBeenCalled();
  });
});
