import type { Micros } from '../kernel/rows.ts';
import { addInterval, clusterZone, readTime, toChar, unitMicros, writeTime } from './times.ts';

/** What functions need to know about the session that calls them. */
export interface FunctionContext {
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
type Implementation = (context: FunctionContext, args: readonly SqlValue[]) => SqlValue;

function text(value: SqlValue | undefined): string {
  return String(value ?? '');
}

function time(context: FunctionContext, value: SqlValue | undefined): Micros | null {
  return value === null || value === undefined ? null : readTime(text(value), context.zone);
}

/** Digits of the second that NOW(n) asks for. */
function digitsOf(value: SqlValue | undefined): number {
  return Math.min(6, Math.max(0, Number(value ?? 0)));
}

function shift(sign: 1 | -1): Implementation {
  return (context, [value, count, unit]) => {
    const at = time(context, value);
    if (at === null) return null;
    const moved = addInterval(at, sign * Number(count ?? 0), text(unit));
    return writeTime(moved, context.zone, moved % 1_000_000 === 0 ? 0 : 6);
  };
}

/** NULL if any argument is NULL. */
function nullIfAnyIs(implementation: Implementation): Implementation {
  return (context, args) => (args.some(value => value === null) ? null : implementation(context, args));
}

/** Functions that SQLite lacks or defines differently, by their name in translated SQL. */
export const functions: Readonly<Record<string, Implementation>> = {
  ob_now: (context, [digits]) => writeTime(context.now(), context.zone, digitsOf(digits)),
  ob_sysdate: context => writeTime(context.now(), clusterZone, 0),
  ob_systimestamp: context => writeTime(context.now(), context.zone, 6),
  sys_extract_utc: (context, [value]) => {
    const at = time(context, value);
    return at === null ? null : writeTime(at, 0, 6);
  },
  unix_timestamp: (context, args) => {
    const at = args.length === 0 ? context.now() : time(context, args[0]);
    if (at === null) return null;
    const seconds = at / 1_000_000;
    return args.length === 0 || Number.isInteger(seconds) ? Math.floor(seconds) : seconds;
  },
  from_unixtime: nullIfAnyIs((context, [seconds]) => writeTime(Number(seconds) * 1_000_000, context.zone, 0)),
  timestampdiff: (context, [unit, from, to]) => {
    const [a, b] = [time(context, from), time(context, to)];
    const length = unitMicros[text(unit)] ?? 86_400_000_000;
    return a === null || b === null ? null : Math.trunc((b - a) / length);
  },
  date_add: shift(1),
  date_sub: shift(-1),
  usec_to_time: nullIfAnyIs((context, [usec]) => writeTime(Number(usec), context.zone, 6)),
  scn_to_timestamp: nullIfAnyIs((_, [scn]) => writeTime(Number(BigInt(text(scn)) / 1000n), clusterZone, 6)),
  to_char: nullIfAnyIs((_, [value, format]) =>
    format === undefined || readTime(text(value), 0) === null
      ? text(value)
      : toChar(text(value), text(format)),
  ),
  ob_concat: nullIfAnyIs((_, args) => args.map(text).join('')),
  ob_decimal: nullIfAnyIs((_, [value, scale]) =>
    typeof value === 'string' ? value : Number(value).toFixed(Number(scale)),
  ),
  version: context => `5.7.25-OceanBase-v${context.version}`,
  ob_version: context => context.version,
  effective_tenant_id: context => context.tenantId,
  effective_tenant: context => context.tenantName,
  connection_id: context => context.connectionId,
  user: context => `${context.user}@xxx.xxx.xxx.xxx`,
  current_user: context => `${context.user}@%`,
  database: context => context.database,
  ob_may_read: (context, [view]) => (context.mayRead(text(view)) ? 1 : 0),
};

/** Names that differ in translated SQL. */
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

/** Functions that SQLite has under the same name and with the same meaning. */
export const shared: ReadonlySet<string> = new Set(
  'COUNT SUM AVG MIN MAX CAST COALESCE IFNULL NULLIF ROUND UPPER LOWER'.split(' '),
);

/** Functions that only one of the modes has. */
export const onlyIn: Readonly<Record<'mysql' | 'oracle', ReadonlySet<string>>> = {
  mysql: new Set(
    (
      'NOW IF IFNULL UNIX_TIMESTAMP FROM_UNIXTIME TIMESTAMPDIFF DATE_ADD DATE_SUB USEC_TO_TIME ' +
      'VERSION DATABASE SCHEMA EFFECTIVE_TENANT_ID EFFECTIVE_TENANT CONNECTION_ID'
    ).split(' '),
  ),
  oracle: new Set(['TO_CHAR', 'SYS_EXTRACT_UTC']),
};
