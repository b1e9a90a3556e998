// Writes source/text/sure-widths.ts: `npm run widths`. A code point is in it when all that count cells agree on it:
// xterm.js with each of its tables (Unicode 6, 11 and 15 by clusters) and string-width (Unicode 17), which Ink lays out
// by. It must have been in Unicode 11, as the C library of the oldest Linux that is still kept up knows no more.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import stringWidth from 'string-width';
import { ownMarks } from '../source/text/ascii.ts';
import { columnsAfter, emulatorTables } from '../test/text/emulator.ts';

const unicodeData = '@unicode/unicode-11.0.0';
const unicodeDataVersion = '2.0.7';

/** What terminals act on, hide or draw by rules of their own, whatever width they give it alone. */
const excluded =
  /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Regional_Indicator}\p{Emoji_Modifier}\p{Emoji_Presentation}\p{Me}]/u;

/**
 * East Asian marks are wide by their property and take no cell by their category; Windows Terminal draws the halves of
 * marks over two letters in cells of their own.
 */
const doubtfulMarks = /[\u302A-\u302F]|[\u3099-\u309A]|[\uFE20-\uFE2F]/u;

const clusters = new Intl.Segmenter('en');

function areOneCluster(text: string): boolean {
  return [...clusters.segment(text)].length === 1;
}

/** Whether the character draws letters together, so that what follows may lose its cell. */
function joinsLetters(character: string): boolean {
  return (
    areOneCluster(`\u0915${character}\u0915`) ||
    (!/\p{M}/u.test(character) && areOneCluster(character.repeat(2)))
  );
}

/** The data is large and needed only here, so it is no package of the project. */
async function unassigned(): Promise<ReadonlySet<number>> {
  const folder = await mkdtemp(join(tmpdir(), 'unicode-'));
  try {
    const options = ['--prefix', folder, '--ignore-scripts', '--no-save', '--loglevel=error'];
    execFileSync('npm', ['install', ...options, `${unicodeData}@${unicodeDataVersion}`], {
      stdio: 'inherit',
    });
    const file = join(folder, 'node_modules', unicodeData, 'General_Category/Unassigned/code-points.mjs');
    const { default: codePoints } = (await import(pathToFileURL(file).href)) as { default: number[] };
    return new Set(codePoints);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Sorted code points as ranges in base 36, each as its distance from the one before and, if longer, its length. */
function encoded(codePoints: readonly number[]): string {
  const ranges: string[] = [];
  let last = 0;
  for (let index = 0; index < codePoints.length; ) {
    const from = codePoints[index] ?? 0;
    let length = 1;
    while (codePoints[index + length] === from + length) length += 1;
    ranges.push((from - last).toString(36) + (length === 1 ? '' : `.${length.toString(36)}`));
    last = from + length - 1;
    index += length;
  }
  return ranges.join(' ').replace(/(.{1,104})(?: |$)/g, '\n  $1');
}

const absent = await unassigned();
const candidates = Array.from({ length: 0x11_0000 }, (_, code) => code).filter(code => {
  const character = String.fromCodePoint(code);
  return (
    !excluded.test(character) &&
    !doubtfulMarks.test(character) &&
    !absent.has(code) &&
    !joinsLetters(character)
  );
});
const texts = candidates.map(code => `a${String.fromCodePoint(code)}a`);
const counts = await Promise.all(emulatorTables.map(table => columnsAfter(texts, table)));
const agreed = new Map<number, number>();
texts.forEach((text, index) => {
  const width = stringWidth(text);
  const isMark = /\p{M}/u.test(text);
  if (counts.every(columns => columns[index] === width) && (width === 2) === isMark) {
    agreed.set(candidates[index] ?? 0, width - 2);
  }
});
/**
 * Whether it keeps its width where it is normalised: musical notes become a head and a stem, and a mark may stand on
 * letters only.
 */
function isStable(code: number, width: number): boolean {
  const [first = '', ...marks] = String.fromCodePoint(code).normalize('NFC');
  const cells = [first, ...marks].map(part => agreed.get(part.codePointAt(0) ?? 0) ?? Number.NaN);
  const isLetter = marks.length === 0 || /\p{L}/u.test(first);
  return isLetter && cells.reduce((sum, some) => sum + some, 0) === width;
}
const sure = new Map<number, number[]>([0, 1, 2].map(width => [width, []]));
for (const [code, width] of agreed) if (isStable(code, width)) sure.get(width)?.push(code);
/** The program's own marks are none of these: where ambiguous characters are wide, they are drawn as ASCII. */
const ambiguous = (sure.get(1) ?? []).filter(code => {
  const character = String.fromCodePoint(code);
  return stringWidth(character, { ambiguousIsNarrow: false }) === 2 && !ownMarks.includes(character);
});
const sets = ['none', 'one', 'two'].map(
  (name, width) => `  ${name}: \`${encoded(sure.get(width) ?? [])}\`,\n`,
);
const text = `// Made by \`npm run widths\` (Unicode 11, widths compared with Unicode ${process.versions.unicode}). Do not edit.

/**
 * Code points that every terminal draws in the same number of cells: none (marks), one, or two. Sorted ranges in
 * base 36: the distance from the end of the range before, then a dot and the length if there is more than one.
 */
export const sureWidths = {
${sets.join('')}  /** Of those of one cell the ones that some terminals draw in two (Unicode's East_Asian_Width=A). */
  ambiguous: \`${encoded(ambiguous)}\`,
} as const;
`;
await writeFile(new URL('../source/text/sure-widths.ts', import.meta.url), text);
for (const [width, codePoints] of sure) console.log(`${width} cells: ${codePoints.length} code points`);
