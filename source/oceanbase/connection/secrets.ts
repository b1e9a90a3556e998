import type { Column } from '../../backup/row.ts';

/** What stands in place of a secret. */
const mask = '***';

// Every repetition below that may fail after it has run is bounded: a hostile text must not hold the program up.

/** A sign of a URL as it is or percent-encoded, also several times over: `%3D`, `%253D`. */
function encoded(hex: string): string {
  return `%(?:25){0,3}(?:${hex})`;
}

const joint = `(?:[_.\\s-]{1,3}|${encoded('5f|2d|20')})?`;

/** Names of what must not be shown: parts of storage URLs, of comments, of events and of statements. */
const secretName = `(?:access${joint}(?:id|key)|(?:encrypt|encryption|private|account|api|kms|master|session|signing|shared|ssh)${joint}key|secret|token|passw(?:or)?d|passphrase|pwd|credential|authorization|signature|密码|口令|密钥|令牌)[\\w.\\[\\]-]{0,40}`;

/** What stands between a name and its value: `=`, `": "`, `\\": \\"` within JSON, `=>`, ` -> `, `：`, `%3D`, `为`. */
const assigned = `(?:\\\\{0,4}["']|${encoded('22|27')})?\\s{0,9}(?:-{0,2}(?:[=:>：＝]|${encoded('3d|3a')}){1,3}\\s{0,9}|[为是](?=[!-~：]))(?:[:：]\\s{0,9}|<!\\[CDATA\\[)?`;

const quoted = `"(?:[^"\\\\]|\\\\[\\s\\S])*"?|'(?:[^'\\\\]|\\\\[\\s\\S])*'?`;
const quotedWithin = `\\\\{1,4}(?:"(?:(?!\\\\{1,4}")[\\s\\S])*|'(?:(?!\\\\{1,4}')[\\s\\S])*)`;
/** All of a list or an object; without its bracket where a text in it has no end. */
const bracketed = `[[{](?:"(?:[^"\\\\]|\\\\[\\s\\S]){0,1000}"|[^\\]}"])*`;
const curly = '[“‘「][^”’」]*';
const quotedInUrl = `${encoded('22|27')}(?:(?!${encoded('22|27')})\\S)*`;
/** Up to what surely parts values: a comma or a bracket may be in a password, unless something new begins after it. */
const bare = `(?:(?!${encoded('26')}|[,;)}\\]]+(?:\\s|$|[\\w-]{1,60}["']?\\s?[=:]))[^\\s&"'<])+`;

/** `(using password: NO)` of error 1045 says whether there was one. */
const notWhetherUsed = '(?!(?<=\\(using password: )(?:YES|NO)\\))';

const named = new RegExp(
  `(${secretName}${assigned})${notWhetherUsed}(?:${quotedWithin}|${quoted}|${quotedInUrl}|${curly}|${bracketed}|${bare})`,
  'gi',
);
/** `Authorization: Bearer …`, whose value has blanks in it. */
const authorization = new RegExp(`((?:authorization${assigned}|\\bbearer\\s{1,9}))[^\\r\\n"'\\\\<]+`, 'gi');
/** Short names, in a query only. */
const inQuery = new RegExp(`([?&;](?:q-)?(?:ak|sk|sig)=)${bare}`, 'gi');
const shortName = new RegExp(`(\\b(?:pass|pw)\\s?=\\s?)(?:${quoted}|${bare})`, 'gi');
/** `PASSWORD('…')` of a statement. */
const inFunction = new RegExp(`(passw(?:or)?d\\s{0,3}\\(\\s{0,3})(?:${quoted})`, 'gi');
/** `--password …`, and `-p…` of a client's command. */
const inCommand = new RegExp(
  `(--[\\w-]{0,40}passw(?:or)?d\\s{1,3}|\\b(?:mysql|obclient|obdumper|obloader)\\b[^\\r\\n]{0,200}?\\s-p)(?!-)(?:${quoted}|${bare})`,
  'gi',
);
/** What is a secret by its looks: a key in PEM, a JSON web token, the IDs of access keys of AWS and Alibaba Cloud. */
const pem = /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[\s\S]*?(?=-----END|$)/g;
const byLooks =
  /(\b)(?:eyJ[\w-]{8,1000}\.[\w-]{8,1000}\.[\w-]*|A[KS]IA[A-Z0-9]{16}\b|LTAI[A-Za-z0-9]{12,26}\b)/g;
