/** The marks this program draws, and the replacement of each on a terminal that has only ASCII. */
const marks: Readonly<Record<string, string>> = {
  // bars and sparklines
  '█': '#',
  '▉': '-',
  '▊': '-',
  '▋': '-',
  '▌': '-',
  '▍': '-',
  '▎': '-',
  '▏': '-',
  '▓': '=',
  '▒': ':',
  '░': '.',
  '▁': '.',
  '▂': ':',
  '▃': '-',
  '▄': '=',
  '▅': '+',
  '▆': '*',
  '▇': '%',
  // lists and phases
  '▸': '>',
  '▴': '^',
  '▾': 'v',
  '›': '>',
  '‹': '<',
  '✔': '+',
  '✖': 'x',
  '●': '*',
  '○': 'o',
  '⚠': '!',
  '↻': '@',
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '→': '>',
  '⏎': 'Enter',
  // punctuation
  '·': '|',
  '…': '~',
  '–': '-',
  '—': '-',
  '×': 'x',
  '≥': '>',
  // box drawing
  '─': '-',
  '━': '#',
  '╸': '-',
  '═': '=',
  '│': '|',
  '┃': '|',
  '║': '|',
  '┌': '+',
  '┐': '+',
  '└': '+',
  '┘': '+',
  '├': '+',
  '┤': '+',
  '┬': '+',
  '┴': '+',
  '┼': '+',
  '╭': '+',
  '╮': '+',
  '╯': '+',
  '╰': '+',
  // the replacements that `sanitise` inserts
  '�': '?',
  '◌': '?',
};

/** Control pictures (from `sanitise`) and braille patterns (spinner frames) are replaced by range. */
const ranges = { controlPictures: '\u2400-\u2426', spinnerFrames: '\u2800-\u28FF' } as const;
const replaced = new RegExp(
  `[${Object.keys(marks).join('')}${ranges.controlPictures}${ranges.spinnerFrames}]`,
  'gu',
);
function isSpinnerFrame(mark: string): boolean {
  return mark >= '\u2800' && mark <= '\u28FF';
}

/**
 * Replaces the program's own marks by ASCII ones, for `--ascii`. Text of other scripts stays: a tenant with
 * a Chinese name keeps it. One cell for one cell, so it may be the last step before drawing; the exception
 * is `⏎`, which becomes `Enter` (a key's label: convert it before laying out its line). Idempotent.
 */
export function toAscii(text: string): string {
  return text.replace(replaced, mark => marks[mark] ?? (isSpinnerFrame(mark) ? '*' : '?'));
}

/** Every mark that `toAscii` replaces by name; screens draw no other mark outside ASCII. */
export const ownMarks: readonly string[] = Object.keys(marks);
