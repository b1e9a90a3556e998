import type { Field } from '../sql/result.ts';
import { isOwnTime, ownTime } from './own-time.ts';
import { lengthPrefix, reply, serverStatus } from './protocol.ts';

/** Length and sequence number before each packet. */
const headerLength = 4;
const largestFrame = 0xffffff;

/** Splits a byte stream into packets; frames of the largest size are parts of one packet. */
export class PacketReader {
  /** What has come and was not a whole packet yet, put together once enough is there. */
  #chunks: Buffer[] = [];
  #held = 0;
  #needed = headerLength;
  #parts: Buffer[] = [];
  readonly #limit: number;

  /** @param limit the most bytes a packet may have */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes a chunk; returns the packets it completes. Throws when a packet exceeds the limit. */
  push(chunk: Buffer): { sequence: number; payload: Buffer }[] {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#needed) return [];
    let bytes = Buffer.concat(this.#chunks);
    this.#needed = headerLength;
    const packets: { sequence: number; payload: Buffer }[] = [];
    while (bytes.length >= headerLength) {
      const length = bytes.readUIntLE(0, 3);
      const known = this.#parts.reduce((sum, part) => sum + part.length, 0);
      if (known + length > this.#limit) throw new Error('The packet is larger than max_allowed_packet.');
      if (bytes.length < length + headerLength) {
        this.#needed = length + headerLength;
        break;
      }
      const sequence = bytes[3] ?? 0;
      this.#parts.push(bytes.subarray(headerLength, length + headerLength));
      bytes = bytes.subarray(length + headerLength);
      if (length === largestFrame) continue;
      packets.push({ sequence, payload: Buffer.concat(this.#parts) });
      this.#parts = [];
    }
    this.#chunks = [bytes];
    this.#held = bytes.length;
    return packets;
  }
}

/** Collects the packets of a reply and numbers them. */
export class PacketWriter {
  readonly #chunks: Buffer[] = [];
  #sequence: number;

  /** @param sequence number of the first packet */
  constructor(sequence: number) {
    this.#sequence = sequence;
  }

  add(payload: Buffer): void {
    let at = 0;
    for (;;) {
      const part = payload.subarray(at, at + largestFrame);
      const head = Buffer.alloc(4);
      head.writeUIntLE(part.length, 0, 3);
      head[3] = this.#sequence;
      this.#sequence = (this.#sequence + 1) & 0xff;
      this.#chunks.push(head, part);
      at += part.length;
      if (part.length < largestFrame) return;
    }
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

export function int(value: number, bytes: 1 | 2 | 3 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

/** A length-encoded integer. */
export function lengthNumber(value: number): Buffer {
  if (value < lengthPrefix.null) return int(value, 1);
  if (value < 2 ** 16) return Buffer.concat([int(lengthPrefix.twoBytes, 1), int(value, 2)]);
  if (value < 2 ** 24) return Buffer.concat([int(lengthPrefix.threeBytes, 1), int(value, 3)]);
  const buffer = Buffer.alloc(9, lengthPrefix.eightBytes);
  buffer.writeBigUInt64LE(BigInt(value), 1);
  return buffer;
}

/** A length-encoded string in UTF-8. */
export function lengthText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([lengthNumber(bytes.length), bytes]);
}

const warnings = int(0, 2);

export function okPacket(status: number = serverStatus.autocommit, affectedRows = 0): Buffer {
  const lastInsertId = lengthNumber(0);
  return Buffer.concat([
    int(reply.ok, 1),
    lengthNumber(affectedRows),
    lastInsertId,
    int(status, 2),
    warnings,
  ]);
}

/** @param status flags other than autocommit */
export function eofPacket(status = 0): Buffer {
  return Buffer.concat([int(reply.eof, 1), warnings, int(serverStatus.autocommit | status, 2)]);
}

export function errorPacket(errno: number, state: string, message: string): Buffer {
  return Buffer.concat([int(reply.error, 1), int(errno, 2), Buffer.from(`#${state}${message}`, 'utf8')]);
}

/** Bytes that follow the names in a column definition. */
const fixedFieldsLength = 0x0c;

/** Protocol::ColumnDefinition41 */
export function columnPacket(field: Field): Buffer {
  const { wire } = field;
  return Buffer.concat([
    lengthText('def'),
    lengthText(field.schema),
    lengthText(field.table),
    lengthText(field.originalTable),
    lengthText(field.name),
    lengthText(field.originalName),
    int(fixedFieldsLength, 1),
    int(wire.charset, 2),
    int(wire.length, 4),
    int(wire.code, 1),
    int(wire.flags, 2),
    int(wire.decimals, 1),
    int(0, 2),
  ]);
}

/** A row of the text protocol. Times with a type of OceanBase's own are not text there either. */
export function textRow(row: readonly (string | null)[], fields: readonly Field[]): Buffer {
  return Buffer.concat(
    row.map((value, i) => {
      if (value === null) return int(lengthPrefix.null, 1);
      return isOwnTime(fields[i]?.wire.code) ? ownTime(value) : lengthText(value);
    }),
  );
}

/** The head of a reply with rows: column count, columns, EOF. */
export function writeHead(writer: PacketWriter, fields: readonly Field[], status = 0): void {
  writer.add(lengthNumber(fields.length));
  for (const field of fields) writer.add(columnPacket(field));
  writer.add(eofPacket(status));
}

/** The reply to a query: head, rows, EOF. */
export function writeResult(
  writer: PacketWriter,
  fields: readonly Field[],
  rows: readonly (readonly (string | null)[])[],
  encode: (row: readonly (string | null)[], fields: readonly Field[]) => Buffer = textRow,
): void {
  writeHead(writer, fields);
  for (const row of rows) writer.add(encode(row, fields));
  writer.add(eofPacket());
}
