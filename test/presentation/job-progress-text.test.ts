import { describe, expect, it } from 'vitest';
import type { Job } from '../../source/backup/job.ts';
import type { Picture } from '../../source/backup/picture.ts';
import type { Capabilities } from '../../source/backup/server.ts';
import { evidenceFrom } from '../../source/backup/task-progress.ts';
import { nothingSeen } from '../../source/backup/tracked-task.ts';
import { jobProgressText } from '../../source/presentation/job-progress-text.ts';
import {
  archive,
  clusterJob,
  everything,
  job,
  noTotals,
  picture,
  type TaskChange,
  task,
  tenant,
} from '../fixtures/values.ts';
import { plainLook } from './plain-theme.ts';

const tenants = [tenant(1002n, 'crm')];

function lineOf(of: Job, read: Picture, capabilities: Capabilities = everything): string {
  const evidence = evidenceFrom(read, { capabilities, seen: nothingSeen, now: read.readAt });
  return jobProgressText(of, read, tenants, { ...evidence, theme: plainLook() });
}

/** The line of job 12 with a task like this. */
function line(change: TaskChange, capabilities = everything): string {
  const of = job({ plusArchivelog: true });
  return lineOf(of, picture({ jobs: [of], tasks: [task({ of, ...change })] }), capabilities);
}

describe('how far a job is, in one line', () => {
  it('has the percentage of what it does, else the phase', () => {
    expect(line({})).toBe('crm job 12 FULL: 71.40 % of the data');
    expect(line({ status: 'BACKUP_USER_META' })).toBe('crm job 12 FULL: user meta');
    const files = { finished: 1n, total: 4n };
    expect(line({ status: 'BACKUP_LOG', logFiles: files })).toBe('crm job 12 FULL: 25.00 % of the log');
    expect(line({ status: 'OF_LATER_RELEASES' })).toContain('OF_LATER_RELEASES');
  });

  it('says that it will fail where the archive is not DOING', () => {
    const of = job();
    const said = (status: string) =>
      lineOf(of, picture({ jobs: [of], tasks: [task({ of })], archives: [archive({ status })] }));
    expect(said('INTERRUPTED')).toBe('crm job 12 FULL: 71.40 % of the data, will fail with -9027');
    expect(said('STOP')).toBe('crm job 12 FULL: 71.40 % of the data, will fail with -9029');
    expect(said('DOING')).toBe('crm job 12 FULL: 71.40 % of the data');
  });

  it('says that it is being canceled, and a status nobody knows, before how much of the log was copied', () => {
    const logFiles = { finished: 50n, total: 100n };
    expect(line({ status: 'CANCELING', logFiles })).toBe('crm job 12 FULL: CANCELING, 19 514 blocks');
    expect(line({ status: 'OF_LATER_RELEASES', logFiles })).toMatch(/: OF_LATER_RELEASES, 19 514 blocks$/);
  });

  it('counts blocks where no percentage can be known', () => {
    expect(line({}, noTotals)).toBe('crm job 12 FULL: data, 19 514 blocks');
  });

  it('says that it is finishing while the row of the job is behind its task', () => {
    expect(line({ status: 'COMPLETED' })).toBe('crm job 12 FULL: finishing');
  });

  it('counts the tenants of a cluster job, and has the status of a job without a task', () => {
    const of = clusterJob(7, [1002, 1004]);
    expect(lineOf(of, picture({ jobs: [of] }))).toBe('cluster job 7 FULL: 0 of 2 ended');
    expect(lineOf(job(), picture({ jobs: [job()] }))).toBe('crm job 12 FULL: DOING');
  });
});
