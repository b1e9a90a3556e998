import { expect, it } from 'vitest';
import type { LogStreamTask } from '../../../source/backup/log-stream.ts';
import { progressOf } from '../../../source/backup/task-progress.ts';
import { logStreamLines } from '../../../source/presentation/panel/log-stream-lines.ts';
import { cellWidth } from '../../../source/text/width.ts';
import { everything, job, logStream, task, tenFortyTwo } from '../../fixtures/values.ts';
import { plainLook } from '../plain-theme.ts';

function linesOf(logStreams: readonly LogStreamTask[], columns = 120, height = 20): string[] {
  const context = { capabilities: everything, seen: { of: () => null }, now: tenFortyTwo };
  const progress = progressOf(task(), job(), context);
  return logStreamLines(progress, logStreams, tenFortyTwo, columns, height, plainLook());
}

const slow = logStream(1001n, { macroBlocks: { finished: 300n, total: 3000n } });
const fast = logStream(1002n, { macroBlocks: { finished: 2700n, total: 3000n } });
const failed = logStream(1003n, { status: 'FINISH', result: -4012n, retryId: 5n });

it('the log streams of a task stand one below the other, those that need a look first, the slowest of the others next', () => {
  const lines = linesOf([fast, slow, failed]);
  expect(lines.slice(1).map(line => /\d{4}/.exec(line)?.[0])).toEqual(['1003', '1001', '1002']);
  expect(lines[1]).toMatch(/↻ 5 +attempt failed: -4012 OB_TIMEOUT/);
  expect(lines[2]).toMatch(/ 10\.00 % +300 of 3 000 +0$/);
});

it('a failed attempt has its code where there is no room for more', () => {
  for (const columns of [60, 80])
    expect(linesOf([fast, slow, failed], columns)[1]).toMatch(/failed: -4012( |$)/);
});

it('what has no room is counted in the last line', () => {
  expect(linesOf([fast, slow, failed], 120, 3).at(-1)).toMatch(/2 more/);
  expect(linesOf([fast, slow, failed], 120, 3)).toHaveLength(3);
});

it('those of another task are left out, and nothing is said where there are none', () => {
  expect(linesOf([logStream(1001n, { taskId: 99n })])).toEqual([]);
});

it('a log stream whose blocks are not counted yet has no percentage', () => {
  const [, line] = linesOf([logStream(1001n, { macroBlocks: { finished: 0n, total: 0n } })]);
  expect(line).toContain('–');
  expect(line).not.toContain('%');
});

it('no line is wider than the screen', () => {
  for (const columns of [60, 80, 120, 200]) {
    for (const line of linesOf([fast, slow, failed], columns)) expect(cellWidth(line)).toBeLessThan(columns);
  }
});
