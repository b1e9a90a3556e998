import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseHundredths,
  parseInteger,
  parseTime,
  scnInstant,
  toColumn,
} from '../../../source/oceanbase/statement/values.ts';

describe('A time from the server', () => {
  it('keeps all six digits', () => {
    expect(parseTime('2022-06-01 17:10:24.046643', 'mysql')).toBe(1_654_103_424_046_643n);
  });

  it('of an Oracle tenant is eight hours ahead of UTC, whatever the session', () => {
    expect(parseTime('2022-06-02 01:10:24', 'oracle')).toBe(1_654_103_424_000_000n);
  });

  it.each([
    null,
    '',
    '0000-00-00 00:00:00.000000',
    '2022-02-30 00:00:00',
    '2022-01-01 24:00:00',
    '2022-01-01 10:75:00',
    '0099-01-01 00:00:00',
    'soon',
    '17:10',
  ])('that is %j is none', text => {
    expect(parseTime(text, 'mysql')).toBeNull();
  });

  it('is the instant its digits say', () => {
    const instants = fc.bigInt({ min: 0n, max: 4_102_444_800_000_000n });
    fc.assert(
      fc.property(instants, instant => {
        const [day, clock] = new Date(Number(instant / 1000n)).toISOString().split('T');
        const text = `${day} ${clock?.slice(0, 8)}.${String(instant % 1_000_000n).padStart(6, '0')}`;
        expect(parseTime(text, 'mysql')).toBe(instant);
        expect(parseTime(text, 'oracle')).toBe(instant - 28_800_000_000n);
      }),
    );
  });
});

describe('A number from the server', () => {
  it('keeps every digit of 64 bits and more', () => {
    fc.assert(fc.property(fc.bigInt(), n => void expect(parseInteger(String(n))).toBe(n)));
    expect(parseInteger('18446744073709551615')).toBe(18_446_744_073_709_551_615n);
  });

  it.each([null, '', ' ', '1.5', '1e5', 'x', '--1'])('that is %j is none', text => {
    expect(parseInteger(text)).toBeNull();
  });
});

describe('A percentage from the server', () => {
  it.each([
    ['0.00', 0],
    ['74.69', 7469],
    ['74.699', 7469],
    ['100.00', 10_000],
    ['100', 10_000],
    ['.5', 50],
    ['71.4', 7140],
    ['100.01', 10_000],
    ['200.00', 10_000],
  ])('%s is %i hundredths', (text, hundredths) => {
    expect(parseHundredths(text)).toBe(hundredths);
  });

  it.each([null, '', '.', '-1', '250.00', 'NaN'])('that is %j is none', text => {
    expect(parseHundredths(text)).toBeNull();
  });
});

describe('An SCN', () => {
  it('is nanoseconds since 1970, and 0 is not set', () => {
    expect(scnInstant(1_715_248_462_749_288_000n)).toBe(1_715_248_462_749_288n);
    expect(scnInstant(0n)).toBeNull();
  });
});

describe('A column', () => {
  it('keeps what was stored and gives a text that is safe to draw', () => {
    const column = toColumn('COMMENT', 'text', 'a\u001b[31mb\nc', 'mysql');
    expect(column.raw).toBe('a\u001b[31mb\nc');
    expect(column.text).toBe('a␛[31mb␊c');
  });

  it('of a time that cannot be read has no instant', () => {
    expect(toColumn('END_TIMESTAMP', 'time', '', 'mysql')).toEqual({
      name: 'END_TIMESTAMP',
      kind: 'time',
      raw: '',
      text: '',
    });
  });
});
