export type TokenKind = 'word' | 'quoted' | 'text' | 'number' | 'variable' | 'parameter' | 'sign';

/** A token of a statement and its position in it. */
export interface Token {
  kind: TokenKind;
  /** As written. */
  raw: string;
  /** Words in upper case, quoted names and texts without quotes, anything else as written. */
  value: string;
  start: number;
  end: number;
}

export interface Tokens {
  tokens: Token[];
  /** The rest of the statement from the first character that fits no token, or null. */
  broken: string | null;
}

const executableComment = /\/\*!\d*([\s\S]*?)\*\//g;
const matchers: readonly [TokenKind | 'space', RegExp][] = [
  ['space', /\s+|\/\*[\s\S]*?\*\/|--(?=\s|$)[^\n]*|#[^\n]*/y],
  ['text', /[NnXxBb]?'(?:[^'\\]|''|\\[\s\S])*'/y],
  ['quoted', /"(?:[^"\\]|""|\\[\s\S])*"|`(?:[^`]|``)*`/y],
  ['variable', /@@?(?:(?:global|session|local)\.)?[\w$.]+|@`[^`]*`|@'[^']*'/iy],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w$])/y],
  ['word', /[\p{L}_$][\p{L}\p{N}_$#]*|\d+[\p{L}_$][\p{L}\p{N}_$]*/uy],
  ['parameter', /\?/y],
  ['sign', /<=>|<>|!=|<=|>=|\|\||&&|:=|[-+*/%=<>(),.;!~^&|[\]{}:]/y],
];

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  0: '\0',
  Z: '\x1a',
  '%': '\\%',
  _: '\\_',
};

function unquote(raw: string, backslash: boolean): string {
  const body = raw.replace(/^[NnXxBb](?=')/, '').slice(1, -1);
  const quote = raw.at(-1) ?? "'";
  const single = body.replaceAll(quote + quote, quote);
  return backslash ? single.replace(/\\([\s\S])/g, (_, next: string) => escapes[next] ?? next) : single;
}

/** What stands at that place, by the first matcher that fits. */
function firstMatch(source: string, at: number): { kind: TokenKind | 'space'; raw: string } | null {
  for (const [kind, pattern] of matchers) {
    pattern.lastIndex = at;
    const raw = pattern.exec(source)?.[0];
    if (raw !== undefined) return { kind, raw };
  }
  return null;
}

/** Splits a statement; comments are left out, except MySQL's executable ones. Backslashes escape in MySQL mode only. */
export function tokenize(sql: string, mode: 'mysql' | 'oracle'): Tokens {
  const source = mode === 'mysql' ? sql.replace(executableComment, ' $1 ') : sql;
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const found = firstMatch(source, at);
    if (found === null) return { tokens, broken: source.slice(at) };
    const { kind, raw } = found;
    const end = at + raw.length;
    if (kind !== 'space') tokens.push({ kind, raw, value: tokenValue(kind, raw, mode), start: at, end });
    at = end;
  }
  return { tokens, broken: null };
}

function tokenValue(kind: TokenKind, raw: string, mode: 'mysql' | 'oracle'): string {
  if (kind === 'word') return raw.toUpperCase();
  if (kind === 'text') return unquote(raw, mode === 'mysql');
  if (kind === 'quoted') return unquote(raw, mode === 'mysql' && raw.startsWith('"'));
  return raw;
}

/** The statement's text between two tokens, both included. */
export function spelled(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to + 1)
    .map((token, i, all) => {
      const before = all[i - 1];
      return (before !== undefined && token.start > before.end ? ' ' : '') + token.raw;
    })
    .join('');
}

/** The index of the parenthesis that closes the one at `open`, or -1. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const raw = tokens[i]?.kind === 'sign' ? tokens[i]?.raw : '';
    if (raw === '(') depth++;
    if (raw === ')' && --depth === 0) return i;
  }
  return -1;
}
