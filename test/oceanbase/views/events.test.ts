import { describe, expect, it } from 'vitest';
import { events, failedStarts, recentEvents } from '../../../source/oceanbase/views/events.ts';
import { rowOf } from '../../fixtures/values.ts';
import { readableWith } from './readable.ts';

const now = BigInt(Date.UTC(2024, 4, 9)) * 1000n;

const readable = readableWith(events);

describe('An event', () => {
  const row = {
    TIMESTAMP: '2024-05-09 00:00:01.000000',
    MODULE: 'backup_data',
    EVENT: 'start_backup_data',
    NAME1: 'tenant_id',
    VALUE1: '1002',
    NAME2: 'result',
    VALUE2: '-9029',
    NAME3: '',
    VALUE3: '',
    EXTRA_INFO: 'more',
    RS_SVR_IP: 'fe80::1',
    RS_SVR_PORT: '2882',
  };

  it('has its pairs of names and values, and what the kernel calls tenant and result', () => {
    expect(events.toRow(rowOf(row), null)).toMatchObject({
      at: now + 1_000_000n,
      event: 'start_backup_data',
      values: [
        { name: 'tenant_id', value: '1002' },
        { name: 'result', value: '-9029' },
        { name: '', value: 'more' },
      ],
      tenantId: 1002n,
      jobId: null,
      result: -9029n,
      server: '[fe80::1]:2882',
    });
  });

  it('is none without a time', () => {
    expect(events.toRow(rowOf({ ...row, TIMESTAMP: null }), null)).toBeNull();
  });
});

describe('Events', () => {
  it('that are refused starts are asked for one day back', () => {
    const [branch] = failedStarts(now, readable);
    expect(branch?.from).toContain("h.`TIMESTAMP` > '2024-05-08 00:00:00.000000'");
    expect(branch?.from).toContain("NOT (h.NAME2 = 'result' AND h.VALUE2 = '0')");
  });

  it('are asked for one week back, two hundred at most', () => {
    const [branch] = recentEvents({ kind: 'all' }, now, readable);
    expect(branch?.from).toContain("h.`TIMESTAMP` > '2024-05-02 00:00:00.000000'");
    expect(branch?.from).toMatch(/ORDER BY h\.`TIMESTAMP` DESC LIMIT 200\) v$/);
    expect(branch?.from).not.toContain('NAME1 IS NULL');
  });

  it('of one tenant are its own and those that name none', () => {
    const [branch] = recentEvents({ kind: 'tenant', tenantId: 1002n }, now, readable);
    expect(branch?.from).toContain(
      "(h.NAME1 IS NULL OR h.NAME1 NOT IN ('tenant_id', 'user_tenant_id') OR h.VALUE1 = '1002')",
    );
  });
});
