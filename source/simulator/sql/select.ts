import { closing, spelled, type Token } from './tokens.ts';

/** One expression of a select list. */
export interface SelectItem {
  /** Index of its first and last token, the alias not included. */
  from: number;
  to: number;
  /** Name of the result column; null for `*`. */
  label: string | null;
  /** Index of its alias, or null without one. */
  alias: number | null;
  /** For a plain column: its name and the table or alias before it. */
  column: { name: string; table: string | null } | null;
  /** For a call: the function's name in upper case, the first name among its arguments, and the type of a CAST. */
  call: { name: string; argument: string | null; cast: string | null } | null;
}

/** A table named in a FROM list. */
export interface TableReference {
  schema: string | null;
  name: string;
  alias: string;
  /** Index of the first token. */
  at: number;
}

const listEnd = new Set([
  'FROM',
  'WHERE',
  'GROUP',
  'HAVING',
  'ORDER',
  'LIMIT',
  'UNION',
  'EXCEPT',
  'INTERSECT',
  'MINUS',
  'FETCH',
  'FOR',
  'INTO',
]);
/** Words that join two queries into one. */
export const setOperators: ReadonlySet<string> = new Set(['UNION', 'EXCEPT', 'INTERSECT', 'MINUS']);
const notAnAlias = new Set(['END', 'NULL', 'TRUE', 'FALSE', 'ROWNUM', 'SYSDATE', 'SYSTIMESTAMP']);
const needsOperand = new Set(
  'AND OR NOT LIKE IN IS BETWEEN DISTINCT CASE WHEN THEN ELSE DIV MOD SELECT ALL COLLATE'.split(' '),
);
const afterTable = new Set([
  ...listEnd,
  'ON',
  'USING',
  'JOIN',
  'INNER',
  'LEFT',
  'RIGHT',
  'FULL',
  'CROSS',
  'NATURAL',
  'STRAIGHT_JOIN',
  'PARTITION',
  'USE',
  'FORCE',
  'IGNORE',
  'OFFSET',
  'WINDOW',
  'SET',
]);

/** Whether a token is this unquoted word, given in upper case. */
export function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.value === word;
}

/** Whether a token is this operator, parenthesis or comma. */
export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.raw === sign;
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'quoted';
}

/** Whether an expression may end with this token, so that a name after it is an alias. */
function endsExpression(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'sign') return token.raw === ')';
  return token.kind !== 'word' || !needsOperand.has(token.value);
}

/** The select list after the SELECT at index `select`. */
export function selectItems(
  tokens: readonly Token[],
  select: number,
  mode: 'mysql' | 'oracle',
): SelectItem[] {
  const items: SelectItem[] = [];
  let at = select + 1;
  while (isWord(tokens[at], 'DISTINCT') || isWord(tokens[at], 'ALL')) at++;
  let from = at;
  for (; at <= tokens.length; at++) {
    const token = tokens[at];
    if (isSign(token, '(')) {
      const close = closing(tokens, at);
      if (close === -1) break;
      at = close;
      continue;
    }
    const ends =
      token === undefined ||
      isSign(token, ')') ||
      isSign(token, ';') ||
      (token.kind === 'word' && listEnd.has(token.value));
    if (!ends && !isSign(token, ',')) continue;
    if (at > from) items.push(itemOf(tokens, from, at - 1, mode));
    from = at + 1;
    if (ends) break;
  }
  return items;
}

function itemOf(tokens: readonly Token[], from: number, last: number, mode: 'mysql' | 'oracle'): SelectItem {
  const final = tokens[last];
  const before = tokens[last - 1];
  const explicit = last - 2 >= from && isWord(before, 'AS');
  const implicit =
    last > from &&
    !explicit &&
    (isName(final) || final?.kind === 'text') &&
    !(final?.kind === 'word' && notAnAlias.has(final.value)) &&
    endsExpression(before);
  const to = explicit ? last - 2 : implicit ? last - 1 : last;
  const star = isSign(tokens[to], '*') && (to === from || isSign(tokens[to - 1], '.'));
  const label = explicit || implicit ? nameOf(final, mode) : star ? null : labelOf(tokens, from, to, mode);
  return {
    from,
    to,
    label,
    alias: explicit || implicit ? last : null,
    column: star ? null : columnOf(tokens, from, to),
    call: callOf(tokens, from, to),
  };
}

