import { codePointWidth } from './code-point-width.ts';

/**
 * Text that needs no look at each character: ASCII, Latin, Chinese, Japanese, Korean, and what this program draws with.
 * All of it is one cell or two on every terminal and joins with nothing.
 */
const plainText = new RegExp(
  `^[${[
    '\\x20-\\x7E\\xA1-\\xAC\\xAE-\\u02FF', // Latin
    '\\u2010-\\u2027\\u2190-\\u21FF', // punctuation, arrows
    '\\u2500-\\u25FC\\u2800-\\u28FF', // lines, blocks, shapes, braille
    '\\u3000-\\u3029\\u3041-\\u3096\\u30A1-\\u30FF', // Chinese punctuation, kana
    '\\u4E00-\\u9FEF\\uAC00-\\uD7A3\\uFF01-\\uFF60', // ideographs, Hangul, full width
  ].join('')}]*$`,
);

/** Text that may have another spelling: it holds marks, loose Hangul jamo, SARA AM, or voicing marks of katakana. */
const hasSpellings = /[\p{M}\u1100-\u11FF\uA960-\uA97C\uD7B0-\uD7FF\u0E33\u0EB3\uFF9E\uFF9F]/u;

/** xterm keeps no more marks than this on a letter, and no living script needs more in a name. */
const mostMarks = 2;

/** What a mark may stand on. On anything else, a space first of all, terminals and fonts differ. */
const carriesMarks = /[\p{L}\p{N}]/u;

const unknown = '\uFFFD';
const newLinePicture = '\u2424';
const escapePicture = '\u241B';
const deletePicture = '\u2421';

/** Unicode's own pictures for controls; `to` says how a code point of the range is drawn. */
const pictures: readonly { from: number; until: number; to: (code: number) => string }[] = [
  { from: 0x00, until: 0x1f, to: code => String.fromCodePoint(0x2400 + code) },
  { from: 0x7f, until: 0x7f, to: () => deletePicture },
  { from: 0x85, until: 0x85, to: () => newLinePicture },
  // The other 8-bit controls have no pictures. Each stands for ESC and a letter (CSI, OSC, DCS, …).
  { from: 0x80, until: 0x9f, to: () => escapePicture },
  { from: 0x2028, until: 0x2029, to: () => newLinePicture },
];

function pictureOf(code: number): string {
  return pictures.find(({ from, until }) => code >= from && code <= until)?.to(code) ?? unknown;
}

const notLookedUp = 0;
const unsure = 1;
const mark = 2;
const letter = 3;
const otherSign = 4;

/** What each code point is, as far as it has been looked up: a megabyte, made when the first text needs it. */
let kinds: Uint8Array | null = null;

function kindOf(code: number): number {
  kinds ??= new Uint8Array(0x11_0000);
  const known = kinds[code] ?? notLookedUp;
  if (known !== notLookedUp) return known;
  const width = codePointWidth(code);
  const sure = carriesMarks.test(String.fromCodePoint(code)) ? letter : otherSign;
  const kind = width === null ? unsure : width === 0 ? mark : sure;
  kinds[code] = kind;
  return kind;
}

/**
 * The same text in other code points, where one spelling is measured alike everywhere and another is not:
 * - accents and Hangul in one code point (NFC) instead of a letter with marks or loose jamo;
 * - Thai and Lao SARA AM as the ring and the vowel it consists of, the ring before tone marks, as fonts draw it:
 *   some terminals draw the sign in a cell of its own, others with its consonant;
 * - half-width katakana with a voicing mark as the one full-width letter, which is as wide.
 */
function respelled(text: string): string {
  if (!hasSpellings.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/([\u0E48-\u0E4B]*)\u0E33/g, '\u0E4D$1\u0E32')
    .replace(/([\u0EC8-\u0ECB]*)\u0EB3/g, '\u0ECD$1\u0EB2')
    .replace(/[\uFF66-\uFF9D][\uFF9E\uFF9F]/g, pair => {
      const letter = pair.normalize('NFKC');
      return letter.length === 1 ? letter : pair;
    });
}

/**
 * Makes text that a server sent safe for one line of a terminal, and as wide on every terminal as `cellWidth` counts.
 * What terminals act on or hide, and what they draw with different widths (emoji, vowel signs of Indic scripts next to
 * their letter, signs that join letters, what Unicode 11 does not have, …) each shows as one cell (`␛ ␊ ␉ �`), so
 * that two names that differ only there do not look alike. A letter keeps its first two marks; for more there is one
 * `�`. ASCII, Latin, Chinese, Japanese and Korean text stays as it is. Idempotent; never throws.
 */
export function sanitise(raw: string): string {
  if (plainText.test(raw)) return raw;
  const text = respelled(raw);
  let shown = '';
  let marks = mostMarks;
  /** Where the text begins that stays as it is and is not in `shown` yet. */
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const next = at + (code > 0xffff ? 2 : 1);
    const kind = kindOf(code);
    let drawn: string | null = null;
    if (kind === mark) {
      if (marks >= mostMarks) drawn = marks === mostMarks ? unknown : '';
      marks += 1;
    } else {
      if (kind === unsure) drawn = pictureOf(code);
      marks = kind === letter ? 0 : mostMarks;
    }
    if (drawn !== null) {
      shown += text.slice(from, at) + drawn;
      from = next;
    }
    at = next;
  }
  return shown + text.slice(from);
}
