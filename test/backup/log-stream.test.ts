import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasFailedAttempt,
  isFinished,
  type LogStreamTask,
  needsLook,
  slowestFirst,
} from '../../source/backup/log-stream.ts';
import { logStream } from '../fixtures/values.ts';

const stream = (lsId: number, given: Partial<LogStreamTask> = {}) =>
  logStream(BigInt(lsId), { macroBlocks: { finished: 0n, total: 100n }, ...given });

const blocks = (finished: number, total = 100) => ({
  macroBlocks: { finished: BigInt(finished), total: BigInt(total) },
});

describe('Log streams', () => {
  it('are sorted by need: retrying and failing first, then the slowest, finished ones last', () => {
    const streams = [
      stream(1, { status: 'FINISH', ...blocks(100) }),
      stream(1001, blocks(90)),
      stream(1002, blocks(10)),
      stream(1003, { retryId: 2n, ...blocks(50) }),
      stream(1004, { result: -4012n, ...blocks(95) }),
      stream(1005, { status: 'FINISH', retryId: 3n, ...blocks(100) }),
      stream(1006, { status: 'PENDING', ...blocks(0, 0) }),
    ];
    expect(streams.sort(slowestFirst).map(({ lsId }) => Number(lsId))).toEqual([
      1003, 1004, 1006, 1002, 1001, 1, 1005,
    ]);
  });

  it('that are FINISH with another RESULT than 0 have failed an attempt, which comes before all', () => {
    const streams = [
      stream(1001, { retryId: 5n, ...blocks(10) }),
      stream(1002, { status: 'FINISH', result: -9095n }),
      stream(1003, { status: 'FINISH', result: -4719n }),
      stream(1004, { status: 'FINISH', result: -4012n, ...blocks(95) }),
      stream(1005, { status: 'FINISH', ...blocks(100) }),
      stream(1006, { status: 'FAILED', result: -9003n, ...blocks(96) }),
    ];
    expect(streams.map(of => [isFinished(of), hasFailedAttempt(of)])).toEqual([
      [false, false],
      [true, false],
      [true, false],
      [false, true],
      [true, false],
      [false, true],
    ]);
    const order = streams.sort(slowestFirst).map(({ lsId }) => Number(lsId));
    expect(order.slice(0, 3)).toEqual([1004, 1006, 1001]);
  });

  it('that have nothing to do, or were dropped, need no look, whatever phase has left that in their rows', () => {
    for (const result of [-9095n, -4719n]) {
      for (const status of ['INIT', 'PENDING', 'DOING', 'FINISH'])
        expect(needsLook(stream(1001, { status, result }))).toBe(false);
    }
    expect(needsLook(stream(1001, { status: 'DOING', result: -4012n }))).toBe(true);
    expect(needsLook(stream(1001, { status: 'DOING', result: -9095n, retryId: 1n }))).toBe(true);
  });

  it('are sorted the same way in whatever order they come', () => {
    const some = fc.uniqueArray(
      fc.record({
        lsId: fc.nat(50),
        status: fc.constantFrom('DOING', 'FINISH', 'PENDING'),
        retryId: fc.bigInt(0n, 2n),
        result: fc.constantFrom(0n, -4012n),
        finished: fc.nat(100),
      }),
      { selector: one => one.lsId },
    );
    fc.assert(
      fc.property(some, all => {
        const streams = all.map(({ lsId, finished, ...given }) =>
          stream(lsId, { ...given, ...blocks(finished) }),
        );
        expect([...streams].reverse().sort(slowestFirst)).toEqual([...streams].sort(slowestFirst));
      }),
    );
  });
});
