import type { Micros } from '../kernel/rows.ts';
import { addInterval, clusterZone, readTime, toChar, unitMicros, writeTime } from './times.ts';

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

/** Functions SQLite lacks or means differently, by the name they have in translated SQL. */
export const functions: Readonly<Record<string, Implementation>> = {
  ob_now: now,
  ob_sysdate: asking => writeTime(asking.now(), clusterZone, 0),
  ob_systimestamp: asking => writeTime(asking.now(), asking.zone, 6),
  sys_extract_utc: (asking, [value]) => {
    const at = time(asking, value);
    return at === null ? null : writeTime(at, 0, 6);
  },
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
  usec_to_time: nullWithout((asking, [usec]) => writeTime(Number(usec), asking.zone, 6)),
  scn_to_timestamp: nullWithout((_, [scn]) => writeTime(Number(BigInt(text(scn)) / 1000n), clusterZone, 6)),
  to_char: nullWithout((_, [value, format]) =>
    format === undefined || readTime(text(value), 0) === null
      ? text(value)
      : toChar(text(value), text(format)),
  ),
  // Of MySQL: one NULL makes the whole NULL.
  ob_concat: nullWithout((_, args) => args.map(text).join('')),
  ob_decimal: nullWithout((_, [value, scale]) =>
    typeof value === 'string' ? value : Number(value).toFixed(Number(scale)),
  ),
  version: asking => `5.7.25-OceanBase-v${asking.version}`,
  ob_version: asking => asking.version,
  effective_tenant_id: asking => asking.tenantId,
  effective_tenant: asking => asking.tenantName,
  connection_id: asking => asking.connectionId,
  user: asking => `${asking.user}@xxx.xxx.xxx.xxx`,
  current_user: asking => `${asking.user}@%`,
  database: asking => asking.database,
  ob_may_read: (asking, [view]) => (asking.mayRead(text(view)) ? 1 : 0),
};

/** How a function a client names is called in translated SQL; those not listed here or below are unknown. */
export const renamed: Readonly<Record<string, string>> = {
  NOW: 'ob_now',
  CURRENT_TIMESTAMP: 'ob_now',
  SYSDATE: 'ob_now',
  IF: 'iif',
  CONCAT: 'ob_concat',
  NVL: 'ifnull',
  SESSION_USER: 'user',
  SCHEMA: 'database',
};

/** Functions SQLite has under the same name and with the same meaning. */
export const shared: ReadonlySet<string> = new Set(
  'COUNT SUM AVG MIN MAX CAST COALESCE IFNULL NULLIF ROUND UPPER LOWER'.split(' '),
);

/** Functions only one of the modes knows. */
export const onlyIn: Readonly<Record<'mysql' | 'oracle', ReadonlySet<string>>> = {
  mysql: new Set(
    (
      'NOW IF IFNULL UNIX_TIMESTAMP FROM_UNIXTIME TIMESTAMPDIFF DATE_ADD DATE_SUB USEC_TO_TIME ' +
      'VERSION DATABASE SCHEMA EFFECTIVE_TENANT_ID EFFECTIVE_TENANT CONNECTION_ID'
    ).split(' '),
  ),
  oracle: new Set(['TO_CHAR', 'SYS_EXTRACT_UTC']),
};
