// @module-tag slow
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { ownMarks } from '../../source/text/ascii.ts';
import { sanitise } from '../../source/text/sanitise.ts';
import { cellWidth, charactersOf } from '../../source/text/width.ts';
import { columnsAfter, type EmulatorTable } from './emulator.ts';

const tables: readonly EmulatorTable[] = ['6', '11', '15-graphemes'];

/** Texts that do not take as many cells as `cellWidth` says, with what string-width and each table of the emulator say. */
async function miscounted(texts: readonly string[]): Promise<string[]> {
  const counts = { cellWidth: texts.map(cellWidth), 'string-width': texts.map(text => stringWidth(text)) };
  const byTable = await Promise.all(tables.map(table => columnsAfter(texts, table)));
  const all = Object.entries({
    ...counts,
    ...Object.fromEntries(tables.map((table, at) => [table, byTable[at]])),
  });
  return texts
    .map((text, at) => ({ text, cells: all.map(([by, columns]) => `${by} ${columns?.[at]}`) }))
    .filter((_, at) => new Set(all.map(([, columns]) => columns?.[at])).size > 1)
    .map(({ text, cells }) => `${text}: ${cells.join(', ')}`);
}

/** Every code point, lone surrogates included. */
const codePoints = Array.from({ length: 0x11_0000 }, (_, code) => String.fromCodePoint(code));

/** The different ones among them, twenty a line. */
function packed(texts: Iterable<string>): string[] {
  const different = [...new Set(texts)];
  return Array.from({ length: Math.ceil(different.length / 20) }, (_, line) =>
    different.slice(line * 20, line * 20 + 20).join(''),
  );
}

const part = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  fc.string({
    unit: fc.integer({ min: 0x300, max: 0x36f }).map(code => String.fromCodePoint(code)),
    maxLength: 6,
  }),
  fc.string({
    unit: fc.integer({ min: 0x900, max: 0x109f }).map(code => String.fromCodePoint(code)),
    maxLength: 8,
  }),
  fc.string({
    unit: fc.integer({ min: 0x1100, max: 0x11ff }).map(code => String.fromCodePoint(code)),
    maxLength: 6,
  }),
  fc.string({
    unit: fc.integer({ min: 0x1f1e6, max: 0x1f1ff }).map(code => String.fromCodePoint(code)),
    maxLength: 4,
  }),
  fc.string({
    unit: fc.integer({ min: 0xe0020, max: 0xe007f }).map(code => String.fromCodePoint(code)),
    maxLength: 4,
  }),
  fc.string({
    unit: fc.integer({ min: 0xd800, max: 0xdfff }).map(code => String.fromCharCode(code)),
    maxLength: 3,
  }),
  fc.constantFrom(
    '\u200D',
    '\uFE0F',
    '\uFE0E',
    '\u20E3',
    '\u{1F3FD}',
    '\u{E0100}',
    'ﾞ',
    '\u0E33',
    '\u3099',
    ' ',
    '租',
    '가',
    '👩',
    '⚠',
  ),
);
const mixedText = fc.array(part, { maxLength: 8 }).map(parts => parts.join(''));

describe('sanitised text', () => {
  it('takes the cells it is counted with on every terminal: each code point alone, after a letter and before one', async () => {
    expect(await miscounted(packed(codePoints.map(character => sanitise(character))))).toEqual([]);
    expect(await miscounted(packed(codePoints.map(character => sanitise(`a${character}租`))))).toEqual([]);
  });

  it('takes the cells it is counted with where a letter of one script follows a mark of another', async () => {
    const marks = codePoints.filter(character => /\p{M}/u.test(character));
    const letters = ['e', 'ก', 'ກ', 'क', 'ক', 'க', 'က', 'ក', 'ب', 'ש', '가', 'か', '租'];
    const texts = letters.flatMap(letter => marks.map(mark => sanitise(`${letter}${mark}${mark}${letter}`)));
    expect(await miscounted(packed(texts))).toEqual([]);
  });

  it('takes the cells it is counted with, whatever its neighbors are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mixedText, { minLength: 20, maxLength: 20 }), async texts => {
        expect(await miscounted(texts.map(sanitise))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('takes them also where it was cut at any letter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mixedText, { minLength: 20, maxLength: 20 }), async texts => {
        const rests = texts.map(text => charactersOf(sanitise(text)).slice(1).join(''));
        expect(await miscounted(rests)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('cellWidth', () => {
  it('of sanitised texts in one line is the sum of theirs', () => {
    const units = codePoints.map(sanitise).filter(text => /[^\uFFFD]/.test(text));
    const marked = 'ที่é\u0308x\u0301';
    expect(units.filter(text => cellWidth(text + marked) !== cellWidth(text) + cellWidth(marked))).toEqual(
      [],
    );
    fc.assert(
      fc.property(mixedText, mixedText, (one, other) => {
        const [left, right] = [sanitise(one), sanitise(other)];
        expect(cellWidth(left + right)).toBe(cellWidth(left) + cellWidth(right));
      }),
      { numRuns: 5000 },
    );
  });
});

describe("the program's own marks", () => {
  it('take the cells they are counted with', async () => {
    expect(await miscounted(ownMarks)).toEqual([]);
    expect(ownMarks.map(sanitise)).toEqual(ownMarks);
  });
});
