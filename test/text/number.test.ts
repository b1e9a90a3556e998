import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, count, percent, rate, ratio, roughRate } from '../../source/text/number.ts';

const KB = 1024n;
const MB = KB * 1024n;
const GB = MB * 1024n;

describe('bytes', () => {
  it.each([
    [0n, '0 B'],
    [1023n, '1023 B'],
    [KB, '1.0 KB'],
    [(61n * GB) / 10n + 1n, '6.1 GB'],
    [(372n * GB) / 10n + 1n, '37.2 GB'],
    [418n * MB, '418 MB'],
    [MB - 1n, '1023 KB'],
    [4n * GB, '4.0 GB'],
    [2n ** 64n - 1n, '15.9 EB'],
    [-4n * GB, '–'],
    [-1n, '–'],
  ])('writes %i as %s', (n, text) => {
    expect(bytes(n)).toBe(text);
  });

  it('never shows more than there is', () => {
    const sizes: Record<string, number> = { B: 0, KB: 1, MB: 2, GB: 3, TB: 4, PB: 5, EB: 6 };
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n }), n => {
        const [shown = '', unit = ''] = bytes(n).split(' ');
        expect(Number(shown) * 1024 ** sizes[unit]!).toBeLessThanOrEqual(Number(n) * (1 + 1e-12));
      }),
    );
  });

  it('takes at most seven cells below 1024 EB', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n }), n => {
        expect(bytes(n).length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

describe('rate', () => {
  it('is bytes a second', () => {
    expect(rate(418 * 1024 * 1024)).toBe('418 MB/s');
    expect(rate(0.4)).toBe('0 B/s');
  });

  it.each([
    [9.9, '9 B/s'],
    [512, '510 B/s'],
    [1024 * 9.27, '9.2 KB/s'],
    [1024 ** 2 * 36.9, '36 MB/s'],
    [1024 ** 2 * 119, '110 MB/s'],
    [1024 ** 2 * 1023, '1000 MB/s'],
    [1024 ** 3 * 1.05, '1.0 GB/s'],
    [Number.NaN, '–'],
    [-1, '–'],
  ])('a speed of %d bytes a second is roughly %s', (bytesPerSecond, text) => {
    expect(roughRate(bytesPerSecond)).toBe(text);
  });

  it('is a dash where there is no speed', () => {
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY, -1]) expect(rate(none)).toBe('–');
  });
});

describe('count', () => {
  it.each([
    [0n, '0'],
    [999n, '999'],
    [19514n, '19 514'],
    [1000000n, '1 000 000'],
    [-27330n, '–'],
  ])('writes %i as %s', (n, text) => {
    expect(count(n)).toBe(text);
  });

  it('loses no digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), n => {
        expect(BigInt(count(n).replaceAll(' ', ''))).toBe(n);
      }),
    );
  });
});

describe('percent', () => {
  it.each([
    [0, '0.00 %'],
    [5, '0.05 %'],
    [7140, '71.40 %'],
    [9999, '99.99 %'],
    [9999.99, '99.99 %'],
    [10000, '100.00 %'],
    [-1, '0.00 %'],
    [Number.NaN, '–'],
  ])('writes %d hundredths as %s', (hundredths, text) => {
    expect(percent(hundredths)).toBe(text);
  });

  it('never rounds up', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 20000, noNaN: true }), hundredths => {
        expect(Number.parseFloat(percent(hundredths))).toBeLessThanOrEqual(hundredths / 100 + 1e-9);
      }),
    );
  });
});

describe('ratio', () => {
  it('says how many times the first is the second', () => {
    expect(ratio(372n, 61n)).toBe('6.0:1');
    expect(ratio(610n, 100n)).toBe('6.1:1');
    expect(ratio(1n, 2n)).toBe('0.5:1');
  });

  it('is a dash before anything is written', () => {
    expect(ratio(100n, 0n)).toBe('–');
  });
});
