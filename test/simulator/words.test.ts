import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { like } from '../../source/simulator/sql/show.ts';
import { addInterval, readTime, toChar, writeTime, zoneMinutes } from '../../source/simulator/sql/times.ts';
import { tokenize } from '../../source/simulator/sql/tokens.ts';
import { PacketReader, PacketWriter } from '../../source/simulator/wire/packets.ts';

const anyTime = fc.integer({ min: 0, max: 4_000_000_000_000_000 });
const anyZone = fc.integer({ min: -780, max: 840 });

describe('Times', () => {
  it('come back from text as they were written, in every zone', () => {
    fc.assert(
      fc.property(anyTime, anyZone, (at, zone) => {
        expect(readTime(writeTime(at, zone, 6), zone)).toBe(at);
      }),
    );
  });

  it('are cut to fewer digits, not rounded', () => {
    expect(writeTime(1_654_074_624_999_999, 0, 0)).toBe('2022-06-01 09:10:24');
    expect(writeTime(1_654_074_624_999_999, 480, 3)).toBe('2022-06-01 17:10:24.999');
  });

  it('know zones as offsets only', () => {
    expect(
      ['+08:00', '-3:30', '+00:00', 'SYSTEM', '+15:00', '+08:60', 'Asia/Shanghai'].map(zoneMinutes),
    ).toEqual([480, -210, 0, 480, null, null, null]);
  });

  it('are moved by fixed units and by months', () => {
    const at = readTime('2026-01-31 12:00:00', 0) ?? 0;
    expect(writeTime(addInterval(at, -2, 'HOUR'), 0, 0)).toBe('2026-01-31 10:00:00');
    expect(writeTime(addInterval(at, 1, 'YEAR'), 0, 0)).toBe('2027-01-31 12:00:00');
  });

  it('are written by the format elements of Oracle mode', () => {
    expect(toChar('2026-11-22 02:03:04.056789', 'yyyy/mm/dd HH24:MI:SS.FF3')).toBe('2026/11/22 02:03:04.056');
  });
});

describe('Tokens', () => {
  it('leave out comments, and keep what MySQL runs inside them', () => {
    const words = (sql: string): string[] => tokenize(sql, 'mysql').tokens.map(token => token.raw);
    expect(words('SELECT /*+ QUERY_TIMEOUT(1) */ /* a */ 1 -- b\n# c\n, /*!50000 2 */')).toEqual([
      'SELECT',
      '1',
      ',',
      '2',
    ]);
  });

  it('read any text without an error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('mysql' as const, 'oracle' as const),
        (text, mode) => {
          const { tokens, broken } = tokenize(text, mode);
          expect(tokens.every(token => token.end > token.start)).toBe(true);
          expect(broken === null || broken.length > 0).toBe(true);
        },
      ),
    );
  });

  it('give back a text that was quoted', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
        expect(tokenize(`SELECT ${quoted}`, 'mysql').tokens[1]?.value).toBe(text);
      }),
    );
  });
});

describe('A LIKE pattern', () => {
  it('matches any text with %, one character with _, and itself when escaped', () => {
    expect([
      like('time_zone', 'time%'),
      like('timeXzone', 'time\\_zone'),
      like('TIME_ZONE', 'time_zone'),
      like('a.b', 'a_b'),
    ]).toEqual([true, false, true, true]);
    expect(like('axb', 'a.b')).toBe(false);
  });
});

describe('Packets', () => {
  it('come together again however the bytes are cut', () => {
    const payloads = fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(payloads, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (sent, cuts) => {
        const writer = new PacketWriter(0);
        for (const payload of sent) writer.add(Buffer.from(payload));
        const bytes = writer.bytes();
        const reader = new PacketReader(1_000_000);
        const got: Buffer[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = cuts[turn % cuts.length] ?? 1;
          got.push(...reader.push(bytes.subarray(at, at + size)).map(packet => packet.payload));
          at += size;
        }
        expect(got.map(payload => [...payload])).toEqual(sent.map(payload => [...payload]));
      }),
    );
  });

  it('larger than a frame are sent in parts and read as one', () => {
    const large = Buffer.alloc(0xffffff + 5, 7);
    const writer = new PacketWriter(3);
    writer.add(large);
    const [packet, ...rest] = new PacketReader(20_000_000).push(writer.bytes());
    expect(rest).toEqual([]);
    expect(packet?.payload.equals(large)).toBe(true);
  });
});
