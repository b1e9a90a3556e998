import { describe, expect, it } from 'vitest';
import type { View } from '../../source/backup/view.ts';
import { createJobWait } from '../../source/watch/job-wait.ts';
import { job, jobKey, picture } from '../fixtures/values.ts';

const jobs: View = { kind: 'jobs', scope: { kind: 'all' }, pages: 1, columns: 'list' };
const twelve = jobKey(12);
const seven = jobKey(7, 1004);
const running = job({ jobId: 12n });
const failed = job({ jobId: 12n, status: 'FAILED' });
const sight = (...seen: (typeof running)[]) => ({
  view: jobs,
  picture: picture({ jobs: seen }),
  location: null,
});

describe('waiting for jobs', () => {
  it('goes on while they run', () => {
    const wait = createJobWait([twelve]);
    expect(wait.take(sight(running))).toEqual({ ends: [], lost: [] });
    expect(wait.open()).toEqual([twelve]);
  });

  it('ends a job with the first picture that has it ended, once', () => {
    const wait = createJobWait([twelve, seven]);
    expect(wait.take(sight(failed)).ends.map(({ kind }) => kind)).toEqual(['failed']);
    expect(wait.take(sight(failed)).ends).toEqual([]);
    expect(wait.open()).toEqual([seven]);
    expect(wait.outcomes()).toEqual(['failed']);
  });

  it('ends a job with a change, whatever the pictures show', () => {
    const wait = createJobWait([twelve]);
    const end = {
      kind: 'completed',
      at: 0n,
      tenantId: 1002n,
      job: twelve,
      type: '',
      result: 0n,
      seconds: null,
    } as const;
    expect(wait.takeChange({ ...end, kind: 'stuck' })).toBe(false);
    expect(wait.takeChange(end)).toBe(true);
    expect(wait.takeChange(end)).toBe(false);
    expect(wait.outcomes()).toEqual(['completed']);
  });

  it('takes no notice of the same number in another tenant', () => {
    const wait = createJobWait([twelve]);
    wait.take(sight(job({ tenantId: 1004n, jobId: 12n, status: 'FAILED' })));
    expect(wait.open()).toEqual([twelve]);
  });

  it('looks for a job by itself once two pictures in a row did not have it', () => {
    const wait = createJobWait([twelve]);
    wait.take(sight());
    expect(wait.lookFor()).toBeNull();
    wait.take(sight());
    expect(wait.lookFor()).toEqual({ kind: 'job', key: twelve });
    wait.take(sight(running));
    expect(wait.lookFor()).toBeNull();
  });

  it('says of a job that is in no view that nobody knows how it ended', () => {
    const wait = createJobWait([twelve]);
    const nowhere = { view: { kind: 'job', key: twelve } as const, picture: picture() };
    expect(wait.take({ ...nowhere, location: { state: 'moving', picture: null, missed: 1 } }).lost).toEqual(
      [],
    );
    expect(wait.take({ ...nowhere, location: { state: 'lost', picture: null } }).lost).toEqual([twelve]);
    expect(wait.outcomes()).toEqual(['lost']);
  });
});
