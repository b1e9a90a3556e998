import { functions, onlyIn, renamed, shared } from './functions.ts';
import { limitOracle } from './oracle.ts';
import {
  isSign,
  isWord,
  type SelectItem,
  selectItems,
  setOperators,
  type TableReference,
  tableReferences,
} from './select.ts';
import { intervalUnits } from './times.ts';
import { closing, type Token } from './tokens.ts';

/** A statement in SQLite's dialect, with what is needed to type its result. */
export interface Translated {
  sql: string;
  /** Select lists in the order of the statement; the first one names the result columns. */
  lists: SelectItem[][];
  tables: TableReference[];
  parameters: number;
}

export interface Dialect {
  mode: 'mysql' | 'oracle';
  /** The literal that replaces `@@name`. Throws for an unknown variable. */
  variable(name: string): string;
  /** Digits after the point of a decimal column, else null. */
  scaleOf(column: string): number | null;
  noFunction(name: string): Error;
  syntax(near: string): Error;
}

/** Words that may stand before a parenthesis without being a function. */
const notFunctions = new Set(
  (
    'IN EXISTS NOT AND OR ON WHEN THEN ELSE FROM JOIN SELECT WHERE HAVING BY AS USING OVER VALUES UNION ALL DISTINCT ' +
    'LIKE BETWEEN IS ANY SOME CASE LIMIT DIV MOD XOR PARTITION INTERVAL EXCEPT INTERSECT MINUS CHAR VARCHAR VARCHAR2 ' +
    'DECIMAL NUMBER DATETIME TIMESTAMP NCHAR BINARY WITH ROWS RANGE FETCH OFFSET END ASC DESC SIGNED UNSIGNED REGEXP DUAL SET'
  ).split(' '),
);
const clockWords: Readonly<Record<'mysql' | 'oracle', Readonly<Record<string, string>>>> = {
  mysql: {
    CURRENT_TIMESTAMP: 'ob_now()',
    CURRENT_USER: 'current_user()',
  },
  oracle: {
    SYSDATE: 'ob_sysdate()',
    SYSTIMESTAMP: 'ob_systimestamp()',
    CURRENT_TIMESTAMP: 'ob_systimestamp()',
    ROWNUM: 'row_number() over ()',
    USER: 'upper(user())',
  },
};
const castTypes: Readonly<Record<string, string>> = {
  SIGNED: 'INTEGER',
  UNSIGNED: 'INTEGER',
  DATETIME: 'TEXT',
  TIMESTAMP: 'TEXT',
  DATE: 'TEXT',
  TIME: 'TEXT',
  CHAR: 'TEXT',
  VARCHAR: 'TEXT',
  VARCHAR2: 'TEXT',
};

/** A text as SQLite's literal; SQLite ends a statement at a NUL. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''").replaceAll('\0', '')}'`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""').replaceAll('\0', '')}"`;
}

/** Translates a query into SQLite's dialect; names and values stay as they are. */
export function translate(tokens: readonly Token[], dialect: Dialect): Translated {
  const { mode } = dialect;
  const out = tokens.map(token => translateToken(token, dialect));
  const before = tokens.map(() => '');
  const after = tokens.map(() => '');
  const lists: SelectItem[][] = [];
  const aliases = new Set<number>();
  let parameters = 0;

  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (token.kind === 'parameter') parameters++;
    if (isSign(token, '(')) wrapBranch(tokens, i, before);
    if (token.kind === 'sign' && (token.raw === '-' || token.raw === '+') && isWord(next, 'INTERVAL')) {
      shiftByInterval(tokens, i, out, before, after);
    }
    if (token.kind !== 'word' || aliases.has(i)) continue;
    const word = token.value;
    const qualified = isSign(tokens[i - 1], '.');
    if (isWord(token, 'SELECT')) {
      const items = selectItems(tokens, i, mode);
      lists.push(items);
      for (const item of items) {
        if (item.label === null) continue;
        // Labels are as spelled, in Oracle mode in upper case; SQLite has rules of its own.
        if (item.alias === null) after[item.to] += ` AS ${identifier(item.label)}`;
        else {
          out[item.alias] = identifier(item.label);
          aliases.add(item.alias);
        }
      }
    } else if (isSign(next, '(') && !qualified && !notFunctions.has(word)) {
      translateCall(tokens, i, out, dialect);
    } else if (
      !qualified &&
      !isSign(next, '.') &&
      clockWords[mode][word] !== undefined &&
      !isSign(next, '(')
    ) {
      out[i] = clockWords[mode][word] ?? token.raw;
    } else if (isWord(token, 'FROM') && isWord(next, 'DUAL')) {
      out[i] = '';
      out[i + 1] = '';
    } else if ((word === 'TIMESTAMP' || word === 'DATE') && next?.kind === 'text') {
      out[i] = '';
    } else if (word === 'MINUS') {
      out[i] = 'EXCEPT';
    }
  }
  if (mode === 'oracle') limitOracle(tokens, out, before, after);
  const sql = tokens.map((_, i) => `${before[i]}${out[i]}${after[i]}`).join(' ');
  return { sql, lists, tables: tableReferences(tokens), parameters };
}

const signs: Readonly<Record<string, string>> = { '<=>': 'IS', '&&': 'AND', '!': 'NOT' };

