import { describe, expect, it } from 'vitest';
import { columnShape, shapeOf } from '../../../source/oceanbase/views/columns.ts';
import { tenants, userTenants } from '../../../source/oceanbase/views/tenants.ts';
import { rowOf } from '../../fixtures/values.ts';
import { readableViews } from './readable.ts';

const row = { TENANT_ID: '1002', TENANT_NAME: 'crm', COMPATIBILITY_MODE: 'ORACLE', LOG_MODE: 'NOARCHIVELOG' };

describe('Tenants', () => {
  it('are asked for without META tenants and those in the recycle bin', () => {
    expect(userTenants(readableViews('sys'))).toMatchObject([
      { where: "v.TENANT_TYPE = 'USER' AND v.IN_RECYCLEBIN = 'NO'" },
    ]);
  });

  it('are asked for by the columns that the release has', () => {
    const shapes = new Map([[tenants, shapeOf([columnShape('TENANT_ID', 'LONGLONG')])]]);
    expect(userTenants({ family: 'sys', shapes })).toMatchObject([{ columns: ['TENANT_ID'], where: '' }]);
  });

  it('are asked for nowhere where the view cannot be read', () => {
    expect(userTenants({ family: 'sys', shapes: new Map() })).toEqual([]);
  });

  it('have a mode, and whether they archive their log', () => {
    expect(tenants.toRow(rowOf(row), null)).toMatchObject({
      id: 1002n,
      name: 'crm',
      mode: 'ORACLE',
      archivesLog: false,
    });
    expect(tenants.toRow(rowOf({ ...row, COMPATIBILITY_MODE: 'NEW', LOG_MODE: '' }), null)).toMatchObject({
      mode: null,
      archivesLog: null,
    });
  });
});
