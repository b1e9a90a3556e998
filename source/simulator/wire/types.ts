/** How a column is described to the client (Protocol::ColumnDefinition41). */
export interface WireType {
  code: number;
  flags: number;
  decimals: number;
  length: number;
  charset: number;
}

export const codes = {
  double: 5,
  timestamp: 7,
  bigint: 8,
  datetime: 12,
  zonedTimestamp: 201,
  nanoTimestamp: 202,
  decimal: 246,
  text: 253,
} as const;

const unsigned = 0x20;
const binaryFlag = 0x80;
/** utf8mb4_general_ci, and the charset of everything that is not text. */
const [utf8mb4, binary] = [45, 63];

const plain = (code: number, flags: number, decimals: number, length: number): WireType => ({
  code,
  flags: flags | binaryFlag,
  decimals,
  length,
  charset: binary,
});

const rules: readonly [RegExp, (match: RegExpExecArray) => WireType][] = [
  [/^bigint unsigned/i, () => plain(codes.bigint, unsigned, 0, 20)],
  [/^bigint/i, () => plain(codes.bigint, 0, 0, 20)],
  [/^timestamp\((\d)\) with local/i, match => plain(codes.zonedTimestamp, 0, Number(match[1]), 0)],
  [/^TIMESTAMP\(9\)/, () => plain(codes.nanoTimestamp, 0, 9, 0)],
  [/^timestamp\((\d)\)/i, match => plain(codes.timestamp, 0, Number(match[1]), 26)],
  [/^datetime(?:\((\d)\))?/i, match => plain(codes.datetime, 0, Number(match[1] ?? 0), 26)],
  [/^decimal\((\d+),(\d+)\)/i, match => plain(codes.decimal, 0, Number(match[2]), Number(match[1]) + 2)],
  [/^decimal$/i, () => plain(codes.decimal, 0, 31, 67)],
  [/^NUMBER\(38\)/i, () => plain(codes.decimal, 0, 0, 39)],
  [/^NUMBER/i, () => plain(codes.decimal, 0, 0x55, 40)],
  [/^double/i, () => plain(codes.double, 0, 31, 23)],
  [
    /^varchar2?\((\d+)\)/i,
    match => ({ code: codes.text, flags: 0, decimals: 0, length: Number(match[1]) * 4, charset: utf8mb4 }),
  ],
];

/** The wire type of a kernel type as DESC writes it; what is not known goes as text. */
export function wireType(type: string): WireType {
  for (const [pattern, make] of rules) {
    const match = pattern.exec(type);
    if (match !== null) return make(match);
  }
  return { code: codes.text, flags: 0, decimals: 0, length: 16_384, charset: utf8mb4 };
}

/** Digits after the point of a decimal type, or null for any other and for NUMBER without a scale. */
export function scaleOf(type: string): number | null {
  const match = /^decimal\(\d+,(\d+)\)/i.exec(type);
  return match === null ? null : Number(match[1]);
}
