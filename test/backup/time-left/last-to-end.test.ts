import { expect, it } from 'vitest';
import { lastToEnd } from '../../../source/backup/time-left/last-to-end.ts';
import { type LogStreamRuns, noteLogStreams } from '../../../source/backup/time-left/log-stream-steps.ts';
import { logStream } from '../../fixtures/values.ts';

const second = 1_000_000n;

/** Log streams of 1000 blocks that finish `blocks` of them every ten seconds, watched for a minute. */
function watched(blocks: readonly number[]): LogStreamRuns {
  let runs: LogStreamRuns | null = null;
  for (let at = 0; at <= 60; at += 10) {
    const rows = blocks.map((each, index) => {
      const finished = Math.min(1000, (each * at) / 10);
      return logStream(BigInt(1001 + index), {
        status: finished === 1000 ? 'FINISH' : 'DOING',
        macroBlocks: { finished: BigInt(finished), total: 1000n },
      });
    });
    runs = noteLogStreams(runs, rows, BigInt(at) * second, 0n, true);
  }
  if (runs === null) throw new Error('nothing was watched');
  return runs;
}

it('the log stream with the most left for its own pace ends last', () => {
  expect(lastToEnd(watched([50, 10, 30]), 60n * second)).toBe('1002');
});

it('none does where only one is left: the others do not wait for it alone', () => {
  expect(lastToEnd(watched([200, 10]), 60n * second)).toBeNull();
});

it('none is known to while one of them has no pace of its own: it could be slower', () => {
  expect(lastToEnd(watched([50, 10, 0]), 60n * second)).toBeNull();
});
