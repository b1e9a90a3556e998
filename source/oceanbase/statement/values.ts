import type { Column, ColumnKind, Instant } from '../../backup/row.ts';
import { sanitise } from '../../text/sanitise.ts';
import { withoutSecrets } from '../connection/secrets.ts';
import type { Family } from '../views/view.ts';

const timePattern = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$/;

/**
 * Oracle-mode views compute START/END_TIMESTAMP as text from the epoch plus eight hours, whatever the
 * session's time zone (view definitions DBA_OB_BACKUP_*, ids 25176–25180).
 */
export const oracleOffsetMicros = 8n * 3_600_000_000n;

/**
 * A time as the server sent it in a session whose time zone is UTC, or from an Oracle tenant.
 * @returns null for NULL, '' (4.0.0 while running), the zero date and anything that is no time
 */
export function parseTime(text: string | null, family: Family): Instant | null {
  const match = text === null ? null : timePattern.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const [y, mo, d] = [Number(year), Number(month), Number(day)];
  const millis = Date.UTC(y, mo - 1, d, Number(hour), Number(minute), Number(second));
  const back = new Date(millis);
  // Out of range, a part would have moved the others.
  if (back.toISOString().slice(0, 19) !== `${year}-${month}-${day}T${hour}:${minute}:${second}`) return null;
  const micros = BigInt(millis) * 1000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
  return family === 'oracle' ? micros - oracleOffsetMicros : micros;
}

/** A whole number, from a bigint column or an Oracle NUMBER; null where the text is none. */
export function parseInteger(text: string | null): bigint | null {
  return text !== null && /^[+-]?\d+$/.test(text.trim()) ? BigInt(text.trim()) : null;
}

/** The whole part of a decimal number that is not below 0; null where the text is none. */
export function parseWholePart(text: string | null): bigint | null {
  const whole = text === null ? undefined : /^\+?(\d+)(?:\.\d*)?$/.exec(text.trim())?.[1];
  return whole === undefined ? null : BigInt(whole);
}

/** A little more than 100 % is more work than was counted; more than 200 % is no percentage. */
const farBeyond = 20_000;

/** A percentage given as decimal text, in hundredths, rounded down, 100 % at most; null where the text is none. */
export function parseHundredths(text: string | null): number | null {
  const match = text === null ? null : /^\+?(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (match === null || ((match[1] ?? '') === '' && (match[2] ?? '') === '')) return null;
  const hundredths = Number(`${match[1] || '0'}${(match[2] ?? '').padEnd(2, '0').slice(0, 2)}`);
  return hundredths > farBeyond ? null : Math.min(hundredths, 10_000);
}

/** Nanoseconds of an SCN as an instant; 0 is "not set". */
export function scnInstant(scn: bigint): Instant | null {
  return scn === 0n ? null : scn / 1000n;
}

/** Characters of a value that are kept. The longest column of the views, COMMENT, holds 4,096. */
const maxLength = 65_536;

/**
 * One column of a row: the server's text without secrets, the same made safe to draw, and for a time the instant. The
 * one place where values come in: what is masked here is shown, printed, copied and handed on nowhere.
 */
export function toColumn(name: string, kind: ColumnKind, sent: string | null, family: Family): Column {
  const kept = sent !== null && sent.length > maxLength ? `${sent.slice(0, maxLength)}…` : sent;
  const raw = kept === null ? null : withoutSecrets(kept);
  const masked = raw === kept ? {} : ({ isMasked: true } as const);
  const text = raw === null ? null : sanitise(raw);
  const instant = kind === 'time' ? parseTime(raw, family) : null;
  return instant === null ? { name, kind, raw, text, ...masked } : { name, kind, raw, text, instant };
}

/** An instant as a MySQL-mode session in UTC writes it, to compare a time column with. */
export function timeText(at: Instant): string {
  const fraction = String(at % 1_000_000n).padStart(6, '0');
  return `${new Date(Number(at / 1000n)).toISOString().slice(0, 19).replace('T', ' ')}.${fraction}`;
}

/** The kernel's units of a length of time, in seconds; a number alone is in seconds. */
const lengthUnits: Readonly<Record<string, number>> = {
  us: 1e-6,
  ms: 1e-3,
  '': 1,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
};

/** A length of time as parameters have it (`120s`, `2m`), in seconds; null for anything else. */
export function parseLength(text: string): number | null {
  const [, digits, unit = ''] = /^(\d+)\s*([a-z]*)$/.exec(text.trim().toLowerCase()) ?? [];
  const factor = lengthUnits[unit];
  return digits === undefined || factor === undefined ? null : Number(digits) * factor;
}