function nameOf(token: Token | undefined, mode: 'mysql' | 'oracle'): string {
  if (token === undefined) return '';
  if (token.kind === 'word') return mode === 'oracle' ? token.value : token.raw;
  return token.value;
}

/** The name that the server gives an expression without an alias: a column as spelled, else the expression's text. */
function labelOf(tokens: readonly Token[], from: number, to: number, mode: 'mysql' | 'oracle'): string {
  if (columnOf(tokens, from, to) !== null) return nameOf(tokens[to], mode);
  if (mode === 'oracle') {
    return tokens
      .slice(from, to + 1)
      .map(token => (token.kind === 'word' ? token.value : token.raw))
      .join('');
  }
  const only = tokens[from];
  return from === to && only?.kind === 'text' ? only.value : spelled(tokens, from, to);
}

function columnOf(tokens: readonly Token[], from: number, to: number): SelectItem['column'] {
  const own = tokens.slice(from, to + 1);
  const plain = own.every((token, i) => (i % 2 === 0 ? isName(token) : isSign(token, '.')));
  if (!plain || own.length % 2 === 0 || own.length > 5) return null;
  const only = own.length === 1 ? own[0] : undefined;
  if (
    only?.kind === 'word' &&
    /^(NULL|TRUE|FALSE|ROWNUM|SYSDATE|SYSTIMESTAMP|CURRENT_TIMESTAMP|CURRENT_USER|USER)$/.test(only.value)
  ) {
    return null;
  }
  return { name: own.at(-1)?.value ?? '', table: own.at(-3)?.value ?? null };
}

function callOf(tokens: readonly Token[], from: number, to: number): SelectItem['call'] {
  const [name, open] = [tokens[from], tokens[from + 1]];
  if (name?.kind !== 'word' || !isSign(open, '(') || closing(tokens, from + 1) !== to) return null;
  const inside = tokens.slice(from + 2, to);
  const argument = inside.filter((token, i) => isName(token) && !isSign(inside[i + 1], '.'))[0];
  const as = inside.findLastIndex(token => isWord(token, 'AS'));
  return {
    name: name.value,
    argument: argument?.value ?? null,
    cast: as === -1 ? null : (inside[as + 1]?.value ?? null),
  };
}

/** Every table named after FROM, JOIN or a comma between tables; derived tables are not among them. */
export function tableReferences(tokens: readonly Token[]): TableReference[] {
  const found: TableReference[] = [];
  /** For each level of parentheses: whether it is in a list of tables. */
  const inList: boolean[] = [false];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (isSign(token, '(')) inList.push(inList.at(-1) === true && opensTables(tokens, at));
    if (isSign(token, ')') && inList.length > 1) inList.pop();
    if (token?.kind === 'word' && listEnd.has(token.value))
      inList[inList.length - 1] = token.value === 'FROM';
    if (isWord(token, 'SELECT')) inList[inList.length - 1] = false;
    const starts =
      isWord(token, 'FROM') ||
      isWord(token, 'JOIN') ||
      (inList.at(-1) === true && (isSign(token, ',') || isSign(token, '(')));
    const name = tokens[at + 1];
    if (!starts || !isName(name) || isWord(name, 'SELECT')) continue;
    const qualified = isSign(tokens[at + 2], '.') && isName(tokens[at + 3]);
    const table = qualified ? tokens[at + 3] : name;
    let next = at + (qualified ? 4 : 2);
    if (isWord(tokens[next], 'AS')) next++;
    const alias = tokens[next];
    const aliased = isName(alias) && !(alias?.kind === 'word' && afterTable.has(alias.value));
    found.push({
      schema: qualified ? (name?.value ?? null) : null,
      name: table?.value ?? '',
      alias: aliased
        ? alias?.kind === 'word'
          ? alias.raw
          : (alias?.value ?? '')
        : (table?.raw.replace(/^[`"]|[`"]$/g, '') ?? ''),
      at: at + 1,
    });
  }
  return found;
}

/** Whether a parenthesis encloses tables rather than a query: `FROM (a, b)`, `FROM (a JOIN b)`. */
function opensTables(tokens: readonly Token[], open: number): boolean {
  const before = tokens[open - 1];
  return (
    (isWord(before, 'FROM') || isWord(before, 'JOIN') || isSign(before, ',')) &&
    !isWord(tokens[open + 1], 'SELECT')
  );
}
