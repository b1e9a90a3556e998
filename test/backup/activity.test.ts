import { describe, expect, it } from 'vitest';
import { activityOf, tenantCount, tenantsBackingUp } from '../../source/backup/activity.ts';
import { job, picture, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

describe('what goes on in a tenant', () => {
  it('is its running jobs and the one that ended last', () => {
    const { running, last } = activityOf(usualDay(), 1002n);
    expect(running.map(({ key }) => key.jobId)).toEqual([12n]);
    expect(last?.key.jobId).toBe(11n);
  });

  it('is, in sys, the cluster jobs', () => {
    expect(activityOf(usualDay(), 1n).running.map(({ key }) => key.jobId)).toEqual([7n]);
  });

  it('is nothing where there never was a backup', () => {
    expect(activityOf(usualDay(), 1006n)).toEqual({ running: [], last: null });
  });

  it('knows two jobs running in one tenant, and a tenant without a number', () => {
    const shown = picture({
      jobs: [job({ tenantId: null, jobId: 1n }), job({ tenantId: null, jobId: 2n, startedAt: tenFortyTwo })],
    });
    expect(activityOf(shown, null).running.map(({ key }) => key.jobId)).toEqual([2n, 1n]);
  });

  it('counts tenants, not jobs, and leaves out sys', () => {
    expect(tenantsBackingUp(usualDay())).toBe(2);
    expect(tenantCount(usualDay())).toBe(4);
    expect(tenantCount({ tenants: [tenant(1n, 'sys')] })).toBe(0);
  });
});
