import type { Clock } from './clock.ts';

/** Bounds of the interval a user may ask for, in seconds. */
export const shortestInterval = 0.5;
export const longestInterval = 3600;

/** While nothing runs the interval grows by itself up to this, in seconds. */
export const idleInterval = 15;
const idleGrowth = 1.5;

/** Longest wait between tries after failures, in seconds; an interval above it stays as it is. */
export const longestBackOff = 30;

/** What one read found. */
export interface ReadResult {
  /** Whether anything is going on that is worth the full pace. */
  readonly busy: boolean;
}

export interface PollerState {
  readonly reading: boolean;
  readonly paused: boolean;
  /** Failures in a row. */
  readonly failures: number;
  /** When the next read starts by itself, in the clock's milliseconds; null while paused or reading. */
  readonly nextAt: number | null;
  /** What the user asked for, in seconds. */
  readonly intervalSeconds: number;
  /** What is kept: longer than asked while nothing runs. */
  readonly realSeconds: number;
}

export interface PollerOptions {
  readonly clock: Clock;
  readonly intervalSeconds: number;
  /** One read; rejects where it failed. Never called while one is under way. */
  readonly read: () => Promise<ReadResult>;
  /** Whether a failure is one to try again slowly from the first time on. */
  readonly isSlow: (error: unknown) => boolean;
  readonly onChange: (state: PollerState) => void;
}

export interface Poller {
  start(): void;
  /** Reads at once, or as soon as the read under way has ended; also while paused. Back to the asked interval. */
  refreshNow(): void;
  /** Someone is looking: the interval does not grow at the next read. */
  touch(): void;
  pause(): void;
  resume(): void;
  /** Takes seconds, brought within `shortestInterval` and `longestInterval`. */
  setInterval(seconds: number): void;
  stop(): void;
  state(): PollerState;
}

function clamp(seconds: number): number {
  return Math.min(longestInterval, Math.max(shortestInterval, seconds));
}

/**
 * Reads again and again, never two at once: the next read starts one interval after the start of the last,
 * or when that one has ended if it took longer. After a failure it waits longer each time.
 */
export function createPoller({ clock, intervalSeconds, read, isSlow, onChange }: PollerOptions): Poller {
  let asked = clamp(intervalSeconds);
  let real = asked;
  let reading = false;
  let paused = false;
  let stopped = false;
  let started = false;
  let again = false;
  let touched = false;
  let failures = 0;
  let wait = asked;
  let startedAt = clock.now();
  let nextAt: number | null = null;
  let timer: unknown = null;

  const state = (): PollerState => ({
    reading,
    paused,
    failures,
    nextAt,
    intervalSeconds: asked,
    realSeconds: real,
  });
  const publish = () => {
    if (!stopped) onChange(state());
  };

  const disarm = () => {
    if (timer !== null) clock.clearTimeout(timer);
    timer = null;
    nextAt = null;
  };

  const arm = (from: number) => {
    disarm();
    if (paused || stopped) return;
    nextAt = Math.max(clock.now(), from + wait * 1000);
    timer = clock.setTimeout(run, nextAt - clock.now());
  };

  const succeeded = ({ busy }: ReadResult) => {
    failures = 0;
    real = busy || touched || asked >= idleInterval ? asked : Math.min(idleInterval, real * idleGrowth);
    wait = real;
    arm(startedAt);
  };

  const failed = (error: unknown) => {
    failures += 1;
    const longest = Math.max(longestBackOff, asked);
    wait = isSlow(error) ? longest : Math.min(longest, asked * 2 ** Math.min(failures - 1, 20));
    // Counted from the end: a server that lets reads time out is not asked again the moment it has.
    arm(clock.now());
  };

  const settle = (outcome: () => void) => {
    reading = false;
    if (stopped) return;
    if (again) {
      outcome();
      run();
      return;
    }
    outcome();
    touched = false;
    publish();
  };

  function run(): void {
    disarm();
    if (reading || stopped) return;
    again = false;
    reading = true;
    startedAt = clock.now();
    publish();
    read().then(
      result => settle(() => succeeded(result)),
      (error: unknown) => settle(() => failed(error)),
    );
  }

  return {
    start() {
      if (started || stopped) return;
      started = true;
      run();
    },
    refreshNow() {
      real = asked;
      touched = true;
      if (reading) again = true;
      else run();
    },
    touch() {
      touched = true;
    },
    pause() {
      if (paused || stopped) return;
      paused = true;
      disarm();
      publish();
    },
    resume() {
      if (!paused || stopped) return;
      paused = false;
      real = asked;
      if (!reading) run();
      else publish();
    },
    setInterval(seconds) {
      asked = clamp(seconds);
      real = asked;
      touched = true;
      if (failures === 0) wait = asked;
      if (!reading && started) arm(startedAt);
      publish();
    },
    stop() {
      stopped = true;
      disarm();
    },
    state,
  };
}
