import { describe, expect, it } from 'vitest';
import { onceJson } from '../../source/report/once-json.ts';
import { onceText } from '../../source/report/once-text.ts';
import { readSnapshot, snapshotExtrasOf } from '../../source/report/snapshot.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { clusterJob, job, picture, task, tenant } from '../fixtures/values.ts';
import { textOptions } from './text-options.ts';

const source = fakeSource(
  picture({
    tenants: [tenant(1002n, 'crm_prod'), tenant(1004n, 'orders'), tenant(1006n, 'Orders')],
    jobs: [
      job({ tenantId: 1002n }),
      job({ tenantId: 1004n }),
      job({ tenantId: 1006n }),
      job({ tenantId: 1n }),
    ],
  }),
);
const tenantsOf = async (wanted: string) => {
  const { picture: read } = await readSnapshot(source, { tenant: wanted, job: null });
  return read.jobs.map(({ key }) => key.tenantId);
};

describe('--once with --tenant', () => {
  it('takes a tenant by its name, its number, or its name in another letter case, as the screens do', async () => {
    expect(await tenantsOf('crm_prod')).toEqual([1002n]);
    expect(await tenantsOf('1002')).toEqual([1002n]);
    expect(await tenantsOf('CRM_PROD')).toEqual([1002n]);
    expect(await tenantsOf('Orders')).toEqual([1006n]);
  });

  it('refuses a name in another letter case that two tenants have', async () => {
    await expect(tenantsOf('ORDERS')).rejects.toMatchObject({ reason: { id: 'no_tenant', name: 'ORDERS' } });
  });

  it('takes sys for the cluster jobs', async () => {
    expect(await tenantsOf('sys')).toEqual([1n]);
  });
});

describe('--once with the number of a cluster job', () => {
  const cluster = clusterJob(1, [1002, 1004, 1006]);
  const childOf = (tenantId: bigint) => job({ tenantId, initiatorTenantId: 1n, initiatorJobId: 1n });
  const started = [childOf(1002n), childOf(1004n)];
  const night = fakeSource(
    picture({
      tenants: [tenant(1002n, 'crm_prod'), tenant(1004n, 'orders'), tenant(1006n, 'billing')],
      jobs: [cluster, ...started],
      tasks: started.map(of => task({ of })),
      previousRun: null,
      refusals: [{ tenantId: 1006n, at: cluster.startedAt ?? 0n, result: -9040n }],
    }),
  );
  const options = textOptions();

  it('names the tenants of its jobs, and the one that could not start', async () => {
    const text = onceText(night.server, await readSnapshot(night, { tenant: 'sys', job: 1n }), options);
    expect(text).toContain('\ncrm_prod · Job 12\n');
    expect(text).toContain('\norders · Job 12\n');
    expect(text).toContain('\nall tenants · Cluster job 1\n');
    expect(text).toContain('\n  RUNNING · 0 of 3 ended · 1 could not start: "billing"\n');
  });

  it('reads each of its running jobs by itself, as it does without the number', async () => {
    night.calls.length = 0;
    await readSnapshot(night, { tenant: 'sys', job: 1n });
    expect(night.calls.filter(call => call === 'job')).toHaveLength(3);
  });
});

describe('--once where a right is missing that only single jobs need', () => {
  const lack = {
    id: 'view_unreadable',
    view: 'oceanbase.GV$OB_PARAMETERS',
    number: 1142,
    loss: 'archive_lag_target',
  } as const;
  const sentence =
    'oceanbase.GV$OB_PARAMETERS cannot be read (server error 1142). How far the archive may lag is not known; ' +
    'the default of 120 s is used.';
  const two = [job({ tenantId: 1002n }), job({ tenantId: 1004n })];
  const limited = fakeSource(
    picture({
      tenants: [tenant(1002n, 'crm_prod'), tenant(1004n, 'orders')],
      jobs: two,
      tasks: two.map(of => task({ of })),
      remarks: [lack],
    }),
  );

  it('says so once, in the text and in the JSON document', async () => {
    const read = await readSnapshot(limited, { tenant: null, job: null });
    const options = textOptions();
    expect(onceText(limited.server, read, options).split('\n')).toContain(sentence);
    expect(onceText(limited.server, read, options).split(sentence)).toHaveLength(2);
    const document = JSON.parse(onceJson(limited.server, read.picture, snapshotExtrasOf(read, 93_600)));
    expect(document.server.remarks).toEqual([sentence]);
  });
});
