import { describe, expect, it } from 'vitest';
import {
  logStreams,
  logStreamsOf,
  schedule,
  withSchedule,
} from '../../../source/oceanbase/views/log-streams.ts';
import { jobKey, rowOf } from '../../fixtures/values.ts';
import { readableWith } from './readable.ts';

function logStream(lsId: number) {
  const row = logStreams.toRow(rowOf({ TENANT_ID: '1002', TASK_ID: '7', LS_ID: String(lsId) }), null);
  return row === null ? [] : [row];
}

function queued(lsId: number, isScheduled: string) {
  const texts = { TENANT_ID: '1002', TASK_ID: '7', LS_ID: String(lsId), DESTINATION: '"10.0.0.5:2882"' };
  const row = schedule.toRow(rowOf({ ...texts, IS_SCHEDULE: isScheduled }), null);
  return row === null ? [] : [row];
}

describe('The log streams of a job', () => {
  it('are those of one tenant, failed attempts first, finished ones last, a thousand and the one that tells of more', () => {
    const [branch] = logStreamsOf(jobKey(5, 1002), readableWith(logStreams, schedule));
    expect(branch?.from).toMatch(
      /WHERE v\.TENANT_ID = 1002 AND v\.JOB_ID = 5 ORDER BY CASE WHEN v\.STATUS = 'FAILED' THEN 0 WHEN v\.STATUS <> 'FINISH' THEN 1 WHEN v\.RESULT IN \(0, -9095, -4719\) THEN 2 ELSE 0 END LIMIT 1001\) v$/,
    );
  });

  it('that is a cluster job are those of its running children', () => {
    for (const { from } of logStreamsOf(jobKey(5, 1), readableWith(logStreams, schedule))) {
      expect(from).toContain('j.INITIATOR_TENANT_ID = 1 AND j.INITIATOR_JOB_ID = 5 AND j.TENANT_ID <> 1');
    }
  });

  it('are asked for without the scheduler’s queue where that cannot be read', () => {
    const branches = logStreamsOf(jobKey(5), readableWith(logStreams));
    expect(branches.map(({ view }) => view.id)).toEqual(['ls_tasks']);
  });

  it('have each its own place in the scheduler’s queue', () => {
    const rows = withSchedule(
      [...logStream(1), ...logStream(1001), ...logStream(1002)],
      [...queued(1001, 'True'), ...queued(1002, 'False')],
    );
    expect(rows.map(({ lsId, schedule: place }) => [lsId, place?.isScheduled ?? null])).toEqual([
      [1n, null],
      [1001n, true],
      [1002n, false],
    ]);
    expect(rows[1]?.schedule?.destination).toBe('"10.0.0.5:2882"');
  });
});
