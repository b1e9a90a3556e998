import { describe, expect, it } from 'vitest';
import { jobChange } from '../../source/backup/change.ts';
import { job, seconds, tenFortyTwo } from '../fixtures/values.ts';

describe('what has happened to a job', () => {
  it('has no code at its start, though a cluster job may have one of a job of its by then', () => {
    const started = job({ tenantId: 1n, startedAt: tenFortyTwo, status: 'DOING', result: -9086n });
    expect(jobChange(null, started, tenFortyTwo - seconds(60), tenFortyTwo + seconds(2))).toMatchObject({
      kind: 'started',
      result: 0n,
    });
    const ended = job({ tenantId: 1n, status: 'FAILED', result: -9086n, endedAt: tenFortyTwo });
    expect(jobChange('running', ended, tenFortyTwo, tenFortyTwo)).toMatchObject({
      kind: 'failed',
      result: -9086n,
    });
  });
});