function translateToken(token: Token, dialect: Dialect): string {
  if (token.kind === 'text') {
    return dialect.mode === 'oracle' && token.value === '' ? 'NULL' : literal(token.value);
  }
  if (token.kind === 'quoted') {
    return dialect.mode === 'mysql' && token.raw.startsWith('"')
      ? literal(token.value)
      : identifier(token.value);
  }
  if (token.kind === 'variable') {
    if (token.raw.startsWith('@@')) return dialect.variable(token.raw);
    throw dialect.syntax(token.raw);
  }
  if (token.kind === 'sign') {
    if (token.raw === '||') return dialect.mode === 'mysql' ? 'OR' : '||';
    return signs[token.raw] ?? token.raw;
  }
  return token.raw;
}

/** A call of a function under SQLite's name, with arguments SQLite takes. Throws where the mode does not have it. */
function translateCall(tokens: readonly Token[], at: number, out: string[], dialect: Dialect): void {
  const token = tokens[at];
  if (token === undefined) return;
  const name = token.value;
  const target = renamed[name] ?? name.toLowerCase();
  const other = dialect.mode === 'mysql' ? 'oracle' : 'mysql';
  const known = shared.has(name) || renamed[name] !== undefined || Object.hasOwn(functions, target);
  if (!known || onlyIn[other].has(name) || /^OB_(NOW|CONCAT|DECIMAL|MAY_READ|SYS)/.test(name)) {
    throw dialect.noFunction(token.raw);
  }
  out[at] = target;
  const close = closing(tokens, at + 1);
  if (close === -1) throw dialect.syntax(token.raw);
  if (name === 'TIMESTAMPDIFF' && tokens[at + 2]?.kind === 'word') {
    out[at + 2] = literal(tokens[at + 2]?.value ?? '');
  }
  if (name === 'CAST') translateCast(tokens, at, close, out, dialect);
  if (target.startsWith('date_')) translateInterval(tokens, at, close, out);
}

/** `INTERVAL 3 DAY` between two parentheses, the unit as an argument of its own. */
function translateInterval(tokens: readonly Token[], at: number, close: number, out: string[]): void {
  const interval = tokens.slice(at, close).findIndex(one => isWord(one, 'INTERVAL'));
  const unit = tokens[close - 1];
  if (interval === -1 || !intervalUnits.has(unit?.value ?? '')) return;
  out[at + interval] = '';
  out[close - 1] = `, ${literal(unit?.value ?? '')}`;
}

function translateCast(
  tokens: readonly Token[],
  at: number,
  close: number,
  out: string[],
  dialect: Dialect,
): void {
  const as = at + tokens.slice(at, close).findLastIndex(one => isWord(one, 'AS'));
  const type = tokens[as + 1];
  if (as < at || type === undefined) return;
  const sqliteType = castTypes[type.value];
  if (sqliteType === undefined) return;
  out[as + 1] = sqliteType;
  for (let i = as + 2; i < close; i++) out[i] = '';
  // A decimal cast to text keeps its trailing zeros.
  const column = tokens[as - 1];
  const plain = tokens
    .slice(at + 2, as)
    .every((one, i) => (i % 2 === 0 ? one.kind !== 'sign' : isSign(one, '.')));
  const scale = plain && sqliteType === 'TEXT' ? dialect.scaleOf(column?.value ?? '') : null;
  if (scale !== null) {
    out[at + 1] = '( ob_decimal(';
    out[as] = `, ${scale}) AS`;
  }
}

/** `(SELECT …) UNION ALL (SELECT …)`: SQLite does not allow parentheses around the branches of a union. */
function wrapBranch(tokens: readonly Token[], open: number, before: string[]): void {
  const next = tokens[open + 1];
  if (!isWord(next, 'SELECT') && !isSign(next, '(')) return;
  const previous = tokens[open - 1];
  const follower = tokens[closing(tokens, open) + 1];
  const followed = follower?.kind === 'word' && setOperators.has(follower.value);
  const opensStatement = previous === undefined || isSign(previous, ';');
  const afterOperator =
    previous?.kind === 'word' &&
    (setOperators.has(previous.value) ||
      (/^(ALL|DISTINCT)$/.test(previous.value) && setOperators.has(tokens[open - 2]?.value ?? '')));
  const branchOfBranch = isSign(previous, '(') && followed;
  if (opensStatement || afterOperator || branchOfBranch) before[open] += 'SELECT * FROM ';
}

/** `x - INTERVAL n UNIT` becomes a call of date_sub or date_add. */
function shiftByInterval(
  tokens: readonly Token[],
  sign: number,
  out: string[],
  before: string[],
  after: string[],
): void {
  let left = sign - 1;
  if (isSign(tokens[left], ')')) {
    let depth = 0;
    for (; left >= 0; left--) {
      if (isSign(tokens[left], ')')) depth++;
      if (isSign(tokens[left], '(') && --depth === 0) break;
    }
    const name = tokens[left - 1];
    if (name?.kind === 'word' && !notFunctions.has(name.value)) left--;
  }
  while (isSign(tokens[left - 1], '.')) left -= 2;
  const count = sign + 2;
  const end = isSign(tokens[count], '(') ? closing(tokens, count) : count;
  const unit = tokens[end + 1];
  if (left < 0 || end === -1 || !intervalUnits.has(unit?.value ?? '')) return;
  before[left] = `date_${isSign(tokens[sign], '-') ? 'sub' : 'add'}(${before[left]}`;
  out[sign] = ',';
  out[sign + 1] = '';
  after[end] += `, ${literal(unit?.value ?? '')})`;
  out[end + 1] = '';
}
