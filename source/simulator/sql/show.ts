import { schemaOf, type View } from '../catalog.ts';
import type { Session } from '../session.ts';
import { mysqlErrors, oracleErrors } from './errors.ts';
import { columnType } from './information-schema.ts';
import { listing, type Rows } from './result.ts';
import { isSign, isWord } from './select.ts';
import type { Token } from './tokens.ts';

/** Whether a text matches a LIKE pattern of MySQL, whatever the case. */
export function like(text: string, pattern: string): boolean {
  const parts = pattern.replace(
    /\\([%_])|([%_])|([^\w\s])/g,
    (_, escaped?: string, wild?: string, other?: string) => {
      if (escaped !== undefined) return `\\${escaped}`;
      if (wild !== undefined) return wild === '%' ? '[\\s\\S]*' : '[\\s\\S]';
      return other === '\\' ? '\\\\' : `\\${other}`;
    },
  );
  try {
    return new RegExp(`^${parts}$`, 'i').test(text);
  } catch {
    return false;
  }
}

/** The filter of a SHOW: LIKE 'x', or WHERE name = 'x' / IN ('x', …). */
function filterOf(tokens: readonly Token[]): (name: string) => boolean {
  const at = tokens.findIndex(token => isWord(token, 'LIKE'));
  const pattern = at === -1 ? undefined : tokens[at + 1];
  if (pattern !== undefined) return name => like(name, pattern.value);
  const where = tokens.findIndex(token => isWord(token, 'WHERE'));
  if (where === -1) return () => true;
  const texts = tokens.slice(where).filter(token => token.kind === 'text' || token.raw.startsWith('"'));
  return name => texts.length === 0 || texts.some(text => text.value.toLowerCase() === name.toLowerCase());
}

/** The view that DESC or SHOW COLUMNS names. Throws 1146, 1142 or 942, as a query of the view would. */
function viewNamed(session: Session, tokens: readonly Token[], at: number): View {
  const first = tokens[at];
  if (first === undefined || (first.kind !== 'word' && first.kind !== 'quoted')) {
    throw mysqlErrors.syntax(first?.raw ?? '');
  }
  const qualified = isSign(tokens[at + 1], '.');
  const from = tokens.findIndex((token, i) => i > at && (isWord(token, 'FROM') || isWord(token, 'IN')));
  const name = (qualified ? tokens[at + 2] : first)?.value.toUpperCase() ?? '';
  const schema = qualified ? first.value : from === -1 ? session.database : tokens[from + 1]?.value;
  if (schema === null || schema === undefined) throw mysqlErrors.noDatabase();
  const own = schemaOf(session.tenancy);
  const view = schema.toLowerCase() === own.toLowerCase() ? session.views.get(name) : undefined;
  if (session.mode === 'oracle') {
    if (view === undefined || !session.mayRead(name))
      throw oracleErrors.noTable(`${schema.toUpperCase()}.${name}`);
    return view;
  }
  if (view === undefined) throw mysqlErrors.noTable(schema.toLowerCase(), name.toLowerCase());
  if (!session.mayRead(name))
    throw mysqlErrors.tableDenied('SELECT', session.account.user, name.toLowerCase());
  return view;
}

/** DESC view, SHOW COLUMNS FROM view. */
export function describe(session: Session, tokens: readonly Token[], at: number): Rows {
  const view = viewNamed(session, tokens, at);
  const keep = filterOf(tokens.slice(at));
  return listing(
    ['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'],
    view.columns
      .filter(({ name }) => keep(name))
      .map(({ name, type }) => [
        name,
        columnType(type),
        view.key.includes(name) ? 'NO' : 'YES',
        '',
        null,
        '',
      ]),
  );
}

type Show = (session: Session, tokens: readonly Token[], at: number) => Rows;

function variables(session: Session, tokens: readonly Token[]): Rows {
  const keep = filterOf(tokens);
  return listing(
    ['Variable_name', 'Value'],
    [...session.variables].filter(([name]) => keep(name)).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function databases(session: Session, tokens: readonly Token[]): Rows {
  const keep = filterOf(tokens);
  const names = session.databases().filter(keep);
  return listing(
    ['Database'],
    names.map(name => [name]),
  );
}

function tables(session: Session, tokens: readonly Token[], at: number): Rows {
  const from = tokens.findIndex((token, i) => i >= at && (isWord(token, 'FROM') || isWord(token, 'IN')));
  const schema = from === -1 ? session.database : (tokens[from + 1]?.value ?? null);
  if (schema === null) throw mysqlErrors.noDatabase();
  const known = session.databases().find(name => name.toLowerCase() === schema.toLowerCase());
  if (known === undefined) throw mysqlErrors.databaseDenied(session.account.user, schema.toLowerCase());
  const full = tokens.some(token => isWord(token, 'FULL'));
  const keep = filterOf(tokens);
  const names = known === schemaOf(session.tenancy) ? [...session.views.values()].map(view => view.name) : [];
  const shown = names.filter(name => keep(name) && session.mayRead(name));
  const head = `Tables_in_${known}`;
  return full
    ? listing(
        [head, 'Table_type'],
        shown.map(name => [name, 'SYSTEM VIEW']),
      )
    : listing(
        [head],
        shown.map(name => [name]),
      );
}

function processes(session: Session): Rows {
  return listing(
    ['Id', 'User', 'Host', 'db', 'Command', 'Time', 'State', 'Info'],
    session.cluster
      .sessions()
      .map(other => [
        String(other.id),
        other.account.user,
        'xxx.xxx.xxx.xxx',
        other.database,
        other.statement === null ? 'Sleep' : 'Query',
        '0',
        other.statement === null ? 'SLEEP' : 'ACTIVE',
        other.statement,
      ]),
  );
}

/** What SHOW can show, by its first word after FULL, SESSION, GLOBAL and the like. */
const shows: Readonly<Record<string, Show>> = {
  VARIABLES: variables,
  DATABASES: databases,
  SCHEMAS: databases,
  TABLES: tables,
  COLUMNS: (session, tokens, at) => describe(session, tokens, at + 2),
  FIELDS: (session, tokens, at) => describe(session, tokens, at + 2),
  PROCESSLIST: processes,
  STATUS: () => listing(['Variable_name', 'Value'], []),
  WARNINGS: () => listing(['Level', 'Code', 'Message'], []),
};

/** SHOW …. Throws 1235 for what the simulator cannot show, else what the table or database named is refused with. */
export function show(session: Session, tokens: readonly Token[]): Rows {
  const at = tokens.findIndex(
    (token, i) => i > 0 && !/^(FULL|SESSION|GLOBAL|LOCAL|EXTENDED)$/.test(token.value),
  );
  const what = tokens[at]?.value ?? '';
  const answer = shows[what];
  if (answer === undefined) throw mysqlErrors.unsupported(`SHOW ${what} is`);
  return answer(session, tokens, at);
}
