import type { Column } from '../../backup/row.ts';

/** What stands in place of a secret. */
const mask = '***';

// Every repetition below that may fail after it has run is bounded: a hostile text must not hold the program up.

/** A sign of a URL as it is or percent-encoded, also several times over: `%3D`, `%253D`. */
function encoded(hex: string): string {
  return `%(?:25){0,3}(?:${hex})`;
}

const joint = `(?:[_ -]|${encoded('5f|2d|20')})?`;

/** Names of what must not be shown: parts of storage URLs, of comments, of events and of statements. */
const secretName = `(?:access${joint}(?:id|key)|(?:encrypt|encryption|private|account|api)${joint}key|secret|token|passw(?:or)?d|passphrase|pwd|credential|authorization|signature|密码|口令|密钥|令牌)[\\w.\\[\\]-]{0,40}`;

/** What stands between a name and its value: `=`, `": "`, `\\": \\"` within JSON, `=>`, `：`, `%3D`. */
const assigned = `(?:\\\\{0,4}["']|${encoded('22|27')})?\\s{0,9}(?:[=:>：＝]|${encoded('3d|3a')}){1,3}\\s{0,9}`;

const quoted = `"(?:[^"\\\\]|\\\\[\\s\\S])*"?|'(?:[^'\\\\]|\\\\[\\s\\S])*'?`;
const quotedWithin = `\\\\{1,4}(?:"(?:(?!\\\\{1,4}")[\\s\\S])*|'(?:(?!\\\\{1,4}')[\\s\\S])*)`;
const quotedInUrl = `${encoded('22|27')}(?:(?!${encoded('22|27')})\\S)*`;
/** Up to what surely parts values: a comma or a bracket may be in a password, unless something new begins after it. */
const bare = `(?:(?!${encoded('26')}|[,;)}\\]]+(?:\\s|$|[\\w-]{1,60}["']?\\s?[=:]))[^\\s&"'<])+`;

/** `(using password: NO)` of error 1045 says whether there was one. */
const notWhetherUsed = '(?!(?<=\\(using password: )(?:YES|NO)\\))';

const named = new RegExp(
  `(${secretName}${assigned})${notWhetherUsed}(?:${quotedWithin}|${quoted}|${quotedInUrl}|${bare})`,
  'gi',
);
/** `Authorization: Bearer …`, whose value has blanks in it. */
const authorization = new RegExp(`((?:authorization${assigned}|\\bbearer\\s{1,9}))[^\\r\\n"'\\\\<]+`, 'gi');
/** Short names, in a query only. */
const inQuery = new RegExp(`([?&](?:ak|sk|sig)=)${bare}`, 'gi');
/** `SET ENCRYPTION ON IDENTIFIED BY '…'`, and several of them for a restore. */
const identifiedBy = new RegExp(
  `(identified\\s{1,9}by\\s{1,9})(?:${quoted}|${bare})(?:\\s?,\\s?(?:${quoted}))*`,
  'gi',
);

/** `scheme://user:password@host`; `host:port/a@b` is none. */
const userInfo = /(:\/\/[^\s/?#:@"'<>[]{0,200}:)(?!\d{1,5}(?:[/?#]|$))[^\s"'<>]{1,500}(?=@)/g;
const encodedUserInfo = new RegExp(
  `(${encoded('3a')}(?:${encoded('2f')}){2}(?:(?!${encoded('3a|2f|40')})[^\\s/?#@]){0,200}${encoded('3a')})(?!\\d{1,5}(?:${encoded('2f')}|$))(?:(?!${encoded('40')})\\S){1,500}(?=${encoded('40')})`,
  'gi',
);
/** The same without a scheme, before what is a host and no domain of a mail address. */
const loginBeforeHost =
  /(?<![\w@.:/-])([a-z][\w.-]{0,100}(?:[@#][\w.-]{1,100}){0,2}:)(?!\d+@)[^\s@:/"'<>,;]{1,200}(?=@(?:\d{1,3}(?:\.\d{1,3}){3}|\[|[\w.-]{1,200}[:/]|[\w-]{1,200}(?![\w.-])))/gi;

const patterns = [userInfo, encodedUserInfo, loginBeforeHost, authorization, identifiedBy, inQuery, named];

/** Whether there can be one at all: most texts are a word or a number. */
const canHoldSecret = /[=:>：＝@%]|identified|bearer/i;
const isSecretPattern = new RegExp(secretName, 'i');

/** Whether a column, or a value of an event, of this name is a secret by itself. */
export function isSecretName(name: string): boolean {
  return isSecretPattern.test(name);
}

/** Whether a text has to be searched for secrets, which costs up to a microsecond a character. */
export function mayHoldSecret(text: string): boolean {
  return canHoldSecret.test(text);
}

/** A text without the secrets in it; the same where there are none. */
export function withoutSecrets(text: string): string {
  if (!mayHoldSecret(text)) return text;
  return patterns.reduce((left, pattern) => left.replace(pattern, `$1${mask}`), text);
}

/** A row whose secrets are masked: in its texts, and in an event's value whose name says that it is one. */
export function maskedRow(row: readonly Column[]): readonly Column[] {
  const names = new Map(row.map(({ name, raw }) => [name, raw]));
  return row.map(column => {
    const nth = /^VALUE(\d+)$/.exec(column.name)?.[1];
    const name = nth === undefined ? null : names.get(`NAME${nth}`);
    const isSecret = column.raw !== null && column.raw !== '' && isSecretName(name ?? '');
    return isSecret ? { ...column, raw: mask, text: mask, isMasked: true } : column;
  });
}