/** `SET ENCRYPTION ON IDENTIFIED BY '…'`, several of them for a restore, and `IDENTIFIED WITH plugin AS '…'`. */
const identifiedBy = new RegExp(
  `(identified\\s{1,9}(?:with\\s{1,9}[\\w'"\`]{1,60}\\s{1,9})?(?:by|as)\\s{1,9})(?:${quoted}|${bare})(?:\\s?,\\s?(?:${quoted}))*`,
  'gi',
);

/** `scheme://user:password@host`; `host:port/a@b` is none. */
const userInfo = /(:\/\/[^\s/?#:@"'<>[]{0,200}:)(?!\d{1,5}(?:[/?#"'<>,;)]|$))\S{1,500}(?=@)/g;
const encodedUserInfo = new RegExp(
  `(${encoded('3a')}(?:${encoded('2f')}){2}(?:(?!${encoded('3a|2f|40')})[^\\s/?#@]){0,200}${encoded('3a')})(?!\\d{1,5}(?:${encoded('2f')}|$))(?:(?!${encoded('40')})\\S){1,500}(?=${encoded('40')})`,
  'gi',
);
/** The same without a scheme, before what is a host and no domain of a mail address. */
const loginBeforeHost =
  /(?<![\w@.:/-])([a-z][\w.-]{0,100}(?:[@#][\w.-]{1,100}){0,2}:)(?!\d{1,5}@|\/)[^\s@:"'<>,;]{1,200}(?=@(?:\d{1,3}(?:\.\d{1,3}){3}|\[|[\w.-]{1,200}[:/]|[\w-]{1,200}(?![\w.-])))/gi;

const patterns = [userInfo, encodedUserInfo, loginBeforeHost, authorization, identifiedBy, inQuery, named];

/** Those that few texts have, before them; and what none of them is without. */
const rarePatterns = [pem, byLooks, inFunction, inCommand, shortName];
const canHoldRare = /pass|pw|eyJ|A[KS]IA|LTAI|BEGIN|mysql|obclient|obdumper|obloader/i;

/** Whether there can be one at all: most texts are a word or a number. */
const canHoldSecret = /[=:>：＝@%为是(;]|\\u00|\s-p|identified|bearer|passw|eyJ|A[KS]IA|LTAI|BEGIN/i;

/** What is not seen and may stand within a name: control characters and colours, marks of direction, joiners. */
const unseen = /\x1b\[[0-?]{0,20}[ -/]?[@-~]|[^\P{Cc}\t\r\n]|\p{Cf}|[\u034f\ufe00-\ufe0f\u3164]/gu;
/** Letters in another form: full width, `%6B`, `\u005f`, `&#61;`, `&quot;`. */
const fullWidth = /[！-～]+/g;
const codedLetter =
  /%(?:25){0,3}(4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])|\\u00([2-7][0-9a-f])|&#x([2-7][0-9a-f]);/gi;
const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&apos;': "'",
  '&#61;': '=',
  '&#58;': ':',
};

const canBeSpelledPlainly = /[^\P{Cc}\t\r\n]|[%&！-～]|[\u034f\ufe00-\ufe0f\u3164]|\\u00|\p{Cf}/u;

/** A text as people read it. */
function plainly(text: string): string {
  return text
    .replace(unseen, '')
    .replace(fullWidth, letters => letters.normalize('NFKC'))
    .replace(codedLetter, (_, percent?: string, json?: string, entity?: string) =>
      String.fromCharCode(Number.parseInt(percent ?? json ?? entity ?? '', 16)),
    )
    .replace(/&(?:quot|apos|#61|#58);/g, entity => entities[entity] ?? entity);
}
const isSecretPattern = new RegExp(secretName, 'i');

/** Whether a column, or a value of an event, of this name is a secret by itself. */
export function isSecretName(name: string): boolean {
  return isSecretPattern.test(name);
}

/** Whether a text has to be searched for secrets, which costs up to a microsecond a character. */
export function mayHoldSecret(text: string): boolean {
  return canHoldSecret.test(text);
}

function masked(text: string): string {
  const all = canHoldRare.test(text) ? [...rarePatterns, ...patterns] : patterns;
  return all.reduce((left, pattern) => left.replace(pattern, `$1${mask}`), text);
}

/** A text without the secrets in it; the same where there are none. One that hides its secret comes out plainly. */
export function withoutSecrets(text: string): string {
  if (!mayHoldSecret(text)) return text;
  const shown = masked(text);
  if (!canBeSpelledPlainly.test(shown)) return shown;
  const plain = plainly(shown);
  if (plain === shown) return shown;
  const found = masked(plain);
  return found === plain ? shown : found;
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
