/** Reads fields off a packet. Reading past its end throws a RangeError, which ends the connection, not the server. */
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
    if (count > this.left) throw new RangeError('The packet is shorter than it says.');
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
    if (first < 0xfb) return first;
    if (first === 0xfc) return this.int(2);
    if (first === 0xfd) return this.int(3);
    if (first === 0xfe) return Number(this.bigint(false));
    throw new RangeError('A length cannot begin like this.');
  }

  lengthBytes(): Buffer {
    return this.bytes(this.lengthNumber());
  }

  rest(): Buffer {
    return this.bytes(this.left);
  }
}
