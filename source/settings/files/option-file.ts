/** One option of a MySQL option file, as it was written. */
export interface OptionLine {
  readonly kind: 'option';
  readonly group: string;
  /** As written, `-` or `_` and prefixes included. */
  readonly name: string;
  /** Null for an option without an equals sign. */
  readonly value: string | null;
  readonly line: number;
  /** Whether a comment touches the value, which the writer may not have meant: `root@sys#prod`. */
  readonly isCutOff: boolean;
}

/** `!include` and `!includedir`. */
export interface IncludeLine {
  readonly kind: 'include' | 'includedir';
  readonly path: string;
  readonly line: number;
}

/** Why a file cannot be read on: mysql ends there, too. */
export interface OptionFileProblem {
  readonly kind: 'problem';
  readonly id: 'option_without_group' | 'group_not_closed';
  readonly line: number;
}

/** What one line of an option file holds. */
export type OptionFileItem = OptionLine | IncludeLine | OptionFileProblem;

/** What the C locale calls a space; `trim` of JavaScript would take more of a password. */
const around = /^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g;

function trimmed(text: string): string {
  return text.replace(around, '');
}

/**
 * Where a comment begins in a line: at a `#` outside quotes, wherever it stands. A quote that is never closed keeps it
 * away to the end of the line, as in `password=it's#1`.
 */
function commentStart(line: string): number {
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] as string;
    if (quote !== '' && character === '\\') at += 1;
    else if (quote === '' && character === '#') return at;
    else if (character === '"' || character === "'") {
      if (quote === '') quote = character;
      else if (quote === character) quote = '';
    }
  }
  return line.length;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  s: ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** One pair of quotes around a value goes; an escape that mysql does not know keeps its backslash. */
function unquoted(written: string): string {
  const [first = ''] = written;
  const isQuoted = written.length > 1 && (first === '"' || first === "'") && written.endsWith(first);
  const text = isQuoted ? written.slice(1, -1) : written;
  return text.replace(/\\([\s\S])/g, (both, letter: string) => escapes[letter] ?? both);
}

function optionOf(text: string, group: string, line: number): OptionLine {
  const end = commentStart(text);
  const option = text.slice(0, end);
  const equals = option.indexOf('=');
  const name = trimmed(equals === -1 ? option : option.slice(0, equals));
  const value = equals === -1 ? null : unquoted(trimmed(option.slice(equals + 1)));
  const isCutOff =
    end < text.length && equals !== -1 && /[^ \t]$/.test(option) && /^#\S/.test(text.slice(end));
  return { kind: 'option', group, name, value, line, isCutOff };
}

/** A directive; null for one that mysql does not know, and skips. */
function includeOf(text: string, line: number): IncludeLine | null {
  const [, kind, path = ''] = /^![ \t]*(include|includedir)[ \t]+(.*)$/.exec(text) ?? [];
  return kind === undefined ? null : { kind: kind as IncludeLine['kind'], path: trimmed(path), line };
}

/**
 * Reads the text of a MySQL option file as mysql does (mysys/my_default.cc): groups, options with `#` comments, quotes and
 * escapes, and the directives. After a problem nothing follows.
 */
export function parseOptionFile(text: string): readonly OptionFileItem[] {
  const items: OptionFileItem[] = [];
  let group: string | null = null;
  for (const [at, written] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = at + 1;
    const content = trimmed(written);
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    if (content.startsWith('!')) {
      const include = includeOf(content, line);
      if (include !== null) items.push(include);
    } else if (content.startsWith('[')) {
      const end = content.indexOf(']');
      if (end === -1) return [...items, { kind: 'problem', id: 'group_not_closed', line }];
      // A blank before the name belongs to it, one behind it does not.
      group = content.slice(1, end).replace(/[ \t\v\f\r]+$/, '');
    } else if (group === null) {
      return [...items, { kind: 'problem', id: 'option_without_group', line }];
    } else items.push(optionOf(content, group, line));
  }
  return items;
}
