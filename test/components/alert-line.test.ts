import { expect, it } from 'vitest';
import { alertLine } from '../../source/components/alert-line.ts';
import { tenant, tenFortyTwo } from '../fixtures/values.ts';
import { plainLook } from '../presentation/plain-theme.ts';

const change = {
  kind: 'refused',
  tenantId: 1006n,
  tenant: { ...tenant(1006n, 'crm_prod'), archivesLog: false },
  job: null,
  type: '',
  result: -9040n,
  seconds: null,
  at: tenFortyTwo,
  seenAt: tenFortyTwo,
  isLate: false,
  noticedAt: 0,
  serial: 1,
} as const;

it('an alert leaves out the name of its code before anything is cut', () => {
  const line = (cells: number) => alertLine({ change, more: 0 }, cells, plainLook());
  expect(line(100)).toBe('✖ crm_prod: could not start: log archiving is off (-9040 OB_BACKUP_CAN_NOT_START)');
  expect(line(58)).toBe('✖ crm_prod: could not start: log archiving is off (-9040)');
});
