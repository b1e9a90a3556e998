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
    ['an accented letter, composed or not', 'é e\u0301', 'é e\u0301'],
    ['an emoji', 'done 🎉', 'done 🎉'],
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
    ['a joined emoji', '👩\u200D💻', '👩�💻'],
    ['a keycap', '1\uFE0F\u20E3', '1��'],
  ])('shows %s as cells one can see', (_name, raw, shown) => {
    expect(sanitise(raw)).toBe(shown);
  });

  it('keeps the first four combining marks on a letter and shows that there were more', () => {
    expect(sanitise(`a${'\u0301'.repeat(4)}b`)).toBe(`a${'\u0301'.repeat(4)}b`);
    expect(sanitise(`a${'\u0301'.repeat(500)}b`)).toBe(`a${'\u0301'.repeat(4)}�b`);
  });

  it('gives a mark with no letter one of its own, so that it is not drawn on what stands before', () => {
    expect(sanitise('\u0301abc')).toBe('◌\u0301abc');
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

  it('adds at most one character, and at most two cells a character', () => {
    fc.assert(
      fc.property(hostile, raw => {
        const before = [...raw].length;
        expect([...sanitise(raw)].length).toBeLessThanOrEqual(before + 1);
        expect(cellWidth(sanitise(raw))).toBeLessThanOrEqual(2 * before + 1);
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
