import { describe, expect, it } from 'vitest';
import type { Clock } from '../../source/watch/clock.ts';
import { steadyClock } from '../../source/watch/steady-clock.ts';
import { frameFaults, openTerminal } from '../fixtures/emulated-terminal.ts';
import { failureSaying } from '../fixtures/in-english.ts';
import { tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { type ManualClock, manualClock } from '../watch/manual-clock.ts';

const hour = 3_600_000;

/** A clock whose reading can be set; its timers are those of a monotonic clock, as Node's are. */
function clocks() {
  const ticking: ManualClock = manualClock(Number(tenFortyTwo / 1000n));
  const start = ticking.now();
  let ours = 0;
  let servers = 0;
  const clock: Clock = {
    now: steadyClock({ wall: () => ticking.now() + ours, monotonic: () => ticking.now() - start }),
    setTimeout: ticking.setTimeout,
    clearTimeout: ticking.clearTimeout,
  };
  return {
    clock,
    ticking,
    start,
    setOurs: (by: number) => {
      ours = by;
    },
    setServers: (by: number) => {
      servers = by;
    },
    server: () => BigInt(ticking.now() + servers) * 1000n,
  };
}

/** No age, date or length that cannot be. */
const absurd = /-\d+[smhd]\b|NaN|Infinity|Invalid|undefined|1970-|~?\d{4,}h/;

function openOn(options: Parameters<typeof openTerminal>[0] = {}) {
  const set = clocks();
  const terminal = openTerminal({ columns: 120, rows: 34, world: usualDay(), ...options, clock: set.clock });
  terminal.source.clock = set.server;
  const passes = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) await set.ticking.advance(1000);
    await terminal.idle();
  };
  return { ...set, terminal, passes };
}

describe.each([
  ['the tenants', {}],
  ['the panel of a job', { tenant: '1002', job: 12n }],
])('clocks that jump by hours, on %s', (_, options) => {
  it.each([
    ['ours forward', 5 * hour, 0],
    ['ours back', -5 * hour, 0],
    ["the server's forward", 0, 5 * hour],
    ["the server's back", 0, -5 * hour],
    ['both forward', 26 * hour, 26 * hour],
    ['apart', -7 * hour, 9 * hour],
  ])('%s: reads continue and the picture stays current, with sane ages', async (_name, ours, servers) => {
    const { terminal, passes, setOurs, setServers } = openOn(options);
    await terminal.shows('mysql_tenant');
    await passes(10);
    const reads = terminal.source.calls.length;
    setOurs(ours);
    setServers(servers);
    await passes(40);
    // Our clock may say for a moment that the last picture is old; reads go on by timers, which it does not move.
    expect(terminal.source.calls.length).toBeGreaterThan(reads + 5);
    expect(frameFaults(terminal)).toEqual([]);
    expect(terminal.lines()[0]).toMatch(/[0-3]s ago/);
    expect(terminal.text()).not.toMatch(absurd);
    expect(terminal.text()).not.toContain('STALE');
    setOurs(0);
    setServers(0);
    await passes(40);
    expect(terminal.lines()[0]).toMatch(/[0-3]s ago/);
    expect(terminal.text()).not.toMatch(absurd);
  });

  it('ours back while a read is under way that fails: the picture grows old, and the next try comes', async () => {
    const { terminal, passes, setOurs, ticking } = openOn(options);
    await terminal.shows('mysql_tenant');
    await passes(10);
    terminal.source.failure = failureSaying('timed_out', 'Too slow.');
    let open = () => {};
    terminal.source.gate = new Promise(resolve => {
      open = resolve;
    });
    for (let second = 0; second < 10; second++) await ticking.advance(1000);
    setOurs(-5 * hour);
    open();
    terminal.source.gate = null;
    const tries = terminal.source.calls.length;
    await passes(80);
    expect(terminal.source.calls.length).toBeGreaterThan(tries);
    expect(terminal.lines()[0]).toMatch(/STALE|old/);
    expect(terminal.text()).not.toMatch(absurd);
    terminal.source.failure = null;
    await passes(60);
    expect(terminal.lines()[0]).toMatch(/[0-3]s ago/);
  });
});

describe('an answer that lay in the socket while the program was stopped', () => {
  /** Reads of the tenants, which the server answers at once; the answer reaches the program when the test says so. */
  function withHeldAnswers() {
    const opened = openOn();
    const { source } = opened.terminal;
    const { tenants } = source.readers;
    let held: Promise<void> | null = null;
    source.readers = {
      ...source.readers,
      tenants: async view => {
        const answer = await tenants(view);
        await held;
        return answer;
      },
    };
    const hold = () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        if (held === promise) held = null;
        resolve();
      };
    };
    return { ...opened, hold };
  }

  it('has the stop in its age from its first frame on, and the next one is fresh', async () => {
    const { terminal, passes, ticking, setOurs, setServers, hold } = withHeldAnswers();
    await terminal.shows('mysql_tenant');
    await passes(4);
    const release = hold();
    const reads = terminal.source.calls.length;
    while (terminal.source.calls.length === reads) await ticking.advance(100);
    await terminal.display.drawn();
    terminal.display.written.length = 0;
    // The machine's clock, and the server's, go on by seven seconds that no timer of the program has seen.
    setOurs(7000);
    setServers(7000);
    const releaseNext = hold();
    release();
    await terminal.shows('7s old');
    expect(terminal.display.written.join('')).not.toContain('ago');
    await ticking.advance(0);
    releaseNext();
    await terminal.shows('0s ago');
    await passes(4);
    expect(terminal.lines()[0]).toMatch(/[0-2]s ago/);
  });

  it('that came as quickly as ever is 0 s old', async () => {
    const { terminal, ticking, hold } = withHeldAnswers();
    await terminal.shows('mysql_tenant');
    await terminal.idle();
    for (let read = 0; read < 5; read++) {
      const release = hold();
      const reads = terminal.source.calls.length;
      while (terminal.source.calls.length === reads) await ticking.advance(50);
      await ticking.advance(30);
      release();
      await terminal.idle();
      expect(terminal.lines()[0]).toContain(' 0s ago ');
    }
  });
});
