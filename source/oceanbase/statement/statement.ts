import type { Column, Instant, Row } from '../../backup/row.ts';
import { type AnswerLimits, tooMuch } from '../connection/link.ts';
import { maskedRow, mayHoldSecret } from '../connection/secrets.ts';
import { serverTimeLimitMicros } from '../connection/time-limits.ts';
import { dialectOf } from '../session/dialect.ts';
import { columnKind } from '../views/columns.ts';
import { type Branch, type Family, type ReadableViews, viewName } from '../views/view.ts';
import { KeptRows } from './kept-rows.ts';
import { parseTime, toColumn } from './values.ts';

/** A statement, and how to take its rows apart again. */
export interface Statement {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly branches: readonly Branch[];
  /** How much the answer may be: what the branches promise, with room. */
  readonly limits: AnswerLimits;
}

/** The comment every statement carries, so that a DBA sees in a process list where it comes from. */
export function tag(purpose: string): string {
  return `/* ob-backup-top: ${purpose} */`;
}

/** A SELECT with the comment and the server's time limit. */
export function tagged(purpose: string, afterSelect: string): string {
  return `SELECT /*+ QUERY_TIMEOUT(${serverTimeLimitMicros}) */ ${tag(purpose)} ${afterSelect}`;
}

/** The label of a branch's rows in the answer. */
function sourceOf(branch: Branch): string {
  return branch.source ?? branch.view.id;
}

const sourceColumn = 'SOURCE';
const clockColumn = 'READ_AT';
const clockSource = 'clock';

/** The session's time zone, and whether the server refuses its writes: `+00:00 1`. MySQL mode only. */
export const sessionSettings = "CONCAT(@@session.time_zone, ' ', @@session.tx_read_only)";

/**
 * The label of the clock's row. It carries the session's settings along: ODP moves a session to another server in the
 * middle and replays what was SET there; where it did not, START_TIMESTAMP would be in the server's own time zone, and
 * nothing else in an answer shows that.
 */
function clockLabel({ settings }: ReadableViews): string {
  return settings === undefined ? `'${clockSource}'` : `CONCAT('${clockSource} ', ${sessionSettings})`;
}

/**
 * One statement for all that a screen shows: the server's clock and rows of several views, each branch of the
 * union padded with NULLs. Live views stand before history views, for rows move from the first to the second.
 */
export function unionOf(purpose: string, branches: readonly Branch[], readable: ReadableViews): Statement {
  const { family, shapes } = readable;
  const dialect = dialectOf(family);
  const names = [...new Set(branches.flatMap(branch => branch.columns))];
  const numbers = new Set(
    branches.flatMap(({ view }) =>
      (shapes.get(view)?.columns ?? []).filter(column => column.isNumber).map(column => column.name),
    ),
  );
  const none = (name: string) => dialect.none(numbers.has(name));
  const columns = [sourceColumn, clockColumn, ...names];
  const label = (expression: string, name: string) => `${expression} AS ${dialect.quote(name)}`;
  const clock = [
    label(clockLabel(readable), sourceColumn),
    label(dialect.clock, clockColumn),
    ...names.map(name => label(none(name), name)),
  ].join(', ');
  const selects = branches.map(branch => {
    const has = new Set(branch.columns);
    const list = names.map(name => (has.has(name) ? `v.${dialect.quote(name)}` : none(name)));
    const lead = `'${sourceOf(branch)}', ${dialect.none(false)}`;
    const hint = isBounded(branch) ? joinHint(branch) : '';
    return `SELECT ${hint}${[lead, ...list].join(', ')} FROM ${boundedRows(branch, family)}`;
  });
  return {
    sql: [tagged(purpose, `${clock}${dialect.fromNothing}`), ...selects].join(' UNION ALL '),
    columns,
    branches,
    limits: limitsOf(branches, columns.length),
  };
}

/** Rows read at most of what has no limit by itself: what runs in ten thousand tenants, twice over. */
const mostRows = 20_000;
/** Bytes of a row in which every text is long. */
const longRow = 8_000;
const maxAnswerBytes = 48_000_000;
/** Characters of an answer that are searched for secrets: a path of 200 in as many rows as are read of a view. */
const mostSearched = 4_000_000;

/** Whether a branch limits its rows itself. */
function isBounded({ maxRows }: Branch): boolean {
  return maxRows !== undefined;
}

/** The order in which the server joins, for the SELECT with the join. */
function joinHint({ readFirst }: Branch): string {
  return readFirst === undefined ? '' : `/*+ LEADING(${readFirst} v) */ `;
}

