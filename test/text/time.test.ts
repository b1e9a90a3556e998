import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { inZone, isZone } from '../../source/text/time.ts';

const at = (iso: string, micros = 0n): bigint => BigInt(Date.parse(iso)) * 1000n + micros;
/** 1970 to 9999, in microseconds. */
const instants = fc.bigInt({ min: 0n, max: 253_402_300_799_999_999n });

describe('inZone', () => {
  it('shows the clock, the date and the whole moment', () => {
    const utc = inZone('UTC');
    const moment = at('2022-06-01T17:10:24Z', 46_643n);
    expect(utc.clock(moment)).toBe('17:10:24');
    expect(utc.full(moment)).toBe('2022-06-01 17:10:24');
    expect(utc.full(moment, 3)).toBe('2022-06-01 17:10:24.046');
    expect(utc.full(moment, 6)).toBe('2022-06-01 17:10:24.046643');
  });

  it('leaves out the year only where it is the current one', () => {
    const moment = at('2026-11-22T10:12:03Z');
    expect(inZone('UTC').date(moment, at('2026-12-31T23:59:59Z'))).toBe('11-22 10:12:03');
    expect(inZone('UTC').date(moment, at('2027-01-01T00:00:00Z'))).toBe('2026-11-22 10:12:03');
    expect(inZone('UTC').date(moment)).toBe('2026-11-22 10:12:03');
    // The same moment as the line above, where in this zone the old year still runs.
    expect(inZone('-01:00').date(moment, at('2027-01-01T00:00:00Z'))).toBe('11-22 09:12:03');
  });

  it('takes offsets', () => {
    expect(inZone('+08:00').full(at('2024-05-09T09:54:22.749Z', 288n), 6)).toBe('2024-05-09 17:54:22.749288');
    expect(inZone('-03:30').clock(at('2024-05-09T00:00:00Z'))).toBe('20:30:00');
  });

  it('is right on both sides of a change to and from summer time', () => {
    const berlin = inZone('Europe/Berlin');
    expect(berlin.clock(at('2026-03-29T00:59:59Z'))).toBe('01:59:59');
    expect(berlin.clock(at('2026-03-29T01:00:00Z'))).toBe('03:00:00');
    expect(berlin.clock(at('2026-10-25T00:59:59Z'))).toBe('02:59:59');
    expect(berlin.clock(at('2026-10-25T01:00:00Z'))).toBe('02:00:00');
  });

  it('writes midnight as 00, not 24', () => {
    expect(inZone('UTC').clock(at('2026-11-22T00:00:00Z'))).toBe('00:00:00');
  });

  it('rounds moments before 1970 to the past, as all others', () => {
    expect(inZone('UTC').full(-1n, 6)).toBe('1969-12-31 23:59:59.999999');
  });

  it('shows a dash for a moment no calendar has', () => {
    expect(inZone('UTC').full(2n ** 64n, 6)).toBe('–');
    expect(inZone('UTC').clock(-(2n ** 70n))).toBe('–');
    expect(inZone('UTC').date(2n ** 64n)).toBe('–');
  });

  it('shows in UTC what ISO 8601 says', () => {
    fc.assert(
      fc.property(instants, instant => {
        const iso = new Date(Number(instant / 1000n)).toISOString();
        expect(inZone('UTC').full(instant, 3)).toBe(iso.slice(0, -1).replace('T', ' '));
      }),
    );
  });

  it('shifts by an offset and nothing else', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 10n ** 11n, max: 250_000_000_000_000_000n }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 59 }),
        fc.constantFrom(1, -1),
        (instant, hours, minutes, sign) => {
          const two = (n: number) => String(n).padStart(2, '0');
          const zone = `${sign > 0 ? '+' : '-'}${two(hours)}:${two(minutes)}`;
          const shift = BigInt(sign * (hours * 60 + minutes) * 60) * 1_000_000n;
          expect(inZone(zone).full(instant, 6)).toBe(inZone('UTC').full(instant + shift, 6));
        },
      ),
    );
  });

  it('has the date alone, in the zone asked for', () => {
    expect(inZone('UTC').day(1_654_103_424_046_643n)).toBe('2022-06-01');
    expect(inZone('+08:00').day(1_654_103_424_046_643n)).toBe('2022-06-02');
    expect(inZone('UTC').day(10n ** 18n)).toBe('–');
  });

  it('has the moment at which a day began, also where the clocks changed since', () => {
    const moment = at('2024-05-09T18:30:00Z', 5n);
    expect(inZone('UTC').dayStart(moment)).toBe(at('2024-05-09T00:00:00Z'));
    expect(inZone('+08:00').dayStart(moment)).toBe(at('2024-05-09T16:00:00Z'));
    expect(inZone('-03:30').dayStart(moment)).toBe(at('2024-05-09T03:30:00Z'));
    expect(inZone('Europe/Berlin').dayStart(at('2024-03-31T10:00:00Z'))).toBe(at('2024-03-30T23:00:00Z'));
    expect(inZone('Europe/Berlin').dayStart(at('2024-10-27T22:30:00Z'))).toBe(at('2024-10-26T22:00:00Z'));
    expect(inZone('UTC').dayStart(at('2024-05-09T00:00:00Z'))).toBe(at('2024-05-09T00:00:00Z'));
  });

  it('is made once for a zone', () => {
    expect(inZone('Asia/Shanghai')).toBe(inZone('Asia/Shanghai'));
  });
});

describe('isZone', () => {
  it.each(['UTC', 'local', 'Asia/Shanghai', 'Europe/Berlin', '+08:00', '-03:30'])('takes %s', zone => {
    expect(isZone(zone)).toBe(true);
  });

  it.each(['', 'Asia/Nowhere', '+8', '8', 'Shanghai time', '+25:00'])('refuses %j', zone => {
    expect(isZone(zone)).toBe(false);
  });
});

describe('the zone of the machine', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each(['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'])(
    'shows what its name shows, in %s',
    name => {
      process.env.TZ = name;
      const [local, named] = [inZone('local'), inZone(name)];
      fc.assert(
        fc.property(fc.bigInt({ min: 0n, max: 4_000_000_000_000_000n }), instant => {
          expect(local.full(instant, 3)).toBe(named.full(instant, 3));
          expect(local.offset(instant)).toBe(named.offset(instant));
        }),
      );
    },
  );
});
