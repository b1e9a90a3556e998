import { describe, expect, it } from 'vitest';
import { parseVersion, totalsAreReal } from '../../../source/oceanbase/session/version.ts';

describe('The version a server tells', () => {
  it.each([
    ['4.3.5.3', [4, 3, 5, 3]],
    ['OceanBase_CE 4.2.1.8 (r108000022024072217-3149c25ca2dadbb7707686ad02a1367b1b43e0b5)', [4, 2, 1, 8]],
    ['OceanBase 4.3.3.0 (r1)', [4, 3, 3, 0]],
    ['5.7.25-OceanBase_CE-v4.3.1.0', [4, 3, 1, 0]],
    ['5.7.25-OceanBase-v4.2.1.3', [4, 2, 1, 3]],
  ])('%s', (text, version) => {
    expect(parseVersion(text)).toEqual(version);
  });

  it.each(['', '8.0.36', '5.7.25', 'MySQL Community Server'])('is none in %j', text => {
    expect(parseVersion(text)).toBeNull();
  });
});

describe('Whether totals are real', () => {
  it.each([
    [true, null, true],
    [true, [4, 0, 0, 0], true],
    [false, null, false],
    [false, [4, 2, 1, 2], false],
    [false, [4, 2, 1, 3], true],
    [false, [4, 2, 1, 10], true],
    [false, [4, 2, 2, 0], true],
    [false, [4, 1, 0, 9], false],
  ] as const)('with DATA_PROGRESS %s at %j: %s', (hasColumn, version, real) => {
    expect(totalsAreReal(hasColumn, version)).toBe(real);
  });
});
