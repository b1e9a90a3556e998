import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { about, ago, between, duration, soFar, spoken } from '../../source/text/duration.ts';
import { wordsOf } from '../../source/text/words.ts';

const { time } = wordsOf('en');

const minute = 60;
const hour = 3600;
const day = 86_400;
const noLength = [Number.NaN, Number.POSITIVE_INFINITY];

describe('duration', () => {
  it.each([
    [0, '0s'],
    [7.9, '7s'],
    [19 * minute + 23, '19m23s'],
    [20 * minute, '20m'],
    [30 * minute + 14, '30m14s'],
    [hour + 2 * minute + 3, '1h2m'],
    [day - 1, '23h59m'],
    [3 * day + 4 * hour + 5 * minute + 59, '3d4h'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(duration(seconds, time)).toBe(text);
  });

  it('is a dash for what is no length', () => {
    for (const seconds of [...noLength, -1]) expect(duration(seconds, time)).toBe('–');
  });
});

describe('a length so far', () => {
  it.each([
    [9 * minute + 59.9, '9m59s'],
    [10 * minute, '10m'],
    [30 * minute + 14, '30m'],
    [hour + 2 * minute + 3, '1h2m'],
    [14 * hour + 59 * minute, '14h59m'],
    [Number.NaN, '–'],
    [-1, '–'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(soFar(seconds, time)).toBe(text);
  });
});

describe('spoken', () => {
  it.each([
    [0, '0s'],
    [59.9, '59s'],
    [14 * minute + 59, '14m'],
    [hour, '1h'],
    [hour + 20 * minute, '1h20m'],
    [14 * hour + 59 * minute, '14h'],
    [3 * day + 4 * hour, '3d4h'],
    [30 * day + hour, '30d'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(spoken(seconds, time)).toBe(text);
  });

  it('is a dash for what is no length', () => {
    for (const seconds of [...noLength, -1]) expect(spoken(seconds, time)).toBe('–');
  });
});

describe('about', () => {
  it.each([
    [0, '~5s'],
    [41, '~40s'],
    [58, '~1m'],
    [6 * minute + 10, '~6m'],
    [59.6 * minute, '~1h'],
    [hour + 19 * minute, '~1h20m'],
    [14 * hour, '~14h'],
    [2 * day, '~2d'],
    [3 * day + 4 * hour, '~3d4h'],
    [30 * day, '~30d'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(about(seconds, time)).toBe(text);
  });

  it('is a dash for what is no length', () => {
    for (const seconds of [...noLength, -1]) expect(about(seconds, time)).toBe('–');
  });

  it('is within a tenth of the truth from a minute on, or half a minute', () => {
    const units: Record<string, number> = { s: 1, m: minute, h: hour, d: day };
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 100 * day }), seconds => {
        const said = [...about(seconds, time).matchAll(/(\d+)([smhd])/g)]
          .map(([, n, unit]) => Number(n) * units[unit!]!)
          .reduce((sum, part) => sum + part, 0);
        expect(Math.abs(said - seconds)).toBeLessThanOrEqual(Math.max(30, seconds / 10));
      }),
    );
  });
});

describe('ago', () => {
  it.each([
    [0.4, 'now'],
    [-20, 'now'],
    [12, '12s ago'],
    [5 * minute + 59, '5m ago'],
    [23 * hour, '23h ago'],
    [47 * hour, '47h ago'],
    [3 * day, '3d ago'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(ago(seconds, time)).toBe(text);
  });

  it('is a dash for what is no length', () => {
    for (const seconds of noLength) expect(ago(seconds, time)).toBe('–');
  });

  it('takes other words', () => {
    const zh = {
      day: '天',
      hour: '小时',
      minute: '分钟',
      second: '秒',
      about: (length: string) => `约 ${length}`,
      between: (low: string, high: string) => `${low}至${high}`,
      below: (length: string) => `不到 ${length}`,
      ago: (length: string) => `${length}前`,
      now: '刚刚',
      none: '–',
    };
    expect(ago(12, zh)).toBe('12秒前');
    expect(about(370, zh)).toBe('约 6分钟');
  });
});

describe('A length between two', () => {
  it.each([
    [610, 1490, '10–25m'],
    [52, 130, '50s–3m'],
    [3700, 9000, '1h–2h30m'],
    [7300, 14_300, '2–4h'],
    [3, 14, '<20s'],
    [0, 0, '<10s'],
    [299, 300, '4–5m'],
    [90_000, 100_000, '25–28h'],
  ])('of %d to %d seconds is %s, rounded outwards', (low, high, text) => {
    expect(between(low, high, time)).toBe(text);
  });

  it('is none of what is no length', () => {
    expect(between(Number.NaN, 5, time)).toBe('–');
    expect(between(1, -5, time)).toBe('–');
  });
});
