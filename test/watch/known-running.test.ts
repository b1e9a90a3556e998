import { expect, it } from 'vitest';
import { knownRunning } from '../../source/watch/known-running.ts';
import { clusterJob, job } from '../fixtures/values.ts';

const first = job({ tenantId: 1002n, jobId: 12n });
const second = job({ tenantId: 1004n, jobId: 3n });
const ended = job({ tenantId: 1002n, jobId: 12n, status: 'COMPLETED' });
const ofSecond = { kind: 'job', key: second.key } as const;

it('running jobs are known from a list, by tenant, without the cluster job that started them', () => {
  const known = knownRunning([], { kind: 'tenants' }, [second, clusterJob(7, [1002, 1004]), first], []);
  expect(known).toEqual([first.key, second.key]);
});

it('one that a list of its tenant no longer has is gone, and those of other tenants stay', () => {
  const scope = { kind: 'tenant', tenantId: 1002n } as const;
  const jobs = { kind: 'jobs', scope, pages: 1, columns: 'list' } as const;
  expect(knownRunning([first.key, second.key], jobs, [], [])).toEqual([second.key]);
});

it('those of other tenants that were read with it are added, and leave when they have ended', () => {
  const both = knownRunning([second.key], ofSecond, [second], [first]);
  expect(both).toEqual([first.key, second.key]);
  expect(knownRunning(both, ofSecond, [second], [ended])).toEqual([second.key]);
});

it('a read without jobs says nothing of them', () => {
  const before = [first.key];
  expect(knownRunning(before, { kind: 'log_streams', key: first.key }, null, [])).toBe(before);
});
