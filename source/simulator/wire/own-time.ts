import { columnType } from './protocol.ts';

/** Whether a column's type is one of OceanBase's own for times, which only Oracle tenants have. */
export function isOwnTime(code: number | undefined): boolean {
  return code === columnType.zonedTimestamp || code === columnType.nanoTimestamp;
}

const pattern = /^(\d\d)(\d\d)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?/;

/**
 * A time as OceanBase sends it for these types, in the text protocol as in the binary one, behind its length (kernel:
 * otimestamp_cell_str): a byte each for century, year within it, month, day, hour, minute and second, four for the
 * nanoseconds, and the digits of the fraction. An empty one for what is no time.
 */
export function ownTime(text: string): Buffer {
  const [, ...parts] = pattern.exec(text) ?? [];
  const fraction = parts[7] ?? '';
  if (parts.length === 0) return Buffer.from([0]);
  const value = Buffer.alloc(12);
  for (const [at, part] of parts.slice(0, 7).entries()) value[at] = Number(part);
  value.writeUInt32LE(Number(fraction.padEnd(9, '0')), 7);
  value[11] = fraction.length;
  return Buffer.concat([Buffer.from([value.length]), value]);
}
