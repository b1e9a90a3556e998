import { schemaOf } from '../catalog.ts';
import type { Session } from '../session.ts';
import { scaleOf, wireType } from '../wire/types.ts';
import type { Origin } from './database.ts';
import { mysqlErrors, oracleErrors, SqlError } from './errors.ts';
import type { SqlValue } from './functions.ts';
import { refuseOracle } from './oracle.ts';
import { asText, type Field, type Rows } from './result.ts';
import { isWord } from './select.ts';
import type { Token } from './tokens.ts';
import { literal, type Translated, translate } from './translate.ts';
import { typesOf } from './typing.ts';
import { booleans, numericVariables } from './variables.ts';

/** Checks every table that the query names. Throws 1046, 1049, 1146 or 1142, in Oracle mode 942, as the server does. */
function checkTables(session: Session, translated: Translated): void {
  const own = schemaOf(session.tenancy);
  for (const reference of translated.tables) {
    const name = reference.name.toUpperCase();
    if (reference.schema === null && name === 'DUAL') continue;
    const schema = reference.schema ?? session.database;
    if (schema === null) throw mysqlErrors.noDatabase();
    const lower = schema.toLowerCase();
    if (lower === 'information_schema' && session.mode === 'mysql') continue;
    const view = lower === own.toLowerCase() ? session.views.get(name) : undefined;
    if (session.mode === 'oracle') {
      if (view === undefined || !session.mayRead(name)) {
        throw oracleErrors.noTable(`${schema.toUpperCase()}.${name}`);
      }
      continue;
    }
    if (!['oceanbase', 'mysql', 'test'].includes(lower)) throw mysqlErrors.unknownDatabase(lower);
    if (view === undefined) throw mysqlErrors.noTable(lower, name.toLowerCase());
    if (!session.mayRead(name)) {
      throw mysqlErrors.tableDenied('SELECT', session.account.user, name.toLowerCase());
    }
  }
}

function variableLiteral(session: Session, raw: string): string {
  const name = raw.replace(/^@@(?:(?:global|session|local)\.)?/i, '').toLowerCase();
  const value = session.variables.get(name);
  if (value === undefined) throw mysqlErrors.unknownVariable(name);
  if (numericVariables.has(name)) return value;
  return booleans[value] ?? literal(value);
}

/** SQLite's error messages and OceanBase's errors for them. */
const mistakes: readonly {
  pattern: RegExp;
  mysql(found: string, tokens: readonly Token[]): SqlError;
  oracle(found: string): SqlError;
}[] = [
  {
    pattern: /^no such column: "?(.+?)"?(?: - should this be.*)?$/,
    mysql: (column, tokens) => mysqlErrors.noColumn(column, clauseOf(column, tokens)),
    oracle: column => oracleErrors.noColumn(column.toUpperCase()),
  },
  {
    pattern: /^ambiguous column name: (.+)$/,
    mysql: column => mysqlErrors.ambiguous(column),
    oracle: () => new SqlError(918, '42000', 'ORA-00918: column ambiguously defined in field list'),
  },
  {
    pattern: /^wrong number of arguments to function (\w+)/,
    mysql: name => mysqlErrors.argumentCount(name),
    oracle: () => new SqlError(909, '42000', 'ORA-00909: invalid number of arguments'),
  },
  {
    pattern: /do not have the same number of result columns/,
    mysql: () => mysqlErrors.unionColumns(),
    oracle: () =>
      new SqlError(1789, '21000', 'ORA-01789: query block has incorrect number of result columns'),
  },
  {
    pattern: /^misuse of aggregate/,
    mysql: () => mysqlErrors.groupMisuse(),
    oracle: () => new SqlError(934, '42000', 'ORA-00934: group function is not allowed here'),
  },
  {
    pattern: /^no such table: (.+)$/,
    mysql: name => mysqlErrors.noTable(...splitName(name)),
    oracle: name => oracleErrors.noTable(name.toUpperCase()),
  },
  {
    pattern: /near "([\s\S]*?)"/,
    mysql: near => mysqlErrors.syntax(near),
    oracle: near => oracleErrors.syntax(near),
  },
];

function splitName(name: string): [string, string] {
  const parts = name.toLowerCase().split('.');
  return [parts.length > 1 ? (parts[0] ?? '') : 'oceanbase', parts.at(-1) ?? ''];
}

