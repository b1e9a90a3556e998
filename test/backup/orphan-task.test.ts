import { describe, expect, it } from 'vitest';
import { withOrphanTasks } from '../../source/backup/orphan-task.ts';
import { jobColumns } from '../../source/presentation/lists/job-list.ts';
import { allJobs, jobRows } from '../../source/presentation/lists/job-rows.ts';
import { optionLines } from '../../source/presentation/panel/option-lines.ts';
import { everything, job, jobKey, picture, task, tenFortyTwo } from '../fixtures/values.ts';
import { plainLook } from '../presentation/plain-theme.ts';

describe('a task whose job row is in no view', () => {
  it('gets a job made of what the task knows, and nothing more', () => {
    const alone = task({ of: job(jobKey(2)), status: 'BEFORE_BACKUP_LOG' });
    const [made] = withOrphanTasks([], [alone]);
    expect(made?.key).toEqual(jobKey(2));
    expect(made?.status).toEqual(alone.status);
    expect(made?.plusArchivelog).toBeNull();
    expect(made?.type.kind).toBe('other');
  });

  it('has nobody who started it: unknown on its panel and in lists, never the tenant itself', () => {
    const theme = plainLook();
    const [made = job()] = withOrphanTasks([], [task({ of: job(jobKey(2)) })]);
    expect(optionLines(made, 120, theme).join(' ')).toMatch(/By +unknown: the row of the job is not visible/);
    const [row] = jobRows(picture({ jobs: [made], tasks: [task({ of: made })] }), [], allJobs);
    const context = { capabilities: everything, seen: { of: () => null }, now: tenFortyTwo, theme };
    const from = jobColumns(context, false).find(({ id }) => id === 'by');
    expect(row === undefined ? '' : from?.cell(row).text).toBe('unknown');
    const [own] = jobRows(picture({ jobs: [job()] }), [], allJobs);
    expect(own === undefined ? '' : from?.cell(own).text).toBe('the tenant');
  });

  it('changes nothing where the job can be seen', () => {
    const seen = job(jobKey(2));
    expect(withOrphanTasks([seen], [task({ of: seen })])).toEqual([seen]);
  });
});
