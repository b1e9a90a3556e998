import { oracleErrors } from './errors.ts';
import { isSign, isWord, setOperators } from './select.ts';
import type { Token } from './tokens.ts';

/** Words that Oracle mode accepts as a name only in quotes. */
const reserved = new Set(['COMMENT']);

/**
 * Refuses what Oracle mode does not have: LIMIT, backticks, COMMENT without quotes, `@name`, a SELECT without FROM. System
 * variables are read with `@@` there, too: OceanBase's JDBC driver does so when it logs in.
 * @throws SqlError 900
 */
export function refuseOracle(tokens: readonly Token[]): void {
  for (const [i, token] of tokens.entries()) {
    const bare = token.kind === 'word' && !isSign(tokens[i + 1], '(');
    const limit = isWord(token, 'LIMIT') && tokens[i + 1]?.kind === 'number';
    const wrong =
      (token.kind === 'quoted' && token.raw.startsWith('`')) ||
      (token.kind === 'variable' && !token.raw.startsWith('@@')) ||
      limit ||
      (bare && reserved.has(token.value));
    if (wrong) throw oracleErrors.syntax(rest(tokens, i));
    if (isWord(token, 'SELECT') && !hasFrom(tokens, i)) throw oracleErrors.syntax('');
  }
}

function rest(tokens: readonly Token[], from: number): string {
  return tokens
    .slice(from, from + 12)
    .map(token => token.raw)
    .join(' ');
}

function hasFrom(tokens: readonly Token[], select: number): boolean {
  let depth = 0;
  for (let i = select + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (isSign(token, '(')) depth++;
    if (isSign(token, ')') && depth-- === 0) return false;
    if (depth !== 0 || token?.kind !== 'word') continue;
    if (token.value === 'FROM') return true;
    if (/^(UNION|MINUS|INTERSECT|SELECT)$/.test(token.value)) return false;
  }
  return false;
}

/**
 * FETCH FIRST n ROWS ONLY, and ROWNUM <= n in a WHERE, become LIMIT. Changes the translated words in place: `out`
 * by token, `before` and `after` around it.
 */
export function limitOracle(
  tokens: readonly Token[],
  out: string[],
  before: string[],
  after: string[],
): void {
  for (const [i, token] of tokens.entries()) {
    if (isWord(token, 'FETCH')) fetchFirst(tokens, i, out);
    if (!isWord(token, 'ROWNUM')) continue;
    const sign = tokens[i + 1];
    const count = Number(tokens[i + 2]?.raw);
    if (sign?.kind !== 'sign' || !/^(<=|<|=)$/.test(sign.raw) || !Number.isInteger(count)) continue;
    const select = ownSelect(tokens, i);
    const end = endOfSelect(tokens, i);
    if (select === -1) continue;
    out[i] = '1';
    out[i + 1] = '=';
    out[i + 2] = '1';
    before[select] += 'SELECT * FROM (';
    after[end] += ` LIMIT ${Math.max(0, sign.raw === '<' ? count - 1 : count)})`;
  }
}

function fetchFirst(tokens: readonly Token[], at: number, out: string[]): void {
  const counted = tokens[at + 2]?.kind === 'number' || tokens[at + 2]?.kind === 'parameter';
  const count = counted ? tokens[at + 2]?.raw : '1';
  const only = tokens.findIndex((one, i) => i > at && isWord(one, 'ONLY'));
  if (only === -1) return;
  for (let i = at; i <= only; i++) out[i] = '';
  out[at] = `LIMIT ${count}`;
}

/** The index of the SELECT whose WHERE this token is in, or -1. */
function ownSelect(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let i = at; i >= 0; i--) {
    if (isSign(tokens[i], ')')) depth++;
    if (isSign(tokens[i], '(') && depth-- === 0) return -1;
    if (depth === 0 && isWord(tokens[i], 'SELECT')) return i;
  }
  return -1;
}

/** The last token of a WHERE: before ORDER, FETCH, a set operator, the closing parenthesis or the end. */
function endOfSelect(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let i = at; i < tokens.length; i++) {
    const token = tokens[i];
    if (isSign(token, '(')) depth++;
    if (isSign(token, ')') && depth-- === 0) return i - 1;
    const stops =
      token?.kind === 'word' && (/^(ORDER|FETCH|OFFSET)$/.test(token.value) || setOperators.has(token.value));
    if (depth === 0 && stops) return i - 1;
  }
  return tokens.length - 1;
}
