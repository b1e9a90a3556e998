import { describe, expect, it } from 'vitest';
import { startBackup } from '../../source/presentation/next-statement.ts';
import { tenant } from '../fixtures/values.ts';

const archiving = { ...tenant(1002n, 'crm_prod'), archivesLog: true };
const without = { ...archiving, archivesLog: false };

describe('the statement for a tenant without a good backup', () => {
  it('starts one, as its login would', () => {
    expect(startBackup(archiving, 'all_tenants')[0]).toBe('ALTER SYSTEM BACKUP TENANT=crm_prod');
    expect(startBackup(archiving, 'own_tenant')[0]).toBe('ALTER SYSTEM BACKUP DATABASE');
  });

  it('switches log archiving on where that is off, as no backup would start', () => {
    expect(startBackup(without, 'all_tenants')).toEqual([
      'ALTER SYSTEM ARCHIVELOG TENANT=crm_prod',
      'ALTER SYSTEM ARCHIVELOG',
    ]);
    expect(startBackup(without, 'own_tenant')[0]).toBe('ALTER SYSTEM ARCHIVELOG');
  });
});
