import { oracleErrors } from './errors.ts';
import { isSign, isWord } from './select.ts';
import type { Token } from './tokens.ts';

/** Words an Oracle tenant does not take as a name without quotes. */
const reserved = new Set(['COMMENT']);

/**
 * Refuses what Oracle mode does not know: LIMIT, backticks, COMMENT without quotes, `@@`, a SELECT without FROM.
 * @throws SqlError 900
 */
export function refuseOracle(tokens: readonly Token[]): void {
  for (const [i, token] of tokens.entries()) {
    const bare = token.kind === 'word' && !isSign(tokens[i + 1], '(');
    const limit = isWord(token, 'LIMIT') && tokens[i + 1]?.kind === 'number';
    const wrong =
      (token.kind === 'quoted' && token.raw.startsWith('`')) ||
      token.kind === 'variable' ||
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
