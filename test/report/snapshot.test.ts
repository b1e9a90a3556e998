import { describe, expect, it } from 'vitest';
import { readSnapshot } from '../../source/report/snapshot.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { job, picture, tenant } from '../fixtures/values.ts';

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
