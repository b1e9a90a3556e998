import { describe, expect, it } from 'vitest';
import { activityOf, tenantCount, tenantsBackingUp } from '../../source/backup/activity.ts';
import { job, picture, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

describe('The activity of a tenant', () => {
  it('lists the running jobs and the one that ended last', () => {
    const { running, last } = activityOf(usualDay(), 1002n);
    expect(running.map(({ key }) => key.jobId)).toEqual([12n]);
    expect(last?.key.jobId).toBe(11n);
  });

  it('lists the cluster jobs in sys', () => {
    expect(activityOf(usualDay(), 1n).running.map(({ key }) => key.jobId)).toEqual([7n]);
  });

  it('is empty where there never was a backup', () => {
    expect(activityOf(usualDay(), 1006n)).toEqual({ running: [], last: null });
  });

  it('can be two running jobs, and belongs to a tenant without a number, too', () => {
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
