import { describe, expect, it } from 'vitest';
import { notKnown } from '../../source/backup/task.ts';
import { evidenceFrom } from '../../source/backup/task-progress.ts';
import { nothingSeen } from '../../source/backup/tracked-task.ts';
import { jobTable } from '../../source/report/lists-as-tables.ts';
import { everything, job, picture, task } from '../fixtures/values.ts';

describe('the jobs as a table', () => {
  it('have no bytes where the row of their task has none: never -1', () => {
    const of = job();
    const bytesOf = (change: Parameters<typeof task>[0]) => {
      const read = picture({ jobs: [of], tasks: [task({ of, ...change })] });
      const tasks = evidenceFrom(read, { capabilities: everything, seen: nothingSeen, now: read.readAt });
      const [row = []] = jobTable({ picture: read, tenants: [], tasks });
      return row.filter(({ name }) => name.endsWith('put_bytes')).map(({ text }) => text);
    };
    expect(bytesOf({ inputBytes: 9n, outputBytes: 4n })).toEqual(['9', '4']);
    expect(bytesOf({ inputBytes: notKnown, outputBytes: notKnown })).toEqual([null, null]);
  });
});
