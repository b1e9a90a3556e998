import type { Instant } from '../../backup/row.ts';
import { oracleOffsetMicros, timeText } from '../statement/values.ts';
import type { Family } from '../views/view.ts';

/** How SQL differs between MySQL mode and an Oracle tenant. */
export interface Dialect {
  /** A column or label name; "COMMENT" is a reserved word in Oracle mode. */
  quote(name: string): string;
  /** The server's clock as `YYYY-MM-DD HH:MM:SS.ffffff`, in UTC (MySQL mode: of a session set to UTC). */
  readonly clock: string;
  /** What stands in a union for a column that a branch does not have. */
  none(isNumber: boolean): string;
  /** What follows a SELECT without a table. */
  readonly fromNothing: string;
  /** The first `rows` rows of a subquery that is already in order, as a derived table with this alias. */
  firstRows(select: string, rows: number, alias: string): string;
  /** A START_TIMESTAMP literal to compare with: the text exactly as the view gave it. */
  timeLiteral(text: string): string;
  /** A literal to compare START_TIMESTAMP with. */
  startedAt(instant: Instant): string;
  /** These expressions, none of them NULL, as one text. */
  joined(expressions: readonly string[], separator: string): string;
}

const mysql: Dialect = {
  quote: name => `\`${name.replaceAll('`', '``')}\``,
  clock: 'now(6)',
  none: () => 'NULL',
  fromNothing: '',
  firstRows: (select, rows, alias) => `(${select} LIMIT ${rows}) ${alias}`,
  timeLiteral: text => `'${text}'`,
  startedAt: instant => `'${timeText(instant)}'`,
  joined: (expressions, separator) => `CONCAT(${expressions.join(`, '${separator}', `)})`,
};

const oracle: Dialect = {
  quote: name => `"${name.replaceAll('"', '""')}"`,
  clock: `TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), 'YYYY-MM-DD HH24:MI:SS.FF6')`,
  // Oracle mode wants the same class of types in every branch.
  none: isNumber => (isNumber ? 'CAST(NULL AS NUMBER)' : 'CAST(NULL AS VARCHAR2(4000))'),
  fromNothing: ' FROM DUAL',
  // ROWNUM is given before ORDER BY sorts, so it may only stand around the sorted query.
  firstRows: (select, rows, alias) => `(SELECT * FROM (${select}) WHERE ROWNUM <= ${rows}) ${alias}`,
  timeLiteral: text => `'${text}'`,
  startedAt: instant => `'${timeText(instant + oracleOffsetMicros).slice(0, 19)}'`,
  joined: (expressions, separator) => expressions.join(` || '${separator}' || `),
};

/** How SQL is written in tenants of this kind. */
export function dialectOf(family: Family): Dialect {
  return family === 'oracle' ? oracle : mysql;
}
