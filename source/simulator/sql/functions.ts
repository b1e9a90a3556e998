import type { Micros } from '../kernel/rows.ts';
import { addInterval, clusterZone, formatTime, readTime, toChar, unitMicros, writeTime } from './times.ts';

/** What the functions of a statement need to know about the session that runs it. */
export interface Asking {
  now(): Micros;
  zone: number;
  tenantId: number;
  tenantName: string;
  /** `root@sys` as logged in, without the tenant. */
  user: string;
  database: string | null;
  connectionId: number;
  version: string;
  userVariable(name: string): string | null;
  mayRead(view: string): boolean;
}

export type SqlValue = string | number | bigint | null | Uint8Array;
type Implementation = (asking: Asking, args: readonly SqlValue[]) => SqlValue;

const text = (value: SqlValue | undefined): string => String(value ?? '');
const time = (asking: Asking, value: SqlValue | undefined): Micros | null =>
  value === null || value === undefined ? null : readTime(text(value), asking.zone);
const digitsOf = (value: SqlValue | undefined): number => Math.min(6, Math.max(0, Number(value ?? 0)));
const now: Implementation = (asking, [digits]) => writeTime(asking.now(), asking.zone, digitsOf(digits));

function shift(sign: 1 | -1): Implementation {
  return (asking, [value, count, unit]) => {
    const at = time(asking, value);
    if (at === null) return null;
    const moved = addInterval(at, sign * Number(count ?? 0), text(unit));
    return writeTime(moved, asking.zone, moved % 1_000_000 === 0 ? 0 : 6);
  };
}

const nullWithout =
  (implementation: Implementation): Implementation =>
  (asking, args) =>
    args.some(value => value === null) ? null : implementation(asking, args);

function extreme(better: (a: SqlValue, b: SqlValue) => boolean): Implementation {
  return nullWithout((_, args) =>
    args.reduce((best, value) => (better(value, best) ? value : best), args[0] ?? null),
  );
}

const compare = (a: SqlValue, b: SqlValue): number => {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
};

function decode(_: Asking, args: readonly SqlValue[]): SqlValue {
  for (let i = 1; i + 1 < args.length; i += 2) {
    if (text(args[i]) === text(args[0])) return args[i + 1] ?? null;
  }
  return args.length % 2 === 0 ? (args.at(-1) ?? null) : null;
}

/** Functions SQLite lacks or means differently, by the name they have in translated SQL. */
export const functions: Readonly<Record<string, Implementation>> = {
  ob_now: now,
  ob_sysdate: asking => writeTime(asking.now(), clusterZone, 0),
  ob_systimestamp: asking => writeTime(asking.now(), asking.zone, 6),
  utc_timestamp: (asking, [digits]) => writeTime(asking.now(), 0, digitsOf(digits)),
  sys_extract_utc: (asking, [value]) => {
    const at = time(asking, value);
    return at === null ? null : writeTime(at, 0, 6);
  },
  curdate: asking => writeTime(asking.now(), asking.zone, 0).slice(0, 10),
  unix_timestamp: (asking, args) => {
    const at = args.length === 0 ? asking.now() : time(asking, args[0]);
    if (at === null) return null;
    const seconds = at / 1_000_000;
    return args.length === 0 || Number.isInteger(seconds) ? Math.floor(seconds) : seconds;
  },
  from_unixtime: nullWithout((asking, [seconds]) => writeTime(Number(seconds) * 1_000_000, asking.zone, 0)),
  timestampdiff: (asking, [unit, from, to]) => {
    const [a, b] = [time(asking, from), time(asking, to)];
    const length = unitMicros[text(unit)] ?? 86_400_000_000;
    return a === null || b === null ? null : Math.trunc((b - a) / length);
  },
  date_add: shift(1),
  date_sub: shift(-1),
  date_format: nullWithout((_, [value, format]) => formatTime(text(value), text(format))),
  time_to_usec: (asking, [value]) => {
    const at = time(asking, value);
    return at === null ? null : BigInt(at);
  },
  usec_to_time: nullWithout((asking, [usec]) => writeTime(Number(usec), asking.zone, 6)),
  scn_to_timestamp: nullWithout((_, [scn]) => writeTime(Number(BigInt(text(scn)) / 1000n), clusterZone, 6)),
  to_char: nullWithout((_, [value, format]) =>
    format === undefined || readTime(text(value), 0) === null
      ? text(value)
      : toChar(text(value), text(format)),
  ),
  to_number: nullWithout((_, [value]) => {
    const number = Number(text(value));
    return Number.isInteger(number) ? BigInt(number) : number;
  }),
  to_timestamp: nullWithout((_, [value]) => text(value)),
  nvl2: (_, [value, there, missing]) => (value === null ? (missing ?? null) : (there ?? null)),
  decode,
  // Of MySQL: one NULL makes the whole NULL.
  ob_concat: nullWithout((_, args) => args.map(text).join('')),
  greatest: extreme((a, b) => compare(a, b) > 0),
  least: extreme((a, b) => compare(a, b) < 0),
  ob_left: nullWithout((_, [value, count]) => [...text(value)].slice(0, Math.max(0, Number(count))).join('')),
  ob_right: nullWithout((_, [value, count]) =>
    Number(count) <= 0 ? '' : [...text(value)].slice(-Number(count)).join(''),
  ),
  char_length: nullWithout((_, [value]) => [...text(value)].length),
  byte_length: nullWithout((_, [value]) => Buffer.byteLength(text(value))),
  substring_index: nullWithout((_, [value, separator, count]) => {
    const parts = text(value).split(text(separator));
    const n = Number(count);
    return (n >= 0 ? parts.slice(0, n) : parts.slice(n)).join(text(separator));
  }),
  truncate: nullWithout((_, [value, digits]) => {
    const scale = 10 ** Number(digits ?? 0);
    return Math.trunc(Number(value) * scale) / scale;
  }),
  find_in_set: nullWithout((_, [value, list]) => text(list).split(',').indexOf(text(value)) + 1),
  isnull: (_, [value]) => (value === null ? 1 : 0),
  ob_decimal: nullWithout((_, [value, scale]) =>
    typeof value === 'string' ? value : Number(value).toFixed(Number(scale)),
  ),
  regexp: nullWithout((_, [pattern, value]) => (matches(text(pattern), text(value)) ? 1 : 0)),
  version: asking => `5.7.25-OceanBase-v${asking.version}`,
  ob_version: asking => asking.version,
  effective_tenant_id: asking => asking.tenantId,
  effective_tenant: asking => asking.tenantName,
  connection_id: asking => asking.connectionId,
  user: asking => `${asking.user}@xxx.xxx.xxx.xxx`,
  current_user: asking => `${asking.user}@%`,
  database: asking => asking.database,
  last_insert_id: () => 0,
  found_rows: () => 0,
  row_count: () => -1,
  sleep: () => 0,
  ob_variable: (asking, [name]) => asking.userVariable(text(name)),
  ob_may_read: (asking, [view]) => (asking.mayRead(text(view)) ? 1 : 0),
};

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'i').test(value.slice(0, 10_000));
  } catch {
    return false;
  }
}

