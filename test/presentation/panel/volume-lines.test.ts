import { describe, expect, it } from 'vitest';
import { previousRunOf } from '../../../source/backup/previous-run.ts';
import { progressOf } from '../../../source/backup/task-progress.ts';
import { jobColumns } from '../../../source/presentation/lists/job-list.ts';
import { allJobs, jobRows } from '../../../source/presentation/lists/job-rows.ts';
import { previousRunLines } from '../../../source/presentation/panel/previous-run-lines.ts';
import { volumeLines } from '../../../source/presentation/panel/volume-lines.ts';
import { everything, job, picture, task, tenFortyTwo } from '../../fixtures/values.ts';
import { plainLook } from '../plain-theme.ts';

const theme = plainLook();
const withLog = job({ plusArchivelog: true });
const withoutLog = job();

describe('The size of a backup', () => {
  const read = (of: typeof withLog) => volumeLines(task({ of }), of, true, 120, theme).join(' ');
  const cell = (of: typeof withLog) => {
    const context = { capabilities: everything, seen: { of: () => null }, now: tenFortyTwo, theme };
    const [row] = jobRows(picture({ jobs: [of], tasks: [task({ of })] }), [], allJobs);
    const size = jobColumns(context, false).find(({ id }) => id === 'size');
    return row === undefined ? undefined : size?.cell(row).text;
  };

  it('says on the panel that the log which PLUS ARCHIVELOG copies is not in it', () => {
    expect(read(withLog)).toContain('→ wrote 6.0 GB (6.0:1) without the copied log · tablets');
    expect(read(withoutLog)).not.toContain('log');
  });

  it('says so in lists, and of the last backup', () => {
    expect(cell(withLog)).toBe('6.0 GB+');
    expect(cell(withoutLog)).toBe('6.0 GB');
    const ended = job({ plusArchivelog: true, status: 'COMPLETED', jobId: 11n });
    const run = previousRunOf(ended, task({ of: ended, status: 'COMPLETED' }));
    const progress = progressOf(task({ of: withLog }), withLog, {
      capabilities: everything,
      seen: { of: () => null },
      now: tenFortyTwo,
    });
    const lines = previousRunLines(progress, run, tenFortyTwo, 120, theme).join(' ');
    expect(lines).toContain('6.0 GB + log (job 11)');
  });
});
