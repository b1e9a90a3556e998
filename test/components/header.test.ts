import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerText } from '../../source/components/header-text.ts';
import { cellWidth } from '../../source/text/width.ts';
import type { PollStatus } from '../../source/watch/state.ts';
import { server } from '../fixtures/values.ts';
import { plainLook } from '../presentation/plain-theme.ts';

const theme = plainLook();
const where = { user: 'root@sys', host: '10.0.0.5', port: 2881 };
const now = Date.UTC(2026, 10, 22, 10, 42, 17);
const pollStatus = (change: Partial<PollStatus> = {}): PollStatus => ({
  reading: false,
  paused: false,
  failing: false,
  reads: true,
  pictureAt: now,
  serverAhead: 0n,
  intervalSeconds: 2,
  effectiveSeconds: 2,
  ...change,
});
const text = (change: Partial<PollStatus> = {}, cells = 100) =>
  headerText(pollStatus(change), server(), where, now, cells, theme);

describe('the header', () => {
  it('says who, where, whether encrypted, which release, the pace and the server’s time', () => {
    expect(text().left.trimEnd()).toBe('root@sys · 10.0.0.5:2881 · TLS · OceanBase 4.3.3.0');
    expect(text().tail).toBe('every 2s · 0s ago · 10:42:17 +00:00');
  });

  it('shows the interval that is really kept', () => {
    expect(text({ effectiveSeconds: 6.75 }).tail).toBe('idle, every 7s · 0s ago · 10:42:17 +00:00');
    expect(text({ effectiveSeconds: 0.5, intervalSeconds: 0.5 }).tail).toBe(
      'every 0.5s · 0s ago · 10:42:17 +00:00',
    );
    expect(text({ effectiveSeconds: 15 }).tail).toBe('idle, every 15s · 0s ago · 10:42:17 +00:00');
  });

  it('always tells the age of the picture, in other words once it is old, and cries when it is stale', () => {
    expect(text({ pictureAt: now - 5000 }).tail).toBe('every 2s · 4s ago · 10:42:17 +00:00');
    expect(text({ pictureAt: now - 7000 }).tail).toBe('every 2s · 7s old · 10:42:17 +00:00');
    expect(text({ pictureAt: now - 83_000 })).toMatchObject({ alarm: 'STALE 1m23s' });
  });

  it('says that it is paused', () => {
    expect(text({ paused: true, pictureAt: now - 83_000 })).toMatchObject({
      alarm: 'PAUSED',
      tail: 'every 2s · 1m23s old · 10:42:17 +00:00',
    });
  });

  it('has the server’s clock at its end, not this machine’s', () => {
    expect(text({ serverAhead: 3_600_000_000n }).tail).toMatch(/11:42:17 \+00:00$/);
  });

  it('always says whether the connection is encrypted, however narrow it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 58, max: 200 }), cells => {
        expect(text({}, cells).left).toMatch(/ · TLS\b/);
      }),
    );
  });

  it('gives no interval and no age to a screen on which nothing can be read, and its clock goes on', () => {
    const { alarm, tail } = text({ reads: false, pictureAt: null, serverAhead: 60_000_000n });
    expect({ alarm, tail }).toEqual({ alarm: '', tail: '10:43:17 +00:00' });
  });

  it('fits into its line, leaving out what matters least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 58, max: 200 }), fc.boolean(), (cells, stale) => {
        const { left, alarm, tail } = text({ pictureAt: stale ? now - 99_000 : now }, cells);
        const warning = alarm === '' ? 0 : cellWidth(alarm) + 3;
        expect(1 + cellWidth(left) + 2 + warning + cellWidth(tail)).toBeLessThanOrEqual(cells + 1);
        expect(left).toContain('root@sys');
      }),
    );
  });
});
