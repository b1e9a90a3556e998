import { collation, columnFlag, columnType } from './protocol.ts';

/** How a column is described to the client (Protocol::ColumnDefinition41). */
export interface WireType {
  code: number;
  flags: number;
  decimals: number;
  length: number;
  charset: number;
}

/** The wire type of anything that is not text. */
function binaryType(code: number, flags: number, decimals: number, length: number): WireType {
  return { code, flags: flags | columnFlag.binary, decimals, length, charset: collation.binary };
}

/** @param length in bytes */
function textType(length: number): WireType {
  return { code: columnType.text, flags: 0, decimals: 0, length, charset: collation.utf8mb4 };
}

/** DECIMALS of a float, and of a decimal without a fixed scale. */
const anyScale = 31;
/** NUMBER without a scale, as OceanBase sends it. */
const numberScale = 0x55;

/** The longest character of utf8mb4. */
const bytesPerCharacter = 4;

const rules: readonly [RegExp, (match: RegExpExecArray) => WireType][] = [
  [/^bigint unsigned/i, () => binaryType(columnType.bigint, columnFlag.unsigned, 0, 20)],
  [/^bigint/i, () => binaryType(columnType.bigint, 0, 0, 20)],
  [/^timestamp\((\d)\) with local/i, match => binaryType(columnType.zonedTimestamp, 0, Number(match[1]), 0)],
  [/^TIMESTAMP\(9\)/, () => binaryType(columnType.nanoTimestamp, 0, 9, 0)],
  [/^timestamp\((\d)\)/i, match => binaryType(columnType.timestamp, 0, Number(match[1]), 26)],
  [/^datetime(?:\((\d)\))?/i, match => binaryType(columnType.datetime, 0, Number(match[1] ?? 0), 26)],
  [
    /^decimal\((\d+),(\d+)\)/i,
    match => binaryType(columnType.decimal, 0, Number(match[2]), Number(match[1]) + 2),
  ],
  [/^decimal$/i, () => binaryType(columnType.decimal, 0, anyScale, 67)],
  [/^NUMBER\(38\)/i, () => binaryType(columnType.decimal, 0, 0, 39)],
  [/^NUMBER/i, () => binaryType(columnType.decimal, 0, numberScale, 40)],
  [/^double/i, () => binaryType(columnType.double, 0, anyScale, 23)],
  [/^varchar2?\((\d+)\)/i, match => textType(Number(match[1]) * bytesPerCharacter)],
];

/** The wire type of a kernel type as DESC writes it; a type that is not in the table is sent as text. */
export function wireType(type: string): WireType {
  for (const [pattern, make] of rules) {
    const match = pattern.exec(type);
    if (match !== null) return make(match);
  }
  return textType(4096 * bytesPerCharacter);
}

/** Digits after the point of a decimal type, or null for any other and for NUMBER without a scale. */
export function scaleOf(type: string): number | null {
  const match = /^decimal\(\d+,(\d+)\)/i.exec(type);
  return match === null ? null : Number(match[1]);
}
