import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitise } from '../../source/text/sanitise.ts';
import { cellWidth } from '../../source/text/width.ts';

/** Any UTF-16, lone surrogates included. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: 0, max: 0xa0 }),
      fc.integer({ min: 0x300, max: 0x36f }),
      fc.integer({ min: 0x2000, max: 0x2070 }),
    ),
    { maxLength: 40 },
  )
  .map(units => String.fromCharCode(...units));
const anyCharacters = fc.string({ unit: 'binary', maxLength: 40 });
const hostile = fc.oneof(anyText, anyCharacters);

describe('sanitise', () => {
  it.each([
    ['plain ASCII', 'file:///data/nfs/backup', 'file:///data/nfs/backup'],
    ['Chinese', '租户一 备份', '租户一 备份'],
    ['Chinese with its punctuation', '《备份》，“全量”……', '《备份》，“全量”……'],
    ['rare and compatibility ideographs', '\u{20000}\uFA19鿏', '\u{20000}\uFA19鿏'],
    ['Japanese and Korean', 'テナント ひらがな 백업', 'テナント ひらがな 백업'],
    ['accented letters', 'Žluťoučký kůň, tiếng Việt', 'Žluťoučký kůň, tiếng Việt'],
    ['Greek, Cyrillic, Hebrew, Arabic', 'αβγ бэкап עברית عربي', 'αβγ бэкап עברית عربي'],
    ['vowels and tones above Thai letters', 'ที่เก็บ', 'ที่เก็บ'],
    ['vowel points', 'בְּ مُحَ', 'בְּ مُحَ'],
    ['the space of Chinese text', '备份\u3000集', '备份\u3000集'],
  ])('leaves %s as it is', (_name, raw, shown) => {
    expect(sanitise(raw)).toBe(shown);
  });

  it.each([
    ['a colour code', 'a\u001B[31mred', 'a␛[31mred'],
    ['an 8-bit CSI', 'a\u009B31mred', 'a␛31mred'],
    ['an OSC title', '\u001B]0;owned\u0007', '␛]0;owned␇'],
    ['an 8-bit OSC and its end', '\u009D8;;http://x\u009C', '␛8;;http://x␛'],
    ['a DCS', '\u001BPq\u001B\\', '␛Pq␛\\'],
    ['line breaks', 'one\r\ntwo', 'one␍␊two'],
    ['a tab', 'a\tb', 'a␉b'],
    ['NUL, backspace and DEL', '\0\b\u007F', '␀␈␡'],
    ['next line', 'a\u0085b', 'a␤b'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a␤b␤c'],
    ['a right-to-left override', 'a\u202Egpj', 'a�gpj'],
    ['isolates and marks of direction', '\u2066\u2069\u200E\u200F\u061C', '�����'],
    ['zero-width space, joiners and BOM', 'a\u200B\u200C\u200D\uFEFFb', 'a����b'],
    ['a soft hyphen', 'back\u00ADup', 'back�up'],
    ['tag characters', 'a\u{E0061}\u{E007F}', 'a��'],
    ['variation selectors', '⚠\uFE0F\u{E0100}', '⚠��'],
    ['Hangul fillers', '\u115F\u3164\uFFA0', '���'],
    ['lone surrogates', 'a\uD800b\uDC00', 'a�b�'],
    ['noncharacters', '\uFFFE\u{1FFFF}', '��'],
    ['private use', '\uE0A0\u{F0000}', '��'],
    ['a flag, as terminals differ on its width', '\u{1F1E8}\u{1F1F3}', '��'],
    ['a joined emoji', '👩\u200D💻', '���'],
    ['an emoji, one cell or two', 'done 🎉', 'done �'],
    ['a vowel sign next to its letter', 'का தா', 'क� த�'],
    ['a virama, which joins letters', 'क्ष', 'क�ष'],
    ['a script younger than many terminals', '\u{1E100}\u{16D43}', '��'],
    ['an ideograph younger than many terminals', '\u{30000}', '�'],
    ['loose jamo', '\u1100 \u1161\u11AB', '� ��'],
    ['a keycap', '1\uFE0F\u20E3', '1��'],
  ])('shows %s as cells one can see', (_name, raw, shown) => {
    expect(sanitise(raw)).toBe(shown);
  });

  it.each([
    ['accents in one code point', 'e\u0301 u\u031B\u0309', 'é ử'],
    ['Hangul in syllables', '\u1112\u1161\u11AB\u1100\u1173\u11AF', '한글'],
    [
      'Thai SARA AM as ring and vowel, the ring before the tone',
      'กำ น้ำ',
      'ก\u0E4D\u0E32 น\u0E4D\u0E49\u0E32',
    ],
    ['Lao SARA AM likewise', 'ກຳ', 'ກ\u0ECD\u0EB2'],
    ['half-width katakana with its voicing mark in full width', 'ﾊﾞｯｸｱｯﾌﾟ', 'バｯｸｱｯプ'],
  ])('spells %s', (_name, raw, shown) => {
    expect(sanitise(raw)).toBe(shown);
  });

  it('keeps the first two combining marks on a letter and shows that there were more', () => {
    expect(sanitise(`x${'\u0301'.repeat(2)}b`)).toBe(`x${'\u0301'.repeat(2)}b`);
    expect(sanitise(`x${'\u0301'.repeat(500)}b`)).toBe(`x${'\u0301'.repeat(2)}�b`);
  });

  it('shows a mark without a letter, so that it is not drawn on what stands before', () => {
    expect(sanitise('\u0301abc')).toBe('�abc');
    expect(sanitise('a \u0301bc')).toBe('a �bc');
  });

  it('leaves nothing a terminal would act on or hide', () => {
    fc.assert(
      fc.property(hostile, raw => {
        expect(sanitise(raw)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(hostile, raw => {
        expect(sanitise(sanitise(raw))).toBe(sanitise(raw));
      }),
    );
  });

  it('takes at most two cells a character', () => {
    fc.assert(
      fc.property(hostile, raw => {
        expect(cellWidth(sanitise(raw))).toBeLessThanOrEqual(2 * [...raw].length);
      }),
    );
  });

  it('shows each control character as exactly one cell', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 0, max: 0x1f }), fc.integer({ min: 0x7f, max: 0x9f })), code => {
        expect(cellWidth(sanitise(String.fromCodePoint(code)))).toBe(1);
      }),
    );
  });
});