/** How a function a client names is called in translated SQL; those not listed here or below are unknown. */
export const renamed: Readonly<Record<string, string>> = {
  NOW: 'ob_now',
  CURRENT_TIMESTAMP: 'ob_now',
  LOCALTIME: 'ob_now',
  LOCALTIMESTAMP: 'ob_now',
  SYSDATE: 'ob_now',
  IF: 'iif',
  LEFT: 'ob_left',
  RIGHT: 'ob_right',
  CONCAT: 'ob_concat',
  NVL: 'ifnull',
  LENGTH: 'byte_length',
  OCTET_LENGTH: 'byte_length',
  CHARACTER_LENGTH: 'char_length',
  SESSION_USER: 'user',
  SYSTEM_USER: 'user',
  SCHEMA: 'database',
  UCASE: 'upper',
  LCASE: 'lower',
  MID: 'substr',
  CURRENT_DATE: 'curdate',
  ADDDATE: 'date_add',
  SUBDATE: 'date_sub',
  CEILING: 'ceil',
  POW: 'power',
  OB_TRANSACTION_ID: 'last_insert_id',
};

/** Functions SQLite has under the same name and with the same meaning. */
export const shared: ReadonlySet<string> = new Set([
  ...['COUNT', 'SUM', 'AVG', 'MIN', 'MAX', 'GROUP_CONCAT', 'CAST', 'COALESCE', 'IFNULL', 'NULLIF'],
  ...['ABS', 'ROUND', 'FLOOR', 'CEIL', 'POWER', 'MOD', 'SIGN', 'SQRT', 'LN', 'EXP'],
  ...['UPPER', 'LOWER', 'TRIM', 'LTRIM', 'RTRIM', 'REPLACE', 'SUBSTR', 'SUBSTRING', 'INSTR', 'HEX'],
  ...['CONCAT_WS', 'ROW_NUMBER', 'RANK', 'DENSE_RANK', 'LAG', 'LEAD', 'FIRST_VALUE', 'LAST_VALUE'],
]);

/** Functions only one of the modes knows. */
export const onlyIn: Readonly<Record<'mysql' | 'oracle', ReadonlySet<string>>> = {
  mysql: new Set([
    ...['NOW', 'IF', 'IFNULL', 'CURDATE', 'UNIX_TIMESTAMP', 'FROM_UNIXTIME', 'TIMESTAMPDIFF', 'DATE_ADD'],
    ...['DATE_SUB', 'DATE_FORMAT', 'LEFT', 'RIGHT', 'CONCAT_WS', 'GROUP_CONCAT', 'VERSION', 'DATABASE'],
    ...['EFFECTIVE_TENANT_ID', 'EFFECTIVE_TENANT', 'CONNECTION_ID', 'LAST_INSERT_ID', 'FOUND_ROWS', 'SLEEP'],
    ...['UTC_TIMESTAMP', 'ISNULL', 'USEC_TO_TIME', 'TIME_TO_USEC', 'ROW_COUNT', 'SCHEMA'],
  ]),
  oracle: new Set(['TO_CHAR', 'TO_NUMBER', 'TO_TIMESTAMP', 'NVL2', 'DECODE', 'SYS_EXTRACT_UTC']),
};
