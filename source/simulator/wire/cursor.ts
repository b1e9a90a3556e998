import { lengthPrefix } from './protocol.ts';

/** Reads the fields of a packet. Reading past its end throws a RangeError, which ends the connection, not the server. */
export class Cursor {
  at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  int(bytes: 1 | 2 | 3 | 4): number {
    const value = this.#bytes.readUIntLE(this.at, bytes);
    this.at += bytes;
    return value;
  }

  bytes(count: number): Buffer {
    if (count > this.left) throw new RangeError('The packet is shorter than the lengths in it.');
    const part = this.#bytes.subarray(this.at, this.at + count);
    this.at += count;
    return part;
  }

  bigint(signed: boolean): bigint {
    const part = this.bytes(8);
    return signed ? part.readBigInt64LE() : part.readBigUInt64LE();
  }

  /** Text up to a zero byte, or to the end without one. */
  zeroText(): string {
    const end = this.#bytes.indexOf(0, this.at);
    const text = this.#bytes.toString('utf8', this.at, end === -1 ? this.#bytes.length : end);
    this.at = end === -1 ? this.#bytes.length : end + 1;
    return text;
  }

  /** A length-encoded integer. */
  lengthNumber(): number {
    const first = this.int(1);
    if (first < lengthPrefix.null) return first;
    if (first === lengthPrefix.twoBytes) return this.int(2);
    if (first === lengthPrefix.threeBytes) return this.int(3);
    if (first === lengthPrefix.eightBytes) return Number(this.bigint(false));
    throw new RangeError(`${first} does not begin a length-encoded integer.`);
  }

  lengthBytes(): Buffer {
    return this.bytes(this.lengthNumber());
  }

  rest(): Buffer {
    return this.bytes(this.left);
  }
}
