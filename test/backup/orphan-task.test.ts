import { describe, expect, it } from 'vitest';
import { withOrphanTasks } from '../../source/backup/orphan-task.ts';
import { job, jobKey, task } from '../fixtures/values.ts';

describe('a task whose job row is in no view', () => {
  it('gets a job made of what the task knows, and nothing more', () => {
    const alone = task({ of: job(jobKey(2)), status: 'BEFORE_BACKUP_LOG' });
    const [made] = withOrphanTasks([], [alone]);
    expect(made?.key).toEqual(jobKey(2));
    expect(made?.status).toEqual(alone.status);
    expect(made?.plusArchivelog).toBeNull();
    expect(made?.type.kind).toBe('other');
  });

  it('changes nothing where the job can be seen', () => {
    const seen = job(jobKey(2));
    expect(withOrphanTasks([seen], [task({ of: seen })])).toEqual([seen]);
  });
});
