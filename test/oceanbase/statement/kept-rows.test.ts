import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeptRows } from '../../../source/oceanbase/statement/kept-rows.ts';
import { takeApart, unionOf } from '../../../source/oceanbase/statement/statement.ts';
import { jobHistory, jobs } from '../../../source/oceanbase/views/jobs.ts';
import { readableViews } from '../views/readable.ts';

const views = readableViews('sys');
const columns = ['TENANT_ID', 'JOB_ID', 'COMMENT'];
const statement = unionOf('test', [{ view: jobs, columns }], views);
const clock = ['clock', '2026-11-22 10:42:17.000000', null, null, null];
const rowsOf = (kept: KeptRows, ...rows: (string | null)[][]) =>
  takeApart(statement, [clock, ...rows.map(row => ['jobs', null, ...row])], views, kept).rows.get('jobs') ??
  [];

describe('a row of the last answer', () => {
  it('is the same one where all its values are as they were', () => {
    const kept = new KeptRows();
    const first = rowsOf(kept, ['1002', '7', null], ['1004', '8', 'a']);
    const next = rowsOf(kept, ['1002', '7', null], ['1004', '8', 'b']);
    expect(next[0]).toBe(first[0]);
    expect(next[1]).not.toBe(first[1]);
    expect(next[1]?.[2]?.text).toBe('b');
  });

  it('says what a row made again says, whatever changes from one answer to the next', () => {
    const value = fc.option(fc.constantFrom('1', '2', 'DOING', 'token=abc', '\x1b[31m'), { nil: null });
    const answer = fc.array(fc.tuple(value, value, value), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 5 }), answers => {
        const kept = new KeptRows();
        for (const rows of answers) expect(rowsOf(kept, ...rows)).toEqual(rowsOf(new KeptRows(), ...rows));
      }),
    );
  });

  it('is made again where a secret was masked in it, and keeps nothing of that', () => {
    const kept = new KeptRows();
    const [first] = rowsOf(kept, ['1002', '7', 'token=abc']);
    const [next] = rowsOf(kept, ['1002', '7', 'token=abc']);
    expect(next).toEqual(first);
    expect(next).not.toBe(first);
    expect(JSON.stringify(next)).not.toContain('abc');
  });

  it('is not that of other columns with the same values', () => {
    const kept = new KeptRows();
    rowsOf(kept, ['1002', '7', '0']);
    const others = unionOf('test', [{ view: jobs, columns: ['TENANT_ID', 'JOB_ID', 'RESULT'] }], views);
    const { rows } = takeApart(others, [clock, ['jobs', null, '1002', '7', '0']], views, kept);
    expect(rows.get('jobs')?.[0]?.[2]?.name).toBe('RESULT');
  });

  it('is typed once by a view, and by another view again', () => {
    const kept = new KeptRows();
    const typed = (row: ReturnType<typeof rowsOf>[number], view = jobs) =>
      kept.typed('jobs', 0, row, view, () => ({ row }));
    const [first] = rowsOf(kept, ['1002', '7', null]);
    const made = typed(first ?? []);
    const [next] = rowsOf(kept, ['1002', '7', null]);
    expect(typed(next ?? [])).toBe(made);
    expect(typed(next ?? [], jobHistory)).not.toBe(made);
    const [changed] = rowsOf(kept, ['1002', '8', null]);
    expect(typed(changed ?? []).row).toBe(changed);
  });

  it('is typed as itself where another answer has come in between', () => {
    const kept = new KeptRows();
    const [first] = rowsOf(kept, ['1002', '7', null]);
    rowsOf(kept, ['1002', '8', null]);
    expect(kept.typed('jobs', 0, first ?? [], jobs, () => null)).toBeNull();
    expect(rowsOf(kept, ['1002', '8', null])[0]).not.toBe(first);
  });

  it('is not kept beyond four hundred of a branch', () => {
    const kept = new KeptRows();
    const many = Array.from({ length: 401 }, (_, id) => ['1002', String(id), null]);
    const first = rowsOf(kept, ...many);
    const next = rowsOf(kept, ...many);
    expect(next[399]).toBe(first[399]);
    expect(next[400]).not.toBe(first[400]);
    expect(next[400]).toEqual(first[400]);
  });
});
