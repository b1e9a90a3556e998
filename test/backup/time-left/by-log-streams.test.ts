import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogStreamTask } from '../../../source/backup/log-stream.ts';
import { guessByLogStreams } from '../../../source/backup/time-left/by-log-streams.ts';
import { type LogStreamRuns, noteLogStreams } from '../../../source/backup/time-left/log-stream-steps.ts';
import { logStream } from '../../fixtures/values.ts';

const second = 1_000_000n;

/** A log stream that finishes a file of `size` blocks every `every` seconds. */
interface Pace {
  readonly total: number;
  readonly every: number;
  readonly size?: number;
  readonly from?: number;
  readonly server?: string;
}

function rowOf(pace: Pace, index: number, at: number, change: Partial<LogStreamTask> = {}): LogStreamTask {
  const files = Math.max(0, Math.floor((at - (pace.from ?? 0)) / pace.every));
  const finished = Math.min(pace.total, files * (pace.size ?? 100));
  return logStream(BigInt(1001 + index), {
    server: pace.server ?? '10.0.0.1:2882',
    status: finished >= pace.total ? 'FINISH' : 'DOING',
    macroBlocks: { finished: BigInt(finished), total: BigInt(pace.total) },
    ...change,
  });
}

/** What is known of log streams watched from the begin of the phase on, a picture every two seconds. */
function watchedUntil(paces: readonly Pace[], until: number, since = 0): LogStreamRuns {
  let runs: LogStreamRuns | null = null;
  for (let at = since; at <= until; at += 2) {
    const rows = paces.map((pace, index) => rowOf(pace, index, at));
    runs = noteLogStreams(runs, rows, BigInt(at) * second, BigInt(since) * second, since === 0);
  }
  if (runs === null) throw new Error('no rows');
  return runs;
}

const guess = (paces: readonly Pace[], at: number, since = 0) =>
  guessByLogStreams(watchedUntil(paces, at, since), BigInt(at) * second);

describe('The guess from the rows of log streams', () => {
  it('is none before the log stream that decides has two steps', () => {
    const paces = [{ total: 1000, every: 100 }];
    expect(guess(paces, 198)).toBeNull();
    expect(guess(paces, 200)).not.toBeNull();
  });

  it('is the end of the slowest, four fifths of the way from an even finish', () => {
    const paces = [
      { total: 1000, every: 20 },
      { total: 1000, every: 40 },
    ];
    // At 120 s 400 and 700 blocks are left, at 5 and 2.5 a second: 80 s and 280 s, evenly 146.7 s.
    const { seconds = 0, spread = 0 } = guess(paces, 120) ?? {};
    expect(seconds).toBeCloseTo(146.7 + 0.8 * (280 - 146.7) + 0.01 * 120 + 2, 0);
    // The root of 0.04 + 0.25 / 4, with three steps.
    expect(spread).toBeCloseTo(0.3202, 3);
  });

  it('is that of the server that ends last', () => {
    const quick = { total: 1000, every: 20, server: '10.0.0.1:2882' };
    const slow = { total: 1000, every: 40, server: '10.0.0.2:2882' };
    expect(guess([quick, slow], 120)?.seconds).toBeCloseTo(280 + 3.2, 0);
  });

  it('learns that log streams wait for a thread, and counts their work behind the others', () => {
    const queue = [
      { total: 1000, every: 20 },
      { total: 1000, every: 20 },
      { total: 1000, every: 20, from: 200 },
      { total: 1000, every: 20, from: 200 },
    ];
    const runs = watchedUntil(queue, 100);
    expect([...runs.threads.values()]).toEqual([2]);
    // 3000 blocks at 10 a second, and 0.15 of the 200 s that the longest takes by itself.
    expect(guessByLogStreams(runs, 100n * second)?.seconds).toBeCloseTo(300 + 0.15 * 200 + 3, 0);
  });

  it('without the begin of the phase measures each from its first step on', () => {
    const paces = [{ total: 10_000, every: 20 }];
    expect(guess(paces, 160, 101)).not.toBeNull();
    expect(guess(paces, 200, 101)?.seconds).toBeCloseTo(1800 + 3, -1);
  });

  it('is a few seconds where all are done, the index is left', () => {
    expect(guess([{ total: 200, every: 20 }], 300)).toEqual({ seconds: 5, spread: 0 });
  });

  it('takes a FINISH that failed for no end, and one that had nothing to do for one', () => {
    const note = (change: Partial<LogStreamTask>) => {
      const row = rowOf({ total: 1000, every: 20 }, 0, 100, { status: 'FINISH', ...change });
      return noteLogStreams(null, [row], 0n, 0n, true)?.streams[0]?.done;
    };
    expect(note({ result: -4016n })).toBe(false);
    expect(note({ result: -9095n })).toBe(true);
    expect(note({ result: -4719n })).toBe(true);
    expect(note({ type: 'BACKUP_DATA_MINOR' })).toBe(false);
  });

  it('sees a turn above the lowest one', () => {
    const runs = watchedUntil([{ total: 1000, every: 20 }], 100);
    const again = rowOf({ total: 1000, every: 20 }, 0, 102, { turnId: 2n });
    expect(noteLogStreams(runs, [again], 102n * second, 0n, true)?.laterTurn).toBe(true);
    expect(runs.laterTurn).toBe(false);
  });

  it('has nothing to say of rows of another phase', () => {
    const meta = [rowOf({ total: 1000, every: 20 }, 0, 100, { type: 'BACKUP_META' })];
    expect(noteLogStreams(null, meta, 0n, 0n, true)).toBeNull();
  });

  it('is a length of time, whatever the rows', () => {
    const row = fc.record({
      stream: fc.nat(4),
      server: fc.constantFrom('', 'a', 'b'),
      status: fc.constantFrom('INIT', 'PENDING', 'DOING', 'FINISH'),
      result: fc.constantFrom(0n, -4012n),
      turnId: fc.bigInt(0n, 3n),
      finished: fc.bigInt(0n, 5000n),
      total: fc.bigInt(0n, 5000n),
    });
    const pictures = fc.array(
      fc.tuple(fc.nat(100), fc.uniqueArray(row, { selector: r => r.stream, maxLength: 5 })),
      {
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(pictures, fc.boolean(), (all, sawBegin) => {
        let [runs, at]: [LogStreamRuns | null, bigint] = [null, 0n];
        for (const [wait, rows] of all) {
          at += BigInt(wait) * second;
          const seen = rows.map(({ stream, finished, total, ...rest }) =>
            logStream(BigInt(1001 + stream), { ...rest, macroBlocks: { finished, total } }),
          );
          runs = noteLogStreams(runs, seen, at, 0n, sawBegin);
          const found = runs === null ? null : guessByLogStreams(runs, at);
          if (found === null) continue;
          expect(found.seconds).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(found.seconds)).toBe(true);
          expect(found.spread).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
