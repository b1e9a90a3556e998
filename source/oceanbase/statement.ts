import type { Column, Instant, Row } from '../backup/row.ts';
import { columnKind, type Family, type ViewId, type ViewShape, viewName } from './catalog.ts';
import { dialectOf } from './dialect.ts';
import { parseTime, toColumn } from './values.ts';

/** Rows of one view within a statement. `condition` and `from` are built from numbers only, never from text of users. */
export interface Branch {
  readonly view: ViewId;
  readonly columns: readonly string[];
  /** What stands behind FROM where it is not simply the view; its columns are those of the view, alias `v`. */
  readonly from?: string;
  readonly where?: string;
}

/** A statement, and how to take its rows apart again. */
export interface Statement {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly branches: readonly Branch[];
}

/** The server gives up on a statement after this long (error 4012). */
export const serverTimeLimitMicros = 10_000_000;

/** The comment every statement carries, so that a DBA sees in a process list whose it is, and its time limit. */
export function tagged(purpose: string, afterSelect: string): string {
  return `SELECT /*+ QUERY_TIMEOUT(${serverTimeLimitMicros}) */ /* ob-backup-top: ${purpose} */ ${afterSelect}`;
}

const sourceColumn = 'SOURCE';
const clockColumn = 'READ_AT';
const clockSource = 'clock';

/**
 * One statement for all that a screen shows: the server's clock and rows of several views, each branch of the
 * union padded with NULLs. Live views stand before history views, for rows move from the first to the second.
 */
export function unionOf(purpose: string, branches: readonly Branch[], family: Family): Statement {
  const dialect = dialectOf(family);
  const names = [...new Set(branches.flatMap(branch => branch.columns))];
  const columns = [sourceColumn, clockColumn, ...names];
  const label = (expression: string, name: string) => `${expression} AS ${dialect.quote(name)}`;
  const clock = [
    label(`'${clockSource}'`, sourceColumn),
    label(dialect.clock, clockColumn),
    ...names.map(name => label('NULL', name)),
  ].join(', ');
  const selects = branches.map(branch => {
    const has = new Set(branch.columns);
    const list = names.map(name => (has.has(name) ? `v.${dialect.quote(name)}` : 'NULL'));
    const where = branch.where === undefined ? '' : ` WHERE ${branch.where}`;
    const from = branch.from ?? `${viewName(branch.view, family)} v`;
    return `SELECT '${branch.view}', NULL, ${list.join(', ')} FROM ${from}${where}`;
  });
  return {
    sql: [tagged(purpose, `${clock}${dialect.fromNothing}`), ...selects].join(' UNION ALL '),
    columns,
    branches,
  };
}

/** What came back, taken apart by view. */
export interface Answer {
  readonly readAt: Instant | null;
  readonly rows: ReadonlyMap<ViewId, readonly Row[]>;
}

/** Takes the rows of a union apart; values are in the order of `statement.columns`. */
export function takeApart(
  statement: Statement,
  values: readonly (readonly (string | null)[])[],
  shapes: ReadonlyMap<ViewId, ViewShape>,
  family: Family,
): Answer {
  const indexOf = new Map(statement.columns.map((name, index) => [name, index]));
  const columnsOf = new Map(statement.branches.map(branch => [branch.view as string, branch]));
  const rows = new Map<ViewId, Row[]>();
  let readAt: Instant | null = null;
  for (const value of values) {
    // An Oracle tenant may pad literals of different lengths with blanks.
    const source = (value[0] ?? '').trimEnd();
    if (source === clockSource) {
      readAt = parseTime(value[1] ?? null, 'mysql');
      continue;
    }
    const branch = columnsOf.get(source);
    if (branch === undefined) continue;
    const row = branch.columns.map((name): Column => {
      const kind = shapes.get(branch.view)?.columns.find(column => column.name === name)?.kind;
      return toColumn(
        name,
        kind ?? columnKind(name, undefined),
        value[indexOf.get(name) ?? -1] ?? null,
        family,
      );
    });
    const list = rows.get(branch.view);
    if (list === undefined) rows.set(branch.view, [row]);
    else list.push(row);
  }
  return { readAt, rows };
}
