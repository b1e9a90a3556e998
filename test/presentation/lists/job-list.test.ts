import { describe, expect, it } from 'vitest';
import { fitColumns, rowLine, widened } from '../../../source/presentation/lists/columns.ts';
import { jobColumns } from '../../../source/presentation/lists/job-list.ts';
import { allJobs, jobRows } from '../../../source/presentation/lists/job-rows.ts';
import { createTaskTracker } from '../../../source/watch/task-tracker.ts';
import { job, picture, seconds, server, tenFortyTwo } from '../../fixtures/values.ts';
import { plainLook } from '../plain-theme.ts';

/** The row of a job that began that many seconds ago. */
function rowOf(age: number, cells: number, status = 'DOING'): string {
  const of = job({ startedAt: tenFortyTwo - seconds(age), status });
  const rows = jobRows(picture({ jobs: [of] }), [], allJobs);
  const context = {
    capabilities: server().capabilities,
    seen: createTaskTracker(),
    now: tenFortyTwo,
    theme: plainLook(),
  };
  const specs = jobColumns(context, false);
  const [row] = rows;
  return row === undefined
    ? ''
    : rowLine(row, fitColumns(specs, widened(specs, rows, new Map()), cells), context.theme, {
        selected: false,
      });
}

describe('a row of the list of jobs', () => {
  it('has the date alone, and days alone, where there is no room for more', () => {
    const age = 1635 * 86_400 + 14 * 3600;
    expect(rowOf(age, 140)).toMatch(/2022-05-31 20:42:17 .* 1635d14h/);
    const narrow = rowOf(age, 76);
    expect(narrow).toContain('2022-05-31 ');
    expect(rowOf(age, 56)).toMatch(/ 1635d( |$)/);
    for (const cells of [56, 76]) expect(rowOf(age, cells)).not.toContain('…');
  });

  it('has the beginning of a STATUS that is longer than those of today', () => {
    expect(rowOf(60, 80, 'BEFORE_BACKUP_LOG')).toContain(' ● BEFORE_B… ');
  });

  it('says when it began before what its STATUS is called', () => {
    expect(rowOf(86_400 + 3600, 80)).toMatch(/● DOING +11-21 09:42/);
    expect(rowOf(86_400 + 3600, 56)).toMatch(/^12 +FULL +● +11-21 /);
  });

  it('never cuts how long it took', () => {
    for (const age of [59, 3599, 9 * 3600 + 60, 11 * 3600 + 59 * 60, 13 * 3600, 9 * 86_400 + 82_800])
      for (const cells of [56, 66, 76]) expect(rowOf(age, cells)).not.toContain('…');
  });
});