function clauseOf(column: string, tokens: readonly Token[]): string {
  const name = column.split('.').at(-1)?.toUpperCase();
  const at = tokens.findIndex(token => token.value.toUpperCase() === name);
  const clause = tokens
    .slice(0, Math.max(0, at))
    .findLast(token => token.kind === 'word' && /^(SELECT|WHERE|ON|ORDER|GROUP|HAVING)$/.test(token.value));
  const names: Readonly<Record<string, string>> = {
    WHERE: 'where clause',
    ON: 'on clause',
    ORDER: 'order clause',
    GROUP: 'group statement',
    HAVING: 'having clause',
  };
  return names[clause?.value ?? ''] ?? 'field list';
}

/** The error that OceanBase would give for one of SQLite's. */
function explain(error: unknown, session: Session, tokens: readonly Token[]): SqlError {
  if (error instanceof SqlError) return error;
  const text = error instanceof Error ? error.message : String(error);
  for (const mistake of mistakes) {
    const found = mistake.pattern.exec(text);
    if (found !== null)
      return session.mode === 'oracle'
        ? mistake.oracle(found[1] ?? '')
        : mistake.mysql(found[1] ?? '', tokens);
  }
  const near = tokens.at(-1)?.raw ?? '';
  return session.mode === 'oracle' ? oracleErrors.syntax(near) : mysqlErrors.syntax(near);
}

function fieldOf(
  session: Session,
  translated: Translated,
  origin: Origin,
  type: string,
  item: number | null,
): Field {
  const list = translated.lists[0] ?? [];
  const qualifier = item === null ? null : (list[item]?.column?.table ?? null);
  const table = origin.table ?? '';
  const references = translated.tables.filter(one => one.name.toUpperCase() === table.toUpperCase());
  const alias =
    translated.tables.find(one => one.alias.toUpperCase() === qualifier?.toUpperCase())?.alias ??
    qualifier ??
    references[0]?.alias ??
    table.replace(/#$/, '');
  return {
    schema: origin.database === null || origin.database === 'main' ? '' : origin.database,
    table: alias,
    originalTable: table.replace(/#$/, ''),
    name: session.mode === 'oracle' && item === null ? origin.name.toUpperCase() : origin.name,
    originalName: origin.column ?? '',
    type,
    wire: wireType(type),
  };
}

/**
 * Runs a query, or only determines its columns where `parameters` is null.
 * @throws SqlError as OceanBase would answer
 */
export function runQuery(
  session: Session,
  tokens: readonly Token[],
  parameters: readonly SqlValue[] | null,
): Rows {
  try {
    if (session.mode === 'oracle') refuseOracle(tokens);
    // A recursive query might never end.
    if (tokens.some(token => isWord(token, 'WITH'))) throw mysqlErrors.unsupported('WITH is');
    const types = knownTypes(session);
    const translated = translate(tokens, {
      mode: session.mode,
      variable: raw => variableLiteral(session, raw),
      scaleOf: column => scaleOf(types.get(column.toUpperCase()) ?? ''),
      noFunction: name =>
        session.mode === 'oracle'
          ? oracleErrors.noColumn(name.toUpperCase())
          : mysqlErrors.noFunction(`${session.database === null ? '' : `${session.database}.`}${name}`),
      syntax: near => (session.mode === 'oracle' ? oracleErrors.syntax(near) : mysqlErrors.syntax(near)),
    });
    checkTables(session, translated);
    const { columns, rows } = session.tables.query(translated.sql, parameters, session.functionContext);
    const typed = typesOf(session, translated, columns, rows, types);
    return {
      kind: 'rows',
      fields: columns.map((origin, i) =>
        fieldOf(session, translated, origin, typed[i]?.type ?? 'varchar(4096)', typed[i]?.item ?? null),
      ),
      rows: rows.map(row => row.map((value, i) => asText(value, typed[i]?.type ?? ''))),
    };
  } catch (error) {
    throw explain(error, session, tokens);
  }
}

/** The type of every column of the tenant's views, by name in upper case. */
function knownTypes(session: Session): ReadonlyMap<string, string> {
  const known = typesByViews.get(session.views);
  if (known !== undefined) return known;
  const types = new Map<string, string>();
  for (const view of session.views.values()) {
    for (const { name, type } of view.columns) {
      if (!types.has(name.toUpperCase())) types.set(name.toUpperCase(), type);
    }
  }
  typesByViews.set(session.views, types);
  return types;
}

const typesByViews = new WeakMap<object, ReadonlyMap<string, string>>();
