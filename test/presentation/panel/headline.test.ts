import { describe, expect, it } from 'vitest';
import { progressOf } from '../../../source/backup/task-progress.ts';
import { headline } from '../../../source/presentation/panel/headline.ts';
import { timeLines } from '../../../source/presentation/panel/time-lines.ts';
import { job, seconds, server, task, tenFortyTwo } from '../../fixtures/values.ts';
import { plainLook } from '../plain-theme.ts';

const theme = plainLook();

describe('the headline of a job that has ended', () => {
  const ended = { status: 'FAILED', startedAt: tenFortyTwo } as const;
  const failed = job({ ...ended, endedAt: tenFortyTwo + seconds(1247) });
  const now = tenFortyTwo + seconds(2000);
  const line = (progress: Parameters<typeof headline>[0]['progress']) =>
    headline({ job: failed, progress, location: 'ended', now }, 100, theme);

  it('tells the same length as the lines below it: that of the task', () => {
    const of = task({ of: failed, ...ended, endedAt: tenFortyTwo + seconds(1244) });
    const progress = progressOf(of, failed, {
      capabilities: server().capabilities,
      seen: { of: () => null },
      now,
    });
    expect(line(progress)).toMatch(/after 20m44s$/);
    expect(timeLines(of, now, 100, theme).join()).toContain('took 20m44s');
  });

  it('has the code of the task before the row of its job follows', () => {
    const running = job();
    const of = task({ of: running, ...ended, result: -4012n, endedAt: tenFortyTwo + seconds(1244) });
    const progress = progressOf(of, running, {
      capabilities: server().capabilities,
      seen: { of: () => null },
      now,
    });
    const text = headline({ job: running, progress, location: 'live', now }, 100, theme);
    expect(text).toContain('FAILED · -4012 OB_TIMEOUT · after 20m44s');
  });

  it('tells that of the job where no task was made', () => {
    expect(line(null)).toMatch(/after 20m47s$/);
  });
});
