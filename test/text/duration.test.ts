import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { about, ago, between, duration, spoken } from '../../source/text/duration.ts';
import { wordsOf } from '../../source/text/words.ts';

const { time } = wordsOf('en');

const minute = 60;
const hour = 3600;
const day = 86_400;
const noLength = [Number.NaN, Number.POSITIVE_INFINITY];

describe('duration', () => {
  it.each([
    [0, '00:00'],
    [7.9, '00:07'],
    [30 * minute + 14, '30:14'],
    [hour + 2 * minute + 3, '1:02:03'],
    [day - 1, '23:59:59'],
    [3 * day + 4 * hour + 5 * minute + 59, '3 d 04:05'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(duration(seconds, time)).toBe(text);
  });

  it('is a dash for what is no length', () => {
    for (const seconds of [...noLength, -1]) expect(duration(seconds, time)).toBe('–');
  });
});

describe('spoken', () => {
  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [14 * minute + 59, '14 min'],
    [hour, '1 h'],
    [hour + 20 * minute, '1 h 20 min'],
    [14 * hour + 59 * minute, '14 h'],
    [3 * day + 4 * hour, '3 d 4 h'],
    [30 * day + hour, '30 d'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(spoken(seconds, time)).toBe(text);
  });

  it('is a dash for what is no length', () => {
    for (const seconds of [...noLength, -1]) expect(spoken(seconds, time)).toBe('–');
  });
});

describe('about', () => {
  it.each([
    [0, '~5 s'],
    [41, '~40 s'],
    [58, '~1 min'],
    [6 * minute + 10, '~6 min'],
    [59.6 * minute, '~1 h'],
    [hour + 19 * minute, '~1 h 20 min'],
    [14 * hour, '~14 h'],
    [2 * day, '~2 d'],
    [3 * day + 4 * hour, '~3 d 4 h'],
    [30 * day, '~30 d'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(about(seconds, time)).toBe(text);
  });

  it('is a dash for what is no length', () => {
    for (const seconds of [...noLength, -1]) expect(about(seconds, time)).toBe('–');
  });

  it('is within a tenth of the truth from a minute on, or half a minute', () => {
    const units: Record<string, number> = { s: 1, min: minute, h: hour, d: day };
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 100 * day }), seconds => {
        const said = [...about(seconds, time).matchAll(/(\d+) (min|s|h|d)/g)]
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
    [12, '12 s ago'],
    [5 * minute + 59, '5 min ago'],
    [23 * hour, '23 h ago'],
    [47 * hour, '47 h ago'],
    [3 * day, '3 d ago'],
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
    expect(ago(12, zh)).toBe('12 秒前');
    expect(about(370, zh)).toBe('约 6 分钟');
  });
});

describe('A length between two', () => {
  it.each([
    [610, 1490, '10–25 min'],
    [52, 130, '50 s–3 min'],
    [3700, 9000, '1 h–2 h 30 min'],
    [7300, 14_300, '2–4 h'],
    [3, 14, '< 20 s'],
    [0, 0, '< 10 s'],
    [299, 300, '4–5 min'],
    [90_000, 100_000, '25–28 h'],
  ])('of %d to %d seconds is %s, rounded outwards', (low, high, text) => {
    expect(between(low, high, time)).toBe(text);
  });

  it('is none of what is no length', () => {
    expect(between(Number.NaN, 5, time)).toBe('–');
    expect(between(1, -5, time)).toBe('–');
  });
});
