import { describe, expect, it } from 'vitest';
import { SqlError } from '../../source/simulator/sql/errors.ts';
import { field } from '../../source/simulator/sql/result.ts';
import { OpenCursors } from '../../source/simulator/wire/open-cursors.ts';
import { PacketReader, PacketWriter } from '../../source/simulator/wire/packets.ts';

const result = { fields: [field('N', 'varchar(10)')], rows: [['one'], ['two'], ['three']] };

/** A reply as the first bytes and the text of its packets, and the status of the last. */
const said = (fill: (writer: PacketWriter) => void) => {
  const writer = new PacketWriter(1);
  fill(writer);
  const packets = new PacketReader(1_000_000).push(writer.bytes()).map(({ payload }) => payload);
  return {
    packets: packets.length,
    text: Buffer.concat(packets).toString('latin1'),
    status: packets.at(-1)?.readUInt16LE(3),
  };
};
const request = (statement: number, count: number) => {
  const payload = Buffer.alloc(8);
  payload.writeUInt32LE(statement, 0);
  payload.writeUInt32LE(count, 4);
  return payload;
};
const [autocommit, cursorExists, lastRowSent] = [0x02, 0x40, 0x80];

describe('A result that is fetched piece by piece', () => {
  it('begins with its columns, then gives as many rows as are asked for, and says when they are all sent', () => {
    const cursors = new OpenCursors();
    const head = said(writer => cursors.open(7, result, writer));
    expect(head).toMatchObject({ packets: 3, status: autocommit | cursorExists });
    expect(head.text).not.toContain('one');
    const first = said(writer => cursors.fetch(request(7, 2), 'mysql', writer));
    expect(first).toMatchObject({ packets: 3, status: autocommit | cursorExists });
    expect(first.text).toMatch(/one[\s\S]*two/);
    const rest = said(writer => cursors.fetch(request(7, 2), 'mysql', writer));
    expect(rest).toMatchObject({ packets: 2, status: autocommit | cursorExists | lastRowSent });
    expect(rest.text).toContain('three');
  });

  it('has its columns before each piece in Oracle mode', () => {
    const cursors = new OpenCursors();
    said(writer => cursors.open(7, result, writer));
    const piece = said(writer => cursors.fetch(request(7, 10), 'oracle', writer));
    expect(piece).toMatchObject({ packets: 3 + 3 + 1, status: autocommit | cursorExists | lastRowSent });
  });

  it('is gone once it is closed', () => {
    const cursors = new OpenCursors();
    said(writer => cursors.open(7, result, writer));
    cursors.close(7);
    const numberIn = (mode: 'mysql' | 'oracle') => {
      try {
        said(writer => cursors.fetch(request(7, 1), mode, writer));
      } catch (error) {
        return error instanceof SqlError ? error.errno : error;
      }
      return null;
    };
    expect([numberIn('mysql'), numberIn('oracle')]).toEqual([1421, 1002]);
  });
});
