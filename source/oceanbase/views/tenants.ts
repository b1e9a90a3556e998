import type { Mode } from '../../backup/server.ts';
import type { Tenant } from '../../backup/tenant.ts';
import { Fields } from '../statement/fields.ts';
import { type Branch, branchOf, type ReadableViews, type ServerView } from './view.ts';

const modes: ReadonlyMap<string, Mode> = new Map([
  ['MYSQL', 'MYSQL'],
  ['ORACLE', 'ORACLE'],
]);
const logModes: ReadonlyMap<string, boolean> = new Map([
  ['ARCHIVELOG', true],
  ['NOARCHIVELOG', false],
]);

/** Tenants: in sys all of them, in a user tenant (since 4.1) itself. */
export const tenants: ServerView<Tenant> = {
  id: 'tenants',
  names: {
    sys: 'oceanbase.DBA_OB_TENANTS',
    mysql: 'oceanbase.DBA_OB_TENANTS',
    oracle: 'SYS.DBA_OB_TENANTS',
  },
  isRequired: false,
  hasTenantId: true,
  neededColumns: [],
  listColumns: [
    'TENANT_ID',
    'TENANT_NAME',
    'TENANT_TYPE',
    'COMPATIBILITY_MODE',
    'STATUS',
    'IN_RECYCLEBIN',
    'LOG_MODE',
  ],
  loss: 'tenant_names',
  toRow: row => {
    const fields = new Fields(row);
    return {
      id: fields.integer('TENANT_ID'),
      name: fields.text('TENANT_NAME'),
      mode: modes.get(fields.text('COMPATIBILITY_MODE')) ?? null,
      archivesLog: logModes.get(fields.text('LOG_MODE')) ?? null,
      row,
    };
  },
};

/** The tenant of this number, where it can be backed up. */
export function userTenant(id: bigint, readable: ReadableViews): Branch[] {
  return userTenants(readable).map(branch => ({
    ...branch,
    where: [branch.where, `v.TENANT_ID = ${id}`].filter(Boolean).join(' AND '),
    maxRows: 1,
  }));
}

/** Tenants that can be backed up: META tenants never can, those in the recycle bin are not offered. */
export function userTenants(readable: ReadableViews): Branch[] {
  const names = new Set(readable.shapes.get(tenants)?.columns.map(column => column.name));
  const conditions = [
    names.has('TENANT_TYPE') ? "v.TENANT_TYPE = 'USER'" : '',
    names.has('IN_RECYCLEBIN') ? "v.IN_RECYCLEBIN = 'NO'" : '',
  ];
  const where = conditions.filter(text => text !== '').join(' AND ');
  return branchOf(tenants, 'list', readable, { where });
}
