import { type Scenario, tenant } from './scenario.ts';

export const empty: Scenario = {
  name: 'empty',
  summary: 'tenants without a single backup',
  tenants: [
    tenant(1002, 'mysql_tenant'),
    tenant(1004, 'oracle_tenant', { mode: 'ORACLE' }),
    tenant(1006, 'crm_prod', { archiving: false }),
  ],
  begin: () => undefined,
};
