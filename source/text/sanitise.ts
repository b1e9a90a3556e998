/**
 * Characters that are never written to a terminal as they came, in two groups:
 * - controls, format characters, surrogates, private use, unassigned code points and noncharacters
 *   (\p{C}), line and paragraph separators, and everything meant to be invisible
 *   (Default_Ignorable_Code_Point: zero-width, soft hyphen, variation selectors, tags, fillers);
 * - flags, skin tones and enclosing marks (the keycap ring), which terminals draw with different widths.
 * The zero-width joiner is in the first group on purpose: terminals disagree by several cells about joined
 * emoji, and a line wider than it was measured wraps and breaks the frame. So is what Node's Unicode tables
 * do not know yet: its width cannot be measured.
 */
const unsafe =
  /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Regional_Indicator}\p{Emoji_Modifier}\p{Me}]/gu;

/** No living script needs more marks on one letter; longer runs are drawn over the lines above and below. */
const longestMarkRun = 4;
const tooManyMarks = new RegExp(`(\\p{M}{${longestMarkRun}})\\p{M}+`, 'gu');

/** A mark with no letter of its own would be drawn on whatever the screen has to its left. */
const leadingMark = /^(?=\p{M})/u;
const markCarrier = '\u25CC';

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

function pictureOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return pictures.find(({ from, until }) => code >= from && code <= until)?.to(code) ?? unknown;
}

/**
 * Makes text that a server sent safe for one line of a terminal: no escape sequence, line break, change of
 * direction or invisible character is left, and each of them shows as one cell (`␛ ␊ ␉ �`), so that two
 * names that differ only there do not look alike. Idempotent; never throws; at most one character longer.
 */
export function sanitise(raw: string): string {
  return raw
    .replace(unsafe, pictureOf)
    .replace(tooManyMarks, `$1${unknown}`)
    .replace(leadingMark, markCarrier);
}
