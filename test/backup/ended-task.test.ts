import { describe, expect, it } from 'vitest';
import { outcomeOf, tasksAheadOfJobs, withEndedTasks } from '../../source/backup/ended-task.ts';
import { jobKeyText } from '../../source/backup/job.ts';
import { job, picture, task } from '../fixtures/values.ts';

const running = job();
const ended = job({ status: 'CANCELED', result: -4072n });
const completed = task({ of: running, status: 'COMPLETED' });
const failed = task({ of: running, status: 'FAILED', result: -4012n });

describe('The outcome of a job', () => {
  it('is that of its row, once that has ended', () => {
    expect(outcomeOf(ended, [])).toBe('canceled');
    expect(outcomeOf(ended, [completed])).toBe('canceled');
  });

  it('is that of its task while its own row still runs', () => {
    expect(outcomeOf(running, [failed])).toBe('failed');
    expect(outcomeOf(running, [completed])).toBe('completed');
  });

  it('is open while the task runs, and where there is none', () => {
    expect(outcomeOf(running, [task({ of: running })])).toBeNull();
    expect(outcomeOf(running, [completed, task({ of: running })])).toBeNull();
    expect(outcomeOf(running, [])).toBeNull();
  });
});

describe('A task that has ended before its job', () => {
  const kept = tasksAheadOfJobs(picture({ jobs: [running], tasks: [failed] }));

  it('is kept with its outcome where it is in no picture any more and its job still runs', () => {
    expect([...kept.keys()]).toEqual([jobKeyText(running.key)]);
    const later = picture({ jobs: [running], tasks: [] });
    expect(withEndedTasks(later, key => kept.get(key)).tasks).toEqual([failed]);
  });

  it('leaves pictures as they are that have the task, or the outcome of the job, or never had one', () => {
    for (const same of [
      picture({ jobs: [running], tasks: [task({ of: running })] }),
      picture({ jobs: [ended], tasks: [] }),
      picture({ jobs: [job({ jobId: 13n })], tasks: [] }),
    ]) {
      expect(withEndedTasks(same, key => kept.get(key))).toBe(same);
    }
  });

  it('is not one that runs, nor one of a job that has ended', () => {
    expect(tasksAheadOfJobs(picture({ jobs: [running], tasks: [task({ of: running })] })).size).toBe(0);
    expect(tasksAheadOfJobs(picture({ jobs: [ended], tasks: [completed] })).size).toBe(0);
  });
});
