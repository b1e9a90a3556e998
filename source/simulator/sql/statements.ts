import type { Session } from '../session.ts';
import { asOracle, mysqlErrors, oracleErrors, SqlError } from './errors.ts';
import type { SqlValue } from './functions.ts';
import { runQuery } from './query.ts';
import { done, type Reply } from './result.ts';
import { isSign, isWord } from './select.ts';
import { alterSession, set } from './set.ts';
import { describe, show } from './show.ts';
import { type Token, tokenize } from './tokens.ts';

type Statement = (
  session: Session,
  tokens: readonly Token[],
  parameters: readonly SqlValue[] | null,
) => Reply;

/** A statement that would write. Refused because the session is read only, else for want of a privilege. */
function write(session: Session, tokens: readonly Token[]): never {
  if (session.readOnly) throw session.mode === 'oracle' ? oracleErrors.readOnly() : mysqlErrors.readOnly();
  if (session.mode === 'oracle') throw oracleErrors.privilege();
  const [command] = tokens;
  const into = tokens.findIndex(token => /^(INTO|FROM|TABLE|UPDATE|VIEW)$/.test(token.value));
  const name = isSign(tokens[into + 2], '.') ? tokens[into + 3] : tokens[into + 1];
  throw mysqlErrors.tableDenied(
    command?.value ?? '',
    session.account.user,
    (name?.value ?? '').toLowerCase(),
  );
}

/** What OceanBase runs and the simulator does not: 1235. */
function notSimulated(_: Session, tokens: readonly Token[]): never {
  throw mysqlErrors.unsupported(`${tokens[0]?.value} is`);
}

function nothing(): Reply {
  return done;
}

function alter(session: Session, tokens: readonly Token[]): Reply {
  if (isWord(tokens[1], 'SESSION')) {
    alterSession(tokens);
    return done;
  }
  if (isWord(tokens[1], 'SYSTEM') && !session.readOnly) throw mysqlErrors.privilege('ALTER SYSTEM');
  return write(session, tokens);
}

function kill(session: Session, tokens: readonly Token[]): Reply {
  const id = Number(tokens.at(-1)?.raw);
  const what = isWord(tokens[1], 'QUERY') ? 'query' : 'connection';
  if (!Number.isInteger(id)) throw mysqlErrors.syntax(tokens.at(-1)?.raw ?? '');
  if (!session.cluster.kill(id, what)) {
    throw new SqlError(1094, 'HY000', `Unknown thread id: ${id}`);
  }
  return done;
}

/** Statements by their first word. */
const statements: Readonly<Record<string, Statement>> = {
  SELECT: runQuery,
  '(': runQuery,
  WITH: notSimulated,
  EXPLAIN: notSimulated,
  SHOW: (session, tokens) => show(session, tokens),
  DESC: (session, tokens) => describe(session, tokens, 1),
  DESCRIBE: (session, tokens) => describe(session, tokens, 1),
  SET: (session, tokens) => {
    set(session, tokens);
    return done;
  },
  USE: (session, tokens) => {
    session.use(
      tokens[1]?.value === tokens[1]?.raw.toUpperCase() ? (tokens[1]?.raw ?? '') : (tokens[1]?.value ?? ''),
    );
    return done;
  },
  ALTER: alter,
  KILL: kill,
  BEGIN: nothing,
  START: nothing,
  COMMIT: nothing,
  ROLLBACK: nothing,
  INSERT: write,
  UPDATE: write,
  DELETE: write,
  REPLACE: write,
  MERGE: write,
  CREATE: write,
  DROP: write,
  TRUNCATE: write,
  RENAME: write,
  GRANT: write,
  REVOKE: write,
  LOAD: write,
  CALL: write,
  LOCK: write,
  ANALYZE: write,
  OPTIMIZE: write,
  PURGE: write,
  FLASHBACK: write,
  COMMENT: write,
};

/**
 * Runs a statement for a session; with `parameters` null, only determines the result's columns.
 * @throws SqlError the error that the server answers with
 */
export function execute(session: Session, sql: string, parameters: readonly SqlValue[] | null): Reply {
  const oracle = session.mode === 'oracle';
  try {
    const { tokens: all, broken } = tokenize(sql, session.mode);
    const end = all.findIndex(token => isSign(token, ';'));
    const tokens = end === -1 ? all : all.slice(0, end);
    const after = end === -1 ? undefined : all.slice(end).find(token => !isSign(token, ';'));
    if (broken !== null) throw mysqlErrors.syntax(broken.slice(0, 80));
    if (after !== undefined) throw mysqlErrors.syntax(after.raw);
    const [first] = tokens;
    if (first === undefined) throw mysqlErrors.empty();
    const statement = statements[first.value];
    if (statement === undefined) throw mysqlErrors.syntax(sql.trim().slice(0, 80));
    return statement(session, tokens, parameters);
  } catch (error) {
    const known = error instanceof SqlError ? error : new SqlError(4016, 'HY000', 'Internal error');
    if (!oracle) throw known;
    throw known.errno === 1064 || known.errno === 1065
      ? oracleErrors.syntax(/near '([\s\S]*)' at line/.exec(known.message)?.[1] ?? '')
      : asOracle(known);
  }
}

/** How many `?` a statement has. */
export function parameterCount(session: Session, sql: string): number {
  return tokenize(sql, session.mode).tokens.filter(token => token.kind === 'parameter').length;
}