/** The rows of a branch, limited by the server; one row more than are read shows that there are more. */
function boundedRows(branch: Branch, family: Family): string {
  const dialect = dialectOf(family);
  const where = branch.where === undefined || branch.where === '' ? '' : ` WHERE ${branch.where}`;
  const rows = `${branch.from ?? `${viewName(branch.view, family)} v`}${where}`;
  if (isBounded(branch)) return rows;
  const list = branch.columns.map(name => `v.${dialect.quote(name)}`).join(', ');
  return dialect.firstRows(`SELECT ${joinHint(branch)}${list} FROM ${rows}`, mostRows + 1, 'v');
}

function limitsOf(branches: readonly Branch[], columns: number): AnswerLimits {
  const rows = branches.reduce((sum, { maxRows }) => sum + (maxRows ?? mostRows + 1), 1);
  return { values: rows * columns, bytes: Math.min(maxAnswerBytes, 500_000 + rows * longRow) };
}

/** The answer is not one to the statement: columns or the server's clock are missing, or rows nobody asked for are there. */
export class UnexpectedAnswer extends Error {
  readonly code = 'UNEXPECTED_ANSWER';
}

/**
 * A view has more rows than are read. A row that is not among some of them may be there all the same: no job could be
 * called ended, no tenant idle. So there is no picture of some.
 */
export class TooManyRows extends Error {
  readonly code = 'TOO_MANY_ROWS';
}

/** The session is not as it was set at login: times may be in another zone. */
export class SessionReset extends Error {
  readonly code = 'SESSION_RESET';
}

/** What came back, taken apart. */
export interface LabelledRows {
  readonly readAt: Instant;
  /** By the label of each branch. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

/**
 * Takes the rows of a union apart; values are in the order of `statement.columns`.
 * @param kept the rows of the last answer on this connection
 * @throws UnexpectedAnswer where it does not answer the statement: it must not pass for an empty picture
 * @throws SessionReset where it was read in a session that has lost its settings
 * @throws what `tooMuch` gives where more text would have to be searched for secrets than rows can have
 * @throws TooManyRows where a view has more rows than are read; its message is the view's name
 */
export function takeApart(
  statement: Statement,
  values: readonly (readonly (string | null)[])[],
  { family, shapes, settings }: ReadableViews,
  kept = new KeptRows(),
): LabelledRows {
  const indexOf = new Map(statement.columns.map((name, index) => [name, index]));
  const branches = new Map(
    statement.branches.map(branch => {
      const kinds = new Map(shapes.get(branch.view)?.columns.map(({ name, kind }) => [name, kind]));
      const columns = branch.columns.map(name => ({
        name,
        kind: kinds.get(name) ?? columnKind(name, undefined),
        index: indexOf.get(name) ?? -1,
      }));
      return [sourceOf(branch), { names: branch.columns, columns }];
    }),
  );
  kept.beginAnswer();
  const clock = settings === undefined ? clockSource : `${clockSource} ${settings}`;
  const rows = new Map<string, Row[]>();
  let readAt: Instant | null = null;
  let searched = 0;
  for (const value of values) {
    value.forEach(text => {
      if (text !== null && mayHoldSecret(text)) searched += text.length;
    });
    if (searched > mostSearched) throw tooMuch(searched);
    // An Oracle tenant may pad literals of different lengths with blanks.
    const source = (value[0] ?? '').trimEnd();
    if (value.length !== statement.columns.length) throw new UnexpectedAnswer();
    if (source === clock) {
      readAt = parseTime(value[1] ?? null, 'mysql');
      continue;
    }
    if (source.startsWith(`${clockSource} `)) throw new SessionReset();
    const branch = branches.get(source);
    if (branch === undefined) throw new UnexpectedAnswer();
    const sent = branch.columns.map(({ index }) => value[index] ?? null);
    const row = kept.row(source, branch.names, sent, () =>
      maskedRow(
        branch.columns.map(({ name, kind }, nth): Column => toColumn(name, kind, sent[nth] ?? null, family)),
      ),
    );
    const list = rows.get(source);
    if (list === undefined) rows.set(source, [row]);
    else list.push(row);
  }
  if (readAt === null) throw new UnexpectedAnswer();
  for (const branch of statement.branches) {
    const { length } = rows.get(sourceOf(branch)) ?? [];
    if (branch.maxRows === undefined && length > mostRows) {
      throw new TooManyRows(viewName(branch.view, family));
    }
  }
  return { readAt, rows };
}
