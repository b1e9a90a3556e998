import { describe, expect, it } from 'vitest';
import { withOrphanTasks } from '../../source/backup/orphan-task.ts';
import { jobKey, makeJob, makeTask } from './make.ts';

describe('a task whose job row is in no view', () => {
  it('is given a job that says what the task tells and nothing more', () => {
    const task = makeTask(jobKey(2), { status: 'BEFORE_BACKUP_LOG' });
    const [job] = withOrphanTasks([], [task]);
    expect(job?.key).toEqual(jobKey(2));
    expect(job?.status).toEqual(task.status);
    expect(job?.plusArchivelog).toBeNull();
    expect(job?.type.kind).toBe('other');
  });

  it('leaves jobs that can be seen as they are', () => {
    const job = makeJob(jobKey(2));
    expect(withOrphanTasks([job], [makeTask(jobKey(2))])).toEqual([job]);
  });
});
