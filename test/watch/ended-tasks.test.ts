import { describe, expect, it } from 'vitest';
import { createEndedTasks } from '../../source/watch/ended-tasks.ts';
import { areFreed } from '../fixtures/freed.ts';
import { job, picture, task } from '../fixtures/values.ts';

const running = job();
const seen = (tasks: readonly ReturnType<typeof task>[], jobs = [running]) => picture({ jobs, tasks });

describe('A task that has ended', () => {
  it('keeps its outcome over pictures without it until the row of its job follows', () => {
    const memory = createEndedTasks();
    const failed = task({ of: running, status: 'FAILED', result: -4012n });
    const statuses = [
      seen([task({ of: running, status: 'BACKUP_LOG' })]),
      seen([failed]),
      seen([]),
      seen([]),
      seen([], [job({ status: 'FAILED', result: -4012n })]),
    ].map(read => memory.completed(read).tasks.map(({ status, result }) => `${status.text} ${result}`));
    expect(statuses).toEqual([['BACKUP_LOG 0'], ['FAILED -4012'], ['FAILED -4012'], ['FAILED -4012'], []]);
  });

  it('is not made up where it was never seen to end', () => {
    const memory = createEndedTasks();
    memory.completed(seen([task({ of: running, status: 'BACKUP_LOG' })]));
    expect(memory.completed(seen([])).tasks).toEqual([]);
  });

  it('is forgotten with the row of its job', async () => {
    const memory = createEndedTasks();
    const tasks = [task({ of: running, status: 'FAILED' })];
    memory.completed(seen(tasks.slice()));
    memory.completed(seen([], [job({ status: 'FAILED' })]));
    expect(await areFreed(...tasks.splice(0).map(one => new WeakRef(one)))).toBe(true);
    expect(memory.completed(seen([])).tasks).toEqual([]);
  });
});
