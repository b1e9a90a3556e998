import { describe, expect, it } from 'vitest';
import { findTenant } from '../../source/backup/tenant.ts';
import { tenant } from '../fixtures/values.ts';

const tenants = [
  tenant(1002n, 'orders'),
  tenant(1004n, 'Orders'),
  tenant(1006n, 'crm_prod'),
  tenant(1008n, '1006'),
  tenant(null, 'ORA'),
];
const idOf = (wanted: string, sees: 'all_tenants' | 'own_tenant' = 'all_tenants') => {
  const found = findTenant(tenants, wanted, sees);
  return found === null ? undefined : (found.tenant?.name ?? found.id);
};

describe('The tenant that a user names', () => {
  it('is that of the exact name, even one made of digits', () => {
    expect(idOf('orders')).toBe('orders');
    expect(idOf('Orders')).toBe('Orders');
    expect(idOf('1006')).toBe('1006');
  });

  it('is that of the name as it is stored, however it is shown', () => {
    const column = { name: 'TENANT_NAME', kind: 'text', raw: 'กำ', text: 'ก\u0E4D\u0E32' } as const;
    const thai = { ...tenant(1010n, column.text), row: [column] };
    expect(findTenant([thai], 'กำ', 'all_tenants')?.tenant).toBe(thai);
  });

  it('is that of the number', () => {
    expect(idOf('1002')).toBe('orders');
    expect(idOf('null')).toBeUndefined();
  });

  it('is that of the name in another letter case, where only one has it', () => {
    expect(idOf('CRM_PROD')).toBe('crm_prod');
    expect(idOf('ORDERS')).toBeUndefined();
    expect(idOf('ora')).toBe('ORA');
  });

  it('is sys by name or number, in the sys tenant only', () => {
    expect(idOf('sys')).toBe(1n);
    expect(idOf('SYS')).toBe(1n);
    expect(idOf('1')).toBe(1n);
    expect(idOf('sys', 'own_tenant')).toBeUndefined();
  });

  it('is nobody by any other text', () => {
    expect(idOf('nosuch')).toBeUndefined();
    expect(idOf('')).toBeUndefined();
  });
});
