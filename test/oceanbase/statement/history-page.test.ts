import { describe, expect, it } from 'vitest';
import { markOf, pageOf, pageOrder } from '../../../source/oceanbase/statement/history-page.ts';
import { job, jobKey } from '../../fixtures/values.ts';

const all = { kind: 'all' } as const;
const tenant = { kind: 'tenant', tenantId: 1002n } as const;
const mark = { key: jobKey(7, 1002), startedAt: '2024-05-09 09:54:07.718856' };

describe('A page of the history', () => {
  it('has fifty rows and one more, which tells whether there are older ones', () => {
    expect(pageOf('H', ['JOB_ID'], '', all, null, 'sys')).toMatch(/ LIMIT 51\) v$/);
    expect(pageOf('H', ['JOB_ID'], '', tenant, null, 'oracle')).toMatch(/ROWNUM <= 51\) v$/);
  });

  it('over all tenants is in the order of starts, and goes on right after the last row', () => {
    expect(pageOf('H', ['JOB_ID'], '', all, mark, 'sys')).toBe(
      "(SELECT h.`JOB_ID` FROM H h WHERE (h.START_TIMESTAMP < '2024-05-09 09:54:07.718856' OR " +
        "(h.START_TIMESTAMP = '2024-05-09 09:54:07.718856' AND " +
        '(h.JOB_ID < 7 OR (h.JOB_ID = 7 AND h.TENANT_ID > 1002)))) ' +
        'ORDER BY h.START_TIMESTAMP DESC, h.JOB_ID DESC, h.TENANT_ID LIMIT 51) v',
    );
  });

  it('of one tenant is in the order of numbers, which are a sequence within it', () => {
    expect(pageOf('H', ['JOB_ID'], 'h.TENANT_ID = 1002', tenant, mark, 'sys')).toBe(
      '(SELECT h.`JOB_ID` FROM H h WHERE h.TENANT_ID = 1002 AND h.JOB_ID < 7 ORDER BY h.JOB_ID DESC LIMIT 51) v',
    );
  });

  it('is put in its order once more after it was read, as a union promises none', () => {
    const jobs = [jobKey(3, 1004), jobKey(9, 1002), jobKey(3, 1002)].map(key => job(key));
    const sorted = [...jobs].sort(pageOrder(all, 'sys')).map(({ key }) => [key.jobId, key.tenantId]);
    expect(sorted).toEqual([
      [9n, 1002n],
      [3n, 1002n],
      [3n, 1004n],
    ]);
  });
});

describe('The mark after a row', () => {
  const ended = job(jobKey(7));
  const started = (raw: string) => ({
    ...ended,
    row: [{ name: 'START_TIMESTAMP', kind: 'time', raw, text: raw } as const],
  });

  it('has its start exactly as the server sent it', () => {
    expect(markOf(started('2024-05-09 09:54:07.718856'))?.startedAt).toBe('2024-05-09 09:54:07.718856');
  });

  it('takes nothing into a statement that is not a time', () => {
    expect(markOf(started("2024' OR 1"))?.startedAt).toBe('');
  });

  it('is none where there was no row', () => {
    expect(markOf(null)).toBeNull();
  });
});
