import type { Session } from '../session.ts';
import { mysqlErrors, oracleErrors } from './errors.ts';
import { isSign, isWord } from './select.ts';
import type { Token } from './tokens.ts';

/** Splits at commas outside parentheses. */
function parts(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, '(')) depth++;
    if (isSign(token, ')')) depth--;
    if (depth === 0 && isSign(token, ',')) found.push([]);
    else found.at(-1)?.push(token);
  }
  return found;
}

/** SET [SESSION] TRANSACTION READ ONLY | READ WRITE | ISOLATION LEVEL … */
function transaction(session: Session, tokens: readonly Token[]): void {
  const words = tokens.map(token => token.value).join(' ');
  if (/READ ONLY/.test(words)) session.readOnly = true;
  else if (/READ WRITE/.test(words)) session.readOnly = false;
  else if (!/ISOLATION LEVEL/.test(words)) throw mysqlErrors.syntax(tokens.at(-1)?.raw ?? '');
  session.variables.set('tx_read_only', session.readOnly ? 'ON' : 'OFF');
  session.variables.set('transaction_read_only', session.readOnly ? 'ON' : 'OFF');
}

function valueIn(session: Session, tokens: readonly Token[]): string {
  const [first] = tokens;
  if (first === undefined) throw mysqlErrors.syntax('');
  if (first.raw.startsWith('@@')) {
    const name = first.raw.replace(/^@@(?:(?:global|session|local)\.)?/i, '').toLowerCase();
    const value = session.variables.get(name);
    if (value === undefined) throw mysqlErrors.unknownVariable(name);
    return value;
  }
  return first.kind === 'word' || first.kind === 'quoted' || first.kind === 'text'
    ? first.kind === 'word'
      ? first.raw
      : first.value
    : tokens.map(token => token.raw).join('');
}

/** Variables that set the session's read-only state. */
const readOnlyNames = new Set(['tx_read_only', 'transaction_read_only']);

function assign(session: Session, tokens: readonly Token[], global: boolean): void {
  const equals = tokens.findIndex(token => isSign(token, '=') || isSign(token, ':='));
  if (equals < 1) throw mysqlErrors.syntax(tokens.at(-1)?.raw ?? '');
  const target = tokens[equals - 1];
  const value = valueIn(session, tokens.slice(equals + 1));
  const raw = target?.kind === 'quoted' ? target.value : (target?.raw ?? '');
  if (global || /^@@global\./i.test(raw) || isWord(tokens[0], 'GLOBAL'))
    throw mysqlErrors.privilege('ALTER SYSTEM');
  const name = raw.replace(/^@@(?:(?:session|local)\.)?/i, '');
  session.set(name, value);
  if (readOnlyNames.has(name.toLowerCase())) session.readOnly = /^(1|on|true)$/i.test(value);
}

/** SET of any kind: variables, NAMES, TRANSACTION. Throws 1193, 1227, 1231, 1298 or 1064. */
export function set(session: Session, tokens: readonly Token[]): void {
  const body = tokens.slice(1);
  const scoped = body.findIndex(token => !/^(SESSION|LOCAL|GLOBAL)$/.test(token.value));
  if (isWord(body[scoped], 'TRANSACTION')) {
    transaction(session, body);
    return;
  }
  if (isWord(body[0], 'NAMES') || isWord(body[0], 'CHARSET') || isWord(body[0], 'CHARACTER')) return;
  if (body.length === 0) throw mysqlErrors.syntax('');
  let global = false;
  for (const part of parts(body)) {
    if (isWord(part[0], 'GLOBAL')) global = true;
    if (isWord(part[0], 'SESSION') || isWord(part[0], 'LOCAL')) global = false;
    assign(session, part, global);
  }
}

/** ALTER SESSION SET … of Oracle mode: formats and time zone, which the times of these views do not depend on. */
export function alterSession(tokens: readonly Token[]): void {
  if (!isWord(tokens[2], 'SET')) throw oracleErrors.syntax(tokens[2]?.raw ?? '');
}
