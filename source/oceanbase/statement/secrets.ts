import type { Column } from '../../backup/row.ts';

/** What stands in place of a secret. */
const mask = '***';

/** Names of what must not be shown: parts of storage URLs, of comments and of events. */
const secretName =
  '[\\w-]*(?:access_?id|access_?key|encrypt_?key|secret|token|passw(?:or)?d|passphrase|pwd|credential|authorization)[\\w-]*';

/** A value: in quotes whatever it holds, else up to what parts values from each other. */
const value = `"(?:[^"\\\\]|\\\\.)*"?|'(?:[^'\\\\]|\\\\.)*'?|[^\\s&,;|<>"'(){}\\[\\]]+`;

/** `name=value`, `name: value`, `"name": "value"`, and the first with its signs encoded as in a URL. */
const named = new RegExp(`(${secretName}["']?\\s*[=:]\\s*)(?:${value})`, 'gi');
const encoded = new RegExp(`(${secretName}%3d)(?:(?!%26)[^\\s&,;|<>"'])+`, 'gi');

/** `scheme://user:password@host` */
const userInfo = /(:\/\/[^\s/?#:@]*:)[^\s@]+(?=@)/g;

const isSecretName = new RegExp(`^\\s*${secretName}\\s*$`, 'i');

/** A text without the secrets in it; the same where there are none. */
export function withoutSecrets(text: string): string {
  return text
    .replace(userInfo, `$1${mask}`)
    .replace(encoded, `$1${mask}`)
    .replace(named, (_, name: string) => `${name}${mask}`);
}

/** A row whose secrets are masked: in its texts, and in an event's value whose name says that it is one. */
export function maskedRow(row: readonly Column[]): readonly Column[] {
  const names = new Map(row.map(({ name, raw }) => [name, raw]));
  return row.map(column => {
    const nth = /^VALUE(\d+)$/.exec(column.name)?.[1];
    const named = nth === undefined ? null : names.get(`NAME${nth}`);
    const isSecret = column.raw !== null && column.raw !== '' && isSecretName.test(named ?? '');
    return isSecret ? { ...column, raw: mask, text: mask, isMasked: true } : column;
  });
}
