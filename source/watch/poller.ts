import type { Clock } from './clock.ts';

/** Bounds of the interval a user may ask for, in seconds. */
export const shortestInterval = 0.5;
export const longestInterval = 3600;

/** While nothing runs the interval grows by itself up to this, in seconds. */
export const idleInterval = 15;
const idleGrowth = 1.5;

/** Longest wait between tries after failures, in seconds; an interval above it stays as it is. */
export const longestBackOff = 30;

/** A pause after a failure is shortened at random by up to half of it, and by no more than these seconds. */
export const longestJitter = 15;

/** What one read found. */
export interface ReadResult {
  /** Whether anything is going on that is worth the full pace. */
  readonly busy: boolean;
}

/** What the poller is doing. */
export interface PollerState {
  readonly reading: boolean;
  readonly paused: boolean;
  /** Failures in a row. */
  readonly failures: number;
  /** Whether only `retry` reads again: the last read failed in a way that repeating it would make worse. */
  readonly waitsForUser: boolean;
  /** When the next read starts by itself, in the clock's milliseconds; null while paused, reading, or waiting for the user. */
  readonly nextAt: number | null;
  /** What the user asked for, in seconds. */
  readonly intervalSeconds: number;
  /** The interval in effect: longer than asked for while nothing runs. */
  readonly effectiveSeconds: number;
}

export interface PollerOptions {
  readonly clock: Clock;
  readonly intervalSeconds: number;
  /** One read; rejects where it failed. Never called while one is under way. */
  readonly read: () => Promise<ReadResult>;
  /** Whether a failure is one to repeat only when the user asks for it. */
  readonly needsUser: (error: unknown) => boolean;
  /** A number from 0 up to 1, a new one each time. */
  readonly random: () => number;
  readonly onChange: (state: PollerState) => void;
}

/** Reads at intervals, one read at a time. */
export interface Poller {
  start(): void;
  /**
   * Reads at once, or as soon as the read under way has ended; also while paused. Back to the asked interval. Does
   * nothing while only the user may repeat what failed.
   */
  refreshNow(): void;
  /** The same, and repeats what only the user may repeat. */
  retry(): void;
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
 * Seconds to wait after a number of consecutive failures: doubled each time, up to `longestBackOff`, and shortened at
 * random, so that programs that lost the same server do not all return at the same moment.
 */
export function backOff(failures: number, intervalSeconds: number, random: () => number): number {
  const longest = Math.max(longestBackOff, intervalSeconds);
  const whole = Math.min(longest, intervalSeconds * 2 ** Math.min(failures - 1, 20));
  return whole - random() * Math.min(whole / 2, longestJitter);
}

/**
 * Reads repeatedly, one read at a time: the next read starts one interval after the start of the last,
 * or when that one has ended if it took longer. After a failure it waits longer each time, or for the user.
 */
export function createPoller(options: PollerOptions): Poller {
  const { clock, intervalSeconds, read, needsUser, random, onChange } = options;
  let asked = clamp(intervalSeconds);
  let effective = asked;
  let reading = false;
  let paused = false;
  let stopped = false;
  let started = false;
  let readAgain = false;
  let touched = false;
  let failures = 0;
  let waitsForUser = false;
  let wait = asked;
  let startedAt = clock.now();
  let nextAt: number | null = null;
  let timer: unknown = null;

  const state = (): PollerState => ({
    reading,
    paused,
    failures,
    waitsForUser,
    nextAt,
    intervalSeconds: asked,
    effectiveSeconds: effective,
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
    if (paused || stopped || waitsForUser) return;
    const now = clock.now(); // once: Node warns of a time below 0
    nextAt = Math.max(now, from + wait * 1000);
    timer = clock.setTimeout(run, nextAt - now);
  };

  const succeeded = ({ busy }: ReadResult) => {
    failures = 0;
    effective =
      busy || touched || asked >= idleInterval ? asked : Math.min(idleInterval, effective * idleGrowth);
    wait = effective;
    arm(startedAt);
  };

  const failed = (error: unknown) => {
    failures += 1;
    waitsForUser = needsUser(error);
    wait = backOff(failures, asked, random);
    // Counted from the end: a server that lets reads time out is not asked again the moment it has.
    arm(clock.now());
  };

  const settle = (outcome: () => void) => {
    reading = false;
    if (stopped) return;
    outcome();
    if (readAgain && !waitsForUser) {
      run();
      return;
    }
    readAgain = false;
    touched = false;
    publish();
  };

  function run(): void {
    disarm();
    if (reading || stopped) return;
    readAgain = false;
    waitsForUser = false;
    reading = true;
    startedAt = clock.now();
    publish();
    read().then(
      result => settle(() => succeeded(result)),
      (error: unknown) => settle(() => failed(error)),
    );
  }

  const refreshNow = (): void => {
    if (waitsForUser) return;
    effective = asked;
    touched = true;
    if (reading) readAgain = true;
    else run();
  };

  return {
    start() {
      if (started || stopped) return;
      started = true;
      run();
    },
    refreshNow,
    retry() {
      waitsForUser = false;
      refreshNow();
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
      effective = asked;
      if (!reading && !waitsForUser) run();
      else publish();
    },
    setInterval(seconds) {
      asked = clamp(seconds);
      effective = asked;
      touched = true;
      if (failures === 0) wait = asked;
      // During a back-off the pause continues: a longer interval must not bring the next try forward.
      if (!reading && started && failures === 0) arm(startedAt);
      publish();
    },
    stop() {
      stopped = true;
      disarm();
    },
    state,
  };
}
