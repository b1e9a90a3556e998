import { expect, it } from 'vitest';
import { jobTrendLines } from '../../../source/presentation/lists/job-trend-lines.ts';
import { job, picture, seconds, task, tenFortyTwo } from '../../fixtures/values.ts';
import { plainLook } from '../plain-theme.ts';

/** An ended job that many days ago that took that many minutes. */
function ended(days: number, minutes: number, status = 'COMPLETED') {
  const startedAt = tenFortyTwo - seconds(days * 86_400);
  return job({
    jobId: BigInt(100 - days),
    status,
    startedAt,
    endedAt: startedAt + seconds(minutes * 60),
  });
}

function linesOf(jobs: readonly ReturnType<typeof ended>[], columns = 120): readonly string[] {
  const tasks = jobs.slice(1).map(of => task({ of, status: 'COMPLETED' }));
  return jobTrendLines(picture({ jobs: [...jobs], tasks }), columns, plainLook());
}

it('fewer than three ended jobs have no trend', () => {
  expect(linesOf([ended(1, 20), ended(2, 20)])).toEqual([]);
});

it('the newest one stands right, and a mark below each that failed or was canceled', () => {
  const lines = linesOf([ended(1, 80), ended(2, 5, 'CANCELED'), ended(3, 10, 'FAILED'), ended(4, 40)]);
  expect(lines[0]).toMatch(/^ {2}length +▄▁▁█ {3}FULL 40m–1h20m/);
  expect(lines[2]).toMatch(/^ +✖c$/);
  expect(lines[2]?.indexOf('✖')).toBe((lines[0]?.indexOf('▄') ?? 0) + 1);
});

it('a size that is not known is blank, and no line of marks is there where nothing failed', () => {
  const lines = linesOf([ended(1, 20), ended(2, 20), ended(3, 20)]);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^ {2}written +██ {4}FULL /);
});
