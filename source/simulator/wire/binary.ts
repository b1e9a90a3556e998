import type { SqlValue } from '../sql/functions.ts';
import type { Field } from '../sql/result.ts';
import { Cursor } from './cursor.ts';
import { ownTime } from './own-time.ts';
import { int, lengthText } from './packets.ts';
import { columnType, reply } from './protocol.ts';

/** Bytes of a time with microseconds. */
const timeLength = 11;

/** A time in the binary protocol: a length byte, then year to second, then microseconds; length 0 is the zero date. */
function binaryTime(text: string): Buffer {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?)?/.exec(text);
  if (match === null) return int(0, 1);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(part => Number(part ?? 0));
  const micros = Number((match[7] ?? '').padEnd(6, '0'));
  return Buffer.concat([
    int(timeLength, 1),
    int(year ?? 0, 2),
    ...[month, day, hour, minute, second].map(part => int(part ?? 0, 1)),
    int(micros, 4),
  ]);
}

function binaryInteger(text: string): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt.asUintN(64, BigInt(text)));
  return buffer;
}

function binaryDouble(text: string): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleLE(Number(text));
  return buffer;
}

const encoders: Readonly<Record<number, (text: string) => Buffer>> = {
  [columnType.bigint]: binaryInteger,
  [columnType.double]: binaryDouble,
  [columnType.timestamp]: binaryTime,
  [columnType.datetime]: binaryTime,
  [columnType.zonedTimestamp]: ownTime,
  [columnType.nanoTimestamp]: ownTime,
};

/** Unused bits at the start of a row's NULL bitmap. */
const nullBitOffset = 2;

/** A row of the binary protocol, which answers COM_STMT_EXECUTE. */
export function binaryRow(row: readonly (string | null)[], fields: readonly Field[]): Buffer {
  const nulls = Buffer.alloc((row.length + nullBitOffset + 7) >> 3);
  const values = row.map((value, i) => {
    if (value === null) {
      const bit = i + nullBitOffset;
      nulls[bit >> 3] = (nulls[bit >> 3] ?? 0) | (1 << (bit & 7));
      return Buffer.alloc(0);
    }
    return (encoders[fields[i]?.wire.code ?? columnType.text] ?? lengthText)(value);
  });
  return Buffer.concat([int(reply.ok, 1), nulls, ...values]);
}

type Decoder = (cursor: Cursor, unsigned: boolean) => SqlValue;
const asText: Decoder = cursor => cursor.lengthBytes().toString('utf8');
const time: Decoder = cursor => {
  const part = new Cursor(cursor.bytes(cursor.int(1)));
  if (part.left === 0) return '0000-00-00 00:00:00';
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(part.int(2)).padStart(4, '0')}-${two(part.int(1))}-${two(part.int(1))}`;
  const clock = part.left > 0 ? `${two(part.int(1))}:${two(part.int(1))}:${two(part.int(1))}` : '00:00:00';
  return `${date} ${clock}${part.left > 0 ? `.${String(part.int(4)).padStart(6, '0')}` : ''}`;
};

/** How to read a parameter of each type; all others are length-encoded text. */
const decoders: Readonly<Record<number, Decoder>> = {
  [columnType.tiny]: (cursor, unsigned) => (unsigned ? cursor.int(1) : cursor.bytes(1).readInt8()),
  [columnType.short]: (cursor, unsigned) => (unsigned ? cursor.int(2) : cursor.bytes(2).readInt16LE()),
  [columnType.long]: (cursor, unsigned) => (unsigned ? cursor.int(4) : cursor.bytes(4).readInt32LE()),
  [columnType.float]: cursor => cursor.bytes(4).readFloatLE(),
  [columnType.double]: cursor => cursor.bytes(8).readDoubleLE(),
  [columnType.null]: () => null,
  [columnType.timestamp]: time,
  [columnType.bigint]: (cursor, unsigned) => cursor.bigint(!unsigned),
  [columnType.date]: time,
  [columnType.datetime]: time,
};

/** Flag that follows the type of a parameter. */
const unsignedParameter = 0x80;

/** A value SQLite can bind: it has no integers beyond 2^63, which become text. */
function bindable(value: SqlValue): SqlValue {
  return typeof value === 'bigint' && value >= 2n ** 63n ? value.toString() : value;
}

/**
 * The parameters of a COM_STMT_EXECUTE; the cursor is behind statement id, flags and iteration count.
 * @param known the types bound by an earlier execution, used when this one binds none
 * @param long values sent ahead by COM_STMT_SEND_LONG_DATA, by index of the parameter
 */
export function readParameters(
  cursor: Cursor,
  count: number,
  known: readonly (readonly [number, number])[],
  long: ReadonlyMap<number, Buffer>,
): { values: SqlValue[]; types: (readonly [number, number])[] } {
  if (count === 0) return { values: [], types: [] };
  const nulls = cursor.bytes((count + 7) >> 3);
  const types =
    cursor.int(1) === 1
      ? Array.from({ length: count }, () => [cursor.int(1), cursor.int(1)] as const)
      : [...known];
  const values = Array.from({ length: count }, (_, i): SqlValue => {
    if (((nulls[i >> 3] ?? 0) >> (i & 7)) & 1) return null;
    const given = long.get(i);
    if (given !== undefined) return given.toString('utf8');
    const [code, sign] = types[i] ?? [columnType.text, 0];
    return bindable((decoders[code] ?? asText)(cursor, (sign & unsignedParameter) !== 0));
  });
  return { values, types };
}
