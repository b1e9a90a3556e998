import { describe, expect, it } from 'vitest';
import { tableText } from '../../source/report/table.ts';

const free = (name: string, text: string | null) => ({ name, text, isFree: true });

describe('a list as CSV', () => {
  it('has a line of names and a line a row, with quotes where they are needed', () => {
    const rows = [
      [free('name', 'crm'), { name: 'n', text: '1' }],
      [free('name', 'a "b", c\nd'), { name: 'n', text: null }],
    ];
    expect(tableText('csv', rows, [])).toBe('name,n\ncrm,1\n"a ""b"", c\nd",\n');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx'])('has no text that a spreadsheet would run: %j', text => {
    expect(tableText('csv', [[free('name', text)]], [])).toBe(`name\n'${text}\n`);
    // A number is no text of anybody's.
    expect(tableText('csv', [[{ name: 'result', text: '-4012' }]], [])).toBe('result\n-4012\n');
  });

  it('has the columns of all rows, empty where a row has none', () => {
    const rows = [[{ name: 'a', text: '1' }], [{ name: 'b', text: '2' }]];
    expect(tableText('csv', rows, ['a'])).toBe('a,b\n1,\n,2\n');
  });

  it('names its columns where there is no row', () => {
    expect(tableText('csv', [], ['tenant_id', 'tenant_name'])).toBe('tenant_id,tenant_name\n');
  });
});

describe('a list as tab-separated values', () => {
  it('writes values as mysql --batch does', () => {
    const rows = [[free('name', 'a\tb\nc\\d'), { name: 'n', text: null }, free('sum', '=1')]];
    expect(tableText('tsv', rows, [])).toBe('name\tn\tsum\na\\tb\\nc\\\\d\tNULL\t=1\n');
  });
});
