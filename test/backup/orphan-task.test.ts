import { describe, expect, it } from 'vitest';
import { withOrphanTasks } from '../../source/backup/orphan-task.ts';
import { job, jobKey, task } from '../fixtures/values.ts';

describe('a task whose job row is in no view', () => {
  it('is given a job that says what the task tells and nothing more', () => {
    const alone = task({ of: job(jobKey(2)), status: 'BEFORE_BACKUP_LOG' });
    const [made] = withOrphanTasks([], [alone]);
    expect(made?.key).toEqual(jobKey(2));
    expect(made?.status).toEqual(alone.status);
    expect(made?.plusArchivelog).toBeNull();
    expect(made?.type.kind).toBe('other');
  });

  it('leaves jobs that can be seen as they are', () => {
    const seen = job(jobKey(2));
    expect(withOrphanTasks([seen], [task({ of: seen })])).toEqual([seen]);
  });
});
